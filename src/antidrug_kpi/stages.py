"""What a run is at, told to whoever watches it: nothing below the command line prints, and nothing there waits for a watcher."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What the work of a run consists of, in the order in which it is done."""

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
    """What begins: piece `number` of `total` of a stage, or a stage that is one piece and has neither number nor name.

    `amount` is what there is to do: the bytes of a file, the rows of all registers.
    """

    stage: Stage
    number: int = 0
    total: int = 0
    name: str = ""
    amount: int = 0


Watch = Callable[[Step], None]
"""Is told each step as it begins, and must return at once."""


def watch_nothing(step: Step) -> None:
    """For whoever does not watch."""
