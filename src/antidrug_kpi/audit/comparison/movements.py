"""Which subjects of a measure came and went between two sets of data, and which of their cells changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from antidrug_kpi.audit.comparison.compared_sources import OfficeData
from antidrug_kpi.audit.comparison.record_matching import Pairs, RegisterPair, mark_differing
from antidrug_kpi.audit.typed_texts import TypedTexts
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.measures.population_table import EXCLUDED, PopulationTable
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.reads.columns_read import list_populations
from antidrug_kpi.registers.register import TypedRegister, show_value

Columns = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class ChangedCell:
    """A cell of a counted subject that reads differently; the texts are as typed, None for a blank. `is_free` says that anything
    may stand there.
    """

    subject: str
    column: str
    a: str | None
    b: str | None
    is_private_subject: bool
    is_private: bool
    is_free: bool
    place_a: Address
    place_b: Address


@dataclass(frozen=True)
class Movements:
    """The subjects that are counted in B alone, at their places there, those in A alone, and the cells that changed."""

    entered: tuple[Address, ...] = ()
    left: tuple[Address, ...] = ()
    changed: tuple[ChangedCell, ...] = ()


@dataclass(frozen=True)
class _Counted:
    """The counted subjects of one side in one register: their numbers, and the positions of their records."""

    numbers: Integers
    rows: Integers


@dataclass
class MovementFinder:
    """Finds the movements of measure after measure; the registers are matched once."""

    a: OfficeData
    b: OfficeData
    _pairs: dict[str, RegisterPair] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._texts = TypedTexts(self.a.files), TypedTexts(self.b.files)

    def find(self, measure_a: Measure | None, measure_b: Measure | None, reads: Columns) -> Movements:
        """The movements of a measure, which either side's plan may lack; `reads` are the columns that it reads by register."""
        tables = [
            (_list_tables(measure, data.computations.get(measure.id)) if measure is not None else [])
            for measure, data in ((measure_a, self.a), (measure_b, self.b))
        ]
        left, entered = (self._list_gone(tables, side) for side in (0, 1))
        return Movements(tuple(entered), tuple(left), tuple(self._list_changed(tables, reads)))

    def _pair(self, name: str) -> RegisterPair | None:
        """The register on both sides; None where one of them does not have it."""
        if name not in self.a.registers or name not in self.b.registers:
            return None
        return self._pairs.setdefault(name, RegisterPair(self.a.registers[name], self.b.registers[name]))

    def _number(self, table: PopulationTable, by_person: bool, side: int) -> _Counted:
        """The counted subjects of a table, numbered alike on both sides: persons, or records."""
        rows = np.asarray(table.rows)[table.places != EXCLUDED].astype(np.int64)
        pair = self._pair(table.register)
        if pair is None:
            return _Counted(rows, rows)
        numbers = (pair.number_persons(table.each) if by_person else pair.number_records())[side]
        return _Counted(numbers[rows], rows)

    def _list_gone(self, tables: list[list[tuple[PopulationTable, bool]]], side: int) -> Iterator[Address]:
        """The addresses of the subjects that are counted on this side alone, register by register, in the files' order."""
        own = (self.a, self.b)[side]
        for name in dict.fromkeys(table.register for table, _ in tables[side]):
            counts_alike = self._counts_alike(tables, name)
            here, there = (
                [self._number(table, by_person and counts_alike, at) for table, by_person in tables[at] if table.register == name]
                for at in (side, 1 - side)
            )
            known = np.concatenate([np.zeros(0, dtype=np.int64), *(counted.numbers for counted in there)])
            is_known = self._pair(name) is not None
            gone = [counted.rows[~np.isin(counted.numbers, known)] if is_known else counted.rows for counted in here]
            yield from (own.registers[name].locate(row) for row in np.unique(np.concatenate(gone)).tolist())

    def _counts_alike(self, tables: list[list[tuple[PopulationTable, bool]]], name: str) -> bool:
        """Whether both sides count the same kind of subjects of a register, and know what tells them apart. Under two plans one
        may count persons and the other records; what both have then is records.
        """
        own, other = ({(table.each, by_person) for table, by_person in side if table.register == name} for side in tables)
        pair = self._pair(name)
        return own == other and pair is not None and all(pair.has_columns(each) for each, _ in own)

    def _list_changed(self, tables: list[list[tuple[PopulationTable, bool]]], reads: Columns) -> Iterator[ChangedCell]:
        shapes = {(table.register, table.each) for side in tables for table, _ in side}
        done: set[tuple[str, int, str]] = set()
        for name, each in sorted(shapes):
            pair = self._pair(name)
            if pair is None:
                continue
            pairs = self._select_counted(pair, tables, name, each)
            for cell in self._list_cells(pair, pairs, reads.get(name, frozenset()), each):
                key = (name, cell[0], cell[1].column)
                if key not in done:
                    done.add(key)
                    yield cell[1]

    def _select_counted(
        self, pair: RegisterPair, tables: list[list[tuple[PopulationTable, bool]]], name: str, each: tuple[str, ...]
    ) -> Pairs:
        """The pairs of records whose subject is counted on at least one side."""
        is_person = bool(each) and pair.has_columns(each)
        pairs = pair.pair_records(each if is_person else ())
        chosen = np.zeros(len(pairs[0]), dtype=bool)
        for side in (0, 1):
            for table, _ in tables[side]:
                if (table.register, table.each) == (name, each):
                    rows = np.asarray(table.rows)[table.places != EXCLUDED]
                    if is_person:
                        persons = pair.number_persons(each)[side]
                        chosen |= np.isin(persons[pairs[side]], persons[rows])
                    else:
                        chosen |= np.isin(pairs[side], rows)
        return pairs[0][chosen], pairs[1][chosen]

    def _list_cells(
        self, pair: RegisterPair, pairs: Pairs, columns: frozenset[str], each: tuple[str, ...]
    ) -> Iterator[tuple[int, ChangedCell]]:
        """The changed cells with the positions of their records in A, record by record, in the order of the columns."""
        spec = pair.a.spec
        names = [column.name for column in spec.columns if column.name in columns and column.name in pair.b.frame.columns]
        differing = {name: mark_differing(pair, pairs, name) for name in names}
        if not differing:
            return
        is_private_subject = any(column.private for column in spec.columns if column.key)
        columns_by_name = {column.name: column for column in spec.columns}
        for place in np.flatnonzero(np.logical_or.reduce(list(differing.values()))).tolist():
            own, other = int(pairs[0][place]), int(pairs[1][place])
            for name in (name for name in names if differing[name][place]):
                yield (
                    own,
                    ChangedCell(
                        _name_subject(pair.a, own, each),
                        name,
                        self._show(0, pair.a, own, name),
                        self._show(1, pair.b, other, name),
                        is_private_subject,
                        columns_by_name[name].private,
                        columns_by_name[name].type is ColumnType.TEXT,
                        pair.a.locate(own),
                        pair.b.locate(other),
                    ),
                )

    def _show(self, side: int, register: TypedRegister, row: int, column: str) -> str | None:
        """The cell as typed; of cells merged over several rows, which all have the text, what was read."""
        text = self._texts[side].find(register, row, column)
        value = register.frame[column].iat[row]
        return show_value(value) if text is None and not is_missing(value) else text


def _list_tables(measure: Measure, computation: Computation | None) -> list[tuple[PopulationTable, bool]]:
    """The population tables of a measure, each with whether its subjects are persons, whatever records they have: services are
    told apart by their records, as rows are.
    """
    if computation is None:
        return []
    populations = list_populations(measure)
    if len(populations) != len(computation.tables):
        return [(table, False) for table in computation.tables]
    return [
        (table, bool(table.each) and population.joined is None)
        for table, population in zip(computation.tables, populations, strict=True)
    ]


def is_missing(value: object) -> bool:
    """Whether a cell of a frame holds nothing."""
    return bool(pd.isna(value))  # type: ignore[call-overload]  # a scalar, whatever its type


def _name_subject(register: TypedRegister, row: int, each: tuple[str, ...]) -> str:
    """The subject as the trace names it: by its `each` columns, or the first column of words."""
    words = (column.name for column in register.spec.columns if register.frame[column.name].dtype.name == "category")
    known = each if set(each) <= set(register.frame.columns) else ()
    names = known or tuple(words)[:1] or register.spec.key_columns
    values = (register.frame[name].iat[row] for name in names)
    return "／".join("" if is_missing(value) else show_value(value) for value in values)
