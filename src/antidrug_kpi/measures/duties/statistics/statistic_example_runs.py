"""Runs the worked examples of statistics: reads their small tables as registers, computes, compares with what they expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.duties.duty_results import CrossTable, RowListing, StatisticResult
from antidrug_kpi.measures.duties.statistics.computing import compute_statistics
from antidrug_kpi.measures.results import MeasureResult, Number
from antidrug_kpi.measures.rounding import show_plain, show_value
from antidrug_kpi.measures.worked_examples import Coverage, Failure, parse_small_table
from antidrug_kpi.plans.checking.example_checks import split_table
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.duties.statistic_examples import StatisticExample, StatisticExpectation
from antidrug_kpi.plans.duties.statistic_specs import StatisticGroup, TableStatistic
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.cells.dates import parse_date
from antidrug_kpi.registers.office_reading import read_registers

TOGETHER, NOTHING = "合計", "–"


def run_statistic_examples(plan: Plan, group: StatisticGroup, coverage: Coverage | None = None) -> list[Failure]:
    """The failures of the examples of a group of statistics; empty where all hold."""
    failures = []
    for example in group.examples:
        found = {result.id: result for result in compute_example(plan, group, example, coverage)}
        for statistic_id, expected in example.expect.items():
            texts = _compare(found[statistic_id], expected)
            failures += [Failure(group.id, example.title, f"{statistic_id} {text}") for text in texts]
    return failures


def compute_example(
    plan: Plan, group: StatisticGroup, example: StatisticExample, coverage: Coverage | None
) -> tuple[StatisticResult, ...]:
    """The statistics of a group over the facts of an example."""
    terms = read_example(plan, group, example, coverage)
    told = [table.results for table in group.statistics if isinstance(table, TableStatistic) and table.results is not None]
    silent = replace(terms, observe=None)
    measures = _compute_named(silent, {name for part in told if part.of == "measures" for name in part.rows.values()})
    rules = {name for part in told if part.of == "rules" for name in part.rows.values()}
    rules |= {name for statistic in group.statistics for name in statistic.beside}
    return compute_statistics(terms.plan, terms, measures, _compute_rules(silent, rules))


def read_example(plan: Plan, group: StatisticGroup, example: StatisticExample, coverage: Coverage | None) -> Terms:
    """The facts of an example, for a plan that has the statistics of this group alone."""
    chosen = choose_readings(plan, example.readings).model_copy(update={"statistics": (group,)})
    reading = read_registers(list(_make_files(plan, example)), _open_further(plan))
    as_of = parse_date(example.as_of) if example.as_of else None
    periods = resolve_periods(plan.windows, plan.reports, example.year or plan.year, example.report, as_of)
    return Terms(chosen, reading.registers, periods, observe=coverage.observe if coverage is not None else None)


def _compute_named(terms: Terms, ids: set[str]) -> list[MeasureResult]:
    return [compute_measure(indicator, measure, terms).result for indicator, measure in terms.plan.measures if measure.id in ids]


def _compute_rules(terms: Terms, ids: set[str]) -> list[MeasureResult]:
    """The rules with these ids, computed from the same registers."""
    rules = terms.plan.rules
    if rules is None or not ids:
        return []
    annex = load_plan(rules.plan)
    periods = resolve_periods(annex.windows, annex.reports, terms.periods.year, terms.periods.report, terms.periods.as_of)
    results = _compute_named(replace(terms, plan=annex, periods=periods), {name.removeprefix(rules.prefix) for name in ids})
    return [replace(result, id=f"{rules.prefix}{result.id}") for result in results]


def _open_further(plan: Plan) -> Plan:
    """The plan with its further registers and columns among the others, so that they are read like these."""
    opened = tuple(_open_register(register) for register in (*plan.registers, *plan.further_registers))
    return plan.model_copy(update={"registers": opened, "further_registers": ()})


def _open_register(register: Register) -> Register:
    return register.model_copy(update={"columns": (*register.columns, *register.further_columns), "further_columns": ()})


def _make_files(plan: Plan, example: StatisticExample) -> Iterator[FileReading]:
    """The tables as files that were read, with all columns of their registers that are not lacking."""
    for name, text in example.registers.items():
        spec = plan.find_register(name)
        table = parse_small_table(text)
        shown = split_table(text)[0]
        headers = [
            column.name
            for column in (*spec.columns, *spec.further_columns)
            if name not in example.lacking or column.name in shown
        ]
        rows = [headers, *([row.get(header, "") for header in headers] for row in table)]
        yield FileReading(spec.title, "", (Sheet(spec.title, None, number_rows(rows), range(1, len(rows) + 1)),), ())


def _compare(result: StatisticResult, expected: StatisticExpectation) -> Iterator[str]:
    found: dict[str, object] = {
        "status": result.status.value,
        "value": None if result.value is None else show_value(result.value),
        "numerator": _show_figure(result.numerator),
        "denominator": _show_figure(result.denominator),
        "parts": None if result.parts is None else {name: _show_figure(part) for name, part in result.parts.items()},
        "rejected": result.rejected,
        "table": None if result.table is None else show_table(result.table),
        "rows": None if result.listing is None else show_listing(result.listing),
    }
    for name in expected.model_fields_set - {"notes"}:
        wanted = getattr(expected, name)
        if name in {"table", "rows"} and wanted is not None:
            wanted = _read_wanted(wanted, is_table=name == "table")
        elif name == "parts" and wanted is not None:
            wanted = {key: _show_wanted(part) for key, part in wanted.items()}
        elif name in {"numerator", "denominator"}:
            wanted = _show_wanted(wanted)
        if wanted != found[name]:
            yield f"{name} 應為 {wanted}，算得 {found[name]}"
    for note in expected.notes:
        if not any(note in text for text in result.notes):
            yield f"說明應含「{note}」，實為 {list(result.notes)}"


def _read_wanted(text: str, *, is_table: bool) -> list[list[str]]:
    """The lines of an expected table or list; what stands in the corner of a table only helps its reader."""
    lines = split_table(text)
    return [["", *lines[0][1:]], *lines[1:]] if is_table else lines


def _show_wanted(value: int | str | None) -> str | None:
    return None if value is None else str(value)


def _show_figure(value: Number | None) -> str | None:
    """A figure as examples write it: whole as it is, else with two digits."""
    if value is None:
        return None
    return show_value(value) if Fraction(value).denominator != 1 else show_plain(value)


def show_table(table: CrossTable) -> list[list[str]]:
    """The lines of a table as examples write them, with its totals."""
    beside = [TOGETHER] if table.row_totals is not None else []
    lines = [["", *table.columns, *beside]]
    for number, (label, cells) in enumerate(zip(table.rows, table.cells, strict=True)):
        totals = [] if table.row_totals is None else [_show_cell(table.row_totals[number])]
        lines.append([label, *_show_cells(table, cells), *totals])
    if table.column_totals is not None:
        corner = [] if table.row_totals is None else [_show_cell(table.total)]
        lines.append([TOGETHER, *_show_cells(table, table.column_totals), *corner])
    return lines


def _show_cells(table: CrossTable, cells: tuple[Number | None, ...]) -> list[str]:
    return [
        show_value(cell) if cell is not None and column in table.percent_columns else _show_cell(cell)
        for column, cell in zip(table.columns, cells, strict=True)
    ]


def _show_cell(cell: Number | None) -> str:
    return NOTHING if cell is None else show_plain(cell)


def show_listing(listing: RowListing) -> list[list[str]]:
    """The lines of a list as examples write them."""
    return [list(listing.columns), *(["" if cell is None else str(cell) for cell in row] for row in listing.rows)]
