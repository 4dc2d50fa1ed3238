"""Which sheet is which register, and in which row its headers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType

from antidrug_kpi.files import Sheet
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers.values import show_cell
from antidrug_kpi.registers.words import squeeze

ROWS_SEARCHED = 40
HIGHEST_HEADER = 3
# The sheet of a workbook that tells how to fill the others: no register, and nobody misses it when it is not read.
EXPLANATION = "填表說明"
# The words in the template beside which an office says that a register has no record in the period; they stand above the header.
NO_RECORDS = "本期無資料"
# Others that offices add to their registers; a table of codes may well have the headers of one.
_ASIDES = frozenset(
    {
        *("說明", "填寫說明", "填報說明", "使用說明", "填表須知", "填寫須知", "注意事項"),
        *("封面", "目錄", "目次", "代碼", "代碼表", "選項", "選單"),
    }
)
# An English twin behind a header, or before one that may begin with a letter of its own, as C肝篩檢日期 does.
_ENGLISH = (
    re.compile(r"(?<=[^\x00-\x7f])/?[A-Za-z][\x21-\x7e]*$|^[A-Za-z][\x21-\x7e]+(?=[^\x00-\x7f])"),
    re.compile(r"^[A-Za-z][\x21-\x7e]+(?=[A-Z][^\x00-\x7f])"),
)
_LEADING_NUMBER = re.compile(r"^[(（]?\d{1,3}[)）]?[._\-、]+|^\d{1,2}(?=[^\d年月季./\-~至])")
_LEADING_YEAR = re.compile(r"^(?:民國)?\d{2,4}年(?:度[_\-]*|[_\-]*(?!度))(?=\D{2})(?![上下]半|.?.?[季月])")
_DATE = r"(?:民國|\d{4}|\d{2,3})(?:[\d年月./\-]*)(?:月|日|年|年度|度|上半年|下半年|期中|期末)*(?:底|止)?"
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_MONTHS = rf"{_NUMERAL}(?:月份?)?(?:[_\-~至]+{_NUMERAL})?月份?|第?[1-4一二三四]季|Q[1-4]|[上下]半年度?"
_TRAILING_DATE = re.compile(rf"[_\-(\[~]*(?:{_DATE}(?:[_\-~至]+{_DATE})?|{_MONTHS})[)\]]*$")
_BRACKETED = r"[(\[【〔《「][^()\[\]【】〔〕《》「」]*[)\]】〕》」]"
# In front only letters and numbers: (前一年同期)學生數 is another column than 學生數.
_LETTER = r"[(\[【〔](?:[A-Za-z\d]{1,2}|[一二三四五六七八九十]{1,2}|必填|選填)[)\]】〕]"
_DRESS = re.compile(rf"^(?:{_LETTER}|\d{{1,2}}[.、)]?(?=\D))|(?:{_BRACKETED}|單位:.*|%)$")

# An office's own headers of a register: squeezed → official header, or none for a column that is left unread.
OwnHeaders = Mapping[str, str | None]
_NONE: OwnHeaders = MappingProxyType({})


@dataclass(frozen=True)
class HeaderRow:
    """The position of the header among a sheet's rows, the column index of each official header found, the headers not known,
    and the headers that stand for an official one already found, with both indexes.

    `texts` are all headers as they stand, squeezed, and `mapped` those words of the office's mapping that were found among them.
    """

    position: int
    columns: Mapping[str, int]
    unknown: tuple[tuple[int, str], ...]
    repeated: tuple[tuple[str, int, int], ...]
    texts: tuple[str, ...] = ()
    mapped: frozenset[str] = frozenset()


def normalise_name(name: str) -> str:
    """The name of a sheet or file without a leading number (03_) or year, and a trailing date, month or 年度."""
    text = _LEADING_YEAR.sub("", _LEADING_NUMBER.sub("", squeeze(name)))
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


def is_explanation(sheet: Sheet) -> bool:
    """Whether a sheet (or a file without sheets) is named as the one that explains the others."""
    return _get_name(sheet) == EXPLANATION


def is_aside(sheet: Sheet) -> bool:
    """Whether a sheet (or a file without sheets) is named as one that offices add to their registers."""
    return _get_name(sheet) in _ASIDES


def _get_name(sheet: Sheet) -> str:
    return normalise_name(PurePosixPath(sheet.file).stem if sheet.name is None else sheet.name)


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


def find_by_headers(
    candidates: Sequence[Candidate], registers: Sequence[RegisterSpec], own: Mapping[str, OwnHeaders] = MappingProxyType({})
) -> tuple[tuple[RegisterSpec, HeaderRow], ...]:
    """The registers that a sheet can be by its headers alone, each with its header: all required columns stand there.

    Where several can be, those that know every header of the row go before the others: nothing is taken for merely knowing more.
    `own` are the office's headers by register id.
    """
    words = {form for candidate in candidates for forms in candidate.columns for form in forms}
    fits: list[tuple[RegisterSpec, HeaderRow]] = []
    for register in registers:
        known = {**list_headers(register), **own.get(register.id, _NONE)}
        required = {column.name for column in register.columns if column.required}
        # Most sheets have none of a register's words, and telling so at once keeps a workbook of thirty sheets quick.
        if not required <= {known[word] for word in words & known.keys()}:
            continue
        header = find_header(candidates, register, own.get(register.id, _NONE))
        if header is not None and len(header.columns) >= 2 and required <= set(header.columns):
            fits.append((register, header))
    whole = tuple((register, header) for register, header in fits if not header.unknown)
    return whole or tuple(fits)


@dataclass(frozen=True)
class Candidate:
    """One to three rows that may be a header: the position of the lowest, and per column the words that its header may be."""

    position: int
    columns: tuple[tuple[str, ...], ...]


def list_candidates(sheet: Sheet) -> tuple[Candidate, ...]:
    """Every row among a sheet's first, then every two and every three of them."""
    rows = [[squeeze(show_cell(cell)) for cell in row] for row in sheet.rows[:ROWS_SEARCHED]]
    return tuple(
        Candidate(top + height - 1, tuple(_join_rows(rows[top : top + height])))
        for height in range(1, HIGHEST_HEADER + 1)
        for top in range(len(rows) - height + 1)
    )


