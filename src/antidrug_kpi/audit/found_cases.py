"""Finds the rows of a case by any identifier of a person or record, as the registers read it; the nearest where it is nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from antidrug_kpi.errors import list_closest
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.plans.column_types import WORDS, ColumnType
from antidrug_kpi.plans.register_specs import Column
from antidrug_kpi.registers.cells.identifier_text import read_identifier
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister

MOST_NEAREST, MOST_EDITS = 3, 2
_MOST_COMPARED = 5_000
_ENDING = 3
_MASKS = "….*＊○●〇"


@dataclass(frozen=True)
class FoundCase:
    """A case: the identifier as the registers hold it, whether it is a person's, and its rows by the register's id."""

    name: str
    is_private: bool
    rows: Mapping[str, Integers]


@dataclass(frozen=True)
class Nearest:
    """An identifier that is like one that is not there, where it first stands, and by how many characters the two differ."""

    name: str
    is_private: bool
    place: Address
    distance: int


@dataclass(frozen=True)
class Endings:
    """The characters by which identifiers end, how many do, and the first of each register: its id and where it stands."""

    ending: str
    count: int
    places: tuple[tuple[str, Address], ...]


def find_case(typed: str, registers: Mapping[str, TypedRegister]) -> FoundCase | None:
    """The rows in which the identifier stands; None where there is none."""
    rows: dict[str, Integers] = {}
    names: list[str] = []
    is_private = False
    for register in registers.values():
        for column in list_identifying_columns(register):
            cells = register.frame[column.name].array
            wanted = read_as(column, typed)
            places = _find_words(column, cells.categories, wanted) if wanted else []
            found = np.flatnonzero(np.isin(cells.codes, places)) if places else np.zeros(0, dtype=np.int64)
            if len(found):
                rows[register.spec.id] = np.union1d(rows.get(register.spec.id, found), found)
                names += [str(cells.categories[place]) for place in places]
                is_private = is_private or column.private
    return FoundCase(names[0], is_private, rows) if rows else None


def list_identifying_columns(register: TypedRegister) -> Iterator[Column]:
    """The columns of a register that identify a person or a record."""
    for column in register.spec.columns:
        is_word = column.type in WORDS and column.type is not ColumnType.CODE
        if is_word and (column.key or column.private) and register.has_column(column.name):
            yield column


def read_as(column: Column, typed: str) -> str | None:
    """What was typed, as a column of this kind compares it; None where the column would take it for a blank."""
    squeezed = squeeze(typed)
    return read_identifier(squeezed) if column.type is ColumnType.IDENTIFIER else squeezed.upper() or None


def _find_words(column: Column, words: pd.Index, wanted: str) -> list[int]:
    """The places of the words that are the wanted one; an identifier is held as it is compared."""
    if column.type is ColumnType.IDENTIFIER:
        return [place for place in words.get_indexer(pd.Index([wanted], dtype=object)).tolist() if place >= 0]
    return [place for place, word in enumerate(words) if squeeze(str(word)).upper() == wanted]


def find_nearest(typed: str, registers: Mapping[str, TypedRegister]) -> list[Nearest]:
    """The identifiers that are most like what was typed, at most `MOST_NEAREST`, each where it first stands; one that differs by
    more than `MOST_EDITS` characters is another, not a slip of the keys.
    """
    wanted = (read_identifier(squeeze(typed)) or "").upper()
    if not wanted:
        return []
    places: dict[str, tuple[bool, Address]] = {}
    for register in registers.values():
        for column in list_identifying_columns(register):
            cells = register.frame[column.name].array
            for place, word in _list_comparable(wanted, cells.categories):
                if word not in places and (rows := np.flatnonzero(cells.codes == place)).size:
                    places[word] = column.private, register.locate(int(rows[0]), column.name)
    found = ((word, *places[word]) for word in list_closest(wanted, places, MOST_NEAREST))
    near = (Nearest(word, is_private, place, _count_edits(wanted, word)) for word, is_private, place in found)
    return [one for one in near if one.distance <= MOST_EDITS]


def find_endings(typed: str, registers: Mapping[str, TypedRegister]) -> Endings | None:
    """The identifiers of persons that end with what was typed, as `…146` on a screen; None where none does."""
    ending = (read_identifier(squeeze(typed).strip(_MASKS)) or "").upper()
    found: set[str] = set()
    first: dict[str, Address] = {}
    for register in registers.values() if len(ending) >= _ENDING else ():
        for column in list_identifying_columns(register):
            cells = register.frame[column.name].array
            words = cells.categories if column.private else ()
            places = [place for place, word in enumerate(words) if str(word).upper().endswith(ending)]
            rows = np.flatnonzero(np.isin(cells.codes, places))
            if places and len(rows):
                found.update(str(words[place]) for place in places)
                first.setdefault(register.spec.id, register.locate(int(rows[0]), column.name))
    return Endings(ending, len(found), tuple(first.items())) if first else None


def _count_edits(one: str, other: str) -> int:
    """How many characters have to be changed, added or left out to make one text of the other."""
    before = list(range(len(other) + 1))
    for number, character in enumerate(one, start=1):
        after = [number]
        for place, wanted in enumerate(other):
            after.append(min(before[place] + (character != wanted), before[place + 1] + 1, after[place] + 1))
        before = after
    return before[-1]


def _list_comparable(wanted: str, words: pd.Index) -> Iterator[tuple[int, str]]:
    """The words that may be like the wanted one: of about its length, with its beginning or its end. A register may have a
    million, and comparing two texts takes long.
    """
    count = 0
    head, tail = wanted[:-_ENDING] or wanted, wanted[-_ENDING:]
    for place, word in enumerate(map(str, words)):
        if abs(len(word) - len(wanted)) <= 1 and (word.endswith(tail) or (head and word.startswith(head))):
            count += 1
            if count > _MOST_COMPARED:
                return
            yield place, word
