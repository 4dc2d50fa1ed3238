"""Registers that an unknown sheet may be: by the title above its header too, up to three, each with its reason."""

import pytest

from antidrug_kpi.registers.mapping.drafting import write_draft
from antidrug_kpi.registers.mapping.proposing import Proposal, choose_option, list_proposals

from .offices import Rows, get_plan, list_files, make_sheet

# None of these headers is known, so that the title alone decides.
OWN_HEADERS: Rows = [["代號", "收案日", "結束日"], ["A0001", "113/1/5", "113/2/5"], ["A0002", "113/1/6", None]]


def propose(rows: Rows, name: str = "工作表1") -> Proposal:
    (proposal,) = list_proposals(list_files(make_sheet("匯出.xlsx", rows, name)), get_plan())
    return proposal


def list_options(proposal: Proposal) -> list[tuple[str, str]]:
    return [(option.spec.title, option.reason) for option in proposal.options]


@pytest.mark.parametrize(
    "title",
    ["追蹤輔導個案", "望海縣 113 年度追蹤輔導個案清冊", "附表一　追輔個案（截至 113 年 6 月底）"],
)
def test_the_title_above_the_header_names_the_register(title: str) -> None:
    proposal = propose([[title], *OWN_HEADERS])
    assert proposal.spec is not None
    assert (proposal.spec.title, proposal.by, proposal.reason) == ("追蹤輔導個案", None, "標題列寫的就是這份清冊")
    assert [(each.office_word, each.official) for each in proposal.columns][:2] == [("代號", "個案編號"), ("收案日", "開案日期")]


def test_a_title_may_have_a_unit_beside_it_and_no_more() -> None:
    beside: Rows = [["追蹤輔導個案", "單位：人"], *OWN_HEADERS]
    assert list_options(propose(beside))[0] == ("追蹤輔導個案", "標題列寫的就是這份清冊")
    row: Rows = [["追蹤輔導個案", "單位：人", "製表人"], *OWN_HEADERS]
    assert "標題列寫的就是這份清冊" not in [reason for _, reason in list_options(propose(row))]


def test_of_two_names_in_a_title_the_longer_is_meant() -> None:
    assert list_options(propose([["家屬團體成員名單"], ["甲", "乙"], ["G1", "F1"]]))[0][0] == "家屬團體成員"


def test_a_title_below_the_header_is_none() -> None:
    rows: Rows = [["個案編號", "追輔日期", "方式"], ["志工"], ["A0001", "113/2/5", "電訪"]]
    assert [title for title, _ in list_options(propose(rows))] == ["追蹤輔導紀錄"]


def test_at_most_three_are_offered_the_likeliest_first() -> None:
    proposal = propose([["個案編號", "結案日期", "收案日期", "備註", "其他"], ["A1", "113/5/1", "113/1/1", "x", "y"]])
    options = list_options(proposal)
    assert len(options) == 3
    assert options[0][0] == proposal.spec.title if proposal.spec else None
    assert all("個欄名相同或相近" in reason for _, reason in options)
    lines = write_draft([proposal], get_plan()).splitlines()
    others = "、".join(f"「{title}」（{reason}）" for title, reason in options[1:])
    assert f"##   也可能是：{others}" in lines


def test_a_title_decides_between_registers_of_the_same_headers() -> None:
    rows: Rows = [["個案編號", "機構代碼", "收案日期"], ["A001", "H1", "113/1/5"]]
    assert list_options(propose(rows))[0] == ("緩起訴個案", "3 個欄名相同或相近；欄名也符合「替代治療個案」")
    assert list_options(propose([["替代治療個案"], *rows]))[0] == (
        "替代治療個案",
        "標題列寫的就是這份清冊；3 個欄名相同或相近；欄名也符合「緩起訴個案」",
    )


def test_another_option_is_described_anew() -> None:
    proposal = propose([["個案編號", "機構代碼", "收案日期"], ["A001", "H1", "113/1/5"]])
    other = choose_option(proposal, 1)
    assert other.spec is not None
    assert (other.spec.title, other.options, other.is_accepted) == ("替代治療個案", proposal.options, False)
    assert "結案日期" in other.lacking
