"""The registers of the annexes' plan as further registers of the plan that it belongs to."""

from __future__ import annotations

from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.plans.loading.extending import read_raw_plan
from antidrug_kpi.plans.loading.grafting import graft
from antidrug_kpi.plans.yaml_source.located import Located, Trail

_FIELD = "further_registers"


def join_rule_registers(source: Located, folders: tuple[Path, ...]) -> Located:
    """The raw plan whose further registers are those of the plan of its rules, restated by its own; registers that the plan
    itself has stay as they are.
    """
    rules = source.data.get("rules") if isinstance(source.data, dict) else None
    annex_id = rules.get("plan") if isinstance(rules, dict) else None
    if not isinstance(annex_id, str):
        return source
    try:
        annex = read_raw_plan(annex_id, folders)
    except UsageError as error:
        problem = f"{source.find_place(('rules', 'plan'))}：{error}"
        return Located(source.data, source.places, (*source.problems, problem))
    registers = annex.data.get("registers") if isinstance(annex.data, dict) else None
    own = {part.get("id") for part in source.data.get("registers") or () if isinstance(part, dict)}
    kept = [index for index, part in enumerate(registers or ()) if isinstance(part, dict) and part.get("id") not in own]
    moves: dict[Trail, Trail] = {("registers", old): (_FIELD, new) for new, old in enumerate(kept)}
    places = {(*moves[trail[:2]], *trail[2:]): place for trail, place in annex.places.items() if trail[:2] in moves}
    parent = Located({_FIELD: [(registers or [])[index] for index in kept]}, places, annex.problems)
    child_places = {trail: place for trail, place in source.places.items() if trail[:1] == (_FIELD,)}
    joined = graft(parent, Located({_FIELD: source.data.get(_FIELD) or []}, child_places))
    others = {trail: place for trail, place in source.places.items() if trail[:1] != (_FIELD,)}
    return Located({**source.data, **joined.data}, {**others, **joined.places}, source.problems + joined.problems)
