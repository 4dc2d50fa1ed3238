"""The report as one .html file: what it says, that its elements are sound, and that nothing in it is private or runs."""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.forms.duties.tie_out_rows import list_tie_out_texts
from antidrug_kpi.forms.figure_words import (
    say_attainment,
    say_excluded,
    say_figures,
    say_shortfall,
    say_target,
    say_value,
)
from antidrug_kpi.forms.output.digests import add_digest
from antidrug_kpi.forms.report import write_report
from antidrug_kpi.measures.results import Status
from antidrug_kpi.pipeline.sensitivity import compute_readings
from antidrug_kpi.plans.statuses import STATUS_WORDS
from antidrug_kpi.registers.redaction import make_redaction
from antidrug_kpi.settings import Settings

from .filling import GROUPS, SAMPLE
from .filling import compute as compute_sample
from .page import find_class, find_id, get_text, list_rows, read_page

pytestmark = pytest.mark.slow


@lru_cache
def compute_by(column: str) -> pipeline.Run:
    return pipeline.compute(SAMPLE / "office", Settings(report="final", by=column))


def report(run: pipeline.Run, *, show_ids: bool = False) -> bytes:
    tie_outs = run.duties.tie_outs if run.duties is not None else ()
    redaction = make_redaction(list_tie_out_texts(tie_outs), run.reading.registers)
    return write_report(run.plan, run.result, compute_readings(run), tie_outs=tie_outs, redaction=redaction, show_ids=show_ids)


@lru_cache
def read_sample(name: str = "final") -> Element:
    return read_page(report(compute_sample(name)))


def show_card(page: Element, measure: str) -> str:
    return get_text(find_id(page, f"measure-{measure}"))


def test_header_says_whose_report_it_is() -> None:
    page = read_sample("midterm")
    assert page.get("lang") == "zh-Hant-TW"
    (heading,) = page.iter("h1")
    assert get_text(heading) == "113 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫 期中衡量指標報告"
    (header,) = page.iter("header")
    assert "望海縣" in get_text(header)
    facts = dict(zip(map(get_text, header.iter("dt")), map(get_text, header.iter("dd")), strict=True))
    assert facts == {
        "統計期間": "113 年 1 月 1 日至 113 年 6 月 30 日",
        "基準日": "113 年 6 月 30 日",
        "計畫代號": "mohw-113",
        "程式版本": "antidrug-kpi 0.1.0",
    }


def test_summary_counts_every_status_and_lists_what_is_missed() -> None:
    summary = find_class(read_sample(), "tiles")[0]
    # 32 + 11 + 3 + 1 + 1 = 48, the plan's measures.
    assert [get_text(tile) for tile in summary] == [
        "達成 32",
        "未達成 11",
        "統計填報 3",
        "無適用個案 1",
        "資料未備 1",
        "暫不提供 0",
    ]
    missed, idle = find_class(read_sample(), "listed")
    lines = [get_text(item) for item in missed]
    assert len(lines) == 11
    # 168 of 259 is 64.864… %, and 169 would be 65.25 %.
    assert (
        "三(三) 所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率 64.86%，目標 ≥ 65%，尚差 1 人次"
        in lines
    )
    assert [get_text(item) for item in idle] == ["二(十一) 推動司法安置少年家庭支持性服務達成率 缺清冊「安置結案」"]
    assert [link.get("href") for link in idle.iter("a")] == ["#measure-2.11.2"]


def test_overview_has_a_row_for_every_measure_in_the_plans_order() -> None:
    (table,) = find_class(read_sample(), "overview")
    header, *rows = list_rows(table)
    assert header == ["指標", "衡量項目", "數值", "目標", "狀態", "自評進度"]
    assert [row[0] for row in rows if len(row) == 1] == GROUPS
    measures = compute_sample("final").result.measures
    assert [row[:2] for row in rows if len(row) > 1] == [[measure.indicator, measure.title] for measure in measures]
    shown = {row[1]: row[2:] for row in rows if len(row) > 1}
    assert shown["轄屬學校特定人員提列情形"] == ["1.07%", "≥ 0.96%", "達成", "符合"]
    assert shown["公立就業服務機構推介就業率（本指標由直轄市政府填寫）"] == ["—", "≥ 35%", "無適用個案", "—"]
    assert shown["每位個案平均追蹤輔導次數"] == ["10.07 次", "—", "統計填報", "—"]


@pytest.mark.parametrize("name", ["final", "midterm"])
def test_every_measure_says_its_figures(name: str) -> None:
    page = read_sample(name)
    for result in compute_sample(name).result.measures:
        card = show_card(page, result.id)
        sayings = [say_attainment(result), say_excluded(result), say_shortfall(result), *result.notes]
        sayings += [say_figures(result), say_value(result)] if result.value is not None else []
        for words in (STATUS_WORDS[result.status], *sayings):
            assert words in card, result.id


