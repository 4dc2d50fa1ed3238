"""The known word that a mistyped one is most like: always difflib's, whatever is set apart before it is asked."""

from difflib import get_close_matches

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidrug_kpi.errors import LONGEST_WORD, find_closest, name_closest
from chance import take_examples

WORDS = st.text("死亡失聯入監就業中", min_size=1, max_size=6)


@take_examples(200)
@given(WORDS, st.lists(WORDS, max_size=6), st.sampled_from([0.0, 0.3, 0.4, 0.5, 0.6]))
def test_it_is_the_one_that_difflib_names(word: str, known: list[str], cutoff: float) -> None:
    assert find_closest(word, known, cutoff) == next(iter(get_close_matches(word, known, n=1, cutoff=cutoff)), None)


def test_a_word_like_none_has_a_nearest_one_only_where_any_will_do() -> None:
    assert find_closest("死亡", ["入監", "失聯"], cutoff=0.1) is None
    assert find_closest("死亡", ["入監", "失聯"], cutoff=0.0) == "失聯"
    assert find_closest("死亡", [], cutoff=0.0) is None


@pytest.mark.parametrize(("length", "nearest"), [(LONGEST_WORD - 1, "死亡"), (LONGEST_WORD, "死亡"), (LONGEST_WORD + 1, None)])
def test_a_text_longer_than_any_word_is_like_none(length: int, nearest: str | None) -> None:
    text = "死亡".ljust(length, "－")
    assert find_closest(text, ["死亡"], cutoff=0.01) == nearest
    assert find_closest(text, ["死亡"], cutoff=0.01, longest=None) == "死亡"


def test_it_is_named_as_it_is_shown() -> None:
    assert name_closest("死忘", {"死亡": "死 亡"}, cutoff=0.5) == "，最接近的是「死 亡」"
    assert name_closest("死忘", ["入監"]) == ""
