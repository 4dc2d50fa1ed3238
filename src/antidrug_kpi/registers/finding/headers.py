"""The header row of a sheet: which row it is, and which official header each of its texts is
(docs/registers.md, The header).

Also what the names of sheets and files are compared by.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from types import MappingProxyType

from antidrug_kpi.errors import find_closest
from antidrug_kpi.files import Sheet
from antidrug_kpi.plans.register_specs import Column
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.header_affixes import find_changing_word, is_harmless
from antidrug_kpi.registers.finding.header_variants import HeaderCandidate, HeaderVariant

# The sheet of our template that tells how to fill the others: no register, and nobody misses it when it is not read.
EXPLANATION = "填表說明"
# The words in the template beside which an office says that a register has no record in the period; they stand above the header.
NO_RECORDS = "本期無資料"
# The words in 填表說明 beside which stands the bureau that a workbook was made for.
ANSWERED_BY = "填報機關"
# Others that offices add to their registers; a table of codes may well have the headers of one.
_SUPPLEMENTARY_SHEETS = frozenset(
    {
        *("說明", "填寫說明", "填報說明", "使用說明", "填表須知", "填寫須知", "注意事項"),
        *("封面", "目錄", "目次", "代碼", "代碼表", "選項", "選單"),
    }
)
_LEADING_NUMBER = re.compile(r"^[(（]?\d{1,3}[)）]?[._\-、]+|^\d{1,2}(?=[^\d年月季./\-~至])")
_LEADING_YEAR = re.compile(r"^(?:民國)?\d{2,4}年(?:度[_\-]*|[_\-]*(?!度))(?=\D{2})(?![上下]半|.?.?[季月])")
_DATE = r"(?:民國|\d{4}|\d{2,3})(?:[\d年月./\-]*)(?:月|日|年|年度|度|上半年|下半年|期中|期末)*(?:底|止)?"
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_MONTHS = rf"{_NUMERAL}(?:月份?)?(?:[_\-~至]+{_NUMERAL})?月份?|第?[1-4一二三四]季|Q[1-4]|[上下]半年度?"
# No file or sheet is called by more, and nothing behind it is looked at.
_LONGEST_NAME = 255
_TRAILING_DATE = re.compile(rf"[_\-(\[~]*(?:{_DATE}(?:[_\-~至]+{_DATE})?|{_MONTHS})[)\]]*$")
# An office's own headers of a register: squeezed → official header, or none for a column that is left unread.
OfficeHeaders = Mapping[str, str | None]
_NONE: OfficeHeaders = MappingProxyType({})


@dataclass(frozen=True)
class HeaderRow:
    """A header row as it was read.

    - `position`: of the (lowest) header row among the sheet's rows, from 0;
    - `columns`: official header → index of its column, from 0;
    - `unknown`: index and text of each header that is none of the register's;
    - `repeated`: headers that stand for an official one already found: its name and the numbers of both columns, from 1;
    - `texts`: the header of every column as it stands, squeezed, "" where there is none;
    - `mapped`: the headers of the office's mapping that were found;
    - `changed`: index → official header, and the words around it that make another one of it (預定, 千元); these are in `unknown`
      too;
    - `further`: further columns of the register (see `further_headers`): official header → index; these are in `unknown` too;
    - `further_repeated`: those that stand there more than once: official header → their indexes, in `unknown` too.
    """

    position: int
    columns: Mapping[str, int]
    unknown: tuple[tuple[int, str], ...]
    repeated: tuple[tuple[str, int, int], ...]
    texts: tuple[str, ...] = ()
    mapped: frozenset[str] = frozenset()
    changed: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    further: Mapping[str, int] = field(default_factory=dict)
    further_repeated: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def claimed(self) -> frozenset[str]:
        """The official headers found, and those that would be but for what changes their meaning."""
        return frozenset(self.columns) | {name for name, _ in self.changed.values()}


def normalise_name(name: str) -> str:
    """The name of a sheet or file, squeezed, without a leading number (03_) or year, and a trailing date, month or 年度."""
    text = _LEADING_YEAR.sub("", _LEADING_NUMBER.sub("", squeeze(name)[:_LONGEST_NAME]))
    while True:
        shorter = re.sub(r"年度$", "", _TRAILING_DATE.sub("", text)).rstrip("_-")
        if shorter in {text, ""}:
            return text
        text = shorter


def list_names(sheet: Sheet, is_only_sheet: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A sheet's own names, and the names of its workbook, which several sheets share (美沙冬收案.xlsx with 1月, 2月).

    A workbook's only sheet often keeps the name that the program gave it (工作表1), so the file's name is its own too.
    So is that of a delimited file.
    """
    stem = PurePosixPath(sheet.file).stem
    if sheet.name is None:
        return (stem,), ()
    return ((sheet.name, stem), ()) if is_only_sheet else ((sheet.name,), (stem,))


