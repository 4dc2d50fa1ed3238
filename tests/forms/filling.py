"""Fills the sample office's form once for all tests of a report."""

import atexit
import shutil
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

import antidrug_kpi
from antidrug_kpi import pipeline
from antidrug_kpi.forms.document import Document
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.office_notes import take_out_office_notes
from antidrug_kpi.forms.printed.printed_form import build_form
from antidrug_kpi.pipeline.outputs.annex_rows import find_annex_rows
from antidrug_kpi.settings import Settings

ROOT = Path(antidrug_kpi.__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
HEADERS = {
    "final": ["指標", "目標值", "目標達成情形及達成率", "自評進度"],
    "midterm": ["指標", "目標值", "目標達成情形及達成率", "自評進度", "中央審查意見"],
}
GROUPS = ["一、預防宣導組", "二、保護扶助組", "三、醫療服務組", "四、綜合規劃組"]


@lru_cache
def compute(report: str) -> pipeline.Run:
    """The sample office computed, with the duties of its reports."""
    return pipeline.compute(SAMPLE / "office", Settings(report=report), with_duties=True)


@lru_cache
def make_folder() -> Path:
    """A folder for the files of a test run."""
    folder = mkdtemp(prefix="antidrug-kpi-form-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@lru_cache
def fill(report: str, suffix: str = ".xlsx", form: str = "indicators") -> Path:
    """The sample office's filled form."""
    path = make_folder() / f"{form}-{report}-{suffix[1:]}{suffix}"
    pipeline.fill_form(compute(report), path, form)
    return path


def build(report: str, form: str = "indicators", *, is_annotated: bool = False) -> Document:
    """The sample office's form as a plain document, as it is handed in or with what is for the office."""
    run = compute(report)
    source = FormSource(
        run.plan,
        run.reading.registers,
        run.periods,
        run.result,
        duties=run.duties,
        annexes=find_annex_rows(run.terms),
        is_annotated=is_annotated,
    )
    whole = build_form(source, form)
    return whole if is_annotated else take_out_office_notes(whole)[0]


@lru_cache
def open_form(report: str) -> Worksheet:
    """The form's only sheet."""
    (sheet,) = load_workbook(fill(report)).worksheets
    return sheet


def find_header(sheet: Worksheet) -> int:
    """The row of the table's header."""
    (row,) = [cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "指標"]
    assert row is not None
    return row


def list_rows(report: str) -> list[list[str]]:
    """The texts of the table's rows below the header, without the footer."""
    sheet = open_form(report)
    start = find_header(sheet) + 1
    rows = [[str(value or "") for value in row] for row in sheet.iter_rows(min_row=start, values_only=True)]
    return rows[:-1]
