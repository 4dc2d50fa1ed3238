"""Which tables of a file are registers. A workbook's sheets are judged each for itself; a web page is one document, most of
whose tables are no registers, and so are most files of some kinds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from antidrug_kpi.files import CASUAL_SUFFIXES, FileReading, Sheet
from antidrug_kpi.files import kinds as file_kinds
from antidrug_kpi.issues import Address, Issue, Level, report_issue
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.finding.filled_cells import count_filled_cells
from antidrug_kpi.registers.finding.headers import find_by_name
from antidrug_kpi.registers.finding.office_mapping import OfficeMapping
from antidrug_kpi.registers.finding.sheet_matching import Matched, match_sheet, report_headless
from antidrug_kpi.registers.finding.unread_parts import judge_parts
from antidrug_kpi.registers.register import Match
from antidrug_kpi.registers.vocabulary.footers import could_be_footer

# What is said of any file, whatever it holds; by code, since a kind has facts that cannot be hashed.
_SAID = frozenset(
    kind.code for kind in (file_kinds.FILE_OUTPUT, file_kinds.FILE_OUTSIDE, file_kinds.FILE_SPECIAL, file_kinds.FILE_NAME_UNSAFE)
)

Judged = tuple[Matched | None, list[Issue]]


def match_file(file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> list[Judged]:
    """What is said of the file itself, then each of its tables: what it is, and what was noticed."""
    judged = [match_sheet(sheet, len(file.sheets) == 1, registers, mapping) for sheet in file.sheets]
    if not file.within:
        judged = judge_parts(file, judged, registers)
    if is_casual(file, registers, mapping):
        judged = [_forget_empty(one) for one in judged]
        if not any(matched is not None for matched, _ in judged):
            return [(None, _pass_over(file, judged))]
    if file.within:
        judged = _judge_page(file, judged, registers)
    return [(None, list(file.issues)), *judged]


def is_casual(file: FileReading, registers: Sequence[RegisterSpec], mapping: OfficeMapping) -> bool:
    """Whether a file is of a kind that most often holds no register, and nobody calls this one a register."""
    path = PurePosixPath(file.file)
    if path.suffix.lower() not in CASUAL_SUFFIXES:
        return False
    return find_by_name((path.stem,), registers) is None and not mapping.find_entries((path.stem,), file.file)


def _forget_empty(one: Judged) -> Judged:
    """A list of headers without a record, such as the description of a format, is no register that holds zero records."""
    matched, _ = one
    if matched is not None and matched.by is Match.HEADERS and not has_records(matched):
        return None, []
    return one


def _pass_over(file: FileReading, judged: Sequence[Judged]) -> list[Issue]:
    """A readme or a saved page, whatever is wrong with it; doubts about a table that may be a register stay."""
    weighty = [issue for _, found in judged for issue in found if issue.level is Level.FILE]
    if weighty:
        return [*file.issues, *weighty]
    said = [issue for issue in file.issues if issue.code in _SAID]
    if said:
        return said
    near = [issue for _, found in judged for issue in found if dict(issue.facts).get("near")]
    return [replace(near[0], address=Address(file.file)) if near else report_issue(kinds.SHEET_ASIDE, Address(file.file))]


def _judge_page(file: FileReading, judged: Sequence[Judged], registers: Sequence[RegisterSpec]) -> list[Judged]:
    """The tables of a page: of those that stand in one another one is chosen, and others than registers are only noted."""
    judged = list(judged)
    for position in (*_list_not_chosen(file.within, judged), *_list_empty(judged)):
        judged[position] = None, [report_issue(kinds.SHEET_ASIDE, file.sheets[position].address())]
    if not any(matched is not None for matched, _ in judged):
        return [(None, _report_none(file, judged, registers))]
    specs = {matched.spec.id for matched, _ in judged if matched is not None}
    answer: list[Judged] = []
    before: Matched | None = None
    for position, (sheet, (matched, found)) in enumerate(zip(file.sheets, judged, strict=True)):
        if matched is None:
            weighty = [issue for issue in found if _is_weighty(issue, sheet, specs, registers)]
            is_inside = any(judged[outer][0] is not None for outer in _list_around(file.within, position))
            answer.append((None, _judge_other(sheet, None if is_inside else before, weighty)))
        else:
            answer.append((matched, found))
            before = matched
    return answer


def _list_not_chosen(within: Sequence[int | None], judged: Sequence[Judged]) -> Iterator[int]:
    """Of registers that stand in one another: the outer one where it has records and knows as many headers, else the inner."""
    for position, (outer, _) in enumerate(judged):
        if outer is None:
            continue
        inner = [place for place in range(position + 1, len(judged)) if position in _list_around(within, place)]
        counts = [len(matched.header.columns) for place in inner if (matched := judged[place][0]) is not None]
        if not counts:
            continue
        if has_records(outer) and len(outer.header.columns) >= max(counts):
            yield from inner
        else:
            yield position


def _list_empty(judged: Sequence[Judged]) -> Iterator[int]:
    """Tables without a record beside one of the same register that has some: the fields of a search, or a header that stays."""
    full = {matched.spec.id for matched, _ in judged if matched is not None and has_records(matched)}
    for position, (matched, _) in enumerate(judged):
        if matched is not None and matched.spec.id in full and not has_records(matched):
            yield position


def _list_around(within: Sequence[int | None], position: int) -> Iterator[int]:
    outer = within[position]
    while outer is not None:
        yield outer
        outer = within[outer]


def _report_none(file: FileReading, judged: Sequence[Judged], registers: Sequence[RegisterSpec]) -> list[Issue]:
    """One line for a page without any register, which is a doubt where it is called as one."""
    weighty = [issue for _, found in judged for issue in found if issue.level is Level.FILE]
    left_out = [issue for _, found in judged for issue in found if issue.kind is kinds.SHEET_LEFT_OUT]
    if weighty or left_out:
        return weighty or left_out[:1]
    whole = replace(file.sheets[0], name=None)
    spec = find_by_name((PurePosixPath(file.file).stem,), registers)
    if spec is not None:
        return [report_headless(whole, spec)]
    found = [replace(issue, address=whole.address()) for _, found in judged for issue in found]
    return sorted(found, key=lambda issue: issue.kind is not kinds.SHEET_UNMATCHED)[:1]


def _is_weighty(issue: Issue, sheet: Sheet, specs: set[str], registers: Sequence[RegisterSpec]) -> bool:
    """Whether an issue of a table stays though the page has registers: not that a title above one has no header."""
    is_title = issue.kind is kinds.HEADER_NOT_FOUND and issue.register in specs
    return issue.level is Level.FILE and not (is_title and find_by_name((sheet.name or "",), registers) is None)


def _judge_other(sheet: Sheet, before: Matched | None, weighty: list[Issue]) -> list[Issue]:
    if weighty:
        return weighty
    if before is not None and _continues(sheet, before.sheet):
        spec = before.spec
        return [report_issue(kinds.TABLE_HEADLESS, sheet.address(), register=spec.id, facts={"register": spec.title})]
    return [report_issue(kinds.SHEET_ASIDE, sheet.address())]


def _continues(sheet: Sheet, before: Sheet) -> bool:
    """Whether a table may be the rest of the one before: as wide, with a row that is no total."""
    if sheet.width != before.width:
        return False
    records = count_filled_cells(sheet) > 1
    for column in sheet.columns:
        records &= ~column.mark(could_be_footer)
    return bool(records.any())


def has_records(matched: Matched) -> bool:
    """Whether there is a row with more than one filled cell below the header."""
    return bool((count_filled_cells(matched.sheet)[matched.header.position + 1 :] > 1).any())
