"""Cases from public reports about forms: each gives the answer that was found by hand."""

import shutil
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cli.running import run

pytestmark = pytest.mark.slow

CASES = Path(__file__).parent
OPTIONS = ("--only", "3.3", "--only", "4.8", "--jurisdiction", "高雄市")


def test_a_form_in_which_nothing_could_be_filled_is_seen_by_a_script(tmp_path: Path) -> None:
    case = CASES / "l2-nothing-filled-exit-0"
    form = Path(shutil.copy(case / "form.docx", tmp_path))
    before = form.read_bytes()
    done = run("fill", case / "input", "--into", form, *OPTIONS, cwd=tmp_path)
    assert (done.status, form.read_bytes() == before) == (3, True)
    assert done.err.splitlines()[-1] == "沒有填入任何一格，未寫入檔案；請看上列各項的原因"


def test_an_ods_form_is_filled(tmp_path: Path) -> None:
    case = CASES / "l3-form-ods-refused"
    form = Path(shutil.copy(case / "form.ods", tmp_path))
    done = run("fill", case / "input", "--into", form, *OPTIONS, cwd=tmp_path)
    assert done.status == 0
    assert done.out.splitlines()[:2] == [
        "已填　工作表「Sheet」C3　三(三)「目標達成情形及達成率」",
        "已填　工作表「Sheet」D3　三(三)「自評進度」",
    ]
    rows = CalamineWorkbook.from_path(form).get_sheet_by_index(0).to_python(skip_empty_area=False)
    # Ten admissions, eight in the window, of which 死亡 and 轉院 are excluded: four of six stayed.
    assert str(rows[2][2]).startswith("分子 4 人次／分母 6 人次＝66.67%；達成率 102.56%（達成）")
    assert str(rows[2][3]).splitlines() == ["☐超前", "☑符合", "☐落後"]
