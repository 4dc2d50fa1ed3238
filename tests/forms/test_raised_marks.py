"""Raised digits that are marks of notes, and those that are figures."""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.into.raised_marks import LetterLook, TextStretch, list_kept

LOOKS = {"^": LetterLook.RAISED, "~": LetterLook.UNSEEN}


def read(*texts: str) -> str:
    """What is kept of stretches; `^` before one says that it is raised, `~` that it is struck out or hidden."""
    stretches = [TextStretch(text.lstrip("^~"), LOOKS.get(text[:1], LetterLook.PLAIN)) for text in texts]
    return "".join(stretch.text for stretch, is_kept in zip(stretches, list_kept(stretches), strict=True) if is_kept)


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("168", "^2", "人次"), "168人次"),
        (("168", "^註2", "/259"), "168/259"),
        (("人次", "^註", "^1", "，"), "人次，"),
        (("64.86%", "^(3)"), "64.86%"),
        (("^168", "/", "259"), "168/259"),
        (("＝", "^168", "／259"), "＝168／259"),
        (("留置", "^168", "/259"), "留置168/259"),
        (("第2", "^nd"), "第2nd"),
        (("分子", "~166", "168"), "分子168"),
        (("~166", "^1", "168"), "1168"),  # nothing stands before it, so that it is no mark
    ],
)
def test_what_is_kept(texts: tuple[str, ...], wanted: str) -> None:
    assert read(*texts) == wanted
