"""Sheets that fit no register and are nevertheless a part of one that could not be read: half a register is no register.

A sheet that was matched with nothing and holds a table is such a part

1. where its title (a delimited file's stem) is a register's name with a mark of a part before or behind it: 志工(乙隊), 志工2;
2. where its title only begins or ends with a register's name, or its workbook is named after one, and it shows a sign of the
   register's records: a row with the header of the register's key (志工編號), or, in the places of the columns of a sheet of the
   workbook that was read, keys of the same form and cells that these columns can read, in at least half of its rows;
3. where its workbook is named after a register and no sheet of it was read as anything at all.

None is one whose title has a word for something drawn from a register or explaining it (統計, 樞紐, 代碼表), nor one that bears
the name of another register: an office's workbook may have such sheets, and a small table of counts on 工作表2 shows no sign.
A workbook that is named after a register and holds nothing at all is no absent register either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from antidrug_kpi.files import Cell, FileReading, Sheet
from antidrug_kpi.issues import Issue, Level
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser, squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.header_variants import list_candidates
from antidrug_kpi.registers.finding.headers import find_by_name, is_supplementary_sheet, list_columns, normalise_name, read_header
from antidrug_kpi.registers.finding.sheet_matching import MatchedSheet, SheetMatch
from antidrug_kpi.registers.finding.unknown_sheets import is_table
from antidrug_kpi.registers.finding.unmatched_reports import report_headless
from antidrug_kpi.registers.vocabulary.footers import count_filled, is_blank_cell

# Words in the title of a sheet that is drawn from a register, or tells how to read or fill one.
_NOT_A_PART = re.compile(
    r"統計|圖|樞紐|彙整|彙總|總表|分析|摘要|對照|參數|說明|須知|注意|目錄|目次|封面|代碼|選項|選單|設定|範例|範本|公式|檢核|pivot|chart|summary",
    re.IGNORECASE,
)
# What stands before or behind a register's name where a part of it is meant: (乙隊), 續, 2, b, 第二組.
_PART_MARK = re.compile(
    r"[(\[【〔].*[)\]】〕]|[(_\-.]*(?:續|其他|補(?:充|件)?|新增?|舊|第?[\d一二三四五六七八九十]{1,3}|[a-z]\d?|[甲乙丙丁戊己庚辛東西南北中])"
    r"(?:頁|份|隊|組|區|班|所|站|場|期|部分)?\d{0,3}[)_\-.]*",
    re.IGNORECASE,
)
_ROWS_COMPARED = 200
_NAMING = frozenset({ColumnType.IDENTIFIER, ColumnType.NAME})


@dataclass(frozen=True)
class _NameMatch:
    """The register whose name a name begins or ends with; `is_part` says that the rest is a mark of a part, or nothing."""

    spec: RegisterSpec
    is_part: bool


def report_unread_parts(file: FileReading, matches: Sequence[SheetMatch], registers: Sequence[RegisterSpec]) -> list[SheetMatch]:
    """The matches of a file's tables, with a fault (header-not-found) for each that is an unread part of a register."""
    read = [match.matched for match in matches if match.matched is not None]
    by_file = _match_name(PurePosixPath(file.file).stem, registers)
    reported = [
        SheetMatch(None, [report_headless(sheet, spec)])
        if match.matched is None and (spec := _find_register_of_part(sheet, match.issues, by_file, read, registers)) is not None
        else match
        for sheet, match in zip(file.sheets, matches, strict=True)
    ]
    issues = (file.issues, *(match.issues for match in reported))
    if file.sheets and not read and by_file is not None and by_file.is_part and not any(map(_is_settled, issues)):
        # Every sheet is empty, or holds no table: the register is there by the file's name all the same.
        reported.append(SheetMatch(None, [report_headless(Sheet(file.file, None, (), ()), by_file.spec)]))
    return reported


def _is_settled(issues: Sequence[Issue]) -> bool:
    """Whether it is reported already that something could not be read, or that the office wants it left out."""
    return any(issue.level is Level.FILE or issue.kind is kinds.SHEET_LEFT_OUT for issue in issues)


