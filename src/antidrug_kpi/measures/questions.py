"""Questions of a measure to the office: blank flags, unknown reasons of exclusion, odd subjects. They change no figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.acceptance import Acceptance
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Scope, view_rows
from antidrug_kpi.measures.population_table import PopulationTable
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import list_populations, name_columns
from antidrug_kpi.plans.register_specs import ColumnType


def list_table_questions(tables: Sequence[PopulationTable]) -> list[str]:
    """Questions from population tables: texts in a reason column that are no reason of the source, and the spec's warnings."""
    questions = []
    for table in tables:
        if table.unlisted:
            shown = "、".join(f"「{escape_controls(text)}」{count} 筆" for text, count in table.unlisted)
            questions.append(f"下列原因非屬可排除者，仍列入分母：{shown}；請確認有無誤植")
        questions += [f"請確認：{text}（{count} 筆）" for text, count in table.warnings if count]
        questions += table.questions
    return questions


def list_blank_flag_questions(plan: Plan, measure: m.Measure, acceptance: Acceptance) -> list[str]:
    """A sentence for each yes-or-no column that the measure reads and that has blanks: neither yes nor no, they count nowhere."""
    counts: dict[tuple[str, str], int] = {}
    for population in list_populations(measure):
        for register, column, count in _count_blanks(plan, population, acceptance.scope):
            counts[register, column] = max(counts.get((register, column), 0), count)
    return [
        f"「{plan.find_register(register).title}」有 {count} 列「{column}」空白（非是亦非否）"
        for (register, column), count in counts.items()
        if count
    ]


def _count_blanks(plan: Plan, population: p.Population, scope: Scope) -> Iterator[tuple[str, str, int]]:
    """Register, flag column, and number of blanks: among the selected rows, or among all where the selection reads the flag."""
    read = name_columns(population, population.register_)
    selecting = set(name_columns(population.rows, population.register_)) if population.rows is not None else set()
    flags = [
        pair
        for pair in read
        if (spec := plan.find_register(pair[0]).find_column(pair[1])) is not None and spec.type is ColumnType.FLAG
    ]
    narrowed = [pair for pair in flags if pair[0] == population.register_ and pair not in selecting]
    if narrowed and population.rows is not None:
        rows = scope.rows[population.register_]
        selected = evaluate(population.rows, view_rows(rows), Scope(scope.rows, scope.periods))
    for register, column in flags:
        blank = scope.rows[register][column].isna().to_numpy()
        is_narrowed = population.rows is not None and (register, column) in narrowed
        yield register, column, int((blank & selected).sum() if is_narrowed else blank.sum())
