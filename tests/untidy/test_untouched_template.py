"""A sheet of our own template that nobody filled in is no register; one that says 本期無資料 is an empty one."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from cli.running import Done, run

NOTHING = "本期無資料"


def write_template(folder: Path, *measures: str) -> Path:
    path = folder / "data" / "清冊.xlsx"
    path.parent.mkdir()
    only = [word for measure in measures for word in ("--only", measure)]
    done = run("template", "-o", path, *only, cwd=folder)
    assert done.status == 0, done.err
    return path


def say_nothing(sheet: Worksheet) -> None:
    """是 beside the cell that asks whether there is nothing to report."""
    places = [
        (row, column)
        for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1)
        for column, value in enumerate(cells, start=1)
        if str(value or "").startswith(NOTHING)
    ]
    assert len(places) == 1, sheet.title
    row, column = places[0]
    sheet.cell(row, column + 1, "是")


def compute(folder: Path, path: Path, *measures: str) -> Done:
    only = [word for measure in measures for word in ("--only", measure)]
    return run("compute", path.parent, "--format", "json", *only, cwd=folder)


def statuses(done: Done) -> dict[str, str]:
    return {measure["id"]: measure["status"] for measure in done.data["measures"]}


def test_untouched_sheets_are_absent_registers(tmp_path: Path) -> None:
    path = write_template(tmp_path, "4.1.2", "4.7")
    done = compute(tmp_path, path, "4.1.2", "4.7")
    assert (done.status, statuses(done)) == (3, {"4.1.2": "no_data", "4.7": "no_data"})
    assert any("跨局處會議" in line and "講習場次" in line for line in done.err.splitlines()), done.err


def test_a_sheet_that_says_so_is_an_empty_register(tmp_path: Path) -> None:
    path = write_template(tmp_path, "4.1.2", "4.7")
    workbook = load_workbook(path)
    say_nothing(workbook["跨局處會議"])
    say_nothing(workbook["講習場次"])
    workbook.save(path)
    done = compute(tmp_path, path, "4.1.2", "4.7")
    assert (done.status, statuses(done)) == (0, {"4.1.2": "missed", "4.7": "not_applicable"}), done.err


def test_figures_stand_in_for_an_untouched_sheet(tmp_path: Path) -> None:
    path = write_template(tmp_path, "4.7")
    (path.parent / "填報數據.csv").write_text("指標代碼,項目,數值\n4.7,分子,9\n4.7,分母,10\n", encoding="utf-8")
    done = compute(tmp_path, path, "4.7")
    assert (done.status, statuses(done)) == (0, {"4.7": "met"}), done.err
