"""`batch --recheck`: every submitted form against its office, in one sheet."""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.running import check_refused, run

from .small_batches import OPTIONS, list_digests, run_batch, write_office

pytestmark = pytest.mark.slow


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three offices; the form of the first agrees, the second's has another numerator of 3.3, and the third has none."""
    root, forms = tmp_path / "root", tmp_path / "forms"
    forms.mkdir()
    for name in ("甲", "乙 [新]", "丙"):
        write_office(root / name, admissions=(3, 4))
    run("fill", root / "甲", "-o", forms / "甲.docx", "--quiet", cwd=tmp_path)
    run("compute", root / "乙 [新]", "-o", forms / "乙 [新].json", "--quiet", cwd=tmp_path)
    form = json.loads((forms / "乙 [新].json").read_text(encoding="utf-8"))
    measure = next(entry for entry in form["measures"] if entry["id"] == "3.3")
    measure |= {"numerator": 4, "value": "100.00", "attainment": "153.85"}
    (forms / "乙 [新].json").write_text(json.dumps(form, ensure_ascii=False, indent=2), encoding="utf-8")
    return root


def test_what_differs_stands_first_in_one_sheet(root: Path) -> None:
    out, forms = root.parent / "out", root.parent / "forms"
    (forms / "丁.docx").touch()
    done = run_batch(root, out, "--recheck", str(forms))
    assert done.status == 5
    content = json.loads((out / "recheck.json").read_text(encoding="utf-8"))
    offices = {office["name"]: office for office in content["offices"]}
    assert [offices[name]["exit"] for name in ("甲", "乙 [新]", "丙")] == [0, 5, 3]
    causes = {entry["id"]: entry["cause"] for entry in offices["乙 [新]"]["measures"]}
    assert causes == {"1.2": "agrees", "3.3": "numerator", "4.1.3": "agrees", "4.6.2": "agrees", "4.8": "agrees"}
    alone = run("recheck", forms / "乙 [新].json", root / "乙 [新]", *OPTIONS, "--format", "json", cwd=root.parent).data
    assert offices["乙 [新]"]["measures"] == alone["measures"]
    assert offices["丙"]["error"] == "沒有同名的填報的表，未核對"
    assert content["unknown"] == ["丁.docx"]
    sheet = load_workbook(out / "recheck.xlsx")["填報核對"]
    rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert rows[0][:3] == ["乙 [新]", "3.3", "分子不同"]
    assert {row[2] for row in rows[1:10]} == {"相同"}
    assert [row[0] for row in rows if row[0].startswith("丙")] == ["丙：沒有同名的填報的表，未核對"]
    assert (out / "recheck.json").stat().st_mode & 0o777 == 0o600
    assert "核對 乙 [新]：相同 4、分子不同 1" in done.err


def test_two_forms_of_an_office_are_said_and_resumed_the_bytes_are_the_same(root: Path) -> None:
    out, forms = root.parent / "out", root.parent / "forms"
    (forms / "丙.odt").touch()
    (forms / "丙.docx").touch()
    run_batch(root, out, "--recheck", str(forms))
    content = json.loads((out / "recheck.json").read_text(encoding="utf-8"))
    (error,) = (office["error"] for office in content["offices"] if office["name"] == "丙")
    assert error == "有 2 份填報的表（丙.docx、丙.odt），不知以何者為準，未核對"
    before = list_digests(out)
    assert run_batch(root, out, "--recheck", str(forms), "--resume").status == 5
    assert list_digests(out) == before


def test_a_folder_of_forms_that_is_not_there_is_one_line(root: Path) -> None:
    missing = root.parent / "none"
    said = f"--recheck 找不到資料夾「{missing}」；應放各機關填好的表，檔名為機關資料夾名"
    check_refused(run_batch(root, root.parent / "out", "--recheck", str(missing)), 1, said)
