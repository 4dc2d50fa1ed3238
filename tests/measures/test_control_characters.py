"""What a terminal would obey instead of showing it never stands in what is said of a measure."""

from registers.offices import Rows, compute_sheets, find_measure, make_sheet


def test_a_reason_that_nobody_knows_is_shown_without_its_controls() -> None:
    rows: Rows = [
        ["個案編號", "機構代碼", "新收日期", "結案日期", "結案原因"],
        ["M1", "K1", "113/1/5", "113/2/1", "\x1b]0;PWNED\x07\x1b[2J藏\u202e"],
        ["M2", "K1", "113/1/5", None, None],
    ]
    asked = find_measure(compute_sheets(make_sheet("美沙冬收案.csv", rows)), "3.3").questions
    assert [text for text in asked if "非屬可排除者" in text] == [
        r"下列原因非屬可排除者，仍列入分母：「\x1b]0;PWNED\x07\x1b[2J藏\u202e」1 筆；請確認有無誤植"
    ]
