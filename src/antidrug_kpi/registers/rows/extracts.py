"""From a sheet that is a register to its records as raw cells: which columns are read, which rows are records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import numpy.typing as npt

from antidrug_kpi.files import Cell, NumberedColumn, Sheet, name_column, renumber
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.column_numbers import find_column_numbers
from antidrug_kpi.registers.finding.header_lines import extend_header
from antidrug_kpi.registers.finding.headers import HeaderRow
from antidrug_kpi.registers.finding.office_mapping import translate_cell
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet
from antidrug_kpi.registers.register import Source
from antidrug_kpi.registers.rows.selected_rows import select_rows


@dataclass(frozen=True)
class Extract:
    """The records of one sheet.

    - `columns`: official header → the cells as they stand; the office's own values are the plan's already where its mapping says
      so;
    - `numbers`: the number of each record's row in the sheet, from 1;
    - `unfit`: the positions of records that do not fit the header; they are faulty in all columns, and blank here;
    - `own_words`: header → the cells before the mapping translated the office's own values, where it did;
    - `further`: as `columns`, for further columns; empty where they are not wanted.
    """

    spec: RegisterSpec
    source: Source
    columns: Mapping[str, NumberedColumn]
    numbers: npt.NDArray[np.int32]
    unfit: frozenset[int] = frozenset()
    own_words: Mapping[str, NumberedColumn] = field(default_factory=dict)
    further: Mapping[str, NumberedColumn] = field(default_factory=dict)

    def get_cells(self, name: str) -> NumberedColumn | None:
        """The cells of a column or of a further one; None where the sheet has no such column."""
        cells = self.columns.get(name)
        return self.further.get(name) if cells is None else cells


def extract_records(matched: MatchedSheet, *, with_further: bool = False) -> tuple[Extract, list[Issue]]:
    """The records of a sheet, and the issues about its header and its rows; its further columns only where they are wanted.
    Nothing raises.
    """
    header_row = matched.sheet.numbers[matched.header.position]
    matched, numbered = _extend_header(matched)
    twice = _report_further_twice(matched, header_row) if with_further else []
    issues = [*_report_header(matched, header_row), *twice, *numbered]
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    repeated = {name for name, _, _ in header.repeated}
    indexes = {name: index for name, index in header.columns.items() if name not in repeated}
    values = matched.entry.values if matched.entry is not None else {}
    selected, found = select_rows(matched, indexes, values)
    issues += found
    # The further columns have no say in which rows are records.
    further = _find_further(header) if with_further else {}
    columns = {**selected.columns, **{name: sheet.columns[index][header.position + 1 :] for name, index in further.items()}}
    numbers = _list_numbers(sheet, header.position + 1)
    count, kept = len(numbers), selected.kept
    source = Source(sheet.file, sheet.name, count, count - len(kept), matched.by, header_row, _number_columns(sheet, header))
    if len(kept) < count:
        columns = {name: cells.take(kept) for name, cells in columns.items()}
        numbers = numbers[kept]
    own_words = {name: columns[name] for name in values.keys() & columns.keys()}
    columns = _translate_columns(matched, columns, values)
    if selected.unfit:
        columns = {name: _blank_out(cells, selected.unfit) for name, cells in columns.items()}
    own = {name: cells for name, cells in columns.items() if name not in further}
    added = {name: columns[name] for name in further}
    return Extract(spec, source, own, numbers, selected.unfit, own_words, added), issues


def _translate_columns(
    matched: MatchedSheet, columns: Mapping[str, NumberedColumn], values: Mapping[str, Mapping[str, str]]
) -> dict[str, NumberedColumn]:
    """The columns with the plan's values in place of the office's own, and with dates in place of serials of the 1904 system."""
    translated = {
        name: cells.translate(partial(translate_cell, words=values[name])) if name in values else cells
        for name, cells in columns.items()
    }
    return _shift_serials(matched.spec, translated) if matched.sheet.is_date1904 else translated


def _find_further(header: HeaderRow) -> dict[str, int]:
    """The further columns whose header is still none of the register's own."""
    unknown = {index for index, _ in header.unknown} - header.changed.keys()
    return {name: index for name, index in header.further.items() if index in unknown}


