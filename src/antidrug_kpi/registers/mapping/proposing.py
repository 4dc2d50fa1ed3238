"""What a mapping file could say of an office's data: per sheet what is known already, and what is like something of the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from antidrug_kpi.files import Cell, FileReading, Sheet, UnreadableCell
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser, squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.header_forms import Candidate, list_candidates
from antidrug_kpi.registers.finding.headers import (
    HeaderRow,
    find_by_headers,
    find_by_name,
    find_header,
    is_explanation,
    list_columns,
    list_headers,
    list_names,
    normalise_name,
    read_header,
)
from antidrug_kpi.registers.finding.likeness import Likeness, measure_likeness, say_likeness, suggest_columns, suggest_value
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, NOT_READ
from antidrug_kpi.registers.finding.sheet_matching import match_sheet
from antidrug_kpi.registers.finding.unknown_sheets import find_words, is_table, rank_registers
from antidrug_kpi.registers.register import Match
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

# More kinds of faulty values than this are no other spellings: the column is probably another one.
MOST_VALUES = 12
# A header counts for a register that is very like one of its own; 結案日期 is no 開案日期.
VERY_LIKE = 0.8
LIKE_NAMES = 0.5
ENOUGH_COLUMNS = 2
_MERE_LIST = re.compile(r"(?:清冊|名冊|名單|紀錄|記錄|資料|明細|一覽|總表|表)+$")
_CLOSED = frozenset({ColumnType.CATEGORY, ColumnType.FLAG})


@dataclass(frozen=True)
class Proposal:
    """What could be said of one sheet.

    `spec` is its register, told `by` name or headers, or, where `by` is none, merely the closest, for the `reason` given; none
    where nothing is close. `candidates` are other registers that the office lacks, the likeliest first, for a sheet that is like
    none by its name and known headers; `is_table` says that such a sheet holds rows at all.

    `known` are official headers with the header as it stands, `lacking` those that stand nowhere, `columns` what is like one of
    them, `unknown` what is like none; `values`, by official header, faulty ones that are like another, `odd` those like none.
    Values of columns that identify persons are never among them.
    """

    sheet: Sheet
    names: tuple[str, ...]
    spec: RegisterSpec | None = None
    by: Match | None = None
    reason: str = ""
    candidates: tuple[RegisterSpec, ...] = ()
    is_table: bool = True
    known: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Likeness, ...] = ()
    unknown: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    values: Mapping[str, tuple[Likeness, ...]] = field(default_factory=dict)
    odd: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to propose."""
        return self.spec is None or (self.by is not None and not self.columns and not self.values)


def list_proposals(files: Sequence[FileReading], plan: Plan) -> tuple[Proposal, ...]:
    """A proposal for each sheet that holds something, in the order of the files."""
    sheets = [(sheet, len(file.sheets) == 1) for file in files for sheet in file.sheets]
    proposals = [
        _propose(sheet, is_only_sheet, plan)
        for sheet, is_only_sheet in sheets
        if not is_explanation(sheet) and any(not is_blank_cell(cell) for column in sheet.columns for cell in column.distinct)
    ]
    taken = {proposal.spec.id for proposal in proposals if proposal.spec is not None}
    lacking = [spec for spec in plan.registers if spec.id not in taken]
    return tuple(one if one.spec is not None else _propose_lacking(one, lacking) for one in proposals)


def _propose_lacking(proposal: Proposal, registers: Sequence[RegisterSpec]) -> Proposal:
    """For a sheet that is like no register: the one of those still lacking that has most columns like its own, if it has two."""
    sheet = proposal.sheet
    if not is_table(sheet):
        return replace(proposal, is_table=False)
    words = find_words(sheet, list_candidates(sheet))
    if words is None:
        return replace(proposal, candidates=tuple(registers))
    ranked = rank_registers(sheet, words, registers)
    likely = [spec for spec, count in ranked]
    candidates = (*likely, *(spec for spec in registers if spec not in likely))
    if not ranked or ranked[0][1] < ENOUGH_COLUMNS:
        return replace(proposal, candidates=candidates, unknown=tuple(forms[0] for forms in words.columns.values()))
    found = _describe(replace(proposal, spec=likely[0], candidates=candidates[1:]), _read_row(words, likely[0]))
    return replace(found, reason=f"{len(found.known) + len(found.columns)} 個欄名或內容相近")


def _propose(sheet: Sheet, is_only_sheet: bool, plan: Plan) -> Proposal:
    names = list_names(sheet, is_only_sheet)[0]
    matched, _ = match_sheet(sheet, is_only_sheet, plan.registers, NO_MAPPING)
    if matched is not None:
        return _describe(Proposal(sheet, names, matched.spec, matched.by), matched.header)
    candidates = list_candidates(sheet)
    row = _find_header_row(candidates, sheet.height, plan.registers)
    spec = find_by_name(names, plan.registers)
    if spec is not None:
        return _describe(Proposal(sheet, names, spec, Match.NAME, "找不到標題列"), _read_row(row, spec))
    spec, reason = _find_closest(names, candidates, row, plan.registers)
    if spec is None:
        return Proposal(sheet, names)
    return _describe(Proposal(sheet, names, spec, None, reason), find_header(candidates, spec) or _read_row(row, spec))


