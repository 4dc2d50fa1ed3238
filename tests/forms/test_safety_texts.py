"""What a spreadsheet would run and a terminal would obey, as it is written in .csv, JSON and Markdown."""

import json

import pytest

from antidrug_kpi.forms.spreadsheet_safety import dump_json, neutralise, write_field


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\u3000=", "\u00a0+", "\t-", "\n@", "\u200b＝"]
)
def test_beginning_of_a_formula_is_written_as_text(start: str) -> None:
    assert neutralise(f"{start}SUM(A1)") == f"'{start}SUM(A1)"


@pytest.mark.parametrize("text", ["-5", "-5.25", "12", "甲=乙", "", "'=1"])
def test_numbers_and_plain_texts_stay(text: str) -> None:
    assert neutralise(text) == text


def test_field_shows_what_a_terminal_would_obey() -> None:
    assert write_field("a\x1b[2J\x9b\u202e\u2028\n字\u3000字") == r"a\x1b[2J\x9b\u202e\u2028\n字　字".replace("　", "\u3000")


def test_json_holds_no_raw_control_and_reads_back() -> None:
    text = "\x1b\x7f\x9b\u202e\u200b\u2028\ufeff字"
    written = dump_json({"甲": text})
    assert json.loads(written) == {"甲": text}
    assert all(character.isprintable() or character == "\n" for character in written)
