"""What the whole report tells of work items: sentences and tables of statistics, evidence, a blank with the source's prompt."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from antidrug_kpi.forms.document import Paragraph, Table
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.printed_form import build_form
from antidrug_kpi.forms.printed.told_items import tell_items
from antidrug_kpi.forms.printed.told_parts import ToldTable
from antidrug_kpi.forms.shown_results import list_shown
from antidrug_kpi.forms.writers.table_grid import place_cells
from antidrug_kpi.measures.duties.duty_results import Duties, StatisticResult
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.plans.duties.work_items import HandIn
from antidrug_kpi.plans.loading.loader import load_plan

from .filling import compute
from .made_duties import make_columns, make_crossed, make_duties, make_list
from .papers import list_tables, mark, mark_cell

pytestmark = pytest.mark.slow


def make_source(duties: Duties | None = None) -> FormSource:
    run = compute("midterm")
    return FormSource(run.plan, run.reading.registers, run.periods, run.result, duties=duties or make_duties())


def tell(number: str, hand_in: HandIn = "midterm", source: FormSource | None = None) -> list[str]:
    """The parts of an item, a table as its caption and its rows with the cells between |."""
    (item,) = [item for item in tell_items(source or make_source(), hand_in) if item.item.id == number]
    lines: list[str] = []
    for part in item.parts:
        if isinstance(part, ToldTable):
            rows = ["|".join("〔〕" if text is None else text for text in row) for row in (part.headings, *part.rows)]
            lines += [part.caption, *rows]
        else:
            lines.append(mark(part))
    return lines


def tell_of(number: str, *statistics: StatisticResult, is_annotated: bool = False, show_ids: bool = False) -> list[str]:
    source = make_source(Duties(statistics=statistics))
    return tell(number, source=replace(source, is_annotated=is_annotated, show_ids=show_ids))


def test_statistics_are_drafted_in_the_plans_words_and_the_prompt_follows() -> None:
    assert tell("一(三)2") == [
        "特定人員月平均數 12.50 人",
        "前 1 年度同期特定人員月平均數 14.00 人",
        "與前 1 年度同期比較，增減 -1.50 人",
        "快篩試劑採購品項（不含國教署愛與關懷保護方案補助採購量）",
        "品項|數量",
        "安非他命試劑|120",
        "K 他命試劑|1080",
        "合計|1200",
        "檢驗人次 1,234 人次",
        "陽性檢出率 0.57%（陽性 7 人次／檢驗 1,234 人次）",
        "〔（請填寫：檢驗人次及陽性檢出率）〕",
    ]


@pytest.mark.parametrize(
    ("hand_in", "prompt"),
    [
        ("midterm", "〔（請填寫：112 年下半年個案追蹤情形）〕"),
        ("final", "〔（請填寫：全年度追蹤情形）〕"),
    ],
)
def test_each_hand_in_has_its_prompt(hand_in: HandIn, prompt: str) -> None:
    assert tell("一(四)2(2)", hand_in) == ["應追蹤 4 人", "應追蹤 0 季次，已追蹤 0 季次（無適用個案）", prompt]


def test_the_plan_has_its_prompt_alone() -> None:
    assert tell("一(四)2(2)", "plan") == ["〔（請填寫：校外會追蹤方式及個案現況）〕"]


def test_what_is_not_demanded_of_this_hand_in_is_a_blank_without_a_prompt() -> None:
    assert tell("三(一)1", "midterm") == ["〔（請填寫）〕"]
    assert tell("三(一)1", "plan") == ["〔（請填寫：方案內容、執行方式、歷年執行成果及精進方向）〕"]
    assert tell("二(一)") == ["〔（請填寫）〕"]
    assert tell("四(六)") == []


def test_the_places_of_a_blank_statistic_are_marked() -> None:
    assert tell("三(六)") == [
        "執行機構數 〔＿＿〕 家",
        "治療人力：〔（請填寫）〕",
        "補助人數 〔＿＿〕 人",
        "經費使用情形：申請金額 〔＿＿〕 元，核付金額 〔＿＿〕 元",
        "核付金額占核定金額之比率 〔＿＿〕（核付 〔＿＿〕 元／核定 〔＿＿〕 元）",
        "〔（請填寫：治療費用補助方案之執行情形）〕",
    ]


def test_parts_of_a_mean_and_the_evidence_beside_it() -> None:
    lines = tell("四(六)3")
    assert lines[0] == "當年度追蹤輔導總人數 30 人，平均每人 5.43 次：電訪 3.10 次、家訪 2.00 次、面訪 0.33 次"
    assert lines[2:7] == [
        "案管量平均 9.50 人（最少 8 人、最多 11 人；未分派個管員 3 人）",
        "",
        "個管員|一級|二級|未填|合計",
        "個管員 1|5|3|0|8",
        "個管員 2|4|6|1|11",
    ]
    assert lines[-7:] == [
        "針對具多元議題之藥癮個案，建立跨系統之共管機制：",
        "「自殺與藥癮共管」",
        "服務對象：自殺通報且在案之個案",
        "合作單位：自殺防治中心",
        "服務流程及內容：七日內共同訪視，每月個案研討",
        "共管結案指標：連續三個月低風險",
        "〔（請填寫：改善及策進作為）〕",
    ]


def test_a_measure_beside_the_statistics() -> None:
    assert "當年度志工接受繼續教育 4 小時之涵蓋率：分子 83 人／分母 85 人＝97.65%" in tell("四(三)1")


def test_a_table_over_nobody_and_a_share_without_a_denominator() -> None:
    assert tell("四(六)2")[1] == "服務成果：無"
    rows = tell("四(二)3")[1:4]
    assert rows == [
        "訓練基準|應完成|完成|未完成|%",
        "附件二(一) Level 1（28 小時）|8|6|2|75.00%",
        "附件二(二) Level 2|〔〕|〔〕|〔〕|－",
    ]


def test_a_list_is_told_row_by_row() -> None:
    assert tell("四(一)1")[5:] == [
        "各場次會議討論主題、重要決議及毒防中心應辦事項辦理情形：",
        "1. 會議日期：113 年 2 月 21 日；會議類別：網絡聯繫會議；毒防中心出席：是；討論主題：藥癮與自殺共案；"
        "重要決議：建立單一窗口；應辦事項：毒防中心彙整名冊",
        "2. 會議日期：113 年 5 月 15 日；會議類別：專題討論會議；毒防中心出席：是；討論主題：兒少施用毒品；辦理情形：已完成",
        "〔（請填寫：毒防中心應辦事項辦理情形）〕",
    ]


def test_an_identifier_in_a_list_is_masked() -> None:
    meeting = make_list("S4.1.1b", ("討論主題",), ("個案 A123456789 之共管",), private="討論主題")
    assert "1. 討論主題：個案 …789 之共管" in tell_of("四(一)1", meeting)
    assert "1. 討論主題：個案 A123456789 之共管" in tell_of("四(一)1", meeting, show_ids=True)


def test_who_lacks_a_training_is_told_to_the_office_alone_by_masked_name() -> None:
    names = make_list("S4.2.3b", ("規定", "姓名", "缺時數"), ("A2.1", "歐陽小明", 4), private="姓名")
    assert "未完成名單" not in "".join(tell_of("四(二)3", names))
    assert "1. 規定：附件二(一) Level 1（28 小時）；姓名：…陽小明；缺時數：4" in tell_of("四(二)3", names, is_annotated=True)
    assert any("姓名：歐陽小明" in line for line in tell_of("四(二)3", names, is_annotated=True, show_ids=True))


def test_case_managers_are_named_where_identifiers_are_asked_for() -> None:
    source = replace(make_source(), show_ids=True)
    assert "王小明|5|3|0|8" in tell("四(六)3", source=source)


@pytest.mark.parametrize(("columns", "is_turned"), [(4, False), (5, True)])
def test_a_table_that_is_wider_than_an_answer_is_turned(columns: int, is_turned: bool) -> None:
    """Of 54: a label takes 8 and 1.8 beside it, each title in two lines (資深個／管0) 6 and 1.8, four digits 5.6 and 1.8."""
    titles = tuple(f"資深個管{number}" for number in range(columns))
    lines = tell_of("四(一)4", make_crossed("S4.1.4", ("預防宣導組",), titles, (1000,) * columns))
    assert lines[1].startswith("職稱|預防宣導組|合計" if is_turned else "業務分組|資深個管0|資深個管1")


def test_a_table_that_is_wide_and_long_is_cut_where_a_word_would_break() -> None:
    """Of 54: the label takes 4 + 1.8, nine groups 3.4 + 1.8 each; a tenth does not fit."""
    rows = tuple(f"組{number}" for number in range(12))
    titles = tuple(f"職稱{number}" for number in range(10))
    lines = tell_of("四(一)4", make_crossed("S4.1.4", rows, titles, *[(1,) * 10] * 12))
    assert [line for line in lines if line.startswith(("各業務分組專責", "職稱|"))] == [
        "各業務分組專責辦理毒品業務之人數及職稱（1／2）",
        "職稱|組0|組1|組2|組3|組4|組5|組6|組7|組8",
        "各業務分組專責辦理毒品業務之人數及職稱（2／2）",
        "職稱|組9|組10|組11|合計",
    ]
    assert "職稱3|1|1|1|12" in lines


def test_flags_of_rows_and_columns_have_their_own_words() -> None:
    lines = tell_of("四(二)3", make_crossed("S4.2.3d", ("是", "否"), ("是", "否"), (4, 4), (1, 0)))
    place = lines.index("個案報告形式（是否於外部督導會議提報）")
    assert lines[place + 1 : place + 4] == ["書面形式|外部督導會議提報|非外部督導會議|合計", "是|4|4|8", "否|1|0|1"]


def test_a_single_row_of_columns_has_no_label() -> None:
    lines = tell_of("三(四)1", make_columns("S3.4.1c", ("合計",), ("C肝陽性", "C肝治療"), (40, 31)))
    place = lines.index("C肝陽性|C肝治療")
    assert lines[place - 1 : place + 2] == ["替代治療個案之共病醫療（人）", "C肝陽性|C肝治療", "40|31"]


def find_work_table(source: FormSource) -> Table:
    tables = list_tables(build_form(source, "full"))
    return next(table for table in tables if "工作項目" in table.rows[0].cells[0].text)


def test_the_rows_of_an_item() -> None:
    """The title stands beside all rows of its answer, and every row fills the grid."""
    table = find_work_table(make_source())
    place_cells(table)
    start = next(number for number, row in enumerate(table.rows) if row.cells[0].text.startswith("(1) 輔導期間轉學"))
    title, first, remark = table.rows[start].cells
    assert (title.rows, remark.rows, mark_cell(remark)) == (6, 6, "")
    assert mark_cell(first) == "畢業個案 8 人，召開轉銜評估會議 3 人（37.50%）/畢業個案是否需要轉銜："
    texts = [[mark_cell(cell) for cell in row.cells] for row in table.rows[start + 1 : start + 6]]
    assert texts == [
        ["是否需要轉銜", "人", "已召開"],
        ["是", "5", "3"],
        ["否", "3", "0"],
        ["合計", "8", "3"],
        ["〔（請填寫：轉銜評估會議紀錄佐證）〕"],
    ]


def test_a_title_stands_whole() -> None:
    table = find_work_table(make_source())
    (title,) = [row.cells[0] for row in table.rows if row.cells[0].text.startswith("4. 落實評估藥癮個案家庭支持需求")]
    assert title.text == "\n".join(
        [
            "4. 落實評估藥癮個案家庭支持需求，依評估結果轉介至保護扶助組之家支計畫，"
            "續由該方案強化其家庭處遇動機及提供適切之支持。"
            "【計畫書應具體說明轉銜合作機制；期中及期末成果報告應說明服務成果等】。",
            "【註：家支計畫轉介指標應至少包括：",
            "(1) APGAR 家庭功能評估表分數低於 3 分者。",
            "(2) 有家庭成員關係衝突或疏離者（併同評估家庭成員有無以下情況：藥癮者育有 12 歲以下子女、"
            "藥癮者父母領有中低收入老人生活津貼、"
            "藥癮者家屬為低收入戶、藥癮者家屬為單親家庭之子女、藥癮者家屬為隔代教養子女、"
            "藥癮者配偶或同居者懷孕、藥癮者家屬為身心障礙者等情況。）",
        ]
    )


def test_the_situation_of_the_final_report_has_both_items_statistics_before_its_blank() -> None:
    run = compute("final")
    source = FormSource(run.plan, run.reading.registers, run.periods, run.result, duties=make_duties())
    (section,) = [section for section in build_form(source, "full").sections if section.name.startswith("壹")]
    lines = [mark(block) for block in section.blocks if isinstance(block, Paragraph)]
    assert lines[0] == "壹、113年毒品現況分析與處遇資源說明"
    assert "替代治療個案之人口特性" in lines
    assert "藥癮個案之分佈區域" in lines
    assert lines[-1] == "〔（請填寫）〕"
    assert [row.cells[0].text for row in next(block for block in section.blocks if isinstance(block, Table)).rows] == [
        *("年齡", "未滿18歲", "18–29", "30–39", "40–49", "50–59", "60歲以上", "合計"),
    ]


OWN_ITEM = """\
id: own
items:
  - {id: 自訂1, label: 自訂1, group: 1, text: [校園巡迴劇團], answered_by: 教育處, citation: {document: 本府計畫, place: 自訂}}