def _find_header_row(candidates: Sequence[Candidate], rows: int, registers: Sequence[RegisterSpec]) -> Candidate | None:
    """The row with most words that are headers of any register; none where no row has any, since it may be about persons."""
    known = {word for spec in registers for word in list_headers(spec)}
    counts = [sum(not known.isdisjoint(forms) for forms in candidate.columns.values()) for candidate in candidates[:rows]]
    best = max(range(len(counts)), key=counts.__getitem__, default=None)
    return candidates[best] if best is not None and counts[best] else None


def _read_row(row: Candidate | None, spec: RegisterSpec) -> HeaderRow | None:
    return read_header(row, list_columns(spec)) if row is not None else None


def _find_closest(
    names: Sequence[str], candidates: Sequence[Candidate], row: Candidate | None, registers: Sequence[RegisterSpec]
) -> tuple[RegisterSpec | None, str]:
    """The register that a sheet is most like, by its name and its headers, with what speaks for it."""
    fitting = [spec for spec, _ in find_by_headers(candidates, registers)]
    headers = [forms[0] for forms in row.columns.values()] if row is not None else []
    judged = [_judge(names, headers, spec) for spec in fitting or registers]
    score, spec, reason = max(judged, key=lambda one: one[0], default=(0.0, None, ""))
    others = "、".join(f"「{other.title}」" for other in fitting if other is not spec)
    return (spec, f"{reason}；欄名也符合{others}" if others else reason) if score else (None, "")


def _judge(names: Sequence[str], headers: Sequence[str], spec: RegisterSpec) -> tuple[float, RegisterSpec, str]:
    """How like a sheet is to a register: the likeness of its name and the share of its headers that are like the register's."""
    own = [_shorten(normalise_name(name)) for name in names]
    ratio = max(measure_likeness(name, [_shorten(word) for word in (spec.title, *spec.aliases)]) for name in own)
    known = list_headers(spec)
    count = sum(measure_likeness(header, known) >= VERY_LIKE for header in headers)
    if count < 2 and ratio < LIKE_NAMES:
        return 0.0, spec, ""
    share = count / len(headers) if headers else 0.0
    return share + ratio, spec, f"{count} 個欄名相同或相近" if count >= 2 else say_likeness(ratio)


def _shorten(name: str) -> str:
    """A name without the word that says merely that it is a list."""
    return _MERE_LIST.sub("", squeeze(name)) or name


def _describe(proposal: Proposal, header: HeaderRow | None) -> Proposal:
    """The proposal with what its header and the cells below it suggest."""
    spec = proposal.spec
    if header is None or spec is None:
        return proposal
    body = [column[header.position + 1 :] for column in proposal.sheet.columns]
    twice = {name for name, _, _ in header.repeated}
    indexes = {name: index for name, index in header.columns.items() if name not in twice}
    missing = [column for column in spec.columns if column.name not in header.columns]
    unknown = {text: body[index] for index, text in header.unknown}
    columns = suggest_columns(missing, unknown)
    suggested = {one.official: unknown[one.own] for one in columns}
    cells = {**{name: body[index] for name, index in indexes.items()}, **suggested}
    faulty = dict(_find_faulty_values(spec, cells))
    values = {name: tuple(one for one in found if isinstance(one, Likeness)) for name, found in faulty.items()}
    odd = {name: tuple(one for one in found if isinstance(one, str)) for name, found in faulty.items()}
    return replace(
        proposal,
        known={name: header.texts[index] for name, index in header.columns.items()},
        columns=(*columns, *_settle_repeats(header)),
        unknown=tuple(text for text in unknown if text not in {one.own for one in columns}),
        lacking=tuple(column.name for column in missing if column.name not in suggested),
        values={name: found for name, found in values.items() if found},
        odd={name: found for name, found in odd.items() if found},
    )


def _settle_repeats(header: HeaderRow) -> Iterator[Likeness]:
    """Of two columns that are one of the plan, by different headers, the one that is not called as the plan calls it."""
    for name, first, second in header.repeated:
        one, other = header.texts[first - 1], header.texts[second - 1]
        if one != other:
            own = one if other == squeeze(name) else other
            yield Likeness(own, NOT_READ, f"與「{other if own == one else one}」重複，都是「{name}」")


def _find_faulty_values(spec: RegisterSpec, cells: Mapping[str, Sequence[Cell]]) -> Iterator[tuple[str, list[Likeness | str]]]:
    """The faulty values of columns that take only some, each with the closest that is taken; one that also stands in a column of
    persons is left out.
    """
    private = [column.name for column in spec.columns if column.private]
    persons = {squeeze_cell(cell) for name in private for cell in set(cells.get(name, ()))}
    for column in spec.columns:
        if column.type in _CLOSED and not column.private:
            distinct = set(cells.get(column.name, ()))
            parse = make_parser(column, False)
            # An error of a formula (#DIV/0!) is faulty too, and no spelling of a value.
            texts = [cell for cell in distinct if not isinstance(cell, UnreadableCell)]
            faulty = {squeeze_cell(cell) for cell in texts if check_cell(parse, cell) is CellState.FAULTY} - persons
            if len(faulty) <= MOST_VALUES:
                yield column.name, [suggest_value(text, column) or text for text in sorted(faulty)]
