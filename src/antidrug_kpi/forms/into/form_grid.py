"""What the kinds of documents have in common for the one who fills them: tables of texts, and cells that can be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from antidrug_kpi.forms.into.ticked_boxes import has_choices


@dataclass(frozen=True)
class Grid:
    """A table's texts by row and column; a place that a merged cell covers is empty, `covered` says where that cell begins. A
    worksheet has a title; `captions` are the lines of a text document between the table before and this one.
    """

    rows: tuple[tuple[str, ...], ...]
    covered: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    title: str = ""
    captions: tuple[str, ...] = ()

    @cached_property
    def width(self) -> int:
        """The columns of the widest row."""
        return max(map(len, self.rows), default=0)

    @cached_property
    def last_choices(self) -> Mapping[int, int]:
        """Of each column in which the choices of the progress stand, the last row with them."""
        return {column: row for row, texts in enumerate(self.rows) for column, text in enumerate(texts) if has_choices([text])}

    def read(self, row: int, column: int) -> str:
        """The text at a place; empty where the row is shorter."""
        return self.rows[row][column] if column < len(self.rows[row]) else ""

    def find_begin(self, row: int, column: int) -> tuple[int, int]:
        """Where the cell begins that a place belongs to."""
        return self.covered.get((row, column), (row, column))

    def list_cells(self, row: int, start: int = 0, end: int | None = None) -> tuple[tuple[int, int], ...]:
        """The cells that a row has a part in, by where they begin, of all its columns or some."""
        stop = len(self.rows[row]) if end is None else min(end, len(self.rows[row]))
        return tuple(dict.fromkeys(self.find_begin(row, column) for column in range(start, stop)))


@dataclass(frozen=True, order=True)
class CellPlace:
    """A cell: which table, row and column, each counted from 0."""

    grid: int
    row: int
    column: int


class FormFile(Protocol):
    """An opened document."""

    def read_grids(self) -> tuple[Grid, ...]:
        """Its tables in order."""

    def name_place(self, place: CellPlace) -> str:
        """What a person calls a place: 表 2 第 5 列第 3 欄."""

    def is_locked(self, place: CellPlace) -> bool:
        """Whether a cell holds what must not be replaced: a formula, a table, a picture; or is no cell of its own."""

    def list_choices(self, place: CellPlace) -> tuple[str, ...]:
        """What a cell lets one choose from; nothing where it takes any text."""

    def read_pieces(self, place: CellPlace) -> list[str]:
        """A cell's text in the pieces that have one look each."""

    def change_pieces(self, place: CellPlace, pieces: Sequence[str]) -> None:
        """Give each piece another text, its look unchanged."""

    def write_lines(self, place: CellPlace, lines: Sequence[str]) -> None:
        """Replace a cell's text by lines in the look of its first one."""

    def save(self) -> bytes:
        """The document with what was changed."""
