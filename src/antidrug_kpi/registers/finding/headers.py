"""Which sheet is which register, and in which row its headers stand."""

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
from antidrug_kpi.registers.finding.header_dress import find_change, is_harmless
from antidrug_kpi.registers.finding.header_forms import Candidate, Form

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
_LEADING_NUMBER = re.compile(r"^[(（]?\d{1,3}[)）]?[._\-、]+|^\d{1,2}(?=[^\d年月季./\-~至])")
_LEADING_YEAR = re.compile(r"^(?:民國)?\d{2,4}年(?:度[_\-]*|[_\-]*(?!度))(?=\D{2})(?![上下]半|.?.?[季月])")
_DATE = r"(?:民國|\d{4}|\d{2,3})(?:[\d年月./\-]*)(?:月|日|年|年度|度|上半年|下半年|期中|期末)*(?:底|止)?"
_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_MONTHS = rf"{_NUMERAL}(?:月份?)?(?:[_\-~至]+{_NUMERAL})?月份?|第?[1-4一二三四]季|Q[1-4]|[上下]半年度?"
# No file or sheet is called by more, and nothing behind it is looked at.
_LONGEST_NAME = 255
_TRAILING_DATE = re.compile(rf"[_\-(\[~]*(?:{_DATE}(?:[_\-~至]+{_DATE})?|{_MONTHS})[)\]]*$")
# An office's own headers of a register: squeezed → official header, or none for a column that is left unread.
OwnHeaders = Mapping[str, str | None]
_NONE: OwnHeaders = MappingProxyType({})


@dataclass(frozen=True)
class HeaderRow:
    """The position of the header among a sheet's rows, the column index of each official header found, the headers not known,
    and the headers that stand for an official one already found, with both indexes.

    Not known are also those that would be an official one without what changes their meaning: `changed` names them by index,
    with the official header and what changes it. `texts` are all headers as they stand, squeezed, and `mapped` those words of the
    office's mapping that were found among them.
    """

    position: int
    columns: Mapping[str, int]
    unknown: tuple[tuple[int, str], ...]
    repeated: tuple[tuple[str, int, int], ...]
    texts: tuple[str, ...] = ()
    mapped: frozenset[str] = frozenset()
    changed: Mapping[int, tuple[str, str]] = field(default_factory=dict)

    @property
    def claimed(self) -> frozenset[str]:
        """The official headers found, and those that would be but for what changes their meaning."""
        return frozenset(self.columns) | {name for name, _ in self.changed.values()}


def normalise_name(name: str) -> str:
    """The name of a sheet or file without a leading number (03_) or year, and a trailing date, month or 年度."""
    text = _LEADING_YEAR.sub("", _LEADING_NUMBER.sub("", squeeze(name)[:_LONGEST_NAME]))
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
    """The title of the register whose name is closest to the first of the names that is like one; only ever a suggestion."""
    known = {squeeze(word): register.title for register in registers for word in (register.title, *register.aliases)}
    nearest = (find_closest(normalise_name(name), known, cutoff=0.5) for name in names)
    return next((known[word] for word in nearest if word is not None), None)


def find_by_headers(
    candidates: Sequence[Candidate], registers: Sequence[RegisterSpec], own: Mapping[str, OwnHeaders] = MappingProxyType({})
) -> tuple[tuple[RegisterSpec, HeaderRow], ...]:
    """The registers that a sheet can be by its headers alone, each with its header: all required columns stand there.

    Where several can be, those that know every header of the row go before the others: nothing is taken for merely knowing more.
    `own` are the office's headers by register id.
    """
    words = {form for candidate in candidates for forms in candidate.columns.values() for form in forms}
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


def list_headers(register: RegisterSpec) -> dict[str, str]:
    """What the register's headers may be called, squeezed → official header."""
    return {squeeze(word): column.name for column in register.columns for word in (column.name, *column.aliases)}


def list_columns(register: RegisterSpec) -> dict[str, Column]:
    """What the register's headers may be called, squeezed → column."""
    return {squeeze(word): column for column in register.columns for word in (column.name, *column.aliases)}


