"""What a plan asks of a report beside the measures, as labelled lines by subject: what `plan diff` compares."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans.duties.work_items import WorkItem
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.duty_sentences import HAND_IN_WORDS, TO_WRITE, explain_statistic, explain_tie_out, explain_work_item
from antidrug_kpi.plans.prose.explain import Line
from antidrug_kpi.plans.prose.facts import say_day

# Where a source says it is no part of the meaning; what is to be written is told by hand-in below.
_UNSAID = frozenset({"出處", TO_WRITE})


def list_deadline_facts(plan: Plan) -> Iterator[Line]:
    """When each hand-in is due, and where it is typed."""
    for name, due in plan.due.items():
        day = say_day(due.by) if due.by is not None else f"計畫公告後 {due.days_after_announcement} 日"
        yield f"繳交期限「{HAND_IN_WORDS[name]}」", day
    if plan.typed_into:
        yield "填報系統", plan.typed_into


def list_item_facts(plan: Plan) -> dict[tuple[str, str], list[Line]]:
    """Kind and id of each work item, statistic and tie-out → its lines, the first of which names it."""
    found = {("工作項目", item.id): [*explain_work_item(plan, item), *_list_told(item)] for item in plan.all_work_items}
    found |= {("統計", statistic.id): explain_statistic(plan, statistic) for statistic in plan.all_statistics}
    found |= {("勾稽", tie_out.id): explain_tie_out(plan, tie_out) for tie_out in plan.tie_outs}
    return {key: [(label, text) for label, text in lines if label not in _UNSAID] for key, lines in found.items()}


def _list_told(item: WorkItem) -> Iterator[Line]:
    for told in item.told_statistics:
        yield f"統計 {told.id} 的文字", told.say
    for report, prompt in item.demand.prompts.items() if item.demand is not None else ():
        yield f"{TO_WRITE}「{HAND_IN_WORDS[report]}」", prompt
