"""The covers of annexes 11 and 12: what `office.yaml` gives, and nothing that it does not."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.document import Table
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.printed_form import build_form
from antidrug_kpi.plans.cover_fields import COVER_FIELDS
from antidrug_kpi.settings import read_office_settings
from forms.filling import SAMPLE, compute

BLANK = "　　　　"


def read(folder: Path, text: str) -> dict[str, str]:
    (folder / "office.yaml").write_text(text, encoding="utf-8")
    return dict(read_office_settings(folder).cover)


def list_cover(report: str, cover: dict[str, str]) -> list[tuple[str, bool]]:
    """The cover's cells, and whether each holds a blank."""
    run = compute(report)
    document = build_form(FormSource(run.plan, run.reading.registers, run.periods, run.result, cover=cover), "full")
    (table,) = [block for block in document.sections[0].blocks if isinstance(block, Table)]
    return [
        (cell.text, any(run.is_blank for line in cell.lines for run in line.runs)) for row in table.rows for cell in row.cells
    ]


@pytest.mark.parametrize("report", ["midterm", "final"])
def test_each_field_stands_in_its_place(report: str, tmp_path: Path) -> None:
    cover = read(
        tmp_path,
        "cover:\n  計畫負責人: 王大明\n  負責人職稱: 局長\n  主辦單位: 毒品防制科\n  科長／主任: 李小華\n"
        "  聯絡人: 陳美玲\n  電話: 0912345678\n  E-mail: mei@example.tw\n",
    )
    assert list_cover(report, cover) == [
        ("計畫負責人：王大明", False),
        ("職稱：局長", False),
        ("計畫主辦科/單位：毒品防制科", False),
        ("科長/主任：李小華", False),
        ("計畫聯絡人：陳美玲", False),
        (f"職稱：{BLANK}", True),
        ("電話：0912345678", False),  # a number in YAML would have lost its 0
        ("電子信箱：mei@example.tw", False),
    ]


def test_the_sample_office_gives_every_field() -> None:
    cover = read_office_settings(SAMPLE / "office").cover
    assert set(cover) == set(COVER_FIELDS)
    assert cover["電話"] == "00-0000-0101"


def test_without_it_all_are_blank() -> None:
    assert all(is_blank for _, is_blank in list_cover("final", {}))


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("計畫負則人: 王", "office.yaml 第 2 行：cover 沒有「計畫負則人」這一欄，最接近的是「計畫負責人」；可用：計畫負責人、"),
        ("職稱: 科長", "office.yaml 第 2 行：cover 沒有「職稱」這一欄，請寫明是「計畫負責人職稱」或「計畫聯絡人職稱」"),
        ("主任: 王\n  科長/主任: 李", "office.yaml 第 3 行：cover 的「科長/主任」寫了兩次；請刪去其一"),
        ("電話: [1]", "office.yaml 第 2 行：「電話」的值「['1']」應為一行文字；請改正"),
        ("- 王", "office.yaml 第 1 行：「cover」應為「欄位: 內容」"),
    ],
)
def test_what_is_no_field_is_told_with_its_line(lines: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError) as error:
        read(tmp_path, f"cover:\n  {lines}\n")
    assert str(error.value).startswith(said)


@pytest.mark.parametrize("text", ["cover:\n", "cover: {}\n", "cover:\n  電話:\n"])
def test_what_is_left_empty_is_not_given(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, text) == {}
