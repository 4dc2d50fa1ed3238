"""Registers small enough to work by hand: each record counts in its measure's denominator, and in the numerator or not.

The instances of `shape_instances` and `copy_instances` are drawn from them, and say by the contract what must hold.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi import pipeline
from antidrug_kpi.issues import Level
from antidrug_kpi.settings import Settings

LOUD = frozenset({Level.FILE, Level.FAULT})


@dataclass(frozen=True)
class SmallRegister:
    """A register of which one measure is computed. `same` are the columns by which two sheets' records are compared, where the
    contract names them; of a record whose `zero` column holds 0, the numerator does not count.
    """

    id: str
    title: str
    measure: str
    columns: tuple[str, ...]
    make: Callable[[int, bool], tuple[str, ...]]
    read: frozenset[str]
    same: tuple[str, ...] = ()
    zero: str | None = None
    may_be_blank: frozenset[str] = frozenset()
    reads_other_years: bool = False
    is_of_persons: bool = False


@dataclass(frozen=True)
class Record:
    """The cells in the order of the register's columns, and whether the numerator counts it."""

    cells: tuple[str, ...]
    is_hit: bool


@dataclass(frozen=True)
class Holds:
    """What a run must give: the figure (none where there are no data), rows read, accepted, rejected and skipped, the codes of
    what is said, and whether the status is 0.
    """

    figure: tuple[int, int] | None
    rows: tuple[int, int, int, int]
    said: frozenset[str]
    is_complete: bool


def _day(number: int, month_shift: int = 0, year: int = 113) -> str:
    return f"{year}/{(number + month_shift) % 11 + 1}/{number % 9 + 10}"


def _flag(is_hit: bool) -> str:
    return "是" if is_hit else "否"


REGISTERS = (
    SmallRegister(
        "volunteers",
        "志工",
        "4.8",
        ("志工編號", "繼續教育時數"),
        lambda n, hit: (f"V{n:03}", str(4 + n % 3 if hit else 1 + n % 3)),
        frozenset({"志工編號", "繼續教育時數"}),
        same=("志工編號",),
        zero="繼續教育時數",
    ),
    SmallRegister(
        "schools",
        "學校清冊",
        "1.1.2",
        ("學校代碼", "學校名稱", "學校日宣導"),
        lambda n, hit: (f"0{n:05}", f"第{n}國小", _flag(hit)),
        frozenset({"學校代碼", "學校日宣導"}),
        same=("學校代碼",),
        zero="學校日宣導",
        may_be_blank=frozenset({"學校名稱", "學校日宣導"}),
    ),
    SmallRegister(
        "lecture_sessions",
        "講習場次",
        "4.7",
        ("辦理日期", "課程名稱", "含藥愛及愛滋防治"),
        lambda n, hit: (_day(n), f"第{n}課", _flag(hit)),
        frozenset({"辦理日期", "含藥愛及愛滋防治"}),
        zero="含藥愛及愛滋防治",
        may_be_blank=frozenset({"課程名稱"}),
    ),
    SmallRegister(
        "fines",
        "罰鍰案件",
        "4.10",
        ("案件編號", "裁罰日期", "應移送執行", "移送執行日期"),
        lambda n, hit: (f"F{n:03}", _day(n, year=112), "是", "112/12/20" if hit else ""),
        frozenset({"案件編號", "裁罰日期", "應移送執行", "移送執行日期"}),
        same=("案件編號",),
        may_be_blank=frozenset({"移送執行日期"}),
        reads_other_years=True,
    ),
    SmallRegister(
        "urine_tests",
        "尿液採驗",
        "4.9",
        ("個案編號", "應採驗年度", "實際採驗日期"),
        lambda n, hit: (f"U{n:03}", "113", _day(n) if hit else ""),
        frozenset({"個案編號", "應採驗年度", "實際採驗日期"}),
        may_be_blank=frozenset({"實際採驗日期"}),
        is_of_persons=True,
    ),
    SmallRegister(
        "placement_closures",
        "安置結案",
        "2.11.2",
        ("個案編號", "結案日期", "家庭支持或關係修復"),
        lambda n, hit: (f"K{n:03}", _day(n), _flag(hit)),
        frozenset({"個案編號", "結案日期", "家庭支持或關係修復"}),
        zero="家庭支持或關係修復",
    ),
    SmallRegister(
        "child_reports",
        "兒少通報",
        "2.1",
        ("通報編號", "通報日期", "派案期限", "派案日期"),
        lambda n, hit: (f"R{n:03}", f"113/{n % 11 + 1}/2", f"113/{n % 11 + 1}/6", f"113/{n % 11 + 1}/{5 if hit else 9}"),
        frozenset({"通報編號", "通報日期", "派案期限", "派案日期"}),
        same=("通報編號",),
        may_be_blank=frozenset({"派案日期"}),
    ),
    SmallRegister(
        "ministry_trainings",
        "本部教育訓練",
        "2.8",
        ("辦理日期", "名稱", "出席"),
        lambda n, hit: (_day(n, 3), f"訓練{n}", _flag(hit)),
        frozenset({"辦理日期", "出席"}),
        zero="出席",
        may_be_blank=frozenset({"名稱"}),
    ),
)


def make_records(register: SmallRegister, count: int, rng: random.Random, first: int = 1) -> list[Record]:
    """Records that are all different."""
    hits = [rng.random() < 0.5 for _ in range(count)]
    return [Record(register.make(first + n, hit), hit) for n, hit in enumerate(hits)]


def count_figure(register: SmallRegister, records: Sequence[Record]) -> tuple[int, int]:
    """Numerator and denominator, by hand: records, or persons where the measure counts each once."""
    if register.is_of_persons:
        persons = {record.cells[0] for record in records}
        return len({record.cells[0] for record in records if record.is_hit}), len(persons)
    return sum(record.is_hit for record in records), len(records)


def compute(folder: Path, register: SmallRegister) -> Holds:
    """What the program gives for a folder."""
    run = pipeline.compute(folder, Settings(only=(register.measure,)), allow_no_register=True)
    (measure,) = run.result.measures
    numerator, denominator = measure.numerator, measure.denominator
    inputs = [own for own in run.result.inputs if own.register == register.id]
    return Holds(
        None if numerator is None or denominator is None else (int(numerator), int(denominator)),
        (
            sum(own.rows for own in inputs),
            sum(own.accepted for own in inputs),
            sum(own.rejected for own in inputs),
            sum(own.skipped for own in inputs),
        ),
        frozenset(issue.code for issue in run.result.issues if issue.level in LOUD or issue.kind.is_always_said),
        pipeline.is_complete(run),
    )
