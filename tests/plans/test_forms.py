"""Forms of a plan: what is wrong with one is named with file and line; extended plans inherit them; texts and their places."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.placeholders import Placeholder, split_places
from antidrug_kpi.plans.prose.form_sentences import explain_form
from antidrug_kpi.plans.prose.plan_difference import write_changes

from .small import FILES, find_line, replace_once, write_plan

FORM = """\
id: roster
title: 收案清冊
citation: {document: 說明書, place: 附件一}
counts:
  - name: 收案
    register: admissions
    where: {column: 收案日期, within: period}
    by: 等級
    values: [低, 高]
    rest: 另有 {count} 件等級為{values}
sections:
  - name: 清冊
    blocks:
      - {paragraph: "{county|○○縣}{year}年度收案{收案|○}件，高等級{收案:高|○}件", style: heading1}
      - {contents: 目錄}
      - {insert: attainment}
      - {notes: [收案]}
      - table:
          columns:
            - {heading: 分類, width: 10, is_label: true}
            - heading: 收案
              width: 20
              lines: "{收案日期:year}年{收案日期:month}月{收案日期:end}，滿{歷時:years}年{歷時:months}月"
              instead:
                - {when: {column: 結案日期, present: true}, lines: 已結案}
            - {heading: 次數, over: 服務, width: 10, lines: "{次數|　}", sum_of: 次數}
          records:
            register: admissions
            where: {column: 收案日期, happened: true}
            derive:
              - {name: 歷時, tenure_from: 收案日期, until: 結案日期}
              - {name: 月數, months_in: period, since: 收案日期, until: 結案日期}
            questions:
              - {when: {column: 次數, more_than: 9}, text: "有 {count} 件超過 9 次，請確認"}
            sort_by: 等級
            left_out: 另有 {count} 件未列入
          groups:
            - label: 全部
              where: {column: 等級, present: true}
              rows:
                - ["{|　}", "{|　}"]
          total: 合計
