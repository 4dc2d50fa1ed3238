"""Episodes of a person: one opened before the earlier was closed, and contacts on days that lie in none of them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.register import Reading
from chance import take_examples

from .offices import compute_reading, find_measure, list_issues, make_sheet, read_sheets

pytestmark = pytest.mark.slow

CASES: list[Cell] = ["個案編號", "開案日期", "結案日期"]
CONTACTS: list[Cell] = ["個案編號", "追輔日期", "追輔方式"]


def read_casework(cases: list[list[Cell]], contacts: list[tuple[str, Cell]]) -> Reading:
    return read_sheets(
        make_sheet("個案.xlsx", [CASES, *cases], "追蹤輔導個案"),
        make_sheet("紀錄.csv", [CONTACTS, *([case, day, "電訪"] for case, day in contacts)], "追蹤輔導紀錄"),
    )


def find_outside(cases: list[list[Cell]], *contacts: tuple[str, Cell]) -> list[str]:
    return list_issues(read_casework(cases, list(contacts)).issues, "before-opening", "after-closing")


PLACE = "紀錄.csv 工作表「追蹤輔導紀錄」 第 2 列 欄「追輔日期」"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "113/3/4",
            f"{PLACE}：「113/3/4」（讀作 2024-03-04）早於「追蹤輔導個案」的「開案日期」「113/3/5」（讀作 2024-03-05），"
            "不因此剔退；請確認日期",
        ),
        ("113/3/5", None),
        ("113/3/6", None),
        ("113/5/30", None),
        ("113/5/31", None),
        (
            "113/6/1",
            f"{PLACE}：「113/6/1」（讀作 2024-06-01）晚於「追蹤輔導個案」的「結案日期」「113/5/31」（讀作 2024-05-31），"
            "不因此剔退；請確認日期",
        ),
    ],
)
def test_contacts_at_both_ends_of_an_episode(day: str, said: str | None) -> None:
    assert find_outside([["A0001", "113/3/5", "113/5/31"]], ("A0001", day)) == ([said] if said else [])


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (
            "112/12/31",
            "「112/12/31」（讀作 2023-12-31）早於「追蹤輔導個案」的「開案日期」「113/1/1」（讀作 2024-01-01），"
            "不因此剔退；請確認日期",
        ),
        ("113/1/31", None),
        (
            "113/2/1",
            "「113/2/1」（讀作 2024-02-01）晚於「追蹤輔導個案」的「結案日期」「113/1/31」（讀作 2024-01-31），"
            "早於再次的「開案日期」「113/4/1」（讀作 2024-04-01），"
            "不因此剔退；請確認日期",
        ),
        (
            "113/3/31",
            "「113/3/31」（讀作 2024-03-31）晚於「追蹤輔導個案」的「結案日期」「113/1/31」（讀作 2024-01-31），"
            "早於再次的「開案日期」「113/4/1」（讀作 2024-04-01），"
            "不因此剔退；請確認日期",
        ),
        ("113/4/1", None),
        ("130/1/1", None),
    ],
)
def test_any_episode_of_a_case_will_do(day: str, said: str | None) -> None:
    """The one after is still open; its neighbours in the register belong to others and do not help."""
    cases: list[list[Cell]] = [
        ["A0000", "111/1/1", None],
        ["A0001", "113/4/1", None],
        ["A0002", "111/1/1", None],
        ["A0001", "113/1/1", "113/1/31"],
    ]
    assert find_outside(cases, ("A0001", day)) == ([f"{PLACE}：{said}"] if said else [])


def test_an_episode_within_a_longer_one_does_not_end_it() -> None:
    cases: list[list[Cell]] = [["A0001", "113/1/1", "113/12/31"], ["A0001", "113/2/1", "113/2/29"]]
    assert find_outside(cases, ("A0001", "113/6/1")) == []
    assert find_outside(cases, ("A0001", "114/1/1")) == [
        f"{PLACE}：「114/1/1」（讀作 2025-01-01）晚於「追蹤輔導個案」的「結案日期」「113/12/31」（讀作 2024-12-31），"
        "不因此剔退；請確認日期"
    ]


@pytest.mark.parametrize(
    "cases",
    [
        [["A0001", "113/2/30", "113/5/31"]],  # nobody knows when it began
        [["A0001", "113/3/1", "113/5/32"]],  # nor when it ended
        [["A0001", "113/3/1", "113/2/1"]],  # the two contradict each other
        [["A0001", None, None]],
        [["A0001", "113/5/1", "113/5/31"], ["A0001", "113/13/1", None]],  # one of two episodes
        [["A0002", "113/5/1", "113/5/31"]],  # unknown, which is said as such
    ],
)
def test_nothing_is_said_of_a_person_whose_episodes_are_not_all_known(cases: list[list[Cell]]) -> None:
    assert find_outside(cases, ("A0001", "113/1/1"), ("A0001", "113/12/1")) == []


def test_contacts_without_a_readable_day_or_case_are_left_alone() -> None:
    assert find_outside([["A0001", "113/5/1", None]], ("A0001", None), ("A0001", "113/2/30"), ("", "113/1/1")) == []


def test_cases_without_a_column_of_closings_never_end() -> None:
    reading = read_sheets(
        make_sheet("a.xlsx", [CASES[:2], ["A0001", "113/3/5"]], "追蹤輔導個案"),
        make_sheet("a.xlsx", [CONTACTS, ["A0001", "113/3/4", "電訪"], ["A0001", "115/1/1", "電訪"]], "追蹤輔導紀錄"),
    )
    assert [issue.address.row for issue in reading.issues if issue.code in {"before-opening", "after-closing"}] == [2]


def test_each_contact_is_said_in_the_order_of_its_register_and_counts_all_the_same() -> None:
    cases: list[list[Cell]] = [["A0002", "113/3/1", "113/4/30"], ["A0001", "113/1/1", "113/4/30"]]
    outside = [("A0002", "113/1/1"), ("A0001", "113/5/1"), ("A0002", "113/3/1"), ("A0002", "113/6/1")]
    reading = read_casework(cases, [*outside])
    found = [(issue.code, issue.address.row) for issue in reading.issues if issue.code != "column-missing"]
    assert found == [("before-opening", 2), ("after-closing", 3), ("after-closing", 5)]
    visits = find_measure(compute_reading(reading, "4.3.2"), "4.3.2")
    assert visits.rejected == 0


OVERLAP = "第 3 列 欄「新收日期」"
ADMISSIONS: list[Cell] = ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"]


def find_overlaps(*admissions: list[Cell]) -> list[str]:
    return list_issues(
        read_sheets(make_sheet("美沙冬收案.csv", [ADMISSIONS, *admissions])).issues, "episodes-overlap", "key-repeated"
    )


@pytest.mark.parametrize(
    ("again", "said"),
    [
        ("112/9/29", True),
        ("112/9/30", False),  # moved to another institution on that day
        ("112/10/1", False),
    ],
)
def test_opened_again_before_the_earlier_one_was_closed(again: str, said: bool) -> None:
    told = (
        "美沙冬收案.csv 第 3 列 欄「新收日期」：「112/9/29」（讀作 2023-09-29）開始時，"
        "同一「個案編號」在第 2 列的一段到「112/9/30」（讀作 2023-09-30）才結束，"
        "不因此剔退；請確認各段的「新收日期」與「結案日期」"
    )
    found = find_overlaps(["A0001", "H1", "112/8/1", "112/9/30", None], ["A0001", "H2", again, None, None])
    assert found == ([told] if said else [])


def test_opened_again_while_the_earlier_one_is_still_open() -> None:
    """The later row of time stands first in the file, and one person's admissions do not touch another's."""
    found = find_overlaps(
        ["A0001", "H1", "112/9/1", None, None],
        ["A0002", "H1", "112/10/1", None, None],
        ["A0001", "H1", "112/8/1", None, None],
    )
    assert found == [
        "美沙冬收案.csv 第 2 列 欄「新收日期」：「112/9/1」（讀作 2023-09-01）開始時，同一「個案編號」在第 4 列的一段尚未結束，"
        "不因此剔退；"
        "請確認各段的「新收日期」與「結案日期」"
    ]


def test_the_episode_that_lasts_longest_is_the_one_named() -> None:
    found = find_overlaps(
        ["A0001", "H1", "112/1/1", "112/12/31", None],
        ["A0001", "H1", "112/2/1", "112/2/28", None],
        ["A0001", "H1", "112/3/1", "112/3/31", None],
        ["A0001", "H1", "113/1/1", None, None],
    )
    assert [line.partition("：")[2].partition("一段")[0] for line in found] == [
        "「112/2/1」（讀作 2023-02-01）開始時，同一「個案編號」在第 2 列的",
        "「112/3/1」（讀作 2023-03-01）開始時，同一「個案編號」在第 2 列的",
    ]


def test_two_admissions_on_one_day_are_said_once_as_such() -> None:
    assert find_overlaps(["A0001", "H1", "112/8/1", None, None], ["A0001", "H2", "112/8/1", "112/9/1", None]) == [
        "美沙冬收案.csv 第 3 列 欄「個案編號」：個案編號＋新收日期「…001」與第 2 列相同，不因此剔退；請確認是否重複登錄"
    ]


def test_faulty_episodes_overlap_nothing() -> None:
    assert find_overlaps(["A0001", "H1", "112/8/1", "112/7/1", None], ["A0001", "H2", "112/9/1", None, None]) == []
    assert find_overlaps(["A0001", "H1", "112/8/1", "112/2/30", None], ["A0001", "H2", "112/9/1", None, None]) == []
    assert find_overlaps([None, "H1", "112/8/1", None, None], [None, "H2", "112/9/1", None, None]) == []


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("追蹤輔導個案", ["個案編號", "開案日期", "結案日期"]),
        ("美沙冬收案", ["個案編號", "新收日期", "結案日期"]),
        ("緩起訴個案", ["個案編號", "收案日期", "結案日期"]),
        ("替代治療個案", ["個案編號", "收案日期", "結案日期"]),
        ("人力清冊", ["姓名", "到職日期", "離職日期"]),
    ],
)
def test_registers_of_episodes(name: str, header: list[Cell]) -> None:
    """Both an episode that overlaps and one that begins on the day of another are seen, in another institution too."""
    rows: list[list[Cell]] = [
        [*header, "機構代碼"],
        ["王0001", "113/1/1", "113/3/31", "H1"],
        ["王0001", "113/1/1", "113/3/31", "H2"],
        ["王0001", "113/3/30", None, "H2"],
    ]
    issues = read_sheets(make_sheet(f"{name}.csv", rows)).issues
    found = [
        (issue.code, issue.address.row) for issue in issues if issue.code in {"key-repeated", "episodes-overlap", "row-duplicate"}
    ]
    is_whole_row = name in {"追蹤輔導個案", "人力清冊"}  # 機構代碼 is no column of theirs
    assert found == [("row-duplicate" if is_whole_row else "key-repeated", 3), ("episodes-overlap", 4)]


DAYS = st.dates(dt.date(2023, 12, 20), dt.date(2024, 1, 20))
CODES = ("before-opening", "after-closing", "episodes-overlap")
PERSONS = st.sampled_from(["A0001", "A0002", "A0003"])
EPISODES = st.lists(st.tuples(PERSONS, DAYS, st.one_of(st.none(), st.integers(0, 20))), max_size=8)


@take_examples(200)
@given(EPISODES, st.lists(st.tuples(PERSONS, DAYS), max_size=8))
def test_sorting_finds_what_looking_at_every_pair_finds(
    drawn: list[tuple[str, dt.date, int | None]], contacts: list[tuple[str, dt.date]]
) -> None:
    episodes = [(who, opened, None if length is None else opened + dt.timedelta(length)) for who, opened, length in drawn]
    reading = read_casework([[who, opened, closed] for who, opened, closed in episodes], list(contacts))
    found = {code: [issue.address.row or 0 for issue in reading.issues if issue.code == code] for code in CODES}
    known = {who for who, _, _ in episodes}
    outside = [
        row
        for row, (who, day) in enumerate(contacts, start=2)
        if who in known and not any(one == who and opened <= day <= (closed or dt.date.max) for one, opened, closed in episodes)
    ]
    assert sorted(found["before-opening"] + found["after-closing"]) == outside
    overlapping = {
        (who, opened)
        for who, opened, _ in episodes
        if any(one == who and earlier < opened < (closed or dt.date.max) for one, earlier, closed in episodes)
    }
    assert {episodes[row - 2][:2] for row in found["episodes-overlap"]} == overlapping
    assert len(found["episodes-overlap"]) == len(overlapping)
