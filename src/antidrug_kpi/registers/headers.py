"""Which sheet is which register, and in which row its headers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import PurePosixPath

from antidrug_kpi.files import Sheet
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers.values import show_cell
from antidrug_kpi.registers.words import squeeze

ROWS_SEARCHED = 40
HIGHEST_HEADER = 3
_ENGLISH = re.compile(r"(?<=[^\x00-\x7f])[A-Za-z][\x21-\x7e]*$")
_LEADING_NUMBER = re.compile(r"^[(（]?\d{1,3}[)）]?[._\-、]+|^\d{1,2}(?=[^\d年./\-])")
_DATE = r"(?:民國|\d{4}|\d{2,3})(?:[\d年月./\-]*)(?:月|日|年|年度|度|上半年|下半年|期中|期末)*(?:底|止)?"
_TRAILING_DATE = re.compile(rf"[_\-(\[~]*{_DATE}(?:[_\-~至]+{_DATE})?[)\]]*$")
_BRACKETS = re.compile(r"[(\[【〔《「][^()\[\]【】〔〕《》「」]*[)\]】〕》」]$")


@dataclass(frozen=True)
class HeaderRow:
    """The position of the header among a sheet's rows, the column index of each official header found, and the headers not
    known.
    """

    position: int
    columns: Mapping[str, int]
    unknown: tuple[tuple[int, str], ...]
    repeated: tuple[tuple[str, int, int], ...]


def normalise_name(name: str) -> str:
    """The name of a sheet or file without a leading number (03_) and a trailing date or 年度."""
    text = squeeze(name)
    text = _LEADING_NUMBER.sub("", text)
    while True:
        shorter = re.sub(r"年度$", "", _TRAILING_DATE.sub("", text)).rstrip("_-")
        if shorter in {text, ""}:
            return text
        text = shorter


def list_names(sheet: Sheet, is_only_sheet: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A sheet's own names, and those that it has only with its file: a workbook named after a register, its sheets after months.

    A workbook's only sheet often keeps the name the program gave it, so the file's name is its own too.
    """
    stem = PurePosixPath(sheet.file).stem
    if sheet.name is None:
        return (stem,), ()
    return ((sheet.name, stem), ()) if is_only_sheet else ((sheet.name,), (stem,))


def find_by_name(names: Sequence[str], registers: Sequence[RegisterSpec]) -> RegisterSpec | None:
    """The register whose title or alias equals one of the names after normalising."""
    known = {squeeze(word): register for register in registers for word in (register.title, *register.aliases)}
    for name in names:
        for form in (squeeze(name), normalise_name(name)):
            if form in known:
                return known[form]
    return None


def suggest_register(names: Sequence[str], registers: Sequence[RegisterSpec]) -> str | None:
    """The title of the register whose name is closest; only ever a suggestion."""
    known = {squeeze(word): register.title for register in registers for word in (register.title, *register.aliases)}
    near = [match for name in names for match in get_close_matches(normalise_name(name), known, n=1, cutoff=0.5)]
    return known[near[0]] if near else None


def find_by_headers(sheet: Sheet, registers: Sequence[RegisterSpec]) -> tuple[RegisterSpec, ...]:
    """The registers that a sheet can be by its headers alone: all required columns stand in one of its rows.

    Where several can be, those that know every header of the row go before the others: nothing is taken for merely knowing more.
    """
    fits: list[tuple[bool, RegisterSpec]] = []
    for register in registers:
        header = find_header(sheet, register)
        required = {column.name for column in register.columns if column.required}
        if header is not None and len(header.columns) >= 2 and required <= set(header.columns):
            fits.append((not header.unknown, register))
    knows_all = any(is_whole for is_whole, _ in fits)
    return tuple(register for is_whole, register in fits if is_whole or not knows_all)


def find_header(sheet: Sheet, register: RegisterSpec) -> HeaderRow | None:
    """The row that holds most of the register's headers: two of them, or every required one, or one that stands among no others.

    A header may run over two or three rows, the upper ones naming groups of columns; that is believed only where it finds more.
    """
    known = {squeeze(word): column.name for column in register.columns for word in (column.name, *column.aliases)}
    required = {column.name for column in register.columns if column.required}
    best: HeaderRow | None = None
    rows = [[squeeze(show_cell(cell)) for cell in row] for row in sheet.rows[:ROWS_SEARCHED]]
    for height in range(1, HIGHEST_HEADER + 1):
        for top in range(len(rows) - height + 1):
            header = _read_header(rows[top : top + height], top + height - 1, known)
            found = set(header.columns)
            enough = len(found) >= 2 or (found and (required <= found or not header.unknown))
            if enough and (best is None or len(found) > len(best.columns)):
                best = header
    return best


def _read_header(rows: Sequence[Sequence[str]], position: int, known: Mapping[str, str]) -> HeaderRow:
    columns: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    repeated: list[tuple[str, int, int]] = []
    for index, texts in enumerate(_join_rows(rows)):
        name = next((found for found in (_match(text, known) for text in texts) if found is not None), None)
        if name is None:
            unknown += [(index, texts[0])] if texts else []
        elif name in columns:
            repeated.append((name, columns[name] + 1, index + 1))
        else:
            columns[name] = index
    return HeaderRow(position, columns, tuple(unknown), tuple(repeated))


def _join_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """For each column what its header may be: the lowest text, then the texts above and it read as one.

    A cell merged over several columns stands in the first of them only, so a group's name holds until the next one.
    """
    groups = [""] * (len(rows) - 1)
    for cells in zip(*rows, strict=True):
        groups = [cell or group for cell, group in zip(cells[:-1], groups, strict=True)]
        own = [cell for cell in cells if cell]
        whole = "".join(dict.fromkeys([*groups, cells[-1]]))
        yield tuple(dict.fromkeys([own[-1], whole])) if own else ()


def _match(text: str, known: Mapping[str, str]) -> str | None:
    """The official header that a text stands for: as it is, without marks, units in brackets, or an English twin behind it."""
    plain = text.strip("*＊※:#")
    bare = _BRACKETS.sub("", plain)
    return known.get(text) or known.get(plain) or known.get(bare) or known.get(_ENGLISH.sub("", bare))
