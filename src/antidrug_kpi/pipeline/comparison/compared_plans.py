"""`plan diff --data`: one office's data computed under two plans, each held to the targets of its own year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from antidrug_kpi import roc
from antidrug_kpi.pipeline.comparison.comparing import make_source
from antidrug_kpi.pipeline.completeness import is_complete
from antidrug_kpi.pipeline.doubt_messages import tell_doubts
from antidrug_kpi.pipeline.resolved_settings import (
    find_periods,
    load_wanted_plan,
    resolve_settings,
    say_unknown_jurisdiction,
)
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.pipeline.status_reasons import join_reasons, say_incomplete_run, say_next
from antidrug_kpi.pipeline.unserved_options import say_unserved_options
from antidrug_kpi.plans.loading.folders import PlanPlace
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.audit.comparison.compared_figures import Comparison
    from antidrug_kpi.plans.plan import Plan


@dataclass(frozen=True)
class ComparedPlans:
    """The runs under plan A and plan B, their comparison as it may be shown, and what is to be said of the two together."""

    runs: tuple[Run, Run]
    comparison: Comparison
    remarks: tuple[str, ...]


def compute_plans(
    data: Path, settings: Settings, places: tuple[PlanPlace, PlanPlace], names: tuple[str, str], *, show_ids: bool = False
) -> ComparedPlans:
    """The figures of an office under two plans, of the same year and up to the same day: those of A unless the settings or the
    office say otherwise. `names` are the plans as they were typed.

    Raises what `compute` does, under either plan.
    """
    from antidrug_kpi.audit.comparison.compared_figures import compare
    from antidrug_kpi.audit.comparison.shown_movements import cover_comparison
    from antidrug_kpi.plans.prose.paired_measures import pair_ids

    if settings.ask_password is not None:
        settings = replace(settings, ask_password=cache(settings.ask_password))  # the files are opened twice
    of_a, of_b = (replace(settings, plan=plan_id, specs=specs, holds_own_targets=True) for plan_id, specs in places)
    first = _compute(data, of_a)
    of_b, remarks = _settle_other(data, of_b, first)
    runs = first, _compute(data, of_b)
    pairs = pair_ids(runs[0].plan, runs[1].plan)
    a, b = (make_source(name, run) for name, run in zip(names, runs, strict=True))
    comparison = cover_comparison(compare(a, b, pairs), show_ids=show_ids)
    return ComparedPlans(runs, comparison, (*remarks, *_say_targets(runs)))


def _compute(data: Path, settings: Settings) -> Run:
    return compute(data, settings, keep="files", skip_unneeded=True)


def _settle_other(data: Path, settings: Settings, first: Run) -> tuple[Settings, tuple[str, ...]]:
    """The settings for plan B, whose figures are of the year and up to the day of A's, and of the measures that are wanted in A,
    whatever their numbers; a remark where B has another day.
    """
    settings = replace(settings, year=first.periods.year)
    own = resolve_settings(settings, data)
    plan = load_wanted_plan(own)
    periods = find_periods(plan, own)
    if own.only:
        settings = replace(settings, only=_find_wanted(first, plan) or own.only)
    day = first.periods.as_of
    if periods.as_of == day:
        return settings, ()
    days = f"{roc.format_roc_date(day)}；B 的{first.plan.reports[periods.report].text}原為 {roc.format_roc_date(periods.as_of)}"
    return replace(settings, as_of=day.isoformat()), (f"基準日都依 A（{days}）；要用別的日期請以 --as-of 指定",)


def _find_wanted(first: Run, plan: Plan) -> tuple[str, ...]:
    """What `--only` names, if B numbers a measure that is wanted in A otherwise or has it not; else nothing."""
    from antidrug_kpi.plans.prose.paired_measures import pair_ids

    wanted = [measure.id for measure in first.result.measures]
    numbers = {name: other for name, other in pair_ids(first.plan, plan) if name is not None}
    others = [numbers[name] for name in wanted]
    return () if others == wanted else tuple(name for name in others if name is not None)


def _say_targets(runs: tuple[Run, Run]) -> tuple[str, ...]:
    years = [run.plan.year for run in runs]
    if set(years) == {runs[0].periods.year}:
        return ()
    return (f"目標值依各計畫本年度（{'、'.join(map(str, dict.fromkeys(years)))} 年）",)


def print_plan_figures(compared: ComparedPlans) -> None:
    """Print the figures that differ, who came and went, and how many are equal."""
    from antidrug_kpi.audit.comparison.comparison_screen import print_comparison
    from antidrug_kpi.forms.terminal import make_console

    print_comparison(make_console(), compared.comparison, all_by="--format json")


def describe_plan_figures(compared: ComparedPlans) -> dict[str, Any]:
    """What the figures are of, and each measure under both plans, in the keys of docs/interface.md."""
    from antidrug_kpi.audit.comparison.comparison_json import describe_measures

    a = compared.comparison.a
    head = {"year": a.year, "report": a.report, "as_of": a.as_of.isoformat()}
    return {**head, "measures": describe_measures(compared.comparison)}


def say_plan_doubts(compared: ComparedPlans, *, show_ids: bool = False) -> Iterator[str]:
    """The remarks, then the doubts of both runs once, and those of one of them with its letter."""
    yield from compared.remarks
    a, b = (dict.fromkeys(_say_run(run, show_ids=show_ids)) for run in compared.runs)
    yield from (line if line in b else f"A　{line}" for line in a)
    yield from (f"B　{line}" for line in b if line not in a)


def _say_run(run: Run, *, show_ids: bool) -> Iterator[str]:
    yield from tell_doubts(run, show_ids=show_ids).lines
    yield from filter(None, (say_unknown_jurisdiction(run.plan, run.result.jurisdiction, run.settings),))
    yield from say_unserved_options(run)


def say_incomplete_plans(compared: ComparedPlans) -> str | None:
    """The line that explains status 3, which tells the runs apart where they lack different things; None where both are
    complete.
    """
    lacking = {letter: run for letter, run in zip("AB", compared.runs, strict=True) if not is_complete(run)}
    reasons = {letter: join_reasons(run) for letter, run in lacking.items()}
    if not lacking:
        return None
    run = next(iter(lacking.values()))
    if len(lacking) == len(compared.runs) and len(set(reasons.values())) == 1:
        return say_incomplete_run(run)
    told = "；".join(f"{letter}：{reason}" for letter, reason in reasons.items())
    return f"計算完成但不完整（{told}）；請以 {say_next(run, 'check')} 查看每一項的位置"
