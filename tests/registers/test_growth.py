"""Texts and tables that once took the square of their length, or more: each is long enough to take minutes then.

The process that runs them is ended by a clock, so a pattern that grows again fails instead of hanging.
"""

import datetime as dt
import signal
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from antidrug_kpi.files import Cell, read_data
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.identifier_text import is_masked, is_masked_name, show_mask
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.cells.ticked_choices import read_ticks
from antidrug_kpi.registers.finding.header_variants import list_candidates
from antidrug_kpi.registers.finding.headers import find_header, normalise_name
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.vocabulary.footer_words import could_be_footer_word

from .offices import Rows, find_fault, get_plan, list_issues, make_sheet, read_cell, read_sheets

pytestmark = pytest.mark.slow

SECONDS = 20  # of work, not of the clock, which runs while others work: all together take about two
LONG = 130_000  # as long as a cell may be


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    if not hasattr(signal, "SIGVTALRM"):  # no such clock on this system
        yield
        return

    def stop(*_: object) -> None:
        raise TimeoutError(f"not done within {SECONDS} seconds")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("*" * LONG, True),
        ("-" * LONG, True),
        ("※**#[[<--" + "=" * LONG, True),
        ("**(" + "-" * LONG, True),
        ("*" * LONG + "x", False),
        ("-" * LONG + "x", False),
        ("*" * LONG + "[" * LONG + "x", False),
        ("(-" * LONG + "x", False),
        ("*※" * LONG + "---", False),
        ("#" * LONG + "---", False),
        ("#" * LONG + "----", True),
        ("單位主管" * LONG, True),
        ("12." + "字" * LONG, False),
    ],
)
def test_lines_of_signs(text: str, *, answer: bool) -> None:
    assert could_be_footer_word(text) is answer


@pytest.mark.parametrize(("line", "answer"), [("---", False), ("----", True), ("-----", True), ("(----", True), ("[***", False)])
def test_a_line_has_four_signs(line: str, *, answer: bool) -> None:
    assert could_be_footer_word(line) is answer


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("." * LONG + " ", "…"),
        ("." * LONG + "a", "." * LONG + "…"),
        ("王" + "某" * LONG + "x", "…" + "某" * LONG + "…"),
    ],
)
def test_only_the_cover_and_its_neighbours_are_shown(text: str, mark: str) -> None:
    assert (is_masked(text), show_mask(text)) == (mark != "…", mark)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("王" + "某" * LONG + "x", False), ("王" + "某" * LONG + "明", True), ("王某", True), ("王某某明某", True), ("王明", False)],
)
def test_covered_names(name: str, *, answer: bool) -> None:
    assert is_masked_name(name) is answer


def test_a_label_that_no_sign_ends() -> None:
    assert read_ticks("是■" + "a" * LONG) == {}
    assert read_ticks("是■" + "a" * LONG + "□") == {"是": True, "a" * LONG: False}


def test_accents_without_end() -> None:
    text = "a" + "\u0345" * (LONG // 2) + "\u0334" * (LONG // 2)
    assert len(squeeze(text)) == len(text)
    assert squeeze("Ａ" * LONG) == "A" * LONG
    assert len(squeeze("\ufdfa" * LONG)) == LONG  # eighteen letters each
    assert len(squeeze("…" * LONG)) == 3 * LONG


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("_-_", True),
        ("-_-_", True),
        ("__", True),
        ("_" + "-_" * 18 + "x", False),
        ("_/_/_", True),
        ("-._.-", True),
        ("_-", False),
    ],
)
def test_only_lines_of_dashes_and_underscores_stand_for_nothing(text: str, *, answer: bool) -> None:
    assert is_missing(text) is answer


@pytest.mark.parametrize("kind", [ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT])
@pytest.mark.parametrize(
    "text", ["9" * LONG, "0" * LONG + "1", "0." + "1" * LONG, "1" + " " * LONG + "1", "1,000" + ",000" * 40_000]
)
def test_long_numbers(kind: ColumnType, text: str) -> None:
    assert find_fault(kind, text)


