"""S3: patients and institutions of treatment, visits, and the subsidy of their fees."""

import re
from fractions import Fraction

from ..cells import squeeze
from .duty_reading import Books, Record
from .persons import latest, open_persons
from .statistic_values import plain_value, ratio, sum_of_parts
from .tables import SEX, Axis, Pairs, Shape, age_band, closed, count, cross, free, numbers, single_row, total_of

RESULTS = ("符合", "部分符合", "不符合", "不適用")
ITEMS = (
    "藥癮醫療服務供、需情形",
    "藥癮醫療與其他醫療科別之轉介、照會機制",
    "藥癮醫療個案管理機制",
    "藥癮醫療服務品質管理機制",
    "藥癮醫療處置紀錄登載及維護於本部「藥酒癮醫療個案管理系統」之即時性、完整性",
    "治療機構之基本資料及治療人員基本資料與完成 8 小時教育訓練情形等，登載及維護於本部「藥酒癮醫療個案管理系統」之完整性、正確性",
)


def people(books: Books, title: str) -> Shape:
    persons = open_persons(books, title, "性別", "出生日期")
    return cross(persons, SEX, age_band(books.frame.as_of))


def drugs(books: Books, title: str) -> Shape:
    return cross(open_persons(books, title, "性別", "主要用藥"), free("主要用藥"), SEX)


def comorbidity(books: Books) -> Shape:
    persons = open_persons(books, "替代治療個案", "曾檢出C肝陽性", "C肝治療", "HIV陽性", "HIV治療")
    liver = [row for row in persons if row.yes("曾檢出C肝陽性")]
    immune = [row for row in persons if row.yes("HIV陽性")]
    return single_row(
        [
            ("C肝陽性", len(liver)),
            ("C肝治療", sum(row.yes("C肝治療") for row in liver)),
            ("HIV陽性", len(immune)),
            ("HIV治療", sum(row.yes("HIV治療") for row in immune)),
            ("兩者皆陽性", sum(row.yes("HIV陽性") for row in liver)),
        ]
    )


def recorded(books: Books) -> Shape:
    return plain_value(sum(row.yes("治療紀錄") for row in open_persons(books, "緩起訴個案", "治療紀錄")))


def capacity(books: Books) -> Shape:
    rows = books.rows("治療機構", "藥癮戒治", "替代治療", "自費人數", "總人數")
    own = [row for row in rows if row.yes("藥癮戒治") or row.yes("替代治療")]
    parts: dict[str, int | Fraction] = {
        "機構數": len(own),
        "自費人數": total_of("自費人數")(own),
        "總人數": total_of("總人數")(own),
    }
    return sum_of_parts(parts)


def visited(books: Books) -> Shape:
    rows = books.dated("訪查紀錄", "訪查日期") if "訪查紀錄" in books.sheets else books.dated("治療機構", "訪查日期", "訪查日期")
    return plain_value(len({row.text("機構代碼") for row in rows}))


def official_item(text: str) -> str | None:
    """The item of the note that a text names: its number in brackets, or the beginning of its text."""
    plain = squeeze(text)
    found = re.fullmatch(r"\(([1-6])\)", plain)
    if found:
        return ITEMS[int(found[1]) - 1]
    rest = re.sub(r"^\(\d+\)", "", plain)
    return next((item for item in ITEMS if rest.startswith(squeeze(item))), None)


def item_pairs(row: Record) -> Pairs:
    official = official_item(row.text("訪查項目"))
    return [(squeeze(official), official)] if official else row.pairs("訪查項目")


def visit_results(books: Books) -> Shape:
    rows = books.dated("訪查紀錄", "訪查日期", "訪查項目", "訪查結果")
    last = latest(rows, "訪查日期", lambda row: f"{row.text('機構代碼')} {item_pairs(row)[0][0]}")
    return cross(last, Axis(item_pairs, ITEMS, is_whole=False), closed("訪查結果", RESULTS))


def advice_followed(books: Books) -> Shape:
    rows = [
        row
        for row in books.rows("訪查紀錄", "建議事項", "改善日期")
        if row.has("建議事項") and books.happened(row.when("訪查日期")) and not row.when("改善日期") < books.frame.first
    ]
    return ratio(sum(books.happened(row.when("改善日期")) for row in rows), len(rows))


def trained(books: Books) -> Shape:
    rows = books.rows("治療人員", "教育訓練時數")
    return ratio(sum(row.amount("教育訓練時數") >= 8 for row in rows), len(rows))


def others(books: Books) -> Shape:
    return plain_value(len({row.text("機構名稱") for row in books.rows("非指定機構輔導")}))


def guidance(books: Books) -> Shape:
    rows = books.dated("非指定機構輔導", "輔導日期", "輔導日期", "輔導結果")
    return numbers(latest(rows, "輔導日期", lambda row: row.text("機構名稱")), free("輔導結果"), [("家", count)])


def claims(books: Books, *names: str) -> list[Record]:
    return books.dated("補助申撥", "申撥日期", *names)


def claiming(books: Books) -> Shape:
    return plain_value(len({row.text("機構代碼") for row in claims(books)}))


def workforce(books: Books) -> Shape:
    claimed = {row.text("機構代碼") for row in claims(books)}
    rows = [row for row in books.rows("治療人員", "職類") if row.text("機構代碼") in claimed]
    return numbers(rows, free("職類"), [("人", count)])


def subsidised(books: Books) -> Shape:
    return plain_value(len({row.text("個案編號") for row in claims(books)}))


def amounts(books: Books) -> Shape:
    rows = claims(books, "申請金額", "核付金額")
    return sum_of_parts({name: total_of(name)(rows) for name in ("申請金額", "核付金額")})


def spent(books: Books) -> Shape:
    paid = total_of("核付金額")(claims(books, "核付金額"))
    return ratio(paid, total_of("核定金額")(books.rows("補助方案經費", "核定金額")))


FORMULAS = {
    "S3.4.1a": lambda books: people(books, "替代治療個案"),
    "S3.4.1b": lambda books: drugs(books, "替代治療個案"),
    "S3.4.1c": comorbidity,
    "S3.4.1d1": lambda books: people(books, "緩起訴個案"),
    "S3.4.1d2": lambda books: drugs(books, "緩起訴個案"),
    "S3.4.1d3": recorded,
    "S3.4.1e": capacity,
    "S3.4.2a": visited,
    "S3.4.2b": visit_results,
    "S3.4.2c": advice_followed,
    "S3.4.2d": trained,
    "S3.4.3a": others,
    "S3.4.3b": guidance,
    "S3.6a": claiming,
    "S3.6b": workforce,
    "S3.6c": subsidised,
    "S3.6d": amounts,
    "S3.6e": spent,
}