"""


def test_own_items_stand_after_the_official_ones_of_their_group(tmp_path: Path) -> None:
    (tmp_path / "local" / "work_items").mkdir(parents=True)
    (tmp_path / "local" / "plan.yaml").write_text("id: local\nextends: mohw-113\n", encoding="utf-8")
    (tmp_path / "local" / "work_items" / "own.yaml").write_text(OWN_ITEM, encoding="utf-8")
    plan = load_plan("local", (tmp_path,))
    titles = [row.cells[0].text for row in find_work_table(replace(make_source(), plan=plan)).rows]
    place = titles.index("自訂1 校園巡迴劇團")
    assert titles[place - 1].startswith("(2) 轉介至社政、毒防中心")
    assert titles[place + 1] == "二、保護扶助組"


OWN_INDICATOR = """\
id: 自訂1
label: 一(自訂1)
group: 1
title: 校園巡迴劇團
citation: {document: 本府計畫, place: 自訂}
target_text: 至少 1 項
measures:
  - id: 自訂1
    kind: evidence
    title: 校園巡迴劇團
    formula: 佐證清冊中說明了內容的場次
    target: {text: 至少 1 項, values: [{from: 2024-01-01, value: 1, citation: 自訂}]}
    evidence: {elements: [內容]}
"""


def test_own_indicators_stand_after_the_official_ones_of_their_group(tmp_path: Path) -> None:
    (tmp_path / "local" / "indicators").mkdir(parents=True)
    (tmp_path / "local" / "plan.yaml").write_text("id: local\nextends: mohw-113\n", encoding="utf-8")
    (tmp_path / "local" / "indicators" / "0-own.yaml").write_text(OWN_INDICATOR, encoding="utf-8")
    plan = load_plan("local", (tmp_path,))
    results = [MeasureResult(measure.id, "", measure.title, Status.NO_DATA, "項") for _, measure in plan.measures]
    first, *_ = list_shown(plan, replace(make_source().result, measures=tuple(results)))
    assert [shown.indicator.id for shown in first.indicators] == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "自訂1"]