def is_explanation_sheet(sheet: Sheet) -> bool:
    """Whether a sheet (or a delimited file) is named 填表說明, as the one that explains the others."""
    return _get_name(sheet) == EXPLANATION


def is_supplementary_sheet(sheet: Sheet) -> bool:
    """Whether a sheet (or a delimited file) is named as one that offices add to their registers: 封面, 目錄, 代碼表."""
    return _get_name(sheet) in _SUPPLEMENTARY_SHEETS


def _get_name(sheet: Sheet) -> str:
    return normalise_name(PurePosixPath(sheet.file).stem if sheet.name is None else sheet.name)


def find_by_name(names: Sequence[str], registers: Sequence[RegisterSpec]) -> RegisterSpec | None:
    """The register whose title or alias equals one of the names after normalising."""
    known = {squeeze(word): register for register in registers for word in (register.title, *register.aliases)}
    for name in names:
        for variant in (squeeze(name), normalise_name(name)):
            if variant in known:
                return known[variant]
    return None


def suggest_register(names: Sequence[str], registers: Sequence[RegisterSpec]) -> str | None:
    """The title of the register whose name is closest to the first of the names that is like one; only ever a suggestion."""
    known = {squeeze(word): register.title for register in registers for word in (register.title, *register.aliases)}
    nearest = (find_closest(normalise_name(name), known, cutoff=0.5) for name in names)
    return next((known[word] for word in nearest if word is not None), None)


def find_by_headers(
    candidates: Sequence[HeaderCandidate],
    registers: Sequence[RegisterSpec],
    office_headers: Mapping[str, OfficeHeaders] = MappingProxyType({}),
) -> tuple[tuple[RegisterSpec, HeaderRow], ...]:
    """The registers that a sheet can be by its headers alone, each with its header row: all required columns stand there, and at
    least two columns.

    Where there are several, only those that know every header of the row, if any does. Knowing more headers than another decides
    nothing. `office_headers` are the office's headers by register id.
    """
    words = {variant for candidate in candidates for variants in candidate.columns.values() for variant in variants}
    fits: list[tuple[RegisterSpec, HeaderRow]] = []
    for register in registers:
        known = {**list_headers(register), **office_headers.get(register.id, _NONE)}
        required = {column.name for column in register.columns if column.required}
        # Most sheets have none of a register's words. To find that out first keeps a workbook of thirty sheets quick.
        if not required <= {known[word] for word in words & known.keys()}:
            continue
        header = find_header(candidates, register, office_headers.get(register.id, _NONE))
        if header is not None and len(header.columns) >= 2 and required <= set(header.columns):
            fits.append((register, header))
    whole = tuple((register, header) for register, header in fits if not header.unknown)
    return whole or tuple(fits)


def list_headers(register: RegisterSpec) -> dict[str, str]:
    """What the register's headers may be called, squeezed → official header."""
    return {squeeze(word): column.name for column in register.columns for word in (column.name, *column.aliases)}


def list_columns(register: RegisterSpec) -> dict[str, Column]:
    """What the register's headers may be called, squeezed → column."""
    return {squeeze(word): column for column in register.columns for word in (column.name, *column.aliases)}


