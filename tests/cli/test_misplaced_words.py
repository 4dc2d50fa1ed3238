"""A word too many, or an option with one dash, is said as the option that it was meant for."""

from pathlib import Path

import pytest

from .running import run, write_csv


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("compute", "office", "3.3"), "多出的參數「3.3」，請改寫成 --only 3.3；"),
        (("compute", "office", "三(三)"), "多出的參數「三(三)」，請改寫成 --only '三(三)'；"),
        (("compute", "office", "期中"), "多出的參數「期中」，請改寫成 --report 期中；"),
        (("list", "mohw-113"), "多出的參數「mohw-113」，請改寫成 --plan mohw-113；"),
        (("fill", "office", "新表.docx"), "多出的參數「新表.docx」，請改寫成 -o 新表.docx；"),
        (("fill", "office", "舊表.docx"), "多出的參數「舊表.docx」，請改寫成 --into 舊表.docx；"),
        (("compute", "office", "-report", "期中"), "沒有選項「-r」，請改寫成 --report；"),
        (("compute", "office", "志工"), "多出的參數「志工」；"),
        (("list", "3.3"), "多出的參數「3.3」；"),
    ],
)
def test_the_option_that_was_meant_is_said(typed: tuple[str, ...], said: str, tmp_path: Path) -> None:
    (tmp_path / "舊表.docx").touch()
    done = run(*typed, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"用法錯誤：{said}請以 antidrug-kpi {typed[0]} --help 查看用法\n"


def test_the_folder_of_a_plan_is_said_as_the_two_options_that_name_it(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\nV1,4\n")
    plan = tmp_path / "specs" / "mohw-114" / "plan.yaml"
    plan.parent.mkdir(parents=True)
    plan.touch()
    done = run("compute", "office", "--plan", "specs/mohw-114", cwd=tmp_path)
    said = "「specs/mohw-114」是計畫的資料夾，應為計畫代號；請改用 --plan mohw-114 --specs specs\n"
    assert (done.status, done.err) == (2, said)
    new = run("plan", "new", "own", "--year", "114", "--from", "113", cwd=tmp_path)
    assert new.err.startswith("找不到計畫「113」，最接近的是「mohw-113」；可用的計畫：")
