"""The header of a form's table: its columns by role, and where the cell of a column is in a row below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from antidrug_kpi.forms.into.form_grid import Grid
from antidrug_kpi.forms.into.form_headings import Headings
from antidrug_kpi.forms.into.ticked_boxes import has_choices

LISTED = ("indicator", "attainment", "progress")


@dataclass(frozen=True)
class HeaderColumn:
    """A column: where its heading stands, how many places of the grid it takes, which cell of its row it is."""

    text: str
    row: int
    start: int
    width: int
    ordinal: int


@dataclass(frozen=True)
class Header:
    """A header: its columns by role, those that could have a role and were not taken, its number of cells, the grid's width.

    `figures` are columns of one figure each, by what it is; with `takes_figures` they make a table of attainment. `rivals` are
    those of which two say that they are the same. `remark` is the column of remarks.
    """

    row: int
    columns: Mapping[str, HeaderColumn]
    doubtful: tuple[tuple[str, HeaderColumn], ...]
    cells: int
    width: int
    figures: Mapping[str, HeaderColumn] = field(default_factory=dict)
    takes_figures: bool = False
    remark: HeaderColumn | None = None
    rivals: Mapping[str, Sequence[HeaderColumn]] = field(default_factory=dict)

    @property
    def is_attainment_table(self) -> bool:
        """Whether it has a column of indicators and one of their attainment: the table to fill."""
        if self.takes_figures and self.figures.keys() - {"denominator"}:
            return "indicator" in self.columns
        return {"indicator", "attainment"} <= self.columns.keys()

    def begins_as(self, other: Header) -> bool:
        """Whether the indicators stand where they stand under another header."""
        here, there = self.columns.get("indicator"), other.columns.get("indicator")
        return here is not None and there is not None and here.start == there.start

    def find_cell(self, role: str, grid: Grid, row: int) -> tuple[int, int] | None:
        """Where the cell of a role begins in a row; none where that row has no one cell for it.

        Rows do not always keep to the header's grid: a border was moved by hand, or a table goes on in another one. A row of as
        many cells as the header has then them in the same order.
        """
        wanted = self.columns.get(role) or self.figures.get(role) or (self.remark if role == "remark" else None)
        if wanted is None:
            return None
        found = {name: self._find_below(column, grid, row) for name, column in {**self.columns, role: wanted}.items()}
        cells = grid.list_cells(row)
        if None in found.values() and len(cells) == self.cells > 0:
            return cells[wanted.ordinal]
        return found[role]

    def list_rivals(self, grid: Grid, row: int) -> dict[str, list[tuple[int, int]]]:
        """The cells of a row in columns of which two say that they are the same figure, by what it is."""
        found = {kind: [self._find_below(column, grid, row) for column in columns] for kind, columns in self.rivals.items()}
        return {kind: [cell for cell in cells if cell is not None] for kind, cells in found.items()}

    def _find_below(self, column: HeaderColumn, grid: Grid, row: int) -> tuple[int, int] | None:
        """The cell that begins below a heading and is the only one below it."""
        below = grid.list_cells(row, column.start, column.start + column.width) if grid.width == self.width else ()
        return below[0] if len(below) == 1 and below[0][1] == column.start else None

    def read_name(self, grid: Grid, row: int) -> tuple[tuple[int, int], str] | None:
        """Where the indicator's cell of a row begins, and its text; under a heading over two columns the texts of both."""
        begin = self.find_cell("indicator", grid, row)
        if begin is not None:
            return begin, grid.read(*begin)
        column = self.columns["indicator"]
        below = grid.list_cells(row, column.start, column.start + column.width)
        if grid.width != self.width or not below or below[0][1] != column.start:
            return None
        return below[0], " ".join(grid.read(*cell) for cell in below)


def read_header(grid: Grid, row: int, headings: Headings) -> Header | None:
    """The header in a row; none where no cell of it is the heading of the indicators."""
    if not any(headings.read_role(text) == "indicator" for text in grid.rows[row]):
        return None
    listed = list_columns(grid, row)
    columns, doubtful = _choose(listed, headings)
    rest = [column for column in listed if headings.read_role(column.text) is None]
    settled = {*columns, *(role for role, _ in doubtful)}
    if headings.has("progress") and "progress" not in settled:
        # The choices say it, in the cells below or in the heading itself, whatever its words are.
        boxes = [column for column in rest if _has_boxes(grid, column)]
        _take(columns, doubtful, "progress", boxes, [column for column in rest if headings.is_like_progress(column.text)])
    if headings.has("attainment") and "attainment" not in settled:
        likely = [column for column in rest if column not in columns.values() and headings.is_likely(column.text)]
        _take(columns, doubtful, "attainment", likely if "progress" in columns else [], likely)
    header = Header(row, columns, tuple(doubtful), len(grid.list_cells(row)), grid.width, takes_figures=headings.takes_figures)
    header = _look_below(grid, header, headings)
    if not headings.reads_figures:
        return header
    remarks = [column for column in rest if column not in header.columns.values() and headings.is_remark(column.text)]
    figures, rivals = _find_figures(grid, header, listed, headings)
    return replace(header, figures=figures, rivals=rivals, remark=remarks[0] if len(remarks) == 1 else None)


