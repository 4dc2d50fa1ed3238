"""`--timings`: how long each stage of a run took."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

from antidrug_kpi.stages import Stage, Step

_BYTES_PER_MEGABYTE = 1_000_000
Row = tuple[str, str, str, str]
_HEADERS: Row = ("階段", "秒", "占比", "數量")


class Stopwatch:
    """Adds up the seconds between steps by stage."""

    def __init__(self) -> None:
        self._stage = Stage.LOADING
        # Until now the processor has only loaded the program, so its time is when the program began.
        self._since = time.perf_counter() - time.process_time()
        self._seconds = dict.fromkeys((Stage.LOADING,), 0.0)
        self._pieces = dict.fromkeys(Stage, 0)
        self._bytes, self._rows = 0, 0

    def watch(self, step: Step) -> None:
        """Note that a step begins, which ends the step before it."""
        self._stop()
        self._stage = step.stage
        self._pieces[step.stage] = max(step.total, self._pieces[step.stage])
        if step.stage is Stage.FILES:
            self._bytes += step.amount
        if step.stage is Stage.MEASURES:
            self._rows = step.amount

    def list_lines(self) -> Iterator[str]:
        """A table of the stages so far: seconds, share of the total, and how much there was to do."""
        self._stop()
        total = sum(self._seconds.values())
        stages = [stage for stage in Stage if stage in self._seconds]
        rows = [(stage.value, *_say_time(self._seconds[stage], total), self._say_amount(stage)) for stage in stages]
        yield from _align((_HEADERS, *rows, ("合計", *_say_time(total, total), "")))

    def _stop(self) -> None:
        now = time.perf_counter()
        self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + now - self._since
        self._since = now

    def _say_amount(self, stage: Stage) -> str:
        count = self._pieces[stage]
        match stage:
            case Stage.FILES:
                return f"{count:,} 個檔案、{self._bytes / _BYTES_PER_MEGABYTE:,.1f} MB"
            case Stage.REGISTERS:
                return f"{count:,} 份清冊、{self._rows:,} 列"
            case Stage.MEASURES:
                return f"{count:,} 項"
        return ""


def _say_time(seconds: float, total: float) -> tuple[str, str]:
    return f"{seconds:.2f}", f"{seconds / total:.0%}"


def _align(rows: Sequence[Row]) -> Iterator[str]:
    """Lines of cells, names on the left and numbers on the right of their columns."""
    from antidrug_kpi.forms.text_widths import measure_text

    name_width, *widths = (max(map(measure_text, column)) for column in list(zip(*rows, strict=True))[:-1])
    for name, *numbers, amount in rows:
        shown = (" " * (width - measure_text(text)) + text for width, text in zip(widths, numbers, strict=True))
        yield "  ".join((name + " " * (name_width - measure_text(name)), *shown, amount)).rstrip()