@pytest.mark.parametrize("kind", list(ColumnType))
@pytest.mark.parametrize(
    "cell",
    [
        "²",
        "①",
        "٣",
        "½",
        "9" * 5_000,
        "1" * 4_301,
        "1e999999",
        "1e-999990",
        "99999/1/1",
        "99999年1月",
        1e308,
        5e-324,
        -1e308,
        1e-300,
    ],
)
def test_odd_numbers_are_read_or_faulty(kind: ColumnType, cell: Cell) -> None:
    """Neither may end in another exception than the one that says what is wrong; a number that is read is the one typed."""
    column = Column(name="欄", type=kind, values=({"name": "甲"},)) if kind is ColumnType.CATEGORY else kind
    fault = find_fault(column, cell)
    value = fault or read_cell(column, cell)
    assert value == Decimal(str(cell)) if isinstance(value, Decimal) else isinstance(value, str) and value


def test_a_header_in_many_brackets() -> None:
    text = "志工編號" + "(甲)" * (LONG // 3)
    (candidate,) = list_candidates(make_sheet("a.csv", [[text]]))
    assert candidate.columns == {0: (text,)}


def test_the_name_of_a_sheet_without_end() -> None:
    assert normalise_name("_" * LONG + "x") == "_" * 255
    assert normalise_name("志工_113年度" + "年度" * 60) == "志工"


def _repeat(row: list[Cell], count: int) -> list[list[Cell]]:
    return [row] * count


def _notes(count: int) -> Rows:
    return [["志工編號", "繼續教育時數"], ["V1", "4"], *_repeat(["備註：本表第一。", None], count)]


def _repeated(count: int) -> Rows:
    head: list[Cell] = ["志工編號", "繼續教育時數"]
    return [head, *(row for _ in range(count) for row in (head, [None, None])), ["V1", "4"]]


@pytest.mark.parametrize("make", [_notes, _repeated])
def test_many_lines_that_are_no_records(make: Callable[[int], Rows]) -> None:
    register = read_sheets(make_sheet("志工.csv", make(10_000))).registers["volunteers"]
    assert register.frame["志工編號"].tolist() == ["V1"]


def test_a_time_of_its_own_in_each_date() -> None:
    start = dt.datetime(2024, 1, 5)
    days: list[list[Cell]] = [[start + dt.timedelta(seconds=number), "是"] for number in range(20_000)]
    rows: Rows = [["辦理日期", "含藥愛及愛滋防治"], *days]
    assert list_issues(read_sheets(make_sheet("講習場次.csv", rows)).issues, "days-short") == []


def test_a_line_of_dashes_below_a_register(tmp_path: Path) -> None:
    for sign in "-*=_":
        (tmp_path / "志工.csv").write_text(f"志工編號,繼續教育時數\nV1,4\n{sign * LONG}\n", encoding="utf-8")
        reading = read_registers(read_data(tmp_path), get_plan(), NO_MAPPING)
        assert reading.registers["volunteers"].frame["志工編號"].tolist() == ["V1"]


@pytest.mark.parametrize(("count", "columns"), [(996, 4), (997, 4), (998, 0)])
def test_a_header_has_no_more_than_a_thousand_words(count: int, columns: int) -> None:
    """Beside three known ones: a row with more words is a wide table's, and the register has no header."""
    words = ["志工編號", "繼續教育時數", "志工狀態", *(f"其他{number}" for number in range(count))]
    reading = read_sheets(make_sheet("志工.csv", [words, ["V1", "4"]]))
    assert bool(list_issues(reading.issues, "header-not-found")) == (not columns)


def test_a_wide_table_below_a_header() -> None:
    rows: Rows = [["志工編號", "繼續教育時數"], *_repeat(["V1", "4", *["(甲)"] * 16_000], 60)]
    reading = read_sheets(make_sheet("志工.xlsx", rows, "志工"))
    assert len(reading.registers["volunteers"]) == 60


def test_the_header_of_a_sheet_as_wide_as_any() -> None:
    """Every candidate of one to three rows would go through every column, most of which are empty."""
    blank: list[Cell] = [""] * 16_381
    rows = [["志工編號", "繼續教育時數", *blank, "末"], *[[f"V{number}", 5, *blank, "x"] for number in range(300)]]
    header = find_header(list_candidates(make_sheet("a.csv", rows)), get_plan().find_register("volunteers"))
    assert header is not None
    assert header.columns == {"志工編號": 0, "繼續教育時數": 1}
    assert header.unknown == ((16_383, "末"),)
    assert len(header.texts) == 16_384
