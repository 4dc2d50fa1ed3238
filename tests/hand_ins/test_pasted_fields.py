"""What a field holds: lines as they stand, tables by tabs, nothing that a person has still to write."""

import pytest

from antidrug_kpi.forms.document import Block, Paragraph, Table, TableCell, TableRow, TextRun, make_cell, make_plain_paragraph
from antidrug_kpi.forms.pasted.field_listing import list_fields
from antidrug_kpi.forms.pasted.paste_page import write_paste_page
from antidrug_kpi.forms.pasted.paste_text import write_paste_text
from antidrug_kpi.forms.pasted.pasted_field import PastedField, make_field
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.settings import Settings
from forms.filling import SAMPLE
from forms.made_duties import make_duties

pytestmark = pytest.mark.slow

PROMPT = Paragraph((TextRun("（請填寫：改善及策進作為）", is_blank=True),))
BEGUN = Paragraph((TextRun("人口特性："), TextRun("（請填寫）", is_blank=True)))
PART_KNOWN = Paragraph((TextRun("計 3 家，改善 "), TextRun("＿＿", is_blank=True), TextRun(" 項")))


def make(*blocks: Block) -> PastedField:
    return make_field(("壹", "四(一)", "進度"), blocks)


def test_lines_that_a_person_writes_are_no_part_of_the_text() -> None:
    field = make(make_plain_paragraph("檢驗 5 人次"), BEGUN, PROMPT)
    assert (field.text, field.prompts) == ("檢驗 5 人次", ("人口特性：（請填寫）", "（請填寫：改善及策進作為）"))


def test_a_sentence_with_a_blank_in_it_is_pasted_beside_others_alone() -> None:
    assert make(make_plain_paragraph("檢驗 5 人次"), PART_KNOWN).text == "檢驗 5 人次\n計 3 家，改善 ＿＿ 項"
    assert make(PART_KNOWN, PROMPT) == PastedField(
        ("壹", "四(一)", "進度"), "", ("（請填寫：改善及策進作為）", "計 3 家，改善 ＿＿ 項")
    )


def test_a_table_stands_by_tabs_with_its_merged_places_left_empty() -> None:
    rows = (
        TableRow((make_cell("來源"), make_cell("人數", columns=2))),
        TableRow(
            (TableCell((make_plain_paragraph("本部"), make_plain_paragraph("補助")), rows=2), make_cell("男"), make_cell("3"))
        ),
        TableRow((make_cell("女"), make_cell("2"))),
    )
    assert make(Table((1, 1, 1), rows)).text == "來源\t人數\n本部 補助\t男\t3\n\t女\t2"


def test_what_no_page_can_hold_is_left_out_of_the_text_too() -> None:
    assert make(make_plain_paragraph("甲\u200b乙\x07\r\n丙")).text == "甲乙\n丙"


FIELDS = (PastedField(("封面", "電話"), ""), PastedField(("壹", "四(一)", "進度"), "甲 <乙>\n丙\t丁"), PastedField(("貳",), "戊"))


def test_paste_txt_numbers_every_field() -> None:
    assert write_paste_text(FIELDS) == "[1] 封面 › 電話\n\n[2] 壹 › 四(一) › 進度\n甲 <乙>\n丙\t丁\n\n[3] 貳\n戊\n"


def test_paste_html_has_a_button_for_each_field_but_the_blanks() -> None:
    page = write_paste_page("期中", "毒防系統", FIELDS).decode("utf-8")
    assert [f'data-field="{number}"' in page for number in (1, 2, 3)] == [False, True, True]
    assert 'id="text-2">甲 &lt;乙&gt;\n丙\t丁</pre>' in page
    assert "已複製 0／2 欄" in page
    assert "default-src &#x27;none&#x27;" in page  # nothing is fetched
    assert "script-src &#x27;sha256-" in page  # and no other script runs


def compute_midterm() -> Run:
    return compute(SAMPLE / "office", Settings(report="midterm"), with_duties=True)


def test_the_fields_of_annex_11_in_its_order() -> None:
    run = compute_midterm()
    source = FormSource(run.plan, run.reading.registers, run.periods, run.result, duties=make_duties())
    fields = list_fields(source, "full")
    parts = list(dict.fromkeys(field.place[0] for field in fields))
    assert [part[:2] for part in parts] == ["封面", "壹、", "貳、", "參、", "肆、", "伍、", "陸、"]
    assert not any("中央審查意見" in field.place for field in fields)
    items = [field for field in fields if field.place[0].startswith("壹")]
    assert len(items) == len([item for item in run.plan.all_work_items if not item.is_heading])
    figures = [field for field in fields if field.place[0].startswith("貳")]
    assert len(figures) == 2 * len(run.plan.indicators)
    assert [field.place[2] for field in figures[:2]] == ["目標達成情形及達成率", "自評進度"]
    assert figures[1].text == "☐超前\n☑符合\n☐落後"
    assert figures[0].place[1].startswith("一(一) 針對學生家長")
    told = next(field for field in items if field.place[1].startswith("四(一)3"))
    assert "\t" in told.text  # the small tables of the row
    assert told.prompts[-1] == "（請填寫：對於所轄毒品防制策略及年度工作計畫之建議）"