def find_header(candidates: Sequence[Candidate], register: RegisterSpec, own: OwnHeaders = _NONE) -> HeaderRow | None:
    """The candidate that holds most of the register's headers: two of them, or every required one, or one among no others.

    A header of two or three rows, the upper ones naming groups of columns, is believed only where it finds more. The office's
    own headers go before the register's.
    """
    known = list_columns(register)
    required = {column.name for column in register.columns if column.required}
    best: HeaderRow | None = None
    for candidate in candidates:
        header = read_header(candidate, known, own)
        found = header.claimed
        enough = header.columns and (len(found) >= 2 or required <= found or not header.unknown)
        if enough and (best is None or len(found) > len(best.claimed)):
            best = header
            if len(found) == len(register.columns):  # no other candidate, of two rows or three, can hold more
                break
    return best and _heed_groups(best, candidates, known, own)


def read_header(candidate: Candidate, known: Mapping[str, Column], own: OwnHeaders = _NONE) -> HeaderRow:
    """What a candidate holds, whether or not it is believed to be the header; `known` as `list_columns` gives it."""
    columns: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    repeated: list[tuple[str, int, int]] = []
    mapped: set[str] = set()
    changed: dict[int, tuple[str, str]] = {}
    for index, forms in candidate.forms.items():
        form = next((form for form in forms if form.text in own), None)
        if form is not None:
            mapped.add(form.text)
            name = own[form.text]
        else:
            form = next((form for form in (*_list_joined(forms), *forms) if form.text in known), None)
            name = known[form.text].name if form is not None else None
        change = _find_change(form, known[squeeze(name)]) if form is not None and name is not None else None
        if name is not None and change is not None:
            changed[index] = (name, change)
            name = None
        if name is None:
            unknown.append((index, forms[0].text))
        elif name in columns:
            repeated.append((name, columns[name] + 1, index + 1))
        else:
            columns[name] = index
    return HeaderRow(
        candidate.position, columns, tuple(unknown), tuple(repeated), _list_texts(candidate), frozenset(mapped), changed
    )


def _list_texts(candidate: Candidate) -> tuple[str, ...]:
    """The header of every column, empty where there is none."""
    texts = [""] * candidate.width
    for index, forms in candidate.forms.items():
        texts[index] = forms[0].text
    return tuple(texts)


def _list_joined(forms: Sequence[Form]) -> list[Form]:
    """The words of several rows read as one: where they are a header, the lowest alone is none."""
    return [form for form in forms if form.is_joined]


def _find_change(form: Form, column: Column) -> str | None:
    """What around a header makes it another one than the column's."""
    return next((piece for piece in form.dress if not is_harmless(piece, column)), None)


def _heed_groups(header: HeaderRow, candidates: Sequence[Candidate], known: Mapping[str, Column], own: OwnHeaders) -> HeaderRow:
    """The header without the columns above which a group stands that makes others of them: 預定 over 結案日期.

    Where the group and the word below it are one header (累計 over 個管案量), it is no group.
    """
    changed = dict(header.changed)
    same = [candidate for candidate in candidates if candidate.position == header.position]
    halves = {index for one in same for index, forms in one.forms.items() if _is_header(forms, known)}
    for candidate in same:
        for name, index in header.columns.items():
            groups = [group for group, start in candidate.list_groups(index) if start not in halves and find_change(group)]
            if groups and not find_change(squeeze(name)) and header.texts[index] not in own:
                changed[index] = (name, groups[0])
    return drop_changed(header, changed)


def _is_header(forms: Sequence[Form], known: Mapping[str, Column]) -> bool:
    return any(form.text in known for form in _list_joined(forms))


def drop_changed(header: HeaderRow, changed: Mapping[int, tuple[str, str]]) -> HeaderRow:
    """The header without the columns whose meaning something changes: index → official header, and what changes it."""
    if len(changed) == len(header.changed):
        return header
    columns = {name: index for name, index in header.columns.items() if index not in changed}
    unknown = {**dict(header.unknown), **{index: header.texts[index] for index in changed}}
    repeated = tuple(one for one in header.repeated if one[0] in columns)
    return replace(header, columns=columns, unknown=tuple(sorted(unknown.items())), repeated=repeated, changed=changed)
