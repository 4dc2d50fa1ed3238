"""Small offices in memory: tables of cells as the readers of files would hand them on."""

from collections.abc import Sequence
from functools import cache

from antidrug_kpi.files import Cell, FileReading, Sheet, number_rows
from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.pipeline import select_measures
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.cells.cell_values import Value, make_parser
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, OfficeMapping
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

Rows = Sequence[Sequence[Cell]]


@cache
def get_plan() -> Plan:
    return load_plan("mohw-113")


def find_column(register: str, name: str) -> Column:
    """A column of the shipped plan."""
    column = get_plan().find_register(register).find_column(name)
    assert column is not None
    return column


def read_cell(kind: ColumnType | Column, cell: Cell) -> Value:
    """What a cell holds in a column of this kind."""
    column = kind if isinstance(kind, Column) else Column(name="欄", type=kind)
    return make_parser(column)(cell)


def find_fault(kind: ColumnType | Column, cell: Cell) -> str:
    """The reason for which a cell is faulty in a column of this kind; "" where it can be read."""
    try:
        read_cell(kind, cell)
    except FaultyCellError as error:
        return str(error)
    return ""


def make_sheet(
    file: str, rows: Rows, name: str | None = None, *, numbers: Sequence[int] | None = None, is_date1904: bool = False
) -> Sheet:
    """A sheet whose rows are filled up to one length, numbered from 1 unless said otherwise."""
    width = max((len(row) for row in rows), default=0)
    filled = [[*row, *[None] * (width - len(row))] for row in rows]
    return Sheet(file, name, number_rows(filled), numbers or range(1, len(rows) + 1), is_date1904=is_date1904)


def list_files(*sheets: Sheet) -> list[FileReading]:
    """The files that hold these sheets."""
    files: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        files.setdefault(sheet.file, []).append(sheet)
    return [FileReading(file, f"digest of {file}", tuple(own), ()) for file, own in files.items()]


def read_sheets(*sheets: Sheet, mapping: OfficeMapping = NO_MAPPING) -> Reading:
    """What is read of an office that holds these sheets."""
    return read_registers(list_files(*sheets), get_plan(), mapping)


def compute_reading(reading: Reading, *only: str) -> OfficeResult:
    """The final report of 高雄市 for 113."""
    plan = get_plan()
    periods = resolve_periods(plan.windows, plan.reports, 113, "final")
    terms = Terms(plan, reading.registers, periods, "高雄市", unread=reading.unread)
    return compute_office(reading, terms, select_measures(plan, only))[0]


def compute_sheets(*sheets: Sheet) -> OfficeResult:
    return compute_reading(read_sheets(*sheets))


def find_measure(result: OfficeResult, measure_id: str) -> MeasureResult:
    return next(measure for measure in result.measures if measure.id == measure_id)


def count_rows(result: OfficeResult, register: str) -> list[tuple[int, int, int, int]]:
    """Rows, accepted, rejected and skipped of a register, per file."""
    return [(own.rows, own.accepted, own.rejected, own.skipped) for own in result.inputs if own.register == register]


def list_issues(issues: Sequence[Issue], *codes: str) -> list[str]:
    """The issues of these codes as a user reads them."""
    return [str(issue) for issue in issues if issue.code in codes]


def list_values(reading: Reading, register: str, column: str) -> list[object]:
    """A column of a register as plain values: dates as ISO text, None for what is missing."""
    series = reading.registers[register].frame[column]
    return [None if missing else _show(value) for value, missing in zip(series, series.isna(), strict=True)]


def _show(value: object) -> object:
    isoformat = getattr(value, "isoformat", None)
    return str(isoformat())[:10] if isoformat is not None else value
