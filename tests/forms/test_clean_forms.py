"""The form that is handed in, as a file: nothing in it that only the office needs, and everything read back from it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from odfdo import Document as OdfDocument
from openpyxl import load_workbook

from antidrug_kpi import pipeline
from antidrug_kpi.forms.submitted.submitted_form import Filling
from antidrug_kpi.forms.submitted.submitted_reading import read_submitted
from antidrug_kpi.settings import Settings

from .filling import compute, fill
from .own_forms import read_docx, read_table, write_table

pytestmark = pytest.mark.slow

PLACEMENT = "(十一) 提供司法安置涉毒少年適當的替代性照顧及家庭支持服務"
RETENTION = "(三) 所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
SUFFIXES = [".docx", ".odt", ".xlsx", ".ods"]
FOR_OFFICE = re.compile(r"剔退|尚差|缺清冊|資料未備|未列入本表|未列入。|\.(?:xlsx|csv|ods|tsv)\b")


def read_words(path: Path) -> str:
    """All that stands in a document."""
    match path.suffix:
        case ".docx":
            return "\n".join(text.text or "" for text in Document(str(path)).element.iter(qn("w:t")))
        case ".xlsx":
            sheets = load_workbook(path).worksheets
            return "\n".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell)
        case _:
            return str(OdfDocument(str(path)).body.inner_text)


@pytest.mark.parametrize("form", ["indicators", "annex1", "annex5", "full"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_that_only_the_office_needs_is_handed_in(suffix: str, form: str) -> None:
    assert FOR_OFFICE.findall(read_words(fill("final", suffix, form))) == []


def test_it_is_put_back_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "annex5.docx"
    assert pipeline.fill_form(compute("final"), path, "annex5", is_annotated=True) == ()
    assert "06_綜合規劃組.xlsx 工作表「人力清冊」 第 23 列「職稱」" in read_words(path)
    left_out = pipeline.fill_form(compute("final"), path, "annex5")
    assert any("06_綜合規劃組.xlsx 工作表「人力清冊」 第 23 列「職稱」" in note for note in left_out)


def test_a_page_is_the_offices_and_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "annex5.html"
    pipeline.fill_form(compute("final"), path, "annex5")
    assert "第 23 列「職稱」" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("report", ["final", "midterm"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_figure_is_read_back_and_the_blank_as_one(suffix: str, report: str) -> None:
    run = compute(report)
    read = read_submitted(fill(report, suffix), run.plan)
    known = {measure.id: measure for measure in run.result.measures}
    wrong = [
        measure.id
        for measure in read.measures
        if measure.figures.filling is Filling.FIGURES
        and (value := measure.figures.value) is not None
        and (exact := known[measure.id].value) is not None
        and abs(value.exact - exact) > 0.005
    ]
    assert wrong == []
    assert [measure.id for measure in read.measures if measure.figures.filling is Filling.BLANK] == ["2.11.2"]
    # Not for this county.
    assert [measure.id for measure in read.measures if measure.figures.filling is Filling.NO_CASE] == ["2.10"]


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
def test_what_we_said_earlier_of_a_measure_without_data_is_written_over(suffix: str, tmp_path: Path) -> None:
    rows = [
        ["指標", "目標達成情形及達成率", "自評進度"],
        [RETENTION, "資料未備\n缺清冊「美沙冬收案」", "☐超前\n☐符合\n☐落後"],
    ]
    form = write_table(tmp_path / f"表{suffix}", rows)
    filled = pipeline.fill_into(compute("final"), form, form)
    assert len(filled.changed) == 2
    _, attainment, progress = read_table(form)[1]
    assert attainment.startswith("分子 168 人次／分母 259 人次＝64.86%；達成率 99.79%（未達成）；排除")
    assert "尚差" not in attainment
    assert "☑落後" in progress


def test_nothing_is_written_of_a_measure_without_data(tmp_path: Path) -> None:
    rows = [["指標", "目標達成情形及達成率", "自評進度"], [PLACEMENT, "", "☐超前\n☐符合\n☐落後"]]
    form = write_table(tmp_path / "表.docx", rows)
    filled = pipeline.fill_into(compute("final"), form, form)
    assert "二(十一) 推動司法安置少年家庭支持性服務達成率：資料未備，留白" in filled.lacking
    assert read_docx(form)[0][1] == [
        PLACEMENT,
        "1.對工作人員辦理教育訓練之比率：分子 3 家／分母 5 家＝60.00%；達成率 100.00%（達成）",
        "☐超前☐符合☐落後",
    ]


@pytest.mark.parametrize("text", ["上次：訪查 5 家", ""])
def test_no_progress_is_ticked_beside_a_text_that_was_kept(text: str, tmp_path: Path) -> None:
    form = write_table(tmp_path / "表.docx", [["指標", "目標達成情形及達成率", "自評進度"], [RETENTION, text, ""]])
    filled = pipeline.fill_into(compute("final"), form, tmp_path / "填妥.docx")
    said = "表 1 第 2 列第 3 欄：三(三) 的「目標達成情形及達成率」保留原文，「自評進度」未勾選，請自行勾選"
    assert (said in filled.remarks) is bool(text)
    assert [cell.heading for cell in filled.changed] == ([] if text else ["目標達成情形及達成率", "自評進度"])


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_the_look_of_a_blank_goes_where_our_own_form_is_filled(suffix: str, tmp_path: Path) -> None:
    form = tmp_path / f"表{suffix}"
    pipeline.fill_form(pipeline.compute(write_nothing(tmp_path / "只有志工"), Settings(report="final")), form)
    before = read_content(form)
    assert before.count("請填寫") == before.count(LOOKS[suffix]) > 30
    filled = pipeline.fill_into(compute("final"), form, form)
    assert not [line for line in filled.lacking if "表中" in line]
    after = read_content(form)
    # 2.11.2 shares its cell with a measure that is filled now, and 2.10 is not for this county.
    assert after.count("請填寫") == after.count(LOOKS[suffix]) == 0


LOOKS = {".docx": 'w:rStyle w:val="Blank"', ".odt": 'text:style-name="Blank"'}


def write_nothing(folder: Path) -> Path:
    """An office that has one register alone."""
    folder.mkdir()
    (folder / "office.yaml").write_text("jurisdiction: 望海縣\n", encoding="utf-8")
    (folder / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    return folder


def read_content(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml" if path.suffix == ".docx" else "content.xml").decode("utf-8")
