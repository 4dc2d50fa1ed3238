"""Annexes 2 and 3: who of the subsidised staff still lacks which training, and S4.2.3."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from ..cells import squeeze
from .duty_reading import Blank, Books, Record
from .posts import rows_in_post
from .statistic_values import percent
from .tables import Axis, Shape, closed, count, cross, flag, free, numbers, total_of

LEVELS = ("Level 1", "Level 2", "Level 3", "督導 Level 1", "督導 Level 2", "督導 Level 3")
LEVEL_2 = {
    "毒品防制政策、法規及司法處遇": 2,
    "毒品濫用及成癮概論": 3,
    "藥癮者心理、社會需求及處遇模式簡介": 2,
    "毒品危害防制中心個管人員角色及職責": 2,
    "藥癮個案管理概論及表單": 2,
    "藥癮個案輔導技巧(含實務演練及分組討論)": 6,
    "藥癮工作風險管理": 1,
    "藥癮個案特性及次文化": 2,
    "藥癮個案合併性議題": 2,
    "藥癮者處遇資源應用及實務": 2,
    "壓力調適": 2,
    "藥癮戒治或處遇機構參訪及座談": 4,
}
SUPERVISORS_2 = {
    "社區心理衛生中心及毒品危害防制中心角色及功能": 2,
    "社區資源開發及方案設計": 2,
    "領導及管理實務": 2,
    "訪視人力資源管理及運用（含資訊系統）": 4,
    "風險管理及危機處理": 2,
}
LEVEL_3 = (
    "毒品防制及成癮治療新知",
    "司法個案管理及追蹤輔導進階實務（含案例討論）",
    "進階輔導技巧",
    "藥癮者支持性團體",
    "家訪及家庭輔導",
    "青少年輔導",
    "藥癮個案心理輔導特論",
    "個案報告及討論",
    "第三、四級毒品個案之特性及講習訓練設計",
    "藥癮個案社會需求議題特論",
    "工作風險、危機辨識及處置",
)


@dataclass(frozen=True)
class Lack:
    """What a rule still asks of somebody; nothing where he has met it."""

    hours: Fraction = Fraction(0)
    topics: tuple[str, ...] = ()
    report: bool = False

    @property
    def is_nothing(self) -> bool:
        return not (self.hours or self.topics or self.report)


def trainings(books: Books, level: str, *names: str, yearly: bool = False) -> list[Record]:
    rows = [row for row in books.rows("訓練紀錄", "層級", "時數", *names) if squeeze(row.text("層級")) == squeeze(level)]
    wanted = books.in_period if yearly else books.happened
    return [row for row in rows if wanted(row.when("日期"))]


def hours_lacking(rows: list[Record], name: str, asked: int) -> Fraction:
    return max(Fraction(0), asked - total_of("時數")([row for row in rows if row.text("姓名") == name]))


def of_hours(level: str, asked: int, *, yearly: bool = False) -> Callable[[Books, str], Lack]:
    return lambda books, name: Lack(hours_lacking(trainings(books, level, yearly=yearly), name, asked))


def of_topics(level: str, asked: dict[str, int]) -> Callable[[Books, str], Lack]:
    def judge(books: Books, name: str) -> Lack:
        rows = [row for row in trainings(books, level, "課程") if row.text("姓名") == name]
        done = {topic: [row for row in rows if row.text("課程") == squeeze(topic)] for topic in asked}
        return Lack(topics=tuple(topic for topic, own in done.items() if total_of("時數")(own) < asked[topic]))

    return judge


def of_the_year(books: Books, name: str) -> Lack:
    topics = {squeeze(topic) for topic in LEVEL_3}
    rows = [row for row in trainings(books, "Level 3", "課程", yearly=True) if row.text("課程") in topics]
    reports = books.dated("個案報告", "提報日期", "書面形式", "外部督導會議")
    told = any(row.text("姓名") == name and row.yes("書面形式") and row.yes("外部督導會議") for row in reports)
    return Lack(hours_lacking(rows, name, 8), report=not told)


RULES: dict[str, tuple[str, Callable[[Books, str], Lack]]] = {
    "A2.1": ("個管", of_hours("Level 1", 28)),
    "A2.2": ("個管", of_topics("Level 2", LEVEL_2)),
    "A2.3": ("個管", of_the_year),
    "A3.1.1": ("督導", of_hours("Level 1", 28)),
    "A3.1.2": ("督導", of_hours("督導 Level 1", 12)),
    "A3.2": ("督導", of_topics("督導 Level 2", SUPERVISORS_2)),
    "A3.3": ("督導", of_hours("督導 Level 3", 6, yearly=True)),
}


def judge_rule(books: Books, rule: str) -> dict[str, Lack] | None:
    """What each of those concerned lacks; None where the registers are not there."""
    title, judge = RULES[rule]
    try:
        rows = [row for row in rows_in_post(books, "人力來源", "職稱") if row.text("人力來源") == "本部補助"]
        names = dict.fromkeys(row.text("姓名") for row in rows if row.text("職稱") == title)
        judge(books, "")  # the registers must be there, whoever is in post
        return {name: judge(books, name) for name in names}
    except Blank:
        return None


def rule_figures(books: Books, rule: str) -> tuple[int, int] | None:
    """Numerator and denominator."""
    lacks = judge_rule(books, rule)
    return None if lacks is None else (sum(lack.is_nothing for lack in lacks.values()), len(lacks))


def participation(books: Books) -> Shape:
    cells: list[list[object]] = []
    for rule in RULES:
        found = rule_figures(books, rule)
        done, asked = found or (0, 0)
        cells.append([None] * 4 if found is None else [asked, done, asked - done, percent(done, asked)])
    if all(line[0] is None for line in cells):
        raise Blank
    return {
        "rows": list(RULES),
        "columns": ["應完成", "完成", "未完成", "%"],
        "cells": cells,
        "row_totals": None,
        "column_totals": None,
        "total": None,
    }


def unfinished(books: Books) -> Shape:
    """Rule, name and hours alone: how topics and reports are written is the program's."""
    judged = {rule: judge_rule(books, rule) for rule in RULES}
    if all(found is None for found in judged.values()):
        raise Blank
    rows = [(rule, name) for rule, found in judged.items() for name, lack in (found or {}).items() if not lack.is_nothing]
    return {"columns": ["規定", "姓名", "缺時數", "缺主題", "缺個案報告"], "named": sorted(rows)}


def sessions(books: Books) -> Shape:
    rows = [row for row in books.dated("訓練紀錄", "日期", "層級", "課程", "時數") if squeeze(row.text("層級")) == "Level3"]

    def held(own: object) -> int:
        return len({(row.text("課程"), row.when("日期")) for row in own})  # type: ignore[attr-defined]

    return numbers(rows, free("課程"), [("場", held), ("人次", count), ("時數", total_of("時數"))])


def reports(books: Books) -> Shape:
    rows = books.dated("個案報告", "提報日期", "書面形式", "外部督導會議")
    return cross(rows, flag("書面形式"), flag("外部督導會議"))


def results(books: Books) -> Shape:
    rows = books.dated("訓練紀錄", "日期", "層級", "評核結果")
    levels = Axis(lambda row: closed("層級", LEVELS).of(row), LEVELS)
    return cross(rows, levels, free("評核結果"))


FORMULAS = {
    "S4.2.3a": participation,
    "S4.2.3b": unfinished,
    "S4.2.3c": sessions,
    "S4.2.3d": reports,
    "S4.2.3e": results,
}
