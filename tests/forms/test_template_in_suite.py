"""The template in an office suite: what is typed into it stays what was typed, and what is saved is read alike."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antidrug_kpi import pipeline
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings
from dress.office import gather_facts

from .templates import compute, declare_nothing, fill, write

SETTINGS = Settings(jurisdiction="望海縣")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("soffice") is None and not os.environ.get("CI"), reason="needs an office suite: install libreoffice-calc"
    ),
]
MODULE = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Typing" script:language="StarBasic">
Sub Enter(frame, place, text)
 helper = createUnoService("com.sun.star.frame.DispatchHelper")
 Dim cell(0) As New com.sun.star.beans.PropertyValue
 cell(0).Name = "ToPoint"
 cell(0).Value = place
 helper.executeDispatch(frame, ".uno:GoToCell", "", 0, cell())
 Dim typed(0) As New com.sun.star.beans.PropertyValue
 typed(0).Name = "StringName"
 typed(0).Value = text
 helper.executeDispatch(frame, ".uno:EnterString", "", 0, typed())
End Sub
Sub TypeIn
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden"
 hidden(0).Value = True
 book = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
{lines}
 Dim kind(0) As New com.sun.star.beans.PropertyValue
 kind(0).Name = "FilterName"
 kind(0).Value = "Calc MS Excel 2007 XML"
 book.storeToURL("{target}", kind())
 book.close(True)
End Sub
</script:module>
"""
LIBRARY = """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Typing"/></library:library>
"""


def run_suite(folder: Path, *arguments: str | Path) -> None:
    """Run the office suite with a profile of its own."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", *map(str, arguments)], check=True, capture_output=True, timeout=180)


def convert(path: Path, folder: Path, suffix: str) -> Path:
    """The workbook as an office suite saves it."""
    run_suite(folder, "--convert-to", suffix, "--outdir", folder, path)
    return folder / f"{path.stem}.{suffix}"


def type_in(path: Path, folder: Path, sheets: dict[str, dict[str, str]]) -> Path:
    """Type texts into cells (sheet → cell → text) as at the keyboard, and save."""
    target = folder / "typed.xlsx"
    lines = []
    for title, cells in sheets.items():
        lines.append(f' book.CurrentController.setActiveSheet(book.Sheets.getByName("{title}"))')
        lines += [f' Enter(book.CurrentController.Frame, "{place}", "{text}")' for place, text in cells.items()]
    run_suite(folder, "--terminate_after_init")  # makes the profile
    library = folder / "profile" / "user" / "basic" / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    module = MODULE.format(source=path.as_uri(), target=target.as_uri(), lines="\n".join(lines))
    (library / "Typing.xba").write_text(module, encoding="utf-8")
    (library / "script.xlb").write_text(LIBRARY, encoding="utf-8")
    run_suite(folder, "--norestore", "macro:///Standard.Typing.TypeIn")
    return target


def test_what_is_typed_stays_as_it_was_typed(tmp_path: Path) -> None:
    # In a free cell a spreadsheet makes 1999 of 99, the year 113 after Christ of 113, this year's date of 1/5, 4.1 of 4.10.
    dates = ["113/1/5", "99/12/31", "1130105", "2024-01-05", "113年1月5日"]
    admissions = {f"C{row}": text for row, text in enumerate(dates, start=3)}
    numbers = {f"A{row}": f"000{row - 1}" for row in range(3, 8)}
    sheets = {
        "美沙冬收案": {**numbers, **admissions},
        "填報數據": {"A3": "4.10", "B3": "分子", "C3": "1,234"},
        "經費": {"A3": "1,000,000", "B3": "250000", "C3": "20%"},
    }
    typed = type_in(write(tmp_path), tmp_path, sheets)
    book = load_workbook(typed)
    assert [book["美沙冬收案"][place].value for place in admissions] == dates
    registers = pipeline.compute(typed, Settings()).reading.registers
    frame = registers["methadone_admissions"].frame
    assert [str(number) for number in frame["個案編號"]] == ["0002", "0003", "0004", "0005", "0006"]
    assert [f"{day:%Y-%m-%d}" for day in frame["新收日期"]] == ["2024-01-05", "2010-12-31", *["2024-01-05"] * 3]
    figures = registers["figures"].frame
    assert [figures[name].iat[0] for name in ("指標代碼", "項目", "數值")] == ["4.10", "分子", 1234]
    funding = registers["funding"].frame
    assert [funding[name].iat[0] for name in ("中央補助金額", "自籌金額", "最低自籌比率")] == [1_000_000, 250_000, 20]


@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_saved_by_an_office_suite_it_gives_the_same(tmp_path: Path, suffix: str) -> None:
    facts = gather_facts()
    filled = ("methadone_admissions", "volunteers", "funding", "treatment_institutions", "family_workers", "evidence")
    registers = load_plan("mohw-113").registers
    empty = {register.id: {column.name: () for column in register.columns} for register in registers}
    path = fill(declare_nothing(write(tmp_path)), {**empty, **{name: facts[name] for name in filled}})
    saved = convert(path, tmp_path / "saved", suffix)
    assert compute(saved, SETTINGS) == compute(path, SETTINGS)
    run = pipeline.compute(saved, SETTINGS)
    assert {summary.register: summary.rows for summary in run.result.inputs if summary.register not in filled} == {
        register.id: 0 for register in registers if register.id not in filled
    }
    assert {issue.register for issue in run.result.issues if issue.code != "register-empty"} <= set(filled)