def _find_figures(
    grid: Grid, header: Header, listed: Sequence[HeaderColumn], headings: Headings
) -> tuple[dict[str, HeaderColumn], dict[str, list[HeaderColumn]]]:
    """The columns of one figure each, in the header's line or its second one; and those of a kind that stands twice."""
    columns = [column for column in listed if column not in header.columns.values()]
    if _is_second_line(grid, header, header.row + 1):
        for lower in list_columns(grid, header.row + 1):
            above = next((column for column in reversed(listed) if _stands_under(grid, column, lower.start)), None)
            if above is None or not headings.is_apart(above.text):
                columns.append(lower)
    found: dict[str, list[HeaderColumn]] = {}
    for column in columns:
        kind = headings.read_figure(column.text)
        if kind is not None:
            found.setdefault(kind, []).append(column)
    rates = found.get("rate", [])
    shares = [column for column in rates if headings.is_share(column.text)]
    if len(rates) == 2 and len(shares) == 1 and "value" not in found:
        # 達成比率 beside 達成率: the share itself, and how far the target is reached.
        found |= {"value": shares, "rate": [column for column in rates if column not in shares]}
    return (
        {kind: fitting[0] for kind, fitting in found.items() if len(fitting) == 1},
        {kind: fitting for kind, fitting in found.items() if len(fitting) > 1},
    )


def _choose(listed: Sequence[HeaderColumn], headings: Headings) -> tuple[dict[str, HeaderColumn], list[tuple[str, HeaderColumn]]]:
    """The column of each role; of several the one with the annex's own heading, and otherwise none."""
    columns: dict[str, HeaderColumn] = {}
    doubtful: list[tuple[str, HeaderColumn]] = []
    for role in LISTED:
        fitting = [column for column in listed if headings.read_role(column.text) == role]
        exact = [column for column in fitting if headings.read_exact(column.text) == role]
        _take(columns, doubtful, role, exact[:1] or fitting, fitting)
    return columns, doubtful


def _take(
    columns: dict[str, HeaderColumn],
    doubtful: list[tuple[str, HeaderColumn]],
    role: str,
    fitting: Sequence[HeaderColumn],
    like: Sequence[HeaderColumn],
) -> None:
    """Give a role its column where there is one and no other; what is like it without being certain is doubtful."""
    if len(fitting) == 1:
        columns[role] = fitting[0]
    else:
        doubtful += [(role, column) for column in fitting or like]


def list_columns(grid: Grid, row: int) -> tuple[HeaderColumn, ...]:
    """The texts that begin in a row, each as a column's heading."""
    cells = grid.list_cells(row)
    ends = [*(column for _, column in cells[1:]), grid.width]
    return tuple(
        HeaderColumn(grid.read(*cell), row, cell[1], end - cell[1], number)
        for number, (cell, end) in enumerate(zip(cells, ends, strict=False))
        if cell[0] == row and grid.read(*cell).strip()
    )


def _look_below(grid: Grid, header: Header, headings: Headings) -> Header:
    """The header with the columns of its second line, where it has one: 達成情形 over 分子 and 分母 is no one column."""
    below = header.row + 1
    if not _is_second_line(grid, header, below):
        return header
    columns, doubtful = dict(header.columns), list(header.doubtful)
    cells = grid.list_cells(below)
    listed = list_columns(grid, below)
    for role in ("attainment", "progress"):
        column = columns.get(role)
        halves = [lower for lower in listed if column is not None and _stands_under(grid, column, lower.start)]
        if column is not None and len(halves) > 1:
            del columns[role]
            _take(columns, doubtful, role, [half for half in halves if headings.read_role(half.text) == role], halves)
    # The rows below have the cells of the second line, which are in the header's order where they are as many.
    return replace(header, columns=columns, doubtful=tuple(doubtful), cells=header.cells if len(cells) == header.cells else 0)


def _stands_under(grid: Grid, column: HeaderColumn, start: int) -> bool:
    """Whether a cell of the second line belongs to a heading: it begins under it, or under a place without one behind it."""
    return column.start <= start and not any(grid.read(column.row, place).strip() for place in range(column.start + 1, start + 1))


def _is_second_line(grid: Grid, header: Header, row: int) -> bool:
    """Whether a row below a header is its second line: the indicators' heading reaches into it, or it has no name or boxes."""
    name = header.read_name(grid, row) if "indicator" in header.columns and row < len(grid.rows) else None
    if name is None:
        return False
    begin, text = name
    return begin[0] == header.row or not (text.strip() or has_choices(grid.rows[row]))


def _has_boxes(grid: Grid, column: HeaderColumn) -> bool:
    return has_choices([column.text]) or grid.last_choices.get(column.start, -1) > column.row
