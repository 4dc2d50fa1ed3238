"""Forms as offices hand them in: the annex's table with texts typed into it, in four formats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

from docx import Document
from odfdo import Cell as OdfCell
from odfdo import Document as OdfDocument
from odfdo import Paragraph
from odfdo import Table as OdfTable
from openpyxl import Workbook

from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Indicator

SUFFIXES = (".docx", ".odt", ".xlsx", ".ods")
TITLE = "113 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫"
HEADERS = {
    "final": ["指標", "目標值", "目標達成情形及達成率", "自評進度"],
    "midterm": ["指標", "目標值", "目標達成情形及達成率", "自評進度", "中央審查意見"],
}
NAMES = {"final": "期末成果報告", "midterm": "期中成果報告"}
_TICKS = (("☑", "☐"), ("■", "□"), ("V", "□"), ("☒", "☐"), ("●", "○"), ("✔", "□"))


def list_indicators() -> tuple[Indicator, ...]:
    """The plan's indicators."""
    return load_plan("mohw-113").indicators


def lay_out(
    rng: Random, texts: Mapping[str, str], progress: Mapping[str, str | None], report: str, leads: Mapping[str, Sequence[str]]
) -> list[list[str]]:
    """The rows of the annex's table. Measures without a text are left out of their cell; `progress` is by indicator."""
    rows = [HEADERS[report]]
    group = 0
    for indicator in list_indicators():
        if indicator.group != group:
            group = indicator.group
            rows.append([load_plan("mohw-113").groups[group], *[""] * (len(HEADERS[report]) - 1)])
        kind = rng.randrange(3)
        lines = [
            (f"{leads[measure.id][kind % len(leads[measure.id])]}" if len(indicator.measures) > 1 else "") + texts[measure.id]
            for measure in indicator.measures
            if measure.id in texts
        ]
        name = rng.choice((indicator.title, f"{indicator.label[1:]}{indicator.title}", indicator.title.replace(" ", "")))
        cells = [name, indicator.target_text, "\n".join(lines), tick(rng, progress.get(indicator.id))]
        rows.append([*cells, *[""] * (len(HEADERS[report]) - 4)])
    return rows


def tick(rng: Random, chosen: str | None) -> str:
    """The boxes of 自評進度 with one of them ticked, or the word alone."""
    if chosen is not None and rng.random() < 0.2:
        return chosen
    ticked, empty = rng.choice(_TICKS)
    between = rng.choice(("\n", " ", "　"))
    return between.join(
        f"{ticked if word == chosen else empty}{rng.choice(('', ' '))}{word}" for word in ("超前", "符合", "落後")
    )


def write_form(path: Path, rows: Sequence[Sequence[str]], report: str, county: str | None) -> Path:
    """A form with the annex's title above its table."""
    titles = [county or "○○縣（市）", TITLE, NAMES[report]]
    match path.suffix:
        case ".docx":
            document = Document()
            for title in titles:
                document.add_paragraph(title)
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for row, texts in zip(table.rows, rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
            document.save(str(path))
        case ".xlsx":
            _write_xlsx(path, rows, titles)
        case _:
            _write_odf(path, rows, titles)
    return path


def _write_xlsx(path: Path, rows: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "達成情形"
    for title in titles:
        sheet.append([title])
    for number, texts in enumerate(rows, start=len(titles) + 1):
        for place, text in enumerate(texts, start=1):
            if text:
                cell = sheet.cell(number, place)
                cell.value = text
                cell.data_type = "s"
    workbook.save(path)


def _write_odf(path: Path, rows: Sequence[Sequence[str]], titles: Sequence[str]) -> None:
    is_text = path.suffix == ".odt"
    document = OdfDocument("text" if is_text else "spreadsheet")
    document.body.clear()
    if is_text:
        for title in titles:
            document.body.append(Paragraph(title))
    lines = list(rows) if is_text else [*([title, *[""] * (len(rows[0]) - 1)] for title in titles), *rows]
    table = OdfTable("達成情形", width=len(rows[0]), height=len(lines))
    for y, texts in enumerate(lines):
        for x, text in enumerate(texts):
            cell = OdfCell()
            for line in text.split("\n"):
                cell.append(Paragraph(line))
            table.set_cell((x, y), cell)
    document.body.append(table)
    document.save(path)