def _find_register_of_part(
    sheet: Sheet,
    issues: Sequence[Issue],
    by_file: _NameMatch | None,
    read: Sequence[MatchedSheet],
    registers: Sequence[RegisterSpec],
) -> RegisterSpec | None:
    """The register that an unmatched sheet is a part of, by the three rules above; None where it is a part of none.

    `issues` are those of the sheet, `by_file` what the file's name says, `read` the sheets of the file that were matched.
    """
    if not any(issue.kind is kinds.SHEET_UNMATCHED for issue in issues) or is_supplementary_sheet(sheet):
        return None
    by_sheet = by_file if sheet.name is None else _match_name(sheet.name, registers)
    named = by_sheet or by_file
    if named is None or (sheet.name is not None and by_sheet is None and _NOT_A_PART.search(sheet.name)):
        return None
    if by_sheet is not None and by_sheet.is_part:  # rule 1
        return by_sheet.spec if (count_filled_cells(sheet) > 1).any() else None
    if not is_table(sheet):
        return None
    is_alone = named.is_part and not read  # rule 3
    siblings = [matched for matched in read if matched.spec is named.spec]
    if is_alone or _has_key_header(sheet, named.spec) or any(_has_records_of(sheet, sibling) for sibling in siblings):
        return named.spec
    return None


def _match_name(name: str, registers: Sequence[RegisterSpec]) -> _NameMatch | None:
    """The register with which a name begins or ends; None where there is none, or the rest says that it is something else.

    Longest register name first: 春暉離校個案 is not the 個案 of another register's alias.
    """
    spec = find_by_name((name,), registers)
    if spec is not None:
        return _NameMatch(spec, is_part=True)
    words = sorted(
        ((squeeze(word), spec) for spec in registers for word in (spec.title, *spec.aliases)), key=lambda pair: -len(pair[0])
    )
    for text in dict.fromkeys((squeeze(name), normalise_name(name))):
        for word, spec in words:
            if text.startswith(word) or text.endswith(word):
                rest = text.removeprefix(word) if text.startswith(word) else text.removesuffix(word)
                return None if _NOT_A_PART.search(rest) else _NameMatch(spec, _PART_MARK.fullmatch(rest) is not None)
    return None


def _has_key_header(sheet: Sheet, spec: RegisterSpec) -> bool:
    """Whether a row among the first has the header of the register's key, beside another word."""
    known = list_columns(spec)
    keys = {column.name for column in _list_keys(spec)}
    headers = [read_header(candidate, known) for candidate in list_candidates(sheet)]
    return any(keys & header.claimed and sum(map(bool, header.texts)) > 1 for header in headers)


def _list_keys(spec: RegisterSpec) -> list[Column]:
    """The key columns that name somebody or something; all key columns where none does."""
    keys = [column for column in spec.columns if column.key]
    return [column for column in keys if column.type in _NAMING] or keys


def _has_records_of(sheet: Sheet, sibling: MatchedSheet) -> bool:
    """Whether at least half of a sheet's rows could be records of a sibling that was read: with the sibling's columns, their keys
    have a pattern that some key of it has, and every required cell can be read.
    """
    # A sheet holds no columns left of its first used one, so that the same column may have another index in each.
    shift = sibling.sheet.columns_left_out - sheet.columns_left_out
    places = {name: index + shift for name, index in sibling.header.columns.items()}
    columns = [column for column in sibling.spec.columns if column.name in places and (column.required or column.key)]
    keys = [column for column in _list_keys(sibling.spec) if column.name in places]
    if not keys or not all(0 <= places[column.name] < sheet.width for column in columns):
        return False
    patterns = {column.name: set(_list_patterns(sibling, sibling.header.columns[column.name])) for column in keys}
    parsers = {column.name: make_parser(column) for column in columns}
    rows = [row for row in sheet.rows[:_ROWS_COMPARED] if count_filled(row) > 1]
    fitting = sum(
        all(_reduce_to_pattern(row[places[name]]) in known for name, known in patterns.items())
        and all(check_cell(parse, row[places[name]]) is CellState.VALUE for name, parse in parsers.items())
        for row in rows
    )
    return fitting * 2 >= len(rows) > 0


def _list_patterns(sibling: MatchedSheet, index: int) -> Iterator[str]:
    below = sibling.sheet.rows[sibling.header.position + 1 :][:_ROWS_COMPARED]
    return (_reduce_to_pattern(row[index]) for row in below if not is_blank_cell(row[index]))


def _reduce_to_pattern(cell: Cell) -> str:
    """A key with each run of digits as 9, of Latin letters as A, of others as 字: V001 and X1 are A9, 甲隊 is 字."""
    digits = re.sub(r"\d+", "9", squeeze_cell(cell))
    return re.sub(r"[^\x00-\x7f]+", "字", re.sub(r"[A-Za-z]+", "A", digits))
