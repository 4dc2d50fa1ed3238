"""Assembling a typed register from the raw records of its sheets: columns joined and parsed, faulty cells reported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from antidrug_kpi.files import Mask, NumberedColumn, fill_column, join_columns, mark_none
from antidrug_kpi.issues import OTHER_COLUMN, Address, Issue, IssueKind, report_issue
from antidrug_kpi.plans.register_specs import Column, ColumnType, Order
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import Codes, make_parser, show_cell
from antidrug_kpi.registers.cells.column_values import QUOTED_TYPES, ParsedColumn, parse_column
from antidrug_kpi.registers.cells.faults import add_advice
from antidrug_kpi.registers.cells.typed_cells import TypedCells
from antidrug_kpi.registers.column_uses import ColumnUse
from antidrug_kpi.registers.oddities.column_doubts import find_column_doubts
from antidrug_kpi.registers.oddities.suspect_identifiers import find_cut_numbers
from antidrug_kpi.registers.register import ROW, SHEET, TypedRegister
from antidrug_kpi.registers.rows.extracts import Extract


@dataclass(frozen=True)
class _Kinds:
    """Which kinds of issue tell of the cells of a column, by who reads it."""

    unreadable: IssueKind
    blank: IssueKind
    cut_number: IssueKind


_MEASURED = _Kinds(kinds.CELL_UNREADABLE, kinds.CELL_BLANK, kinds.DIGITS_LOST)
_OF_DUTIES = _Kinds(kinds.CELL_OF_DUTIES, kinds.BLANK_OF_DUTIES, kinds.CELL_OF_DUTIES)
_UNUSED = _Kinds(kinds.CELL_UNUSED, kinds.BLANK_UNUSED, kinds.CELL_UNUSED)


@dataclass(frozen=True)
class _ReadColumn:
    """A column over all extracts: its cells as they stand and parsed, the rows where it is blank though required, and whether any
    extract has it.
    """

    spec: Column
    cells: NumberedColumn
    parsed: ParsedColumn
    blanks: Mask
    is_present: bool

    @property
    def name(self) -> str:
        return self.spec.name


def assemble_register(
    extracts: Sequence[Extract], codes: Codes, use: ColumnUse, *, keeps_cells: bool = False
) -> tuple[TypedRegister, list[Issue]]:
    """The register made of its extracts, in their order, and the issues about its cells. A column that only some have is blank in
    the others.

    A faulty cell of a column that no measure reads is a warning only; further columns that nothing reads are left out. `codes`
    are the indicator codes that the register may hold. With `keeps_cells` the register keeps the cells of all columns as they
    were typed.
    """
    spec = extracts[0].spec
    unfit = _find_unfit(extracts)
    further = (column for column in spec.further_columns if column.name in use.of_duties)
    columns = [_read_column(column, extracts, codes, unfit) for column in (*spec.columns, *further)]
    present = [column for column in columns if column.is_present]
    typed = {
        column.name: _keep_typed(column.name, column.parsed, extracts, is_all=keeps_cells)
        for column in present
        if keeps_cells or column.spec.type in QUOTED_TYPES or column.name in use.shown
    }
    register = TypedRegister(
        spec,
        pd.DataFrame({**_number_rows(extracts), **{column.name: column.parsed.values for column in columns}}, copy=False),
        {column.name: _join_masks(column.parsed.faulty, column.blanks, unfit) for column in present},
        tuple(extract.source for extract in extracts),
        frozenset(column.name for column in columns if not column.is_present),
        typed=typed,
    )
    issues = _report_shape(extracts, [column.name for column in present])
    for column in present:
        issues += _report_column(register, column, use)
    reversed_rows, order_issues = _find_reversed_dates(register)
    faulty = {name: mask | reversed_rows[name] if name in reversed_rows else mask for name, mask in register.faulty.items()}
    return replace(register, faulty=faulty), issues + order_issues


def _read_column(column: Column, extracts: Sequence[Extract], codes: Codes, unfit: Mask) -> _ReadColumn:
    cells = _join_cells(column.name, extracts)
    parsed = parse_column(cells, column.type, make_parser(column, codes))
    is_present = any(extract.get_cells(column.name) is not None for extract in extracts)
    return _ReadColumn(column, cells, parsed, _find_required_blanks(column, parsed, unfit), is_present)


def _number_rows(extracts: Sequence[Extract]) -> dict[str, pd.Series]:
    """The columns that say of each record which sheet and row it stands in."""
    lengths = [len(extract.numbers) for extract in extracts]
    return {
        SHEET: pd.Series(np.repeat(np.arange(len(extracts), dtype=np.int32), lengths)),
        ROW: pd.Series(np.concatenate([extract.numbers for extract in extracts])),
    }


def _keep_typed(name: str, parsed: ParsedColumn, extracts: Sequence[Extract], *, is_all: bool) -> TypedCells:
    """The cells of a column as they were typed; with `is_all` in the office's own words where its mapping translates them."""
    if not (is_all and any(name in extract.own_words for extract in extracts)):
        return TypedCells(parsed.codes, parsed.distinct)
    cells = join_columns(
        [extract.own_words.get(name) or extract.get_cells(name) or fill_column("", len(extract.numbers)) for extract in extracts]
    )
    return TypedCells(cells.codes, cells.distinct)


def _join_cells(name: str, extracts: Sequence[Extract]) -> NumberedColumn:
    return join_columns([extract.get_cells(name) or fill_column("", len(extract.numbers)) for extract in extracts])


