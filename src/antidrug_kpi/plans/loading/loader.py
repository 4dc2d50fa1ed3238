"""A plan by its id: as it was kept when the program was built where that still holds, else from its YAML files.

Importing this module brings neither YAML nor Pydantic: most commands load a kept plan, and `list` none at all.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.plans.loading.kept import Kept, Summary, find_kept

if TYPE_CHECKING:
    from antidrug_kpi.plans.plan import Plan


@lru_cache
def load_plan(plan_id: str, folders: tuple[Path, ...] = (), *, with_duties: bool = True) -> Plan:
    """The plan with this id, looked for in `folders` and then among the program's own. Without its
    duties (work items, statistics, tie-outs), which most commands need not wait for, where they are not asked for.

    With folders every file is read: they may hold what one of the program's own plans extends. Raises UsageError where there
    is no such plan, and SpecError with one line per problem, all of them, where its files are wrong.
    """
    kept = None if folders else _find_kept(plan_id)
    if kept is not None:
        from antidrug_kpi.plans.loading.rebuilding import add_duties, rebuild_plan

        plan = rebuild_plan(kept.content)
        return add_duties(plan, kept.duties) if with_duties else plan
    if with_duties:
        from antidrug_kpi.plans.loading.checked import read_plan

        return read_plan(plan_id, folders)
    from antidrug_kpi.plans.loading.rebuilding import drop_duties

    return drop_duties(load_plan(plan_id, folders))


def summarise_plan(plan_id: str, folders: tuple[Path, ...] = ()) -> Summary:
    """What a list of plans says of this one; raises as `load_plan` does."""
    kept = None if folders else _find_kept(plan_id)
    if kept is not None:
        return kept.summary
    plan = load_plan(plan_id, folders)
    return Summary(plan.id, plan.year, plan.title, len(plan.indicators), len(plan.measures))


@lru_cache
def digest_plan(plan_id: str, folders: tuple[Path, ...] = ()) -> str:
    """The SHA-256 of the spec files of a plan and of those that it extends, names and lengths included: another where anything
    in them is another. Raises UsageError where there is no such plan.
    """
    from antidrug_kpi.plans.loading.spec_digest import digest_specs, list_extended

    kept = None if folders else _find_kept(plan_id)
    return digest_specs(kept.plans if kept is not None else list_extended(plan_id, folders), folders)


@lru_cache
def _find_kept(plan_id: str) -> Kept | None:
    return find_kept(plan_id)
