"""The stages of a run, and the callback that is called as each step begins: nothing below the command line prints itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """The stages of a run in their order, named as --timings and the progress line print them."""

    LOADING = "載入程式"
    PLAN = "讀取計畫"
    FILES = "讀取檔案"
    REGISTERS = "解讀清冊"
    CHECKS = "檢查"
    MEASURES = "計算指標"
    EXAMPLES = "執行範例"
    OUTPUT = "輸出"


@dataclass(frozen=True)
class Step:
    """The start of a piece of work: piece `number` of `total` of a stage, or a stage of one piece, without number and name.

    `amount` is how much there is to do: the bytes of a file, the rows of all registers.
    """

    stage: Stage
    number: int = 0
    total: int = 0
    name: str = ""
    amount: int = 0


Watch = Callable[[Step], None]
"""Called with each step as it begins; must return at once."""


def watch_nothing(step: Step) -> None:
    """The callback for a caller that shows no progress."""