def _find_required_blanks(column: Column, parsed: ParsedColumn, unfit: Mask) -> Mask:
    """The records with a blank cell in a required column; those that do not fit the header are faulty already."""
    if not column.required:
        return mark_none(len(unfit))
    return _join_masks(parsed.values.isna().to_numpy() & ~parsed.faulty & ~unfit)


def _join_masks(*masks: Mask) -> Mask:
    """The rows that any of the masks marks; most columns have none, and get a mask that takes no memory."""
    marking = [mask for mask in masks if mask.any()]
    return np.logical_or.reduce(marking) if marking else mark_none(len(masks[0]))


def _find_unfit(extracts: Sequence[Extract]) -> Mask:
    """The mask of the records, of all extracts, that do not fit their header."""
    if not any(extract.unfit for extract in extracts):
        return mark_none(sum(len(extract.numbers) for extract in extracts))
    marks = [np.zeros(len(extract.numbers), dtype=bool) for extract in extracts]
    for mark, extract in zip(marks, extracts, strict=True):
        mark[list(extract.unfit)] = True
    return np.concatenate(marks)


def _report_column(register: TypedRegister, column: _ReadColumn, use: ColumnUse) -> list[Issue]:
    """The issues about the cells of a column, of the kinds that go with who reads it."""
    told = _MEASURED if column.name in use.measured else _OF_DUTIES if column.name in use.of_duties else _UNUSED
    issues = _report_cells(register, column, told)
    issues += [register.report(told.blank, int(row), column.name, "") for row in np.flatnonzero(column.blanks)]
    return issues + (list(find_column_doubts(register, column.spec, column.parsed)) if told is _MEASURED else [])


def _report_cells(register: TypedRegister, column: _ReadColumn, told: _Kinds) -> list[Issue]:
    cells, parsed = column.cells, column.parsed
    issues = []
    for row, reason in parsed.reasons.items():
        facts = {"reason": add_advice(reason)}
        issues.append(register.report(told.unreadable, row, column.name, show_cell(cells[row]), facts))
    if column.spec.type is ColumnType.IDENTIFIER:
        for row, reason in find_cut_numbers(cells, parsed.values).items():
            facts = {"reason": reason if told.cut_number is kinds.DIGITS_LOST else add_advice(reason)}
            issues.append(register.report(told.cut_number, row, column.name, show_cell(cells[row]), facts))
    return issues


def _report_shape(extracts: Sequence[Extract], present: Sequence[str]) -> list[Issue]:
    """A note that a register was joined from several sheets, and a warning for each column that one of them lacks."""
    if len(extracts) < 2:
        return []
    spec = extracts[0].spec
    places = [Address(extract.source.file, extract.source.sheet) for extract in extracts]
    facts = {"register": spec.title, "count": len(extracts), "places": _list_places(places)}
    issues = [report_issue(kinds.SHEETS_JOINED, places[0], register=spec.id, facts=facts)]
    for extract, place in zip(extracts, places, strict=True):
        for name in (name for name in present if extract.get_cells(name) is None):
            elsewhere = {other.source.file for other in extracts if other.get_cells(name) is not None}
            what = "工作表" if elsewhere == {place.file} else "檔案"
            facts = {"register": spec.title, "what": what, "column": name}
            issues.append(report_issue(kinds.COLUMN_LACKING, place, register=spec.id, facts=facts))
    return issues


def _list_places(places: Sequence[Address]) -> str:
    """The places of the sheets in the words of a message, each file named once."""
    sheets: dict[str, list[str]] = {}
    for place in places:
        sheets.setdefault(place.file, []).extend([f"「{place.sheet}」"] if place.sheet is not None else [])
    return "、".join(f"{file} 工作表{'、'.join(names)}" if names else file for file, names in sheets.items())


def _find_reversed_dates(register: TypedRegister) -> tuple[dict[str, Mask], list[Issue]]:
    """Header → mask of the rows whose closing stands before the opening, where that is a fault (docs/registers.md), and
    the issues about all reversed dates; other pairs are only warnings.
    """
    faulty: dict[str, Mask] = {}
    issues: list[Issue] = []
    for order in register.spec.orders:
        if not (register.has_column(order.earlier) and register.has_column(order.later)):
            continue
        first, second = (register.frame[name].to_numpy().astype("datetime64[D]") for name in (order.earlier, order.later))
        rows: Mask = first > second  # False where one is missing (NaT)
        is_fault = order.level == "fault"
        if is_fault:
            for name in (order.earlier, order.later):
                faulty[name] = faulty.get(name, np.zeros(len(register), dtype=bool)) | rows
        kind = kinds.DATES_REVERSED if is_fault else kinds.DATES_ODD
        issues += [_report_order(register, order, kind, row) for row in np.flatnonzero(rows).tolist()]
    return faulty, issues


def _report_order(register: TypedRegister, order: Order, kind: IssueKind, row: int) -> Issue:
    """One issue for the pair. Where it is a fault, both cells are faulty: only the office knows which of them is wrong."""
    facts = {
        "earlier": order.earlier,
        "later": order.later,
        "earlier_day": register.quote_day(row, order.earlier),
        "later_day": register.quote_day(row, order.later),
    }
    if kind is kinds.DATES_REVERSED:
        facts[OTHER_COLUMN] = order.earlier
    return register.report(kind, row, order.later, register.show_typed(row, order.later), facts)
