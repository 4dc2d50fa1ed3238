"""What a plan's author is reminded of by `plan check`: nothing of it is wrong, and yet the plan is not finished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from antidrug_kpi import roc
from antidrug_kpi.plans.checking.target_texts import remark_target_texts
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.yaml_source.located import Located, Trail

TO_FILL_IN = "（待填"
_JUDGED = frozenset({"met", "missed"})


def list_remarks(plan: Plan, source: Located) -> Iterator[str]:
    """A sentence for each text of the plan's own files (`source`) that is still to be filled in, for each indicator that cites
    another document by the page of the one before, for each target whose words name another number than its value, and for each
    that holds only after the year of the examples that the plan inherits.
    """
    for trail, _ in _find_unfilled(source.data, ()):
        yield f"{source.find_place(trail)}：「{_name(trail)}」還是（待填）；請填上"
    yield from _find_old_pages(plan, source)
    yield from remark_target_texts(plan, source)
    for indicator, measure in plan.measures:
        for year, count in sorted(_count_examples_before(plan, indicator, measure).items()):
            place = source.find_place(_find_target(source.data, indicator, measure)) or plan.id
            lost = f"「{indicator.label}」{measure.id} 的目標沒有 {year} 年度的數值，沿用的 {year} 年度範例（{count} 個）無從比較"
            yield f"{place}：{lost}；請在 values 一併列出原來的數值與起日"


def _find_unfilled(value: Any, trail: Trail) -> Iterator[tuple[Trail, str]]:
    if isinstance(value, str) and TO_FILL_IN in value:
        yield trail, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _find_unfilled(part, (*trail, key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from _find_unfilled(part, (*trail, number))


def _find_old_pages(plan: Plan, source: Located) -> Iterator[str]:
    cited = {indicator.id: indicator.citation for indicator in plan.indicators}
    for number, part in enumerate(source.data.get("indicators", ())):
        own, page = part.get("citation") or {}, cited[part["id"]].page
        if "document" in own and "page" not in own and page is not None:
            place = source.find_place(("indicators", number, "citation"))
            yield f"{place}：citation 改了 document，頁碼仍沿用原計畫的第 {page} 頁；請寫 page，沒有頁碼的寫 page: null"


def _name(trail: Trail) -> str:
    """The key of a text, or of the list that it stands in."""
    return next(str(key) for key in reversed(trail) if isinstance(key, str))


def _count_examples_before(plan: Plan, indicator: Indicator, measure: Measure) -> Counter[int]:
    """How many examples of other years hold the measure against a target of which no value is in force by their year's end."""
    target = measure.target
    if target is None or not target.values:
        return Counter()
    first = min(dated.from_ for dated in target.values)
    return Counter(
        example.year
        for example in indicator.examples
        if example.year not in {None, plan.year}
        and roc.to_gregorian_year(example.year) < first.year
        and measure.id in example.expect
        and example.expect[measure.id].status in _JUDGED
    )


def _find_target(data: Any, indicator: Indicator, measure: Measure) -> Trail:
    """Where the target stands in the plan's own files; an empty trail where it does not."""
    for number, part in enumerate(data.get("indicators", ())):
        for position, own in enumerate(part.get("measures", ()) if part.get("id") == indicator.id else ()):
            if own.get("id") == measure.id:
                return ("indicators", number, "measures", position, "target", "values")
    return ()
