"""What a report owes beside the measures, told in words: a work item, a statistic or a tie-out, as `show` prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from antidrug_kpi.plans.duties.statistic_specs import Statistic
from antidrug_kpi.plans.duties.tie_out_specs import TieOut
from antidrug_kpi.plans.duties.work_items import WorkItem
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Population
from antidrug_kpi.plans.prose.explain import CONTINUED, Line
from antidrug_kpi.plans.prose.sentences import Words, say, say_population
from antidrug_kpi.plans.reads.columns_read import group_columns, name_columns
from antidrug_kpi.plans.reads.tie_out_reads import find_tie_out_columns
from antidrug_kpi.plans.resolving_statistics import resolve_parts
from antidrug_kpi.plans.typed_names import fold_name, strip_name

KIND_WORDS = {
    "count": "件數",
    "ratio": "比率",
    "mean": "平均",
    "difference": "差",
    "sum": "合計",
    "table": "統計表",
    "list": "清單",
}
HAND_IN_WORDS = {"plan": "計畫書", "midterm": "期中成果報告", "final": "期末成果報告"}
TO_WRITE = "待填"
RELATION_WORDS = {"=": "左右應相等", "<=": "左邊應不超過右邊"}


def explain_duties(plan: Plan, name: str) -> list[list[Line]]:
    """The lines about each work item, statistic and tie-out that a user names by its number or id; of a group of statistics all
    of them.
    """
    for simplify in (fold_name, strip_name):
        found = list(_explain_named(plan, simplify(name), simplify))
        if found:
            return found
    return []


def _explain_named(plan: Plan, wanted: str, simplify: Callable[[str], str]) -> Iterator[list[Line]]:
    yield from (explain_work_item(plan, item) for item in plan.all_work_items if simplify(item.id) == wanted)
    for group in plan.statistics:
        is_whole = simplify(group.id) == wanted
        yield from (explain_statistic(plan, each) for each in group.statistics if is_whole or simplify(each.id) == wanted)
    yield from (explain_tie_out(plan, tie_out) for tie_out in plan.tie_outs if simplify(tie_out.id) == wanted)


def explain_work_item(plan: Plan, item: WorkItem) -> list[Line]:
    """Its official text, who answers, which hand-in must tell of it, and by what."""
    lines: list[Line] = [("工作項目", f"{item.id} {item.text[0]}"), *((CONTINUED, text) for text in item.text[1:])]
    lines += [("分組", plan.groups[item.group]), ("出處", str(item.citation)), ("主責", item.answered_by)]
    demand = item.demand
    if demand is not None:
        lines.append(("應說明於", "、".join(HAND_IN_WORDS[report] for report in demand.reports)))
    texts = {statistic.id: statistic.text for statistic in plan.all_statistics}
    lines += [("統計", f"{told.id} {texts.get(told.id, told.say)}") for told in item.told_statistics]
    if demand is not None:
        lines += [("並列", "、".join(demand.measures))] if demand.measures else []
        lines += [("佐證", f"佐證清冊的 {'、'.join(demand.evidence)}")] if demand.evidence else []
        lines += [(TO_WRITE, f"{HAND_IN_WORDS[report]}：{prompt}") for report, prompt in demand.prompts.items()]
    return lines


def explain_statistic(plan: Plan, statistic: Statistic) -> list[Line]:
    """What it is, which work item demands it, and what it reads."""
    unit = f"（{statistic.unit}）" if statistic.unit else ""
    lines: list[Line] = [("統計", f"{statistic.id} {statistic.text}"), ("種類", f"{KIND_WORDS[statistic.kind]}{unit}")]
    tellers = [item for item in plan.all_work_items if statistic.id in {told.id for told in item.told_statistics}]
    lines += [("工作項目", f"{item.id} {item.text[0]}") for item in tellers]
    resolved = resolve_parts(plan, statistic)
    lines += _explain_population(getattr(resolved, "population", None), Words(plan))
    lines += _list_registers(plan, group_columns(name_columns(resolved)))
    return [*lines, *(("附註", note) for note in statistic.notes)]


def _explain_population(population: Population | None, words: Words) -> Iterator[Line]:
    if population is None:
        return
    yield "統計對象", say_population(population, words)
    if population.numerator is not None:
        yield "分子", say(population.numerator, words)
    for label, names in (("分子", population.numerator_sum), ("分母", population.denominator_sum)):
        if names:
            yield label, f"{'＋'.join(names)}之合計"


def explain_tie_out(plan: Plan, tie_out: TieOut) -> list[Line]:
    """What should agree, where the source says so, what is asked where it does not, and what is read."""
    return [
        ("勾稽", f"{tie_out.id} {tie_out.text}"),
        ("關係", RELATION_WORDS[tie_out.relation]),
        ("出處", str(tie_out.citation)),
        ("不符時問", tie_out.question),
        *_list_registers(plan, find_tie_out_columns(plan, tie_out)),
    ]


def _list_registers(plan: Plan, columns: Mapping[str, frozenset[str]]) -> Iterator[Line]:
    for register, names in columns.items():
        spec = plan.find_register(register)
        ordered = [column.name for column in (*spec.columns, *spec.further_columns) if column.name in names]
        yield "所需清冊", f"「{spec.title}」：{'、'.join(ordered)}"
