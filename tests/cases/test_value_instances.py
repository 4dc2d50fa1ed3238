"""Each kind of cell and header on seeded instances that vary register, column, format and what exactly is written."""

import datetime as dt
import random
from pathlib import Path

import pytest

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.register_specs import ColumnType
from chance import choose_seeds

from .value_instances import FIRST_DAY, RECORDS, Change, make_instance

SEEDS = choose_seeds(2, 20)
DATE = {ColumnType.DATE}


def _zone(row: int, rng: random.Random) -> Cell:
    hours = rng.choice((-8, -5, 0, 1, 9))
    moment = dt.datetime.combine(FIRST_DAY + dt.timedelta(days=row), dt.time(rng.randrange(24), 30)) - dt.timedelta(
        hours=8 - hours
    )
    zone = rng.choice(("Z", "+00:00")) if hours == 0 else f"{hours:+03d}:00"
    return f"{moment:%Y-%m-%d}{rng.choice(('T', ' '))}{moment:%H:%M}:00{rng.choice(('', '.000'))}{zone}"


def _weekday(row: int, rng: random.Random) -> Cell:
    day = FIRST_DAY + dt.timedelta(days=row)
    name = "一二三四五六日"[day.weekday()]
    form = rng.choice(("({})", "（{}）", " 星期{}", "（星期{}）", " 週{}"))
    return f"113/{day.month}/{day.day}{form.format(name)}"


def _separated(row: int, rng: random.Random) -> Cell:
    day = FIRST_DAY + dt.timedelta(days=row)
    sign = rng.choice("/-.‧·∕–／－．")
    return f"{rng.choice(('', '民國'))}113{sign}{day.month:02d}{sign}{day.day}"


def _point_zero(row: int, rng: random.Random) -> Cell:
    day = FIRST_DAY + dt.timedelta(days=row)
    return rng.choice((f"113{day:%m%d}.0", f"{day:%Y%m%d}.0", f"'113/{day.month}/{day.day}"))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("change", [_zone, _weekday, _separated, _point_zero])
def test_the_same_days(change: Change, seed: int, tmp_path: Path) -> None:
    one = make_instance(tmp_path, random.Random(seed), DATE, change)
    assert one.list_values(one.changed) == one.list_values(one.plain)
    assert one.list_said("cell-unreadable") == one.list_said("days-short") == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("time", [dt.time(16), dt.time(23, 59, 17)])
def test_one_odd_time(time: dt.time, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)

    def change(row: int, rng: random.Random) -> Cell:
        moment = dt.datetime.combine(FIRST_DAY + dt.timedelta(days=row), time if row else dt.time())
        return rng.choice((moment, f"{moment:%Y/%m/%d %H:%M:%S}"))

    one = make_instance(tmp_path, rng, DATE, change)
    assert one.list_said("days-short") == [one.column.name]


@pytest.mark.parametrize("seed", SEEDS)
def test_ordinary_times(seed: int, tmp_path: Path) -> None:
    def change(row: int, rng: random.Random) -> Cell:
        time = dt.time(rng.randrange(8, 18), rng.randrange(60), rng.randrange(60))
        return dt.datetime.combine(FIRST_DAY + dt.timedelta(days=row), time)

    assert make_instance(tmp_path, random.Random(seed), DATE, change).list_said("days-short") == []


@pytest.mark.parametrize("seed", SEEDS)
def test_marks_for_nothing(seed: int, tmp_path: Path) -> None:
    marks = ("NULL", "nan", "NaT", "None", "#N/A", "/", "─", "－", "…", "無資料", "  年  月  日", "/  /")
    types = {ColumnType.DATE, ColumnType.COUNT, ColumnType.TEXT, ColumnType.CATEGORY, ColumnType.FLAG}
    one = make_instance(tmp_path, random.Random(seed), types, lambda row, rng: rng.choice(marks))
    assert one.list_values(one.changed) == [None] * RECORDS
    # Of other columns a register's own rules may speak: a figure entered for 3.2 is unreadable, since 3.2 takes none.
    assert one.column.name not in one.list_said("cell-unreadable")
    assert len(one.list_said("cell-blank")) == (RECORDS if one.column.required else 0)


@pytest.mark.parametrize("seed", SEEDS)
def test_identifiers_in_dress(seed: int, tmp_path: Path) -> None:
    def change(row: int, rng: random.Random) -> Cell:
        return rng.choice(("{}.0", "'{}", "{}", " {} ")).format(1000 + row)

    one = make_instance(tmp_path, random.Random(seed), {ColumnType.IDENTIFIER}, change)
    assert one.list_values(one.changed) == one.list_values(one.plain)