def _join_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """For each column what its header may be: the lowest text, then the texts above and it read as one.

    A cell merged over several columns stands in the first of them only, so a group's name holds until the next one.
    """
    groups = [""] * (len(rows) - 1)
    for cells in zip(*rows, strict=True):
        groups = [cell or group for cell, group in zip(cells[:-1], groups, strict=True)]
        own = [cell for cell in cells if cell]
        whole = "".join(dict.fromkeys([*groups, cells[-1]]))
        yield (*_list_forms(own[-1]), *_list_forms(whole)) if own else ()


@lru_cache(maxsize=20_000)
def _list_forms(text: str) -> tuple[str, ...]:
    """A header as it is, without marks, without units, letters or a number before or behind it, without an English twin."""
    plain = text.strip("*＊※:#")
    forms = [text, plain]
    while (bare := _DRESS.sub("", forms[-1])) not in {"", forms[-1]}:
        forms.append(bare)
    return tuple(dict.fromkeys((*forms, *(twin.sub("", forms[-1]) for twin in _ENGLISH))))


def list_headers(register: RegisterSpec) -> dict[str, str]:
    """What the register's headers may be called, squeezed → official header."""
    return {squeeze(word): column.name for column in register.columns for word in (column.name, *column.aliases)}


def find_header(candidates: Sequence[Candidate], register: RegisterSpec, own: OwnHeaders = _NONE) -> HeaderRow | None:
    """The candidate that holds most of the register's headers: two of them, or every required one, or one among no others.

    A header of two or three rows, the upper ones naming groups of columns, is believed only where it finds more. The office's
    own headers go before the register's.
    """
    known = list_headers(register)
    required = {column.name for column in register.columns if column.required}
    best: HeaderRow | None = None
    for candidate in candidates:
        header = read_header(candidate, known, own)
        found = set(header.columns)
        enough = len(found) >= 2 or (found and (required <= found or not header.unknown))
        if enough and (best is None or len(found) > len(best.columns)):
            best = header
    return best


def read_header(candidate: Candidate, known: Mapping[str, str], own: OwnHeaders = _NONE) -> HeaderRow:
    """What a candidate holds, whether or not it is believed to be the header; `known` as `list_headers` gives it."""
    columns: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    repeated: list[tuple[str, int, int]] = []
    mapped: set[str] = set()
    for index, forms in enumerate(candidate.columns):
        word = next((form for form in forms if form in own), None)
        if word is not None:
            mapped.add(word)
        name = own[word] if word is not None else next((known[form] for form in forms if form in known), None)
        if name is None:
            unknown += [(index, forms[0])] if forms else []
        elif name in columns:
            repeated.append((name, columns[name] + 1, index + 1))
        else:
            columns[name] = index
    texts = tuple(forms[0] if forms else "" for forms in candidate.columns)
    return HeaderRow(candidate.position, columns, tuple(unknown), tuple(repeated), texts, frozenset(mapped))
