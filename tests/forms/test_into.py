"""`fill --into`: an office's own form is filled where its rows are, and nothing else of it changes."""

import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import load_workbook

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.into.ticked_boxes import is_unanswered, tick_pieces
from antidrug_kpi.measures.results import Progress

from .filling import compute
from .own_forms import RETENTION as RETENTION_TITLE
from .own_forms import read_checkboxes, read_docx, read_odt, write_docx, write_odt, write_xlsx

# Of the sample office's 317 admissions in the window, 58 are excluded; 168 of the other 259 stayed for 180 days.
RETENTION = "分子 168 人次／分母 259 人次＝64.86%；達成率 99.79%（未達成）；排除 "
HEADING = "目標達成情形及達成率"


def fill(path: Path, *, overwrite: bool = False) -> tuple[list[str], list[str], tuple[str, ...]]:
    """Fill a form in place; changed and kept cells as the user reads them, and what was not found."""
    filled = pipeline.fill_into(compute("final"), path, path, overwrite=overwrite)
    changed, kept = (
        [f"{cell.place} {cell.indicator} {cell.heading}" for cell in cells] for cells in (filled.changed, filled.kept)
    )
    return changed, kept, filled.lacking


def read_parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_word_form(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    before, parts = read_docx(form), read_parts(form)
    changed, kept, lacking = fill(form)
    assert changed == [
        "表 1 第 3 列第 3 欄 三(三) 自評進度",
        f"表 1 第 3 列第 4 欄 三(三) {HEADING}",
        "表 2 第 1 列第 3 欄 三(二) 自評進度",
        f"表 2 第 1 列第 4 欄 三(二) {HEADING}",
    ]
    assert kept == [f"表 1 第 4 列第 4 欄 三(四) {HEADING}"]
    assert len(lacking) == 36 - 3
    assert lacking[0].startswith("一(一) ")
    assert "：表中沒有這一列" in lacking[0]

    after = read_docx(form)
    assert after[0][2][3].startswith(RETENTION)
    assert after[0][2][2] == "□超前 □符合 ☑落後"
    # No progress of ours beside a text that is not.
    assert after[0][3][2:4] == ["", "上次：訪查 5 家"]
    assert after[1][0][2] == "☐超前 ☑符合 ☐落後 "
    assert read_checkboxes(form) == ["0", "1", "0"]
    assert after[1][0][3].startswith("計 1 項；達成率 100.00%（達成）")
    for table, row, column in ((0, 2, 2), (0, 2, 3), (1, 0, 2), (1, 0, 3)):
        after[table][row][column] = before[table][row][column]
    assert after == before
    new = read_parts(form)
    assert {name for name in parts if new[name] != parts[name]} == {"word/document.xml"}
    assert list(new) == list(parts)


def test_word_cell_keeps_its_look(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    fill(form)
    cells = Document(str(form)).tables[0].rows[2].cells
    (run,) = cells[3].paragraphs[0].runs
    assert str(run.font.color.rgb) == "1F3864"
    assert [run.font.size.pt for run in cells[2].paragraphs[0].runs if run.font.size] == [9.0]


def test_second_filling_changes_nothing_and_overwriting_only_what_the_indicators_own(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    fill(form)
    once = form.read_bytes()
    changed, kept, _ = fill(form)
    assert (changed, len(kept)) == ([], 5)
    assert form.read_bytes() == once
    changed, kept, _ = fill(form, overwrite=True)
    assert (changed, kept) == (["表 1 第 4 列第 3 欄 三(四) 自評進度", f"表 1 第 4 列第 4 欄 三(四) {HEADING}"], [])
    # The office's own indicator is none of the plan's.
    assert read_docx(form)[1][1] == ["4", "本府自訂指標：反毒宣講場次", "☑超前 ☐符合 ☐落後", "120 場", "自填"]


def test_odf_form(tmp_path: Path) -> None:
    form = write_odt(tmp_path / "本府表.odt")
    before, parts = read_odt(form), read_parts(form)
    changed, kept, lacking = fill(form)
    assert changed == [f"表 1 第 3 列第 3 欄 三(三) {HEADING}", "表 1 第 3 列第 4 欄 三(三) 自評進度"]
    assert kept == [f"表 1 第 4 列第 3 欄 三(四) {HEADING}", "表 1 第 4 列第 4 欄 三(四) 自評進度"]
    assert len(lacking) == 36 - 2
    after = read_odt(form)
    assert after[2][2].startswith(RETENTION)
    assert after[2][3] == "□超前　□符合　☑落後"
    assert [row for number, row in enumerate(after) if number != 2] == [row for number, row in enumerate(before) if number != 2]
    new = read_parts(form)
    assert {name for name in parts if new[name] != parts[name]} == {"content.xml"}
    assert next(iter(new)) == "mimetype"
    assert new["content.xml"].count(b'text:style-name="Emphasis"') == 3


def test_workbook_form(tmp_path: Path) -> None:
    form = write_xlsx(tmp_path / "本府表.xlsx")
    parts = read_parts(form)
    changed, kept, _ = fill(form)
    assert changed == [
        f"工作表「達成情形」E5 三(三) {HEADING}",
        "工作表「達成情形」F5 三(三) 自評進度",
    ]
    assert kept == [f"工作表「達成情形」E6 三(四) {HEADING}", f"工作表「達成情形」E7 三(二) {HEADING}"]
    sheet = load_workbook(form)["達成情形"]
    assert str(sheet["E5"].value).startswith(RETENTION)
    assert (sheet["E5"].fill.fgColor.rgb, sheet["E5"].font.name, sheet["E5"].alignment.wrap_text) == ("00FFFFCC", "標楷體", True)
    assert sheet["F5"].value == "□超前\n□符合\n☑落後"
    assert (sheet["E6"].value, sheet["E7"].value, sheet["B7"].value, sheet["G5"].value) == ("=D5", "已填", "=1+1", "=note")
    assert sheet["G5"].data_type == "s"
    assert sheet.row_dimensions[5].height > 200  # from 20, so that the whole text is seen
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["C2:G2"]
    new = read_parts(form)
    assert {name for name in parts if new[name] != parts[name]} == {"xl/worksheets/sheet2.xml"}
    assert [load_workbook(form)["達成情形"][place].value for place in ("F6", "F7")] == [None, None]


def test_a_formula_is_kept_even_when_overwriting(tmp_path: Path) -> None:
    form = write_xlsx(tmp_path / "本府表.xlsx")
    _, kept, _ = fill(form, overwrite=True)
    assert kept == [f"工作表「達成情形」E6 三(四) {HEADING}"]
    assert load_workbook(form)["達成情形"]["E6"].value == "=D5"


def test_the_original_stays_where_another_name_is_given(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    content = form.read_bytes()
    pipeline.fill_into(compute("final"), form, tmp_path / "新.docx")
    assert form.read_bytes() == content
    assert read_docx(tmp_path / "新.docx")[0][2][3].startswith(RETENTION)


def test_an_indicator_that_stands_twice_is_filled_nowhere(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    document = Document(str(form))
    document.tables[0].cell(3, 1).text = document.tables[0].cell(2, 1).text
    document.save(str(form))
    changed, _, lacking = fill(form)
    assert not [line for line in changed if "三(三)" in line]
    assert [line for line in lacking if line.startswith("三(三)")] == [
        "三(三) 所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率："
        "表中有 2 列（表 1 第 3 列第 2 欄、表 1 第 4 列第 2 欄），未填"
    ]


def test_a_name_that_is_nearly_right_is_suggested(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    document = Document(str(form))
    document.tables[0].cell(3, 1).text = "指定藥癮戒治機構及替代治療機構訪查完成率"
    document.save(str(form))
    _, _, lacking = fill(form)
    assert [line for line in lacking if line.startswith("三(四)")] == [
        "三(四) 指定藥癮戒治機構及替代治療執行機構訪查完成率："
        "表中沒有這一列（最接近的是「指定藥癮戒治機構及替代治療機構訪查完成率」）"
    ]


def test_an_indicator_of_the_offices_own_is_none_of_the_plans(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    document = Document(str(form))
    document.tables[0].cell(3, 1).text = f"(三) {RETENTION_TITLE}追蹤率（自訂）"
    document.tables[0].cell(2, 1).text = f"(三) {RETENTION_TITLE}：如附表"
    document.save(str(form))
    changed, _, _ = fill(form)
    assert changed[:2] == ["表 1 第 3 列第 3 欄 三(三) 自評進度", f"表 1 第 3 列第 4 欄 三(三) {HEADING}"]
    assert not [line for line in changed if line.startswith("表 1 第 4 列")]


def test_a_table_inside_another_is_filled(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    document = Document()
    outer = document.add_table(rows=1, cols=1).cell(0, 0)
    inner = outer.add_table(rows=2, cols=3)
    for column, text in enumerate(("指標", HEADING, "自評進度")):
        inner.cell(0, column).text = text
    inner.cell(1, 0).text = RETENTION_TITLE
    document.save(str(form))
    changed, _, _ = fill(form)
    assert changed == [f"表 2 第 2 列第 2 欄 三(三) {HEADING}", "表 2 第 2 列第 3 欄 三(三) 自評進度"]


def test_a_row_struck_out_by_a_reviewer_is_none(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    document = Document(str(form))
    table = document.tables[0]
    table.cell(3, 1).text = table.cell(2, 1).text
    table.rows[3]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {nsdecls("w")} w:id="9" w:author="承辦人"/>'))
    document.save(str(form))
    changed, _, _ = fill(form)
    assert changed[:2] == ["表 1 第 3 列第 3 欄 三(三) 自評進度", f"表 1 第 3 列第 4 欄 三(三) {HEADING}"]


def test_boxes_of_wingdings_are_ticked_in_their_own_font(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    document = Document(str(form))
    document.tables[0].cell(3, 3).text = ""
    paragraph = document.tables[0].cell(3, 2).paragraphs[0]
    for choice in ("超前", "符合", "落後"):
        run = paragraph.add_run(choice)._r
        run.insert(0, parse_xml(f'<w:sym {nsdecls("w")} w:font="Wingdings" w:char="F0A8"/>'))
    document.save(str(form))
    changed, _, _ = fill(form)
    assert "表 1 第 4 列第 3 欄 三(四) 自評進度" in changed
    symbols = list(Document(str(form)).tables[0].cell(3, 2)._tc.iter(qn("w:sym")))
    assert [symbol.get(qn("w:char")) for symbol in symbols] == ["F0A8", "F0A8", "F0FE"]


def test_nothing_is_ticked_where_a_measure_has_no_figure(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    document = Document(str(form))
    # 2.11.1 meets its target, 2.11.2 has no register: neither 符合 nor 落後 can be said of the indicator.
    document.tables[0].cell(2, 1).text = "(十一) 提供司法安置涉毒少年適當的替代性照顧及家庭支持服務"
    document.save(str(form))
    changed, _, _ = fill(form)
    assert changed[0] == f"表 1 第 3 列第 4 欄 二(十一) {HEADING}"
    assert read_docx(form)[0][2][2] == "□超前 □符合 □落後"


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx"])
@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00 an executable", b"PK\x05\x06" + b"\0" * 18, b"PK\x03\x04 cut off"])
def test_what_is_no_document_is_refused_in_one_line(suffix: str, content: bytes, tmp_path: Path) -> None:
    form = tmp_path / f"表{suffix}"
    form.write_bytes(content)
    with pytest.raises(UserError) as caught:
        fill(form)
    assert str(caught.value).startswith(f"表{suffix}：")
    assert "\n" not in str(caught.value)
    assert form.read_bytes() == content


def test_a_document_with_entities_is_refused(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "表.docx")
    parts = read_parts(form)
    parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts["word/document.xml"].partition(b"?>")[2]
    with zipfile.ZipFile(form, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(UserError, match="內含 DTD 或實體宣告"):
        fill(form)


def test_a_document_without_the_table_is_refused(tmp_path: Path) -> None:
    form = tmp_path / "公文.docx"
    document = Document()
    document.add_table(rows=2, cols=2).cell(0, 0).text = "指標"
    document.save(str(form))
    with pytest.raises(UserError) as caught:
        fill(form)
    assert str(caught.value) == (
        "公文.docx：找不到有「指標」、「目標達成情形及達成率」兩欄的表格；請確認是「衡量指標達成情形」的表，且欄名與附件相同"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        (" \n　", True),
        ("☐超前 ☐符合 ☐落後", True),
        ("□超前／□符合／□落後", True),
        ("超前 符合 落後", True),
        ("落後", False),
        ("☐超前 ☐符合", False),
        ("☑超前 ☐符合 ☐落後", False),
        ("■超前 □符合 □落後", False),
        ("符合，惟尚待改進", False),
        ("○超前　○符合　○落後", True),
        ("●超前　○符合　○落後", False),
        ("(　)超前 ( )符合 （ ）落後", True),
        ("(V)超前 ( )符合 ( )落後", False),
        ("\uf0a8超前\uf0a8符合\uf0a8落後", True),
        ("\uf0fe超前\uf0a8符合\uf0a8落後", False),
    ],
)
def test_is_unanswered(text: str, expected: bool) -> None:
    assert is_unanswered(text) is expected


@pytest.mark.parametrize(
    ("pieces", "progress", "expected"),
    [
        (["☐超前 ☐符合 ☐落後"], Progress.ON_TRACK, ["☐超前 ☑符合 ☐落後"]),
        (["□", "超前", " □ ", "符合", "□落後"], Progress.BEHIND, ["□", "超前", " □ ", "符合", "☑落後"]),
        (["☑超前 ☐符合 ☐落後"], Progress.BEHIND, ["☐超前 ☐符合 ☑落後"]),
        (["☑超前 ☐符合 ☐落後"], None, ["☐超前 ☐符合 ☐落後"]),
        (["☐超前 ☐符合"], Progress.AHEAD, None),
        (["○超前　○符合　○落後"], Progress.ON_TRACK, ["○超前　●符合　○落後"]),
        (["●超前　○符合　○落後"], Progress.BEHIND, ["○超前　○符合　●落後"]),
        (["(　)超前 ( )符合 （ ）", "落後"], Progress.BEHIND, ["(　)超前 ( )符合 （V）", "落後"]),
        (["(V)超前 ( )符合 ( )落後"], Progress.ON_TRACK, ["( )超前 (V)符合 ( )落後"]),
        (
            ["\uf0a8", "超前", "\uf0a8", "符合", "\uf0a8", "落後"],
            Progress.AHEAD,
            ["\uf0fe", "超前", "\uf0a8", "符合", "\uf0a8", "落後"],
        ),
        ([], Progress.AHEAD, None),
    ],
)
def test_tick_pieces(pieces: list[str], progress: Progress | None, expected: list[str] | None) -> None:
    assert tick_pieces(pieces, progress) == expected
