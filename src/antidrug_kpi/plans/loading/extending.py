"""A plan's raw data with those of the plans that it extends beneath it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from antidrug_kpi.errors import UsageError
from antidrug_kpi.plans.loading.dropping import DROPPABLE, drop_parts, holds_mappings
from antidrug_kpi.plans.loading.folders import find_plan_folder
from antidrug_kpi.plans.loading.grafting import graft
from antidrug_kpi.plans.loading.misnamed import find_misnamed
from antidrug_kpi.plans.yaml_source.located import Located
from antidrug_kpi.plans.yaml_source.spec_files import read_folder
from antidrug_kpi.printable import quote_briefly

# A plan extends one of another year, and that perhaps another.
MOST_PARENTS = 20


def read_raw_plan(plan_id: str, folders: tuple[Path, ...], seen: tuple[str, ...] = ()) -> Located:
    """The raw data of a plan with its parents' beneath it; `seen` are the plans that lead here. Raises UsageError where there is
    no such plan.
    """
    if plan_id in seen:
        return Located(None, {}, (f"{plan_id}/plan.yaml：extends 形成循環（{' → '.join((*seen, plan_id))}）；請改寫其中之一",))
    child = read_folder(find_plan_folder(plan_id, folders))
    if not isinstance(child.data, dict) or "extends" not in child.data:
        return child
    parent_id = child.data.pop("extends")
    dropped = child.data.pop("drop", None) or []
    problem = _find_unusable_key(parent_id, dropped, len(seen))
    if problem is not None:
        return Located(None, {}, (*child.problems, f"{child.find_place(problem[:1])}：{problem[1]}"))
    try:
        parent = read_raw_plan(parent_id, folders, (*seen, plan_id))
    except UsageError as error:
        return Located(None, {}, (*child.problems, f"{child.find_place(('extends',))}：{error}"))
    if parent.data is None:
        return Located(None, {}, child.problems + parent.problems)
    merged = graft(_keep_year(parent, child.data.get("year")), child)
    merged = Located(merged.data, merged.places, (*merged.problems, *find_misnamed(parent, child)))
    return drop_parts(merged, dropped, child)


def _find_unusable_key(parent_id: Any, dropped: Any, depth: int) -> tuple[str, str] | None:
    """`extends` or `drop`, where its value cannot be used, and the sentence that says why."""
    if not isinstance(parent_id, str):
        return "extends", f"「extends」應為一個計畫代號，讀到「{quote_briefly(parent_id)}」；請改正"
    if not isinstance(dropped, list) or not all(isinstance(name, str) for name in dropped):
        return "drop", f"「drop」應為指標代號的清單，讀到「{quote_briefly(dropped)}」；請改正"
    if depth >= MOST_PARENTS:
        return "extends", f"extends 超過 {MOST_PARENTS} 層；請改為直接延伸所需的計畫"
    return None


def _keep_year(parent: Located, year: Any) -> Located:
    """The parent's data for a plan of another year: its examples, whose dates are of its own year, remember that year."""
    parent_year = parent.data.get("year")
    if not isinstance(year, int) or year == parent_year:
        return parent
    fields = [field for field in DROPPABLE if holds_mappings(parent.data.get(field))]
    dated = {field: [_date_examples(part, parent_year) for part in parent.data[field]] for field in fields}
    return Located({**parent.data, **dated}, parent.places, parent.problems)


def _date_examples(part: dict[str, Any], year: Any) -> dict[str, Any]:
    """An indicator, an alternative reading of it, a group of statistics or a tie-out, whose examples bear the year, those of its
    alternatives too.
    """
    dated = dict(part)
    if holds_mappings(part.get("examples")):
        dated["examples"] = [{"year": year, **example} for example in part["examples"]]
    if holds_mappings(part.get("alternatives")):
        dated["alternatives"] = [_date_examples(alternative, year) for alternative in part["alternatives"]]
    return dated
