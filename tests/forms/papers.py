"""Builds a form of the plan from small registers, and reads the document back as plain text with its blanks marked."""

from collections.abc import Mapping
from dataclasses import replace

from antidrug_kpi import pipeline
from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.forms.document import Contents, Document, PageBreak, Paragraph, Table, TableCell
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.printed_form import build_form
from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.office import compute_office
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.windows import ReportName, resolve_periods
from antidrug_kpi.registers.cells.dates import parse_date
from antidrug_kpi.registers.office_reading import read_registers

from .filling import compute


def parse_register(text: str) -> list[list[str | None]]:
    """A small table, columns split by `|`, as rows of cells; an empty cell is blank."""
    return [[cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()]


def read_table(file: str, text: str) -> FileReading:
    rows = parse_register(text)
    return FileReading(file, f"digest of {file}", (Sheet(file, None, number_rows(rows), range(1, len(rows) + 1)),), ())


def build(
    form: str,
    registers: dict[str, str],
    report: ReportName = "final",
    *,
    as_of: str | None = None,
    county: str | None = "高雄市",
    annexes: Mapping[str, Mapping[str, int]] | None = None,
) -> Document:
    """The form of an office that holds these registers, a .csv file each; `annexes` are the county's rows of annexes' tables."""
    source = make_source(form, registers, report, as_of=as_of, county=county)
    return build_form(replace(source, annexes=annexes or {}), form)


def make_source(
    form: str, registers: dict[str, str], report: ReportName = "final", *, as_of: str | None = None, county: str | None = "高雄市"
) -> FormSource:
    """What the form of such an office is filled from."""
    plan = load_plan("mohw-113")
    reading = read_registers([read_table(f"{title}.csv", text) for title, text in registers.items()], plan)
    periods = resolve_periods(plan.windows, plan.reports, 113, report, parse_date(as_of) if as_of else None)
    only = () if form == "full" else ("4.8",)  # an annex holds no measure, and one is quickly computed
    result, _ = compute_office(reading, Terms(plan, reading.registers, periods, county), pipeline.select_measures(plan, only))
    return FormSource(plan, reading.registers, periods, result)


def build_sample(form: str, report: ReportName) -> Document:
    """The form of the sample office."""
    run = compute(report)
    return build_form(FormSource(run.plan, run.reading.registers, run.periods, run.result), form)


def mark(paragraph: Paragraph) -> str:
    """A paragraph's text, its blanks in 〔〕."""
    return "".join(f"〔{run.text}〕" if run.is_blank else run.text for run in paragraph.runs)


def mark_cell(cell: TableCell) -> str:
    """A cell's lines, joined by /."""
    return "/".join(mark(line) for line in cell.lines)


def list_paragraphs(document: Document, *styles: str) -> list[str]:
    """The paragraphs of these styles outside tables."""
    blocks = (block for section in document.sections for block in section.blocks)
    return [mark(block) for block in blocks if isinstance(block, Paragraph) and block.style in styles]


def list_tables(document: Document) -> list[Table]:
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def find_paragraph(document: Document, words: str) -> str:
    """The only paragraph with these words."""
    (found,) = [text for text in list_paragraphs(document, "body", "note", "cover", "title") if words in text]
    return found


def list_rows(table: Table) -> list[list[str]]:
    """The rows below the header, cell by cell."""
    return [[mark_cell(cell) for cell in row.cells] for row in table.rows[table.header_rows :]]


def list_words(document: Document) -> list[str]:
    """Every paragraph of the document in order, those of the tables' cells included."""
    words: list[str] = []
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Paragraph():
                    words.append(block.text)
                case Contents():
                    words.append(block.title)
                case Table():
                    words += [line.text for row in block.rows for cell in row.cells for line in cell.lines]
                case PageBreak():
                    pass
    return words


def check_grid(table: Table) -> None:
    """Every place of the grid is covered by exactly one cell."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (number, column) in covered:
                column += 1
            places = {(number + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            assert not places & covered
            covered |= places
    assert covered == {(row, column) for row in range(len(table.rows)) for column in range(len(table.widths))}
