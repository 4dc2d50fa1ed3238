"""What is found out about the parts of a plan once: they never change."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

from antidrug_kpi.plans.base import Part

# A plan has some 250 parts that are asked about; a run may hold a few plans.
_MOST_ANSWERS = 4096
_Asked = ParamSpec("_Asked")
_R = TypeVar("_R")


class _Same:
    """A part by which one it is, not by what it holds: two that are equal take as long to compare as to ask about. It keeps the
    part, so that no other can come to stand at its place in memory.
    """

    __slots__ = ("part",)

    def __init__(self, part: Part) -> None:
        self.part = part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.part is other.part

    def __hash__(self) -> int:
        return id(self.part)


def remember(ask: Callable[_Asked, _R]) -> Callable[_Asked, _R]:
    """The function, which asks the same parts the same question once.

    What it returns is shared, so it must not be changeable; what else it is asked with must be hashable.
    """

    @lru_cache(_MOST_ANSWERS)
    def ask_once(*asked: Any, **named: Any) -> _R:
        return ask(*map(_release, asked), **{name: _release(word) for name, word in named.items()})

    @wraps(ask)
    def answer(*asked: _Asked.args, **named: _Asked.kwargs) -> _R:
        return ask_once(*map(_hold, asked), **{name: _hold(word) for name, word in named.items()})

    return answer


def _hold(word: Any) -> Any:
    return _Same(word) if isinstance(word, Part) else word


def _release(word: Any) -> Any:
    return word.part if isinstance(word, _Same) else word