def _extend_header(matched: MatchedSheet) -> tuple[MatchedSheet, list[Issue]]:
    """The sheet with its header down to the last line that belongs to it, and the issue about a row of column numbers, if any."""
    sheet, spec = matched.sheet, matched.spec
    header = extend_header(sheet.rows, matched.header, spec)
    numbers = find_column_numbers(sheet.rows, header, spec)
    if numbers is None:
        return replace(matched, header=header), []
    kind = kinds.COLUMN_NUMBERS_SKIPPED if numbers.is_sure else kinds.COLUMN_NUMBERS_SUSPECTED
    issue = report_issue(kind, sheet.address(sheet.numbers[numbers.position]), numbers.shown, spec.id)
    if numbers.is_sure:
        # Below the numbers may stand further lines of the header, such as units in brackets.
        header = extend_header(sheet.rows, replace(header, position=numbers.position), spec)
    return replace(matched, header=header), [issue]


def _list_numbers(sheet: Sheet, top: int) -> npt.NDArray[np.int32]:
    """The numbers of a sheet's rows from a position on, as an array."""
    numbers = sheet.numbers[top:]
    if isinstance(numbers, range):  # which NumPy would take number by number
        return np.arange(numbers.start, numbers.stop, numbers.step, dtype=np.int32)
    return np.asarray(numbers, dtype=np.int32)


def _blank_out(cells: NumberedColumn, places: Collection[int]) -> NumberedColumn:
    codes = cells.codes.copy()
    codes[list(places)] = len(cells.distinct)  # the place of the None that is appended
    return renumber(codes, [*cells.distinct, None])


def _number_columns(sheet: Sheet, header: HeaderRow) -> dict[str, int]:
    """Header (official, or as it stands where it is not known) → number of its column, from 1; of two equal ones the first."""
    further = _find_further(header)
    # Reversed, so that the first of two equal unknown headers is the one that stays in the dictionary.
    unknown = {text: index for index, text in reversed(header.unknown) if index not in further.values()}
    return {name: sheet.columns_left_out + index + 1 for name, index in {**unknown, **further, **header.columns}.items()}


def _shift_serials(spec: RegisterSpec, columns: Mapping[str, NumberedColumn]) -> dict[str, NumberedColumn]:
    """The columns of a workbook in the 1904 system with the serials in columns of dates turned into dates.

    So sheets of both systems can be joined. In a column of months 11301 is no serial but a ROC month, and stays.
    """
    dates = {column.name for column in (*spec.columns, *spec.further_columns) if column.type is ColumnType.DATE}
    return {name: cells.translate(_shift_serial) if name in dates else cells for name, cells in columns.items()}


def _shift_serial(cell: Cell) -> Cell:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 100_000:
        return dt.date(1904, 1, 1) + dt.timedelta(days=int(cell))
    return cell


def _report_header(matched: MatchedSheet, row: int) -> list[Issue]:
    sheet, spec, header = matched.sheet, matched.spec, matched.header
    issues = []
    facts: dict[str, object]
    for name, first, second in header.repeated:
        facts = {"first": _point(matched, first - 1), "second": _point(matched, second - 1)}
        issues.append(report_issue(kinds.COLUMN_TWICE, sheet.address(row, name), name, spec.id, facts))
    known = {*_find_further(header).values(), *(index for indexes in header.further_repeated.values() for index in indexes)}
    for index, text in header.unknown:
        if index in known:
            continue
        facts = {"register": spec.title}
        kind = kinds.COLUMN_UNKNOWN
        if index in header.changed:
            name, what = header.changed[index]
            kind, facts = kinds.COLUMN_CHANGED, {"what": what, "column": name}
        issues.append(report_issue(kind, sheet.address(row, text), squeeze(text), spec.id, facts))
    return issues


def _report_further_twice(matched: MatchedSheet, row: int) -> list[Issue]:
    """A warning for each further column that stands there more than once, and so is not read."""
    sheet, spec = matched.sheet, matched.spec
    issues = []
    for name, (first, second, *_) in matched.header.further_repeated.items():
        facts = {"first": _point(matched, first), "second": _point(matched, second)}
        issues.append(report_issue(kinds.COLUMN_TWICE_OF_DUTIES, sheet.address(row, name), name, spec.id, facts))
    return issues


def _point(matched: MatchedSheet, index: int) -> str:
    """A column in the words of a message, by its letters and its header as it stands."""
    return f"{name_column(matched.sheet.columns_left_out + index)} 欄「{matched.header.texts[index]}」"