def test_card_tells_how_the_figure_was_found() -> None:
    page = read_sample()
    card = find_id(page, "measure-3.3")
    (flow,) = find_class(card, "flow")
    steps = [row[:2] for row in list_rows(flow)]
    assert steps[:5] == [
        ["步驟", "數量"],
        ["「美沙冬收案」資料列", "620"],
        ["－ 剔退（儲存格有誤）", "3"],
        ["－ 不在統計範圍", "300"],
        ["統計對象", "317"],
    ]
    # 317 less 58 excluded for seven reasons is the denominator, less 91 who left early is the numerator.
    assert [int(count) for step, count in steps if step.startswith("－ 排除")] == [5, 8, 26, 4, 11, 1, 3]
    assert ["分母：新收人次（已扣除可排除者）", "259"] in steps
    assert steps[-1] == ["分子：持續治療滿 180 日人次", "168"]
    text = get_text(card)
    assert "所需清冊 「美沙冬收案」：個案編號、新收日期、結案日期、結案原因" in text
    indicator = next(node for node in page.iter("article") if node.get("aria-labelledby") == "indicator-3.3")
    assert "目標值 65%以上" in get_text(indicator)
    assert "出處 113 年度計畫說明書 肆、衡量指標 三、醫療服務組 (三)，第 20 頁" in get_text(indicator)
    assert "結案原因為自由文字；不在所列原因及其別稱之內者不排除" in get_text(indicator)


def test_figures_entered_by_hand_are_said_to_be() -> None:
    assert "數字取自填報數據" in show_card(read_sample(), "3.7")


def test_strata_stand_in_the_card_and_add_up() -> None:
    run = compute_by("機構代碼")
    card = find_id(read_page(report(run)), "measure-3.3")
    (strata,) = find_class(card, "strata")
    header, *rows = list_rows(strata)
    assert header == ["機構代碼", "分子", "分母", "數值", "圖"]
    assert len(rows) == 12
    assert sum(int(row[1]) for row in rows) == 168
    assert sum(int(row[2]) for row in rows) == 259
    without = find_id(read_page(report(run)), "measure-4.8")
    assert find_class(without, "strata") == []


def test_appendix_counts_the_rows_of_every_file_and_its_issues() -> None:
    page = read_sample()
    result = compute_sample("final").result
    inputs, issues = (list(list_rows(table)) for table in find_class(page, "scroll")[-2:])
    assert inputs[0] == ["清冊", "檔案", "讀入", "採計", "剔退", "略過", "警告", "SHA-256"]
    assert len(inputs) == 1 + len(result.inputs)
    for own in inputs[1:]:
        rows, accepted, rejected, skipped = (int(cell.replace(",", "")) for cell in own[2:6])
        assert rows == accepted + rejected + skipped
    assert [own[7] for own in inputs[1:]] == [summary.sha256[:12] for summary in result.inputs]
    assert issues[0] == ["清冊", "等級", "訊息", "代碼", "筆數"]
    assert sum(int(row[4].replace(",", "")) for row in issues[1:]) == len(result.issues)
    assert ["學校清冊", "錯誤", "儲存格的值無法辨認", "cell-unreadable", "1"] in issues


