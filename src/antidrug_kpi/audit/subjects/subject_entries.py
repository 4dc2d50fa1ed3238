"""A subject as plain data, as the JSON of `trace` and `explain` holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace, Subject
from antidrug_kpi.audit.subjects.subject_blocks import SubjectBlock
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.measures.clause_results import FAILS, HOLDS, NOT_REACHED
from antidrug_kpi.plans.column_types import DATES
from antidrug_kpi.registers.cells.typed_cells import say_read
from antidrug_kpi.registers.register import ROW, SHEET, TypedRegister, show_value

RESULTS = {HOLDS: True, FAILS: False, NOT_REACHED: None}


@dataclass(frozen=True)
class ShownColumn:
    """A column: its distinct cells as typed, as typed with what they were read as, and for each row the position of its own."""

    typed: Sequence[str]
    read: Sequence[str]
    codes: Sequence[int]


@dataclass(frozen=True)
class SubjectEntries:
    """Describes the subjects of one measure."""

    trace: MeasureTrace
    terms: TraceTerms

    def describe(self, subject: Subject) -> dict[str, Any]:
        """A subject's population, reason, rows, clauses and sentence."""
        block, at = subject
        return {
            "population": block.populations[at],
            "reason": block.teller.find_reason(at),
            "rows": [self.describe_row(block.register, row) for row in block.groups.list_rows(at)],
            "clauses": [{"text": text, "result": RESULTS[results[at]]} for text, results in self._list_clauses(block)],
            "sentence": block.teller.say(at),
        }

    def describe_row(self, register: TypedRegister, row: int) -> dict[str, Any]:
        """The address of a row and its cells as typed, of the columns that the measure reads."""
        file, sheet, number = self.locate(register, row)
        cells = self._cells[register.spec.id]
        return {
            "file": file,
            "sheet": sheet,
            "row": number,
            "values": {name: column.typed[column.codes[row]] for name, column in cells.items()},
        }

    def locate(self, register: TypedRegister, row: int) -> tuple[str, str | None, int]:
        """File and sheet of a row as they may be shown, and its number."""
        sheets, numbers = self._places[register.spec.id]
        return *self._sources[register.spec.id][sheets[row]], numbers[row]

    def list_places(self, block: SubjectBlock, chosen: Sequence[int]) -> list[tuple[str, str | None, int]]:
        """File, sheet and row of the first row of each chosen subject."""
        sheets, numbers = self._places[block.register.spec.id]
        sources = self._sources[block.register.spec.id]
        rows: list[int] = block.groups.first_rows[list(chosen)].tolist()
        return [(*sources[sheets[row]], numbers[row]) for row in rows]

    def list_values(self, block: SubjectBlock, name: str, chosen: Sequence[int]) -> list[str]:
        """The cells of a column as typed, a day with what it was read as; several of a subject one after another."""
        column = self._cells[block.register.spec.id].get(name)
        if column is None:
            return [""] * len(chosen)
        read, codes = column.read, column.codes
        if block.groups.are_single:
            rows: list[int] = block.groups.first_rows[list(chosen)].tolist()
            return [read[codes[row]] for row in rows]
        return ["、".join(dict.fromkeys(read[codes[row]] for row in block.groups.list_rows(at))) for at in chosen]

    def list_columns(self) -> tuple[str, ...]:
        """The columns that the values of this measure's subjects are of."""
        return tuple(dict.fromkeys(name for shown in self._cells.values() for name in shown))

    def _list_clauses(self, block: SubjectBlock) -> list[tuple[str, list[int]]]:
        known = self._clauses.get(id(block))
        if known is None:
            known = self._clauses[id(block)] = [(clause.text, clause.results.tolist()) for clause in block.clauses]
        return known

    @cached_property
    def _clauses(self) -> dict[int, list[tuple[str, list[int]]]]:
        return {}

    @cached_property
    def _cells(self) -> Mapping[str, Mapping[str, ShownColumn]]:
        """Register id → column → its cells as they are shown."""
        return {register.spec.id: dict(self._show_columns(register)) for register in self._registers}

    def _show_columns(self, register: TypedRegister) -> Iterator[tuple[str, ShownColumn]]:
        for name, column in self.terms.list_columns(self.trace.measure, register).items():
            typed = self.terms.cells.list_cells(register, column)
            codes = register.typed[name].codes
            is_day = column.type in DATES and not column.private
            read = _add_readings(register, name, typed) if is_day else typed
            yield name, ShownColumn(typed, read, codes.tolist())

    @cached_property
    def _registers(self) -> tuple[TypedRegister, ...]:
        return tuple({block.register.spec.id: block.register for block, _ in self.trace.subjects}.values())

    @cached_property
    def _places(self) -> Mapping[str, tuple[list[int], list[int]]]:
        """Register id → for each row the position of its sheet, and its number there."""
        return {register.spec.id: (register.frame[SHEET].tolist(), register.frame[ROW].tolist()) for register in self._registers}

    @cached_property
    def _sources(self) -> Mapping[str, list[tuple[str, str | None]]]:
        """Register id → file and sheet of each of its sheets, as they may be shown."""
        return {register.spec.id: list(self._show_sources(register)) for register in self._registers}

    def _show_sources(self, register: TypedRegister) -> Iterator[tuple[str, str | None]]:
        hide = self.terms.cells.redact_texts
        for source in register.sources:
            yield hide([source.file])[0], None if source.sheet is None else hide([source.sheet])[0]


def _add_readings(register: TypedRegister, name: str, typed: Sequence[str]) -> list[str]:
    """Each distinct cell of a column of days with what it was read as, where that is written otherwise."""
    codes, first = np.unique(register.typed[name].codes, return_index=True)
    read = list(typed)
    days = register.frame[name].iloc[first]
    for code, day in zip(codes.tolist(), days, strict=True):
        if not pd.isna(day):
            read[code] += say_read(typed[code], show_value(day))
    return read
