"""Counting the lines of a text that comes in pieces, with a bound on their length."""

from __future__ import annotations

from antidrug_kpi.files import kinds
from antidrug_kpi.files.refusal import RefusedError


class LineCounter:
    """Counts lines; RefusedError as soon as one is longer than the limit, before it fills the memory."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.feeds = 0
        self.returns = 0
        self.open_length = 0

    @property
    def current(self) -> int:
        """The number of the line that is being read; the old Mac way of a lone CR counts where there is no LF at all."""
        return (self.feeds or self.returns) + 1

    def add(self, text: str) -> None:
        """Take in the next piece of text."""
        step = max(1, min(len(text), self.limit))
        for at in range(0, len(text), step):
            self._add_bounded(text[at : at + step])

    def _add_bounded(self, text: str) -> None:
        # A piece is no longer than the limit, so only a line that reaches beyond it can be too long.
        has_returns = "\r" in text  # counting them takes far longer than a look, and most texts have none
        last = max(text.rfind("\n"), text.rfind("\r") if has_returns else -1)
        first = min((at for at in (text.find("\n"), text.find("\r") if has_returns else -1) if at >= 0), default=len(text))
        if self.open_length + first > self.limit:
            raise RefusedError(kinds.LINE_TOO_LONG, row=self.current, limit=f"{self.limit:,}")
        self.open_length = len(text) - last - 1 if last >= 0 else self.open_length + len(text)
        self.feeds += text.count("\n")
        self.returns += text.count("\r") if has_returns else 0
