"""A subject as plain data, as the JSON of `trace` and `explain` holds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from antidrug_kpi.audit.measure_trace import MeasureTrace, Subject
from antidrug_kpi.audit.subject_blocks import SubjectBlock
from antidrug_kpi.audit.trace_terms import TraceTerms
from antidrug_kpi.measures.clause_results import FAILS, HOLDS, NOT_REACHED
from antidrug_kpi.plans.column_types import DATES
from antidrug_kpi.registers.cells.typed_cells import say_read
from antidrug_kpi.registers.register import Register, show_value

RESULTS = {HOLDS: True, FAILS: False, NOT_REACHED: None}


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
            "clauses": [{"text": clause.text, "result": RESULTS[int(clause.results[at])]} for clause in block.clauses],
            "sentence": block.teller.say(at),
        }

    def describe_row(self, register: Register, row: int) -> dict[str, Any]:
        """The address of a row and its cells as typed, of the columns that the measure reads."""
        place = register.locate(row)
        file, sheet = self.places[place.file, place.sheet]
        shown = self._cells[register.spec.id]
        values = {name: texts[int(register.typed[name].codes[row])] for name, texts in shown.items()}
        return {"file": file, "sheet": sheet, "row": place.row, "values": values}

    def list_values(self, block: SubjectBlock, at: int) -> dict[str, str]:
        """The cells of a subject's rows as typed, a day with what it was read as; several different ones one after another."""
        rows = block.groups.list_rows(at)
        return {
            name: "、".join(dict.fromkeys(self._show_read(block.register, name, row) for row in rows))
            for name in self._cells[block.register.spec.id]
        }

    def _show_read(self, register: Register, name: str, row: int) -> str:
        text = self._cells[register.spec.id][name][int(register.typed[name].codes[row])]
        column = register.spec.find_column(name)
        if column is None or column.type not in DATES or column.private:
            return text
        read = show_value(register.frame[name].iat[row])
        return text if read == "NaT" else f"{text}{say_read(text, read)}"

    def list_columns(self) -> tuple[str, ...]:
        """The columns that the values of this measure's subjects are of."""
        return tuple(dict.fromkeys(name for shown in self._cells.values() for name in shown))

    @cached_property
    def _cells(self) -> Mapping[str, Mapping[str, list[str]]]:
        """Register id → column → its distinct cells as they are shown."""
        return {register.spec.id: dict(self._show_cells(register)) for register in self._list_registers()}

    def _list_registers(self) -> Iterator[Register]:
        yield from {block.register.spec.id: block.register for block, _ in self.trace.subjects}.values()

    def _show_cells(self, register: Register) -> Iterator[tuple[str, list[str]]]:
        for name, column in self.terms.list_columns(self.trace.measure, register).items():
            yield name, self.terms.cells.list_cells(register, column)

    @cached_property
    def places(self) -> Mapping[tuple[str, str | None], tuple[str, str | None]]:
        """File and sheet → how they are shown."""
        known = [(source.file, source.sheet) for register in self._list_registers() for source in register.sources]
        files = self.terms.cells.hide_identifiers([file for file, _ in known])
        sheets = self.terms.cells.hide_identifiers([sheet or "" for _, sheet in known])
        return {
            place: (file, None if place[1] is None else sheet) for place, file, sheet in zip(known, files, sheets, strict=True)
        }
