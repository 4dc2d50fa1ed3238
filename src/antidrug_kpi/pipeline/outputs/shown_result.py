"""A run's result as every output shows it: identifiers covered, and for the public without small counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.redacted_output import redact_run
from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.measures.results import OfficeResult


def find_shown(run: Run, *, show_ids: bool) -> OfficeResult:
    """The result with identifiers hidden unless they are asked for, and with small counts hidden where it is for the public."""
    from antidrug_kpi.measures.publishing.published_results import publish_results

    result = redact_run(run, show_ids=show_ids).result
    return publish_results(run.plan, result) if run.is_for_public else result


def mark_for_public(run: Run) -> Run:
    """The run of which every output hides small counts."""
    return replace(run, is_for_public=True)


def refuse_unpublishable(data: Path, settings: Settings, *, show_ids: bool) -> None:
    """UsageError where nothing can be made for the public: the plan has no rule, or a person would be named or be a stratum."""
    plan = load_wanted_plan(resolve_settings(settings, data))
    refuse_unruled(plan)
    if show_ids:
        raise UsageError("--publish 是給外界看的，不能與 --show-ids 並用；請擇一")
    columns = [column for register in plan.registers for column in register.columns if column.name == settings.by]
    if any(column.private for column in columns):
        raise UsageError(f"--by「{settings.by}」一組就是一個人，不能與 --publish 並用；請改用機構、類別等欄位")


def refuse_unruled(plan: Plan) -> None:
    """UsageError where the plan has no rule for what is shown to the public."""
    if plan.publishing is None:
        raise UsageError(f"計畫 {plan.id} 沒有訂公布的門檻（publishing），不能用 --publish；請改用有訂的計畫，或拿掉 --publish")
