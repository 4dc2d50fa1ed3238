"""What populations and derivations name that `compute` could not do is refused by `plan check`, one line each."""

from pathlib import Path

import pytest

from .small import find_line, replace_once, write_plan
from .test_broken_specs import list_problems
from .whole import KINDS, WHOLE

FIT = "；請換一個欄位"
_SERVICES = WHOLE[KINDS][WHOLE[KINDS].index("      each: [姓名]") : WHOLE[KINDS].index("      numerator: {column: 首日")]

# The file, the text in it, what stands there instead, words of the line that is named, and the sentence behind the place.
BROKEN = {
    "date derived from one of several rows": (
        KINDS,
        "date: 首日}",
        "date: 收案日期}",
        "date: 收案日期}",
        "每個對象可能有數列，「收案日期」不只一個值；請以 any_row 逐列判斷、以 earliest 等換算，或列入 each",
    ),
    "date derived from what comes later": (
        KINDS,
        "days_from: 首日, to: 滿年",
        "days_from: 首日, to: 滿月",
        "to: 滿月",
        "沒有日期欄位「滿月」，最接近的是「滿年」；請改正名稱，或先加以定義",
    ),
    "months added to a number": (
        KINDS,
        "date: 首日}",
        "date: 採計次數}",
        "date: 採計次數}",
        "「date」應為日期欄位，「採計次數」的型別是 count，最接近的是「首日」" + FIT,
    ),
    "months beyond all dates": (KINDS, "plus_months: 12,", "plus_months: 99999,", "plus_months: 99999", "「plus_months」應為"),
    "earliest of a category": (
        KINDS,
        "{name: 首日, earliest: 收案日期}",
        "{name: 首日, earliest: 等級}",
        "earliest: 等級",
        "「earliest」應為日期欄位，「等級」的型別是 category，最接近的是「結案日期」" + FIT,
    ),
    "start of spans that is no date": (
        KINDS,
        "start: 首日",
        "start: 個案編號",
        "start: 個案編號",
        "「start」應為日期欄位，「個案編號」的型別是 identifier，最接近的是「",
    ),
    "day of the spans' rows that is no date": (
        KINDS,
        "by_date: 訪視日期",
        "by_date: 個案編號",
        "by_date: 個案編號",
        "「by_date」應為日期欄位，「個案編號」的型別是 identifier，最接近的是「訪視日期」" + FIT,
    ),
    "day of the spans' rows that is not there": (
        KINDS,
        "by_date: 訪視日期",
        "by_date: 訪視日",
        "by_date: 訪視日",
        "沒有日期欄位「訪視日」，最接近的是「訪視日期」；請改正名稱，或先加以定義",
    ),
    "rows of spans without their day": (
        KINDS,
        "            by_date: 訪視日期\n",
        "",
        "by: {register: visits, on: 個案編號}",
        "by 與 by_date 應同時寫，或同時不寫",
    ),
    "window before which no span begins": (
        KINDS,
        "not_before: period",
        "not_before: priod",
        "not_before: priod",
        "沒有期間「priod」，最接近的是「period」",
    ),
    "spans of the calendar of which a year holds no whole number": (
        KINDS,
        "            months: 3\n",
        "            calendar: true\n            months: 5\n",
        "months: 5",
        "依曆年分期（calendar）時，一年應恰分為數期；months 請改為 1、2、3、4、6 或 12",
    ),
    "exempt from no exclusion": (
        KINDS,
        "      numerator: {column: 追蹤人數, at_least: 1}\n",
        "      exempt: {column: 對象數, equals: 1}\n      numerator: {column: 追蹤人數, at_least: 1}\n",
        "exempt:",
        "沒有 exclude，exempt 沒有可免除的排除；請加上 exclude，或刪去 exempt",
    ),
    "kind of contacts of which nobody knows when one is owed": (
        KINDS,
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n",
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n            of_kind: {column: 方式, is: 家訪}\n",
        "of_kind:",
        "「等級」的「低」、「中」、「高」不知每幾單位應有 of_kind 者一次；請在 of_kind_every 補上，不須者寫 0",
    ),
    "level of which nobody knows when a kind is owed": (
        KINDS,
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n",
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n            of_kind: {column: 方式, is: 家訪}\n"
        "            of_kind_every: {低: 0, 高: 1}\n",
        "of_kind_every:",
        "「等級」的「中」不知每幾單位應有 of_kind 者一次；請在 of_kind_every 補上，不須者寫 0",
    ),
    "units that owe one of no kind": (
        KINDS,
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n",
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n            of_kind_every: {低: 0, 中: 2, 高: 1}\n",
        "of_kind_every:",
        "沒有 of_kind，不知應辦何種；請補上條件，或刪去 of_kind_every",
    ),
    "kind of contacts that no contact can be": (
        KINDS,
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n",
        "            owed_a_unit: {低: 1, 中: 1, 高: 2}\n            of_kind: {column: 方式, is: 家仿}\n"
        "            of_kind_every: {低: 3, 中: 2, 高: 1}\n",
        "家仿",
        "沒有類別值「家仿」，最接近的是「家訪」",
    ),
    "days of a service called as what is owed": (
        KINDS,
        "          owed: 應辦次數\n",
        "          owed: 應辦次數\n          days: 應辦次數\n",
        "counted:",
        "兩個衍生欄位同名，後者會蓋過前者；請改名",
    ),
    "day of a contact that is no date": (
        KINDS,
        "contact_date: 追蹤日期",
        "contact_date: 方式",
        "contact_date: 方式",
        "「contact_date」應為日期欄位，「方式」的型別是 category，最接近的是「追蹤日期」" + FIT,
    ),
    "contacts of nobody": (
        KINDS,
        "{register: contacts, on: 個案編號, reads: [方式]}",
        "{register: contacts, on: 時數, reads: [方式]}",
        "on: 時數, reads",
        "沒有文字欄位「時數」",
    ),
    "contacts read in a column that is not there": (
        KINDS,
        "reads: [方式]",
        "reads: [方法]",
        "reads: [方法]",
        "沒有欄位「方法」，最接近的是「方式」",
    ),
    "level that is no category": (
        KINDS,
        "level: 等級",
        "level: 說明文字",
        "level: 說明文字",
        "「level」應為類別欄位，「說明文字」的型別是 text，最接近的是「等級」" + FIT,
    ),
    "level that is not listed": (
        KINDS,
        "{低: 1, 中: 1, 高: 2}",
        "{低: 1, 中: 1, 甚高: 2, 高: 2}",
        "甚高",
        "沒有類別值「甚高」，最接近的是「高」",
    ),
    "level that owes nobody knows what": (
        KINDS,
        "{低: 1, 中: 1, 高: 2}",
        "{低: 1, 高: 2}",
        "owed_a_unit:",
        "「等級」的「中」沒有應辦次數；請補上，不須辦理者寫 0",
    ),
    "service counted for rows": (
        KINDS,
        "      each: [個案編號]\n      rows: {open_in",
        "      each: [個案編號, 等級]\n      rows: {open_in",
        "reads: [方式]",
        "一次追輔只能算給一個對象；each 應恰為 [個案編號]，使每個「個案編號」是一個對象",
    ),
    "sum of dates": (
        KINDS,
        "total: [次數, 採計次數]",
        "total: [次數, 結案日期]",
        "total: [次數",
        "「total」應為數字欄位，「結案日期」的型別是 date，最接近的是「",
    ),
    "sum of words of related rows": (
        KINDS,
        "is: 家訪}}, of: 時數}",
        "is: 家訪}}, of: 方式}",
        "of: 方式}",
        "「of」應為數字欄位，「方式」的型別是 category，最接近的是「時數」" + FIT,
    ),
    "scaled number of one of several rows": (
        KINDS,
        "scaled: 總次數",
        "scaled: 次數",
        "scaled: 次數",
        "每個對象可能有數列，「次數」不只一個值；",
    ),
    "scaled by what is beyond all numbers": (KINDS, "by: 1/2", "by: 1e999999999", "1e999999999", "「by」應為分數或小數"),
    "quota of a group that is no value": (
        KINDS,
        "at_least: {電訪: 1, 家訪: 2}",
        "at_least: {電訪: 1, 面訪: 2}",
        "面訪",
        "沒有類別值「面訪」，最接近的是「電訪」",
    ),
    "derived name that hides a column": (
        KINDS,
        "{name: 訪數, count",
        "{name: 次數, count",
        "name: 次數, count",
        "衍生欄位「次數」與清冊的欄位同名，會蓋過它；請改名",
    ),
    "derived name used twice": (
        KINDS,
        "{name: 訪數, count",
        "{name: 項數, count",
        "name: 項數, count",
        "衍生欄位「項數」用了兩次；請改名",
    ),
    "derived name of the program": (
        KINDS,
        "{name: 訪數, count",
        "{name: population, count",
        "name: population",
        "「population」是程式自用的名稱，不能作衍生欄位；請改名",
    ),
    "two derived columns of one name": (
        KINDS,
        "covered: 已訪\n",
        "covered: 應訪\n",
        "due: 應訪",
        "兩個衍生欄位同名，後者會蓋過前者；請改名",
    ),
    "decisive row where none decides": (
        KINDS,
        "      keep: {any_row: {column: 離職日, happened: false}}",
        "      keep: {decisive_row: {column: 離職日, happened: false}}",
        "decisive_row: {column: 離職日",
        "「decisive_row」要先知道以哪一列為準；請補上 decisive（latest: 日期欄位）",
    ),
    "deciding row among rows": (
        KINDS,
        "      derive:\n        - numerator: 追蹤人數",
        "      decisive: {latest: 收案日期}\n      derive:\n        - numerator: 追蹤人數",
        "decisive: {latest: 收案日期}",
        "「decisive」只能用在以 each 歸併的對象；請加上 each，或刪去 decisive",
    ),
    "services of a register's rows": (
        KINDS,
        _SERVICES,
        _SERVICES.replace("      each: [姓名]\n", "").replace(
            "{any_row: {column: 離職日, happened: false}}", "{column: 離職日, happened: false}"
        ),
        "joined:",
        "「joined」只能用在以 each 歸併的對象；請加上 each，或刪去 joined",
    ),
    "service that ends on a category": (
        KINDS,
        "closed: 離職日, undated",
        "closed: 異動, undated",
        "closed: 異動",
        "「closed」應為日期欄位，「異動」的型別是 category，最接近的是「",
    ),
    "reason in a date": (
        KINDS,
        "reason_in: {column: 等級}",
        "reason_in: {column: 結案日期}",
        "reason_in:",
        "「column」應為文字欄位，「結案日期」的型別是 date，最接近的是「",
    ),
    "reasons that nobody lists": (
        KINDS,
        "reason_in: {column: 等級}",
        "reason_in: {column: 說明文字}",
        "reason_in:",
        "「說明文字」不是類別欄位，沒有可當作原因的值；請在 reasons 列出原因",
    ),
    "reason that is no value of the category": (
        KINDS,
        "reason_in: {column: 等級}",
        "reason_in: {column: 等級, reasons: {低: [], 最高: []}}",
        "reasons: {低",
        "沒有類別值「最高」，最接近的是「高」",
    ),
    "text of a reason that is no value of the category": (
        KINDS,
        "reason_in: {column: 等級}",
        "reason_in: {column: 等級, reasons: {不計: [低, 甚低]}}",
        "reasons: {不計",
        "沒有類別值「甚低」，最接近的是「低」",
    ),
    "word that is two reasons": (
        KINDS,
        "reason_in: {column: 等級}",
        "reason_in: {column: 說明文字, reasons: {甲: [丙], 乙: [丙]}}",
        "reasons: {甲",
        "「丙」列在兩個原因之下，無法分辨；請刪去其一",
    ),
    "column of the rows outside each": (
        KINDS,
        "keep: {column: 首日, happened: true}",
        "keep: {column: 結案日期, happened: true}",
        "keep: {column: 結案日期",
        "每個對象可能有數列，「結案日期」不只一個值；",
    ),
    "tally by what the nested rows are not counted for": (
        KINDS,
        "            each: [個案編號]\n",
        "            each: [方式]\n",
        "          on: 個案編號",
        "每個對象可能有數列，「個案編號」不只一個值；",
    ),
    "tally of fractions": (
        KINDS,
        "            numerator: {any_row: {column: 方式, is: 家訪}}",
        "            numerator_sum: [時數]",
        "numerator_sum: [時數]",
        "「numerator_sum」應為整數欄位，「時數」的型別是 number" + FIT,
    ),
    "added rows that are split": (
        KINDS,
        "      rows: {column: 訪視日期, within: period}\n",
        "      numerator: {column: 訪視日期, within: period}\n",
        "numerator: {column: 訪視日期",
        "added 的對象一律計入分子，不看 numerator；請刪去，或改以 rows 選取",
    ),
    "further answer that is none": (
        KINDS,
        "undated: {column: 異動, is: 離職}",
        "undated: {column: 回覆, is: 首度}",
        "is: 首度",
        "沒有類別值「首度」，最接近的是「首次」",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_broken_derivation(tmp_path: Path, case: str) -> None:
    file, old, new, at, sentence = BROKEN[case]
    files = {**WHOLE, file: replace_once(WHOLE[file], old, new)}
    problems = list_problems(write_plan(tmp_path, files=files))
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"demo/{file} 第 {find_line(files[file], at.rstrip())} 行：{sentence}"), problems