@pytest.mark.parametrize("seed", SEEDS)
def test_masked_identifiers(seed: int, tmp_path: Path) -> None:
    def change(row: int, rng: random.Random) -> Cell:
        return f"A1{rng.choice('*＊○〇●') * rng.choice((3, 5))}{row:02d}" if row > 4 else f"A12345{row:03d}"

    one = make_instance(tmp_path, random.Random(seed), {ColumnType.IDENTIFIER}, change)
    assert one.list_said("identifier-masked") == [one.column.name]
    assert one.changed.registers[one.register.id].masked == {one.column.name}
    assert one.plain.registers[one.register.id].masked == frozenset()


@pytest.mark.parametrize("seed", SEEDS)
def test_flags_in_every_sign(seed: int, tmp_path: Path) -> None:
    yes = ("V", "✓", "✔", "√", "☑", "✅", "■", "●", "○", "O", "ｏ", "Yes", "有", "1", "1.0", "■是□否", "true")
    no = ("X", "✗", "☐", "□", "No", "ＮＯ", "無", "0", "0.0", "□是■否", "False")
    one = make_instance(tmp_path, random.Random(seed), {ColumnType.FLAG}, lambda row, rng: rng.choice(yes if row % 2 else no))
    assert one.list_values(one.changed) == one.list_values(one.plain)


@pytest.mark.parametrize("seed", SEEDS)
def test_month_first(seed: int, tmp_path: Path) -> None:
    def change(row: int, rng: random.Random) -> Cell:
        return f"07/{15 if row == 0 else rng.randrange(1, 29):02d}/23" if row < 6 else write_day(row)

    # The others are the days of the other columns, so that no leaving comes before its joining.
    def write_day(row: int) -> str:
        day = FIRST_DAY + dt.timedelta(days=row)
        return f"113/{day.month}/{day.day}"

    one = make_instance(tmp_path, random.Random(seed), DATE, change)
    assert one.faulty == 6


@pytest.mark.parametrize("seed", SEEDS)
def test_date_cells_of_the_year_113(seed: int, tmp_path: Path) -> None:
    one = make_instance(tmp_path, random.Random(seed), DATE, lambda row, _: dt.date(113, 1, row + 2), formats=("xlsx", "ods"))
    reasons = [issue.write_message() for issue in one.changed.issues if issue.code == "cell-unreadable"]
    assert one.faulty == RECORDS
    assert all("是否指民國 113/1/" in reason for reason in reasons)


HARMLESS = {
    ColumnType.DATE: ("（民國年/月/日）", "（yyyy/mm/dd）", "（例：113/1/5）", "（必填）"),
    ColumnType.COUNT: ("（人）", "(必填)", "（單位：件）", "【A】"),
    ColumnType.MONEY: ("（元）", "（新臺幣元）", "（單位：元）", "(NT$)"),
    ColumnType.FLAG: ("（是/否）", "（Y/N）", "（下拉選單）", "（請勾選）"),
}
CHANGING = {
    ColumnType.DATE: ("（預定）", "（預計）", "（未來）", "(planned)"),
    ColumnType.COUNT: ("（千人）", "（上年度）", "（預估）", "（％）"),
    ColumnType.MONEY: ("（千元）", "（萬元）", "（單位：百萬元）", "（前一年）"),
    ColumnType.NUMBER: ("（分鐘）", "（天）", "（千）", "（目標）"),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", HARMLESS)
def test_harmless_brackets(kind: ColumnType, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    bracket = rng.choice(HARMLESS[kind])
    one = make_instance(tmp_path, rng, {kind}, None, lambda name: f"{name}{bracket}")
    assert one.list_values(one.changed) == one.list_values(one.plain)
    assert one.list_said("column-changed") == []


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", CHANGING)
def test_brackets_that_change_the_meaning(kind: ColumnType, seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    bracket = rng.choice(CHANGING[kind])
    one = make_instance(tmp_path, rng, {kind}, None, lambda name: f"{name}{bracket}")
    if one.register.id in one.changed.registers:
        assert one.column.name in one.changed.registers[one.register.id].lacking
        assert len(one.list_said("column-changed")) == 1
    else:  # its only other column is no header
        assert one.changed.registers == {}
        assert [issue.level.value for issue in one.changed.issues] == ["檔案"]