def test_page_is_sound() -> None:
    page = read_page(report(compute_by("機構代碼")))
    ids = [node.get("id") for node in page.iter() if node.get("id") is not None]
    assert len(ids) == len(set(ids))
    links = [node.get("href", "") for node in page.iter("a")]
    assert {link[1:] for link in links} <= set(ids)
    assert {link[0] for link in links} == {"#"}
    pointed = [
        name for node in page.iter() for key in ("aria-labelledby", "aria-describedby") for name in (node.get(key) or "").split()
    ]
    assert set(pointed) <= set(ids)
    levels = [int(node.tag[1]) for node in page.iter() if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert [len(list(page.iter(tag))) for tag in ("main", "header", "nav", "footer")] == [1, 1, 1, 1]
    for table in page.iter("table"):
        assert {cell.get("scope") for cell in table.iter("th")} <= {"col", "row", "rowgroup"}


def test_every_picture_has_words_or_is_hidden() -> None:
    page = read_sample()
    for picture in page.iter("svg"):
        if picture.get("aria-hidden") == "true":
            continue
        assert picture.get("role") == "img"
        assert [part.tag for part in picture][:2] == ["title", "desc"]
    card = find_id(page, "measure-3.3")
    assert [get_text(part) for part in card.iter("desc")] == ["數值 64.86%，目標 ≥ 65%，未達成；刻度 0% 至 100%"]


def test_nothing_is_fetched_and_nothing_runs() -> None:
    content = report(compute_by("機構代碼")).decode()
    page = read_page(content.encode())
    policy = next(node.get("content", "") for node in page.iter("meta") if node.get("http-equiv") == "Content-Security-Policy")
    assert policy.split("; ")[:3] == ["default-src 'none'", "style-src 'unsafe-inline'", "img-src data:"]
    assert not re.search(r"https?:|//|url\(|@import", content)
    tags = {node.tag for node in page.iter()}
    assert not tags & {"script", "iframe", "object", "embed", "img", "form", "base"}
    assert not [name for node in page.iter() for name in node.attrib if name.startswith("on") or name == "src"]
    assert [node.get("href") for node in page.iter("link")] == ["data:,"]


HOSTILE = '''\
個案編號,機構代碼,新收日期,結案日期,結案原因
M00001,"<IMG SRC=X ONERROR=A>",113/1/1,113/2/1,"<script>alert(1)</script>&amp;""''"
M00002,"""><B>",113/1/1,,
'''


def test_text_of_a_register_stays_text(tmp_path: Path) -> None:
    (tmp_path / "美沙冬收案&<b>\u202e.csv").write_text(HOSTILE, encoding="utf-8")
    run = pipeline.compute(tmp_path, Settings(report="final", only=("3.3",), by="機構代碼", jurisdiction="</title><script>"))
    page = read_page(report(run))
    assert not list(page.iter("script"))
    card = find_id(page, "measure-3.3")
    assert "「<script>alert(1)</script>&amp;\"''」1 筆" in get_text(card)
    (strata,) = find_class(card, "strata")
    assert {row[0] for row in list_rows(strata)} == {"機構代碼", "<IMGSRC=XONERROR=A>", '"><B>'}
    assert "美沙冬收案&<b>" in get_text(find_class(page, "scroll")[-2])
    assert [get_text(node) for node in find_class(page, "office")] == ["</title><script>"]


def split_words(page: Element) -> set[str]:
    return set(re.findall(r"[^\s<>「」、，；：]+", "".join(page.itertext())))


def test_no_identifier_of_a_person_is_shown_unless_asked_for() -> None:
    run = pipeline.compute(SAMPLE / "office", Settings(report="final", only=("3.3", "3.5"), by="個案編號"))
    known = {
        str(value)
        for register in run.reading.registers.values()
        for column in register.spec.columns
        if column.private and register.has_column(column.name)
        for value in register.frame[column.name].dropna().unique()
    }
    page = read_page(report(run))
    assert not split_words(page) & known
    strata = find_class(page, "strata")
    keys = [row[0] for part in strata for row in list(list_rows(part))[1:]]
    # 317 admissions, some of one person, and 391 persons.
    assert len(keys) > 600
    assert all(re.fullmatch(r"….{3}", key) for key in keys)
    assert len(split_words(read_page(report(run, show_ids=True))) & known) > 600


def test_only_what_is_asked_for_is_shown() -> None:
    run = pipeline.compute(SAMPLE / "office", Settings(report="final", only=("4.6.2",)))
    page = read_page(report(run))
    assert [node.get("id") for node in page.iter("h3") if node.get("id", "").startswith("indicator")] == ["indicator-4.6"]
    assert [get_text(link) for link in next(page.iter("nav")).iter("a")] == ["摘要", "指標總表", "四、綜合規劃組", "附錄"]
    # A heading says which of the indicator's four measures it is.
    assert [get_text(node) for node in page.iter("h4")] == ["查獲二次（含）以上個案接受分流處遇比率較前 1 年提升"]


def test_withheld_figures_are_not_in_the_page() -> None:
    run = pipeline.compute(SAMPLE / "office", Settings(report="final", strict=True, only=("3.3",)))
    assert [result.status for result in run.result.measures] == [Status.WITHHELD]
    page = read_page(report(run))
    assert "暫不提供 1" in get_text(find_class(page, "tiles")[0])
    card = find_id(page, "measure-3.3")
    assert "嚴格模式：有 3 列剔退，不提供數字" in get_text(card)
    assert "64.86" not in get_text(page)
    assert list(card.iter("svg")) == []


def test_same_result_gives_the_same_bytes() -> None:
    run = compute_sample("final")
    again = pipeline.compute(SAMPLE / "office", Settings(report="final"), with_duties=True)
    assert report(run) == report(again)


def test_file_is_an_ordinary_one_unless_it_names_people(tmp_path: Path) -> None:
    run = compute_sample("final")
    pipeline.fill_form(run, tmp_path / "報告.html")
    pipeline.fill_form(run, tmp_path / "明細.HTML", show_ids=True)
    assert (tmp_path / "報告.html").read_bytes() == add_digest(report(run), ".html")
    assert (tmp_path / "報告.html").stat().st_mode & 0o777 != 0o600
    assert (tmp_path / "明細.HTML").stat().st_mode & 0o777 == 0o600


def test_difference_says_its_target_and_its_parts() -> None:
    results = {result.id: result for result in compute_sample("final").result.measures}
    assert say_target(results["4.6.2"]) == "＞ 0 百分點"
    assert "數值 20.29 百分點，目標 ＞ 0 百分點，達成；刻度 -50 百分點 至 50 百分點" in show_card(read_sample(), "4.6.2")
    figures = find_class(find_id(read_sample(), "measure-4.6.2"), "figures")[0]
    # 85/130 − 69/153 = 20.286… percentage points.
    assert [get_text(item) for item in figures] == [
        "A 當年度完成講習件數 130、B 屬 A 且為分流課程件數 85、"
        "C 前一年度完成講習件數 153、D 屬 C 且為分流課程件數 69；差 20.29 百分點",
        "剔退 3 列",
    ]