"""
FILE = "forms/roster.yaml"
BASE = {**FILES, FILE: FORM}

# What stands in the form, what in its place; words of the line that the error must name, and its sentence.
BROKEN = {
    "id of the table of attainment": ("id: roster", "id: indicators", "id: indicators", "是每個計畫都有的衡量指標表；請改名"),
    "unknown value in a text": ("{year}年度", "{yaer}年度", "yaer", "沒有可填入的名稱「yaer」，最接近的是「year」"),
    "unknown part of a count": ("{收案:高|○}", "{收案:中|○}", "收案:中", "沒有「收案」的部分「中」"),
    "part of a value without parts": ("{county|○○縣}", "{county:year}", "county:year", "「county」沒有部分可用；請刪去「:year」"),
    "unknown part of a date": (
        "{收案日期:year}",
        "{收案日期:yaer}",
        "yaer",
        "沒有「收案日期」的部分「yaer」，最接近的是「year」",
    ),
    "unknown part of a tenure": (
        "{歷時:months}",
        "{歷時:month}",
        "歷時:month}",
        "沒有「歷時」的部分「month」，最接近的是「months」",
    ),
    "a record's value outside its table": (
        '{paragraph: "{county',
        '{paragraph: "{次數}{county',
        "次數}{county",
        "沒有可填入的名稱「次數」",
    ),
    "unbalanced brace": ("lines: 已結案", 'lines: "{已結案"', "已結案", "「{已結案」的大括號不成對"),
    "place without a name": ("lines: 已結案", 'lines: "{}"', 'lines: "{}"', "「{}」的大括號裡沒有名稱"),
    "unknown register of a count": (
        "    register: admissions\n    where",
        "    register: admits\n    where",
        "admits",
        "沒有清冊「admits」",
    ),
    "unknown column of a count": (
        "where: {column: 收案日期, within: period}",
        "where: {column: 收案日, within: period}",
        "收案日,",
        "沒有欄位「收案日」",
    ),
    "unknown column counted by": (
        "by: 等級\n    values",
        "by: 等第\n    values",
        "by: 等第",
        "沒有欄位「等第」，最接近的是「等級」",
    ),
    "counted by a date": (
        "by: 等級\n    values",
        "by: 收案日期\n    values",
        "by: 收案日期",
        "欄位「收案日期」的型別是 date，不能按值計數；請換一個欄位",
    ),
    "unknown value counted": ("values: [低, 高]", "values: [低, 高, 極高]", "極高", "沒有類別值「極高」"),
    "unknown value in a rest": ("{values}", "{vales}", "{vales}", "沒有可填入的名稱「vales」，最接近的是「values」"),
    "unknown count in notes": ("{notes: [收案]}", "{notes: [結案]}", "notes: [結案]", "沒有計數「結案」"),
    "unknown block": (
        "{contents: 目錄}",
        "{content: 目錄}",
        "content:",
        "表單中不認得的內容（content），應恰有其一：paragraph、contents、",
    ),
    "unknown register of a table": (
        "            register: admissions",
        "            register: admision",
        "admision",
        "沒有清冊「admision」",
    ),
    "unknown column selecting": (
        "{column: 收案日期, happened: true}",
        "{column: 收案期, happened: true}",
        "收案期,",
        "沒有欄位「收案期」",
    ),
    "unknown date derived from": (
        "tenure_from: 收案日期",
        "tenure_from: 等級",
        "tenure_from: 等級",
        "「tenure_from」應為日期欄位，「等級」的型別是 category，最接近的是「",
    ),
    "unknown window": ("months_in: period", "months_in: preiod", "preiod", "沒有期間「preiod」，最接近的是「period」"),
    "unknown derivation": (
        "tenure_from: 收案日期,",
        "tenure: 收案日期,",
        "tenure: 收案日期",
        "表單的 derive 應恰有 tenure_from 或 months_in 之一",
    ),
    "unknown column of a question": ("{column: 次數, more", "{column: 次, more", "column: 次,", "沒有欄位「次」"),
    "unknown value in a question": ("有 {count} 件超", "有 {values} 件超", "{values} 件超", "沒有可填入的名稱「values」"),
    "order by what is no category": ("sort_by: 等級", "sort_by: 次數", "sort_by: 次數", "沒有類別欄位「次數」"),
    "unknown column of a case": (
        "{column: 結案日期, present: true}",
        "{column: 結案, present: true}",
        "結案, present",
        "沒有欄位「結案」",
    ),
    "sum of no number": (
        "sum_of: 次數",
        "sum_of: 等級",
        "sum_of: 等級",
        "「sum_of」應為數字欄位，「等級」的型別是 category，最接近的是「次數」",
    ),
    "too few cells": ('- ["{|　}", "{|　}"]', '- ["{|　}"]', '- ["{|　}"]', "這一列有 1 格，表格有 2 欄"),
    "unknown column of a group": ("{column: 等級, present: true}", "{column: 等第, present: true}", "等第", "沒有欄位「等第」"),
    "attached form that is none": (
        "  - name: 清冊\n",
        "  - attach: annex\n  - name: 清冊\n",
        "attach: annex",
        "沒有可附的表單「annex」",
    ),
    "section of both kinds": (
        "  - name: 清冊\n",
        "  - name: 清冊\n    attach: roster\n",
        "  - name: 清冊\n    attach",
        "表單的一節應以 name 與 blocks，或以 attach 擇一定義",
    ),
}


def test_a_form_may_use_every_verb(tmp_path: Path) -> None:
    plan = load_plan("demo", (write_plan(tmp_path, files=BASE),))
    assert [form.id for form in plan.forms] == ["roster"]


@pytest.mark.parametrize(("old", "new", "words", "sentence"), BROKEN.values(), ids=BROKEN)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, words: str, sentence: str) -> None:
    broken = replace_once(FORM, old, new)
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files={**BASE, FILE: broken}),))
    problem = caught.value.problems[0]
    assert problem.startswith(f"demo/{FILE} 第 {find_line(broken, words.strip().splitlines()[0])} 行：")
    assert sentence in problem


def test_a_flag_has_no_order(tmp_path: Path) -> None:
    registers = replace_once(FILES["registers.yaml"], "次數, type: count}", "次數, type: count}\n    - {name: 初犯, type: flag}")
    form = replace_once(FORM, "sort_by: 等級", "sort_by: 初犯")
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files={**BASE, "registers.yaml": registers, FILE: form}),))
    (problem,) = caught.value.problems
    assert problem.startswith(f"demo/{FILE} 第 {find_line(form, 'sort_by')} 行：沒有類別欄位「初犯」")


def test_two_forms_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files={**BASE, "forms/second.yaml": FORM}),))
    assert "demo/forms/roster.yaml 第 1 行：id「roster」已用過；每個 id 只能用一次，請改名" in caught.value.problems


def test_forms_that_attach_each_other(tmp_path: Path) -> None:
    pair = {
        f"forms/{name}.yaml": FORM[: FORM.index("counts:")].replace("roster", name) + f"sections:\n  - attach: {other}\n"
        for name, other in (("one", "two"), ("two", "one"))
    }
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files={**FILES, **pair}),))
    assert caught.value.problems == [
        "demo/forms/one.yaml 第 5 行：沒有可附的表單「two」；請改正名稱，或先加以定義",
        "demo/forms/two.yaml 第 5 行：沒有可附的表單「one」；請改正名稱，或先加以定義",
    ]


def test_conditions_need_records(tmp_path: Path) -> None:
    """A table of fixed texts has no rows that a condition could be asked of."""
    form = FORM[: FORM.index("          records:")] + FORM[FORM.index("          groups:") :]
    with pytest.raises(SpecError) as caught:
        load_plan("demo", (write_plan(tmp_path, files={**BASE, FILE: form}),))
    said = "\n".join(caught.value.problems)
    assert "沒有 records 的表格不能用 instead 或 sum_of；請補上 records 或刪去" in said
    assert "沒有 records 的表格不能用 where；請補上 records 或刪去" in said


CHILD = "id: demo-114\nextends: demo\nyear: 114\n"


def test_an_extended_plan_inherits_forms_and_restates_what_it_names(tmp_path: Path) -> None:
    specs = write_plan(tmp_path, files=BASE)
    write_plan(
        specs,
        "demo-114",
        {"plan.yaml": CHILD, FILE: "id: roster\ntitle: 新清冊\n", "forms/other.yaml": FORM.replace("id: roster", "id: other")},
    )
    forms = load_plan("demo-114", (specs,)).forms
    assert [(form.id, form.title) for form in forms] == [("roster", "新清冊"), ("other", "收案清冊")]
    assert forms[0].sections == load_plan("demo", (specs,)).forms[0].sections


def test_an_extended_plan_is_told_its_own_file(tmp_path: Path) -> None:
    specs = write_plan(tmp_path, files=BASE)
    write_plan(specs, "demo-114", {"plan.yaml": CHILD, FILE: "id: roster\ntitle: '{yaer}年清冊'\n"})
    with pytest.raises(SpecError) as caught:
        load_plan("demo-114", (specs,))
    assert caught.value.problems == [
        "demo-114/forms/roster.yaml 第 2 行：沒有可填入的名稱「yaer」，最接近的是「year」；請改正名稱，或先加以定義"
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", ()),
        ("無", ("無",)),
        ("{a}", (Placeholder("a"),)),
        ("共{a|○}人", ("共", Placeholder("a", "", "○"), "人")),
        ("{a:b|}", (Placeholder("a", "b", ""),)),
        ("{|○年}。", (Placeholder("", "", "○年"), "。")),
        ("{a}{b}", (Placeholder("a"), Placeholder("b"))),
        ("a:b|c", ("a:b|c",)),
        ("自費^註2^{a}^註3^", ("自費^註2^", Placeholder("a"), "^註3^")),
    ],
)
def test_places_of_a_text(text: str, pieces: tuple[str | Placeholder, ...]) -> None:
    assert split_places(text) == pieces


@pytest.mark.parametrize("text", ["{", "}", "{a", "a}", "{{a}}", "{a|b|c}", "{a:b:c}", "{}", "{:part}", "^", "甲^註", "^{a}^"])
def test_texts_with_braces_of_no_place_or_half_a_pair_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="請改正"):
        split_places(text)


def change(tmp_path: Path, old: str, new: str) -> list[str]:
    """The lines of the difference between the plan and the same with one text of its form replaced, without the first."""
    specs = write_plan(tmp_path, files=BASE)
    write_plan(specs, "later", {**BASE, FILE: replace_once(FORM, old, new)})
    return write_changes(load_plan("demo", (specs,)), load_plan("later", (specs,))).splitlines()[1:]


def test_difference_of_forms(tmp_path: Path) -> None:
    assert change(tmp_path / "text", "{year}年度收案", "{year}年度新收案") == [
        "",
        "表單「roster」　期末文字",
        "  原：{county|○○縣}{year}年度收案{收案|○}件，高等級{收案:高|○}件",
        "  新：{county|○○縣}{year}年度新收案{收案|○}件，高等級{收案:高|○}件",
    ]
    assert change(tmp_path / "count", "where: {column: 收案日期, within: period}", "where: {column: 等級, present: true}") == [
        "",
        "表單「roster」　計數「收案」",
        "  原：「收案」中「收案日期」在統計期間內之列；另依「等級」分列低、高",
        "  新：「收案」中「等級」有填之列；另依「等級」分列低、高",
    ]
    assert change(tmp_path / "cell", "lines: 已結案", "lines: 結案") == [
        "",
        "表單「roster」　欄位「收案」",
        "  原：「結案日期」有填：已結案",
        "  新：「結案日期」有填：結案",
    ]
    assert change(tmp_path / "name", "id: roster", "id: register") == ["", "表單", "  刪去：roster", "  新增：register"]


def test_a_form_in_words(tmp_path: Path) -> None:
    plan = load_plan("demo", (write_plan(tmp_path, files=BASE),))
    assert explain_form(plan, plan.forms[0]) == [
        ("表單", "roster 收案清冊"),
        ("出處", "說明書 附件一"),
        ("計數「收案」", "「收案」中「收案日期」在統計期間內之列；另依「等級」分列低、高"),
        ("欄位", "分類、收案、次數"),
        ("列出", "「收案」中「收案日期」不晚於基準日之列；依「等級」排列"),
        ("「歷時」", "自「收案日期」至「結案日期」或基準日的整月數"),
        ("「月數」", "自「收案日期」至「結案日期」或基準日，落在統計期間內的整月數（首日、末日皆計入）"),
        ("請確認", "「次數」> 9之列"),
        ("合計", "「次數」"),
    ]
