"""A message quotes a cell so far as a reader needs to find it; what is exported keeps it whole."""

import pytest

from antidrug_kpi.issues import Address, report_issue
from antidrug_kpi.registers.kinds import CELL_UNREADABLE


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("字" * 99, "字" * 99), ("字" * 100, "字" * 100), ("字" * 101, "字" * 100 + "…"), ("\x1b" * 130_000, "\\x1b" * 100 + "…")],
)
def test_a_long_cell_is_quoted_briefly(text: str, quoted: str) -> None:
    issue = report_issue(CELL_UNREADABLE, Address("a.csv", None, 2, "欄"), text, facts={"reason": "應為數字"})
    assert f"「{quoted}」" in str(issue)
    assert issue.show_value() == text


@pytest.mark.parametrize("count", [999, 1_000, 1_001])
def test_a_fact_may_be_a_list(count: int) -> None:
    issue = report_issue(CELL_UNREADABLE, Address("a.csv"), "x", facts={"reason": "甲" * count})
    assert ("甲" * 1_000 + "…" in issue.write_message()) is (count > 1_000)
    assert "甲" * min(count, 1_000) in issue.write_message()
