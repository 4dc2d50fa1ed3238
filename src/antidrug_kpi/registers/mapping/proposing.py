"""Proposals for a mapping file: the register, headers and values of each sheet that are known, and likely ones for the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from antidrug_kpi.files import Cell, FileReading, Sheet, UnreadableCell
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import CellState, check_cell, make_parser, squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.header_variants import HeaderCandidate, list_candidates
from antidrug_kpi.registers.finding.headers import (
    HeaderRow,
    find_by_name,
    find_header,
    is_explanation_sheet,
    list_columns,
    list_headers,
    list_names,
    read_header,
)
from antidrug_kpi.registers.finding.likeness import Likeness, suggest_columns, suggest_value
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, NOT_READ
from antidrug_kpi.registers.finding.sheet_matching import match_sheet
from antidrug_kpi.registers.finding.unknown_sheets import find_unknown_header, is_table, rank_registers
from antidrug_kpi.registers.mapping.candidates import MOST_OPTIONS, RegisterOption, rank_candidates
from antidrug_kpi.registers.register import MatchedBy
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

# A column with more kinds of faulty values is probably another one, and its values no other spellings of the plan's.
MOST_VALUES = 12
ENOUGH_COLUMNS = 2
_CLOSED = frozenset({ColumnType.CATEGORY, ColumnType.FLAG})


@dataclass(frozen=True)
class Proposal:
    """What is known of one sheet, and what a mapping could say of it. Values of columns that identify persons are in none of
    these.

    - `spec`: its register, matched `by` name or headers; where `by` is None only the closest, for the `reason` given;
    - `options`: where `by` is None, up to three registers that it may be, each for a reason, the likeliest, `spec`, first;
    - `is_accepted`: somebody has confirmed what is proposed;
    - `candidates`: for a sheet that is like no register by name and headers, registers that the office lacks, the likeliest
      first;
    - `is_table`: False where such a sheet has no rows of several cells;
    - `known`: official header → header as it stands; `lacking`: official headers that stand nowhere;
    - `columns`: suggestions for headers that are not known; `unknown`: headers like none;
    - `values`: official header → suggestions for its faulty values; `unlike_values`: → faulty values like none.
    """

    sheet: Sheet
    names: tuple[str, ...]
    spec: RegisterSpec | None = None
    by: MatchedBy | None = None
    reason: str = ""
    options: tuple[RegisterOption, ...] = ()
    is_accepted: bool = False
    candidates: tuple[RegisterSpec, ...] = ()
    is_table: bool = True
    known: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[Likeness, ...] = ()
    unknown: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    values: Mapping[str, tuple[Likeness, ...]] = field(default_factory=dict)
    unlike_values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to propose: no register, or one that was matched and read without suggestions."""
        return self.spec is None or (self.by is not None and not self.columns and not self.values)


def list_proposals(files: Sequence[FileReading], plan: Plan) -> tuple[Proposal, ...]:
    """A proposal for each sheet that holds something, in the order of the files."""
    sheets = [(sheet, len(file.sheets) == 1) for file in files for sheet in file.sheets]
    proposals = [
        _propose(sheet, is_only_sheet, plan)
        for sheet, is_only_sheet in sheets
        if not is_explanation_sheet(sheet)
        and any(not is_blank_cell(cell) for column in sheet.columns for cell in column.distinct)
    ]
    taken = {proposal.spec.id for proposal in proposals if proposal.spec is not None}
    lacking = [spec for spec in plan.registers if spec.id not in taken]
    return tuple(proposal if proposal.spec is not None else _propose_lacking(proposal, lacking) for proposal in proposals)


def _propose_lacking(proposal: Proposal, registers: Sequence[RegisterSpec]) -> Proposal:
    """The proposal for a sheet that is like no register, with the register among the lacking ones that has most columns like the
    sheet's, if it has ENOUGH_COLUMNS of them.
    """
    sheet = proposal.sheet
    if not is_table(sheet):
        return replace(proposal, is_table=False)
    words = find_unknown_header(sheet, list_candidates(sheet))
    if words is None:
        return replace(proposal, candidates=tuple(registers))
    ranked = rank_registers(sheet, words, registers)
    likely = [spec for spec, _ in ranked]
    candidates = (*likely, *(spec for spec in registers if spec not in likely))
    if not ranked or ranked[0][1] < ENOUGH_COLUMNS:
        return replace(proposal, candidates=candidates, unknown=tuple(variants[0] for variants in words.columns.values()))
    options = tuple(RegisterOption(spec, f"{count} 個欄名或內容相近") for spec, count in ranked if count >= ENOUGH_COLUMNS)
    proposal = replace(proposal, options=options[:MOST_OPTIONS], candidates=candidates[1:])
    return choose_option(proposal, 0)


