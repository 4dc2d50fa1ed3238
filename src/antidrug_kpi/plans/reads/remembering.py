"""What is found out about a part of a plan once, for as long as the part is asked about: a plan never changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, Generic, ParamSpec, TypeVar

from antidrug_kpi.plans.base import Part

# A plan has some 250 parts that are asked about; a run may hold a few plans.
_MOST_ANSWERS = 4096
_P = TypeVar("_P", bound=Part)
_Rest = ParamSpec("_Rest")
_R = TypeVar("_R")


class _Same(Generic[_P]):
    """A part by which one it is, not by what it holds: two that are equal take as long to compare as to ask about. It keeps the
    part, so that no other can come to stand at its place in memory.
    """

    __slots__ = ("part",)

    def __init__(self, part: _P) -> None:
        self.part = part

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.part is other.part

    def __hash__(self) -> int:
        return id(self.part)


def remember(ask: Callable[Concatenate[_P, _Rest], _R]) -> Callable[Concatenate[_P, _Rest], _R]:
    """The function, which asks the same part the same question once.

    What it returns is shared, so it must not be changeable; what else it is asked with must be hashable.
    """

    @lru_cache(_MOST_ANSWERS)
    def ask_once(same: _Same[_P], *args: _Rest.args, **kwargs: _Rest.kwargs) -> _R:
        return ask(same.part, *args, **kwargs)

    @wraps(ask)
    def answer(part: _P, /, *args: _Rest.args, **kwargs: _Rest.kwargs) -> _R:
        return ask_once(_Same(part), *args, **kwargs)  # type: ignore[arg-type]

    return answer
