"""HTML made of elements: what is not itself an element is escaped, once."""

import pytest

from antidrug_kpi.forms.html_markup import Markup, element, join


def test_elements_nest_and_texts_are_escaped() -> None:
    assert element("p", "1 < 2 & 3 ", element("b", "x > y")) == "<p>1 &lt; 2 &amp; 3 <b>x &gt; y</b></p>\n"


def test_attributes_are_escaped_and_those_that_are_none_are_left_out() -> None:
    assert element("a", "甲", href='#"><b>', class_="x", aria_label="'", title=None) == (
        '<a href="#&quot;&gt;&lt;b&gt;" class="x" aria-label="&#x27;">甲</a>'
    )


def test_element_without_content_has_no_end() -> None:
    assert element("meta", charset="utf-8") == '<meta charset="utf-8">\n'


def test_lists_are_joined_and_none_is_nothing() -> None:
    assert join("甲", None, [element("b", "乙"), ["丙"]]) == "甲<b>乙</b>丙"
    assert join(["甲", "乙"]) == "甲乙"


def test_text_made_of_markup_is_text_again() -> None:
    made = f"{Markup('<b>')}甲"
    assert element("p", made) == "<p>&lt;b&gt;甲</p>\n"


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x9f", "\ud800", "\ufdd0", "\ufffe"])
def test_characters_that_no_page_may_hold_are_replaced(character: str) -> None:
    assert element("b", f"甲{character}乙").encode("utf-8").decode("utf-8") == "<b>甲\ufffd乙</b>"


def test_characters_that_turn_or_hide_others_are_shown() -> None:
    assert element("b", "甲\u202e\u200b\u2028乙\n丙") == "<b>甲\\u202e\\u200b\\u2028乙\n丙</b>"
