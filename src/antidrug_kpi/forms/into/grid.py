"""What the kinds of documents have in common for the one who fills them: tables of texts, and cells that can be written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Grid:
    """A table's texts by row and column; a place covered by a merged cell is empty."""

    rows: tuple[tuple[str, ...], ...]

    def read(self, row: int, column: int) -> str:
        """The text at a place; empty where the row is shorter."""
        return self.rows[row][column] if column < len(self.rows[row]) else ""


@dataclass(frozen=True, order=True)
class Place:
    """A cell: which table, row and column, each counted from 0."""

    grid: int
    row: int
    column: int


class FormFile(Protocol):
    """An opened document."""

    def read_grids(self) -> tuple[Grid, ...]:
        """Its tables in order."""

    def name_place(self, place: Place) -> str:
        """What a person calls a place: 表 2 第 5 列第 3 欄."""

    def is_locked(self, place: Place) -> bool:
        """Whether a cell holds what must not be replaced: a formula, a table, a picture; or is no cell of its own."""

    def read_pieces(self, place: Place) -> list[str]:
        """A cell's text in the pieces that have one look each."""

    def change_pieces(self, place: Place, pieces: Sequence[str]) -> None:
        """Give each piece another text, its look unchanged."""

    def write_lines(self, place: Place, lines: Sequence[str]) -> None:
        """Replace a cell's text by lines in the look of its first one."""

    def save(self) -> bytes:
        """The document with what was changed."""