def _propose(sheet: Sheet, is_only_sheet: bool, plan: Plan) -> Proposal:
    names = list_names(sheet, is_only_sheet)[0]
    matched, _ = match_sheet(sheet, is_only_sheet, plan.registers, NO_MAPPING, plan.further_registers)
    if matched is not None:
        return _describe(Proposal(sheet, names, matched.spec, matched.by), matched.header)
    candidates = list_candidates(sheet)
    row = _find_header_row(candidates, sheet.height, plan.registers)
    spec = find_by_name(names, plan.registers)
    if spec is not None:
        return _describe(Proposal(sheet, names, spec, MatchedBy.NAME, "找不到標題列"), _read_row(row, spec))
    options = rank_candidates(sheet, names, candidates, row, plan.registers)
    proposal = Proposal(sheet, names, options=options[:MOST_OPTIONS])
    return choose_option(proposal, 0) if options else proposal


def choose_option(proposal: Proposal, number: int) -> Proposal:
    """The proposal with this one of its options, from 0, as its register."""
    option = proposal.options[number]
    candidates = list_candidates(proposal.sheet)
    row = _find_header_row(candidates, proposal.sheet.height, [option.spec]) or find_unknown_header(proposal.sheet, candidates)
    header = find_header(candidates, option.spec) or _read_row(row, option.spec)
    others = tuple(spec for spec in proposal.candidates if spec is not option.spec)
    chosen = replace(proposal, spec=option.spec, reason=option.reason, candidates=others)
    return _describe(replace(chosen, known={}, columns=(), unknown=(), lacking=(), values={}, unlike_values={}), header)


def _find_header_row(
    candidates: Sequence[HeaderCandidate], rows: int, registers: Sequence[RegisterSpec]
) -> HeaderCandidate | None:
    """The row with most words that are headers of any register; None where no row has any: it may be a record with names, which
    no draft must show.
    """
    known = {word for spec in registers for word in list_headers(spec)}
    counts = [sum(not known.isdisjoint(variants) for variants in candidate.columns.values()) for candidate in candidates[:rows]]
    best = max(range(len(counts)), key=counts.__getitem__, default=None)
    return candidates[best] if best is not None and counts[best] else None


def _read_row(row: HeaderCandidate | None, spec: RegisterSpec) -> HeaderRow | None:
    return read_header(row, list_columns(spec)) if row is not None else None


def _describe(proposal: Proposal, header: HeaderRow | None) -> Proposal:
    """The proposal with what its header and the cells below it suggest; unchanged without a header or a register."""
    spec = proposal.spec
    if header is None or spec is None:
        return proposal
    body = [column[header.position + 1 :] for column in proposal.sheet.columns]
    twice = {name for name, _, _ in header.repeated}
    indexes = {name: index for name, index in header.columns.items() if name not in twice}
    missing = [column for column in spec.columns if column.name not in header.columns]
    unknown = {text: body[index] for index, text in header.unknown if index not in header.further.values()}
    columns = suggest_columns(missing, unknown)
    suggested = {likeness.official: unknown[likeness.office_word] for likeness in columns}
    cells = {**{name: body[index] for name, index in indexes.items()}, **suggested}
    faulty = dict(_find_faulty_values(spec, cells))
    values = {name: tuple(value for value in found if isinstance(value, Likeness)) for name, found in faulty.items()}
    unlike = {name: tuple(value for value in found if isinstance(value, str)) for name, found in faulty.items()}
    return replace(
        proposal,
        known={name: header.texts[index] for name, index in header.columns.items()},
        columns=(*columns, *_propose_repeats(header)),
        unknown=tuple(text for text in unknown if text not in {likeness.office_word for likeness in columns}),
        lacking=tuple(column.name for column in missing if column.name not in suggested),
        values={name: found for name, found in values.items() if found},
        unlike_values={name: found for name, found in unlike.items() if found},
    )


def _propose_repeats(header: HeaderRow) -> Iterator[Likeness]:
    """Of two different headers that stand for one official header, the proposal to leave one unread: not the official one."""
    for name, first, second in header.repeated:
        first_text, second_text = header.texts[first - 1], header.texts[second - 1]
        if first_text != second_text:
            unread, read = (first_text, second_text) if second_text == squeeze(name) else (second_text, first_text)
            yield Likeness(unread, NOT_READ, f"與「{read}」重複，都是「{name}」")


def _find_faulty_values(spec: RegisterSpec, cells: Mapping[str, Sequence[Cell]]) -> Iterator[tuple[str, list[Likeness | str]]]:
    """Official header → the faulty values of a column that takes only some (categories, flags), each as the suggestion of the
    closest, or as it stands where none is close. A value that also stands in a column of persons is left out: it may be a name.
    """
    private = [column.name for column in spec.columns if column.private]
    persons = {squeeze_cell(cell) for name in private for cell in set(cells.get(name, ()))}
    for column in spec.columns:
        if column.type in _CLOSED and not column.private:
            distinct = set(cells.get(column.name, ()))
            parse = make_parser(column)
            # An error of a formula (#DIV/0!) is faulty too, and no spelling of a value.
            texts = [cell for cell in distinct if not isinstance(cell, UnreadableCell)]
            faulty = {squeeze_cell(cell) for cell in texts if check_cell(parse, cell) is CellState.FAULTY} - persons
            if len(faulty) <= MOST_VALUES:
                yield column.name, [suggest_value(text, column) or text for text in sorted(faulty)]
