"""Cells of registers as they may be shown: identifiers, names and free text masked unless the user asks for them.

A free text is shown where it is one of the plan's own words (a reason such as 死亡), which name nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from antidrug_kpi.issues import mask_identifier
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.walking import walk
from antidrug_kpi.plans.register_specs import Column
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.missing_marks import is_missing
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.redaction import NO_REDACTION, make_redaction
from antidrug_kpi.registers.register import TypedRegister

HIDDEN = "…"


@dataclass(frozen=True)
class ShownCells:
    """How the cells of an office's registers are shown."""

    plan: Plan
    registers: Mapping[str, TypedRegister]
    show_ids: bool = False

    def show_word(self, register: RegisterSpec, column: str, text: str) -> str:
        """A word of a column as a sentence quotes it; what is derived names nobody."""
        spec = register.find_column(column)
        return text if spec is None else self.show_cell(spec, text)

    def show_cell(self, column: Column, text: str) -> str:
        """A cell's text, masked where it identifies a person or is free text."""
        if self.show_ids or not text:
            return text
        if column.private:
            return mask_identifier(text)
        return self.show_free(text) if column.type is ColumnType.TEXT else text

    def show_free(self, text: str) -> str:
        """A free text, masked unless it is one of the plan's own words."""
        return text if self.show_ids or self._is_known_word(squeeze(text)) else HIDDEN

    def list_cells(self, register: TypedRegister, column: Column) -> list[str]:
        """The distinct cells of a column as typed, in the order in which its codes number them."""
        shown = [self.show_cell(column, text) for text in register.typed[column.name].list_shown()]
        return shown if column.private else self.redact_texts(shown)

    def redact_texts(self, texts: Sequence[str]) -> list[str]:
        """Texts of any kind, with identifiers of persons in them masked."""
        redaction = NO_REDACTION if self.show_ids else make_redaction(texts, self.registers)
        return list(map(redaction.redact, texts))

    def _is_known_word(self, squeezed: str) -> bool:
        return squeezed in self._known or is_missing(squeezed)

    @cached_property
    def _known(self) -> frozenset[str]:
        """The squeezed words that the plan's conditions and reasons name."""
        return frozenset(squeeze(word) for _, measure in self.plan.measures for word in _list_words(walk(measure)))


def _list_words(visits: Iterable[object]) -> Iterable[str]:
    for visit in visits:
        match getattr(visit, "part", None):
            case p.ReasonTable() as table:
                yield from (word for name, others in table.reasons.items() for word in (name, *others))
            case c.Says() as node:
                yield from node.says