def find_header(
    candidates: Sequence[HeaderCandidate], register: RegisterSpec, office_headers: OfficeHeaders = _NONE
) -> HeaderRow | None:
    """The candidate that holds most of the register's headers: at least two of them, or every required one, or one that stands
    alone in its row. None where there is no such candidate.

    `office_headers` are the office's headers of this register, which go before the official ones.
    """
    known = list_columns(register)
    required = {column.name for column in register.columns if column.required}
    best: HeaderRow | None = None
    for candidate in candidates:
        header = read_header(candidate, known, office_headers)
        found = header.claimed
        enough = header.columns and (len(found) >= 2 or required <= found or not header.unknown)
        # Candidates of one row come first (see `list_candidates`), so that one of two or three rows, whose upper ones may name
        # groups of columns, is taken only where it finds more headers.
        if enough and (best is None or len(found) > len(best.claimed)):
            best = header
            if len(found) == len(register.columns):  # no other candidate, of two rows or three, can hold more
                break
    return best and _drop_columns_under_groups(best, candidates, known, office_headers)


def read_header(candidate: HeaderCandidate, known: Mapping[str, Column], office_headers: OfficeHeaders = _NONE) -> HeaderRow:
    """The headers in a candidate's rows, whether or not it is the header row; `known` is what `list_columns` gives."""
    columns: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    repeated: list[tuple[str, int, int]] = []
    mapped: set[str] = set()
    changed: dict[int, tuple[str, str]] = {}
    for index, variants in candidate.variants.items():
        variant = next((variant for variant in variants if variant.text in office_headers), None)
        if variant is not None:
            mapped.add(variant.text)
            name = office_headers[variant.text]
        else:
            variant = next((variant for variant in (*_list_joined(variants), *variants) if variant.text in known), None)
            name = known[variant.text].name if variant is not None else None
        change = _find_change(variant, known[squeeze(name)]) if variant is not None and name is not None else None
        if name is not None and change is not None:
            changed[index] = (name, change)
            name = None
        if name is None:
            unknown.append((index, variants[0].text))
        elif name in columns:
            repeated.append((name, columns[name] + 1, index + 1))
        else:
            columns[name] = index
    return HeaderRow(
        candidate.position, columns, tuple(unknown), tuple(repeated), _list_texts(candidate), frozenset(mapped), changed
    )


def _list_texts(candidate: HeaderCandidate) -> tuple[str, ...]:
    """The header of every column, empty where there is none."""
    texts = [""] * candidate.width
    for index, variants in candidate.variants.items():
        texts[index] = variants[0].text
    return tuple(texts)


def _list_joined(variants: Sequence[HeaderVariant]) -> list[HeaderVariant]:
    """The variants that join the words of several rows. They go first: under 前一年, 學生數 alone is another header."""
    return [variant for variant in variants if variant.is_joined]


def _find_change(variant: HeaderVariant, column: Column) -> str | None:
    """The text around a header that makes another one of it than the column's; None where there is none."""
    return next((piece for piece in variant.trimmed if not is_harmless(piece, column)), None)


def _drop_columns_under_groups(
    header: HeaderRow, candidates: Sequence[HeaderCandidate], known: Mapping[str, Column], office_headers: OfficeHeaders
) -> HeaderRow:
    """The header without the columns above which a group's name stands that changes their meaning: 預定 over 結案日期.

    Where the upper word and the one below it are one official header (累計 over 個管案量), it is no group's name.
    """
    changed = dict(header.changed)
    same = [candidate for candidate in candidates if candidate.position == header.position]
    halves = {index for candidate in same for index, variants in candidate.variants.items() if _is_header(variants, known)}
    for candidate in same:
        for name, index in header.columns.items():
            groups = [group for group, start in candidate.list_groups(index) if start not in halves and find_changing_word(group)]
            if groups and not find_changing_word(squeeze(name)) and header.texts[index] not in office_headers:
                changed[index] = (name, groups[0])
    return drop_changed_columns(header, changed)


def _is_header(variants: Sequence[HeaderVariant], known: Mapping[str, Column]) -> bool:
    return any(variant.text in known for variant in _list_joined(variants))


def drop_changed_columns(header: HeaderRow, changed: Mapping[int, tuple[str, str]]) -> HeaderRow:
    """The header with the columns in `changed` (all that it has, and perhaps more) moved to the unknown ones."""
    if len(changed) == len(header.changed):
        return header
    columns = {name: index for name, index in header.columns.items() if index not in changed}
    unknown = {**dict(header.unknown), **{index: header.texts[index] for index in changed}}
    repeated = tuple((name, first, second) for name, first, second in header.repeated if name in columns)
    return replace(header, columns=columns, unknown=tuple(sorted(unknown.items())), repeated=repeated, changed=changed)
