"""What a mapping file could say of an office's data: per sheet what is known already, and what is like something of the plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from antidrug_kpi.files import Cell, FileReading, Sheet, UnreadableCell
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.registers import Column, ColumnType
from antidrug_kpi.plans.registers import Register as RegisterSpec
from antidrug_kpi.registers.faults import FaultyCellError
from antidrug_kpi.registers.footers import is_blank_cell
from antidrug_kpi.registers.headers import (
    Candidate,
    HeaderRow,
    find_by_headers,
    find_by_name,
    find_header,
    is_explanation,
    list_candidates,
    list_headers,
    list_names,
    normalise_name,
    read_header,
)
from antidrug_kpi.registers.likeness import LIKE_HEADERS, Likeness, measure_likeness, say_likeness, suggest_columns, suggest_value
from antidrug_kpi.registers.mapping import NO_MAPPING, NOT_READ
from antidrug_kpi.registers.matching import match_sheet
from antidrug_kpi.registers.register import Match
from antidrug_kpi.registers.values import make_parser, squeeze_cell
from antidrug_kpi.registers.words import squeeze

# More kinds of faulty values than this are no other spellings: the column is probably another one.
MOST_VALUES = 12
_CLOSED = frozenset({ColumnType.CATEGORY, ColumnType.FLAG})


@dataclass(frozen=True)
class Proposal:
    """What could be said of one sheet.

    `spec` is its register, told `by` name or headers, or, where `by` is none, merely the closest, for the `reason` given; none
    where nothing is close. `known` are official headers with the header as it stands, `lacking` those that stand nowhere,
    `columns` what is like one of them, `unknown` what is like none; `values`, by official header, faulty ones that are like
    another, `odd` those like none. Values of columns that identify persons are never among them.
    """

    sheet: Sheet
    names: tuple[str, ...]
    spec: RegisterSpec | None = None
    by: Match | None = None
    reason: str = ""
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
    return tuple(
        _propose(sheet, is_only_sheet, plan)
        for sheet, is_only_sheet in sheets
        if not is_explanation(sheet) and any(not is_blank_cell(cell) for row in sheet.rows for cell in row)
    )


def _propose(sheet: Sheet, is_only_sheet: bool, plan: Plan) -> Proposal:
    names = list_names(sheet, is_only_sheet)[0]
    matched, _ = match_sheet(sheet, is_only_sheet, plan.registers, NO_MAPPING)
    if matched is not None:
        return _describe(Proposal(sheet, names, matched.spec, matched.by), matched.header)
    candidates = list_candidates(sheet)
    named = find_by_name(names, plan.registers)
    spec, reason = (named, "找不到標題列") if named is not None else _find_closest(names, candidates, plan.registers)
    if spec is None:
        return Proposal(sheet, names)
    header = _guess_header(candidates, len(sheet.rows), spec)
    by = Match.NAME if named is not None else None
    return _describe(Proposal(sheet, names, spec, by, reason), header)


def _find_closest(
    names: Sequence[str], candidates: Sequence[Candidate], registers: Sequence[RegisterSpec]
) -> tuple[RegisterSpec | None, str]:
    """The register that a sheet is most like, by its name and its headers, with what speaks for it."""
    fitting = [spec for spec, _ in find_by_headers(candidates, registers)]
    judged = [_judge(names, candidates, spec) for spec in fitting or registers]
    score, spec, reason = max(judged, key=lambda one: one[0], default=(0.0, None, ""))
    others = "、".join(f"「{other.title}」" for other in fitting if other is not spec)
    return (spec, f"{reason}；欄名也符合{others}" if others else reason) if score else (None, "")


def _judge(names: Sequence[str], candidates: Sequence[Candidate], spec: RegisterSpec) -> tuple[float, RegisterSpec, str]:
    """How like a sheet is to a register: the likeness of its name and the share of its headers that are the register's."""
    ratio = max(measure_likeness(normalise_name(name), (spec.title, *spec.aliases)) for name in names)
    header = find_header(candidates, spec)
    count = len(header.columns) if header is not None else 0
    if count < 2 and ratio < LIKE_HEADERS:
        return 0.0, spec, ""
    share = count / sum(bool(text) for text in header.texts) if header is not None else 0.0
    return share + ratio, spec, f"{count} 個欄名相同" if count >= 2 else say_likeness(ratio)


def _guess_header(candidates: Sequence[Candidate], rows: int, spec: RegisterSpec) -> HeaderRow | None:
    """The row with most words of a register; none where no row has any, since what stands there may be persons."""
    known = list_headers(spec)
    read = [read_header(candidate, known) for candidate in candidates[: min(rows, len(candidates))]]
    best = max(read, key=lambda header: len(header.columns), default=None)
    return best if best is not None and best.columns else None


def _describe(proposal: Proposal, header: HeaderRow | None) -> Proposal:
    """The proposal with what its header and the cells below it suggest."""
    spec = proposal.spec
    if header is None or spec is None:
        return proposal
    body = proposal.sheet.rows[header.position + 1 :]
    twice = {name for name, _, _ in header.repeated}
    indexes = {name: index for name, index in header.columns.items() if name not in twice}
    missing = [column for column in spec.columns if column.name not in header.columns]
    unknown = {text: [row[index] for row in body] for index, text in header.unknown}
    columns = suggest_columns(missing, unknown)
    suggested = {one.official: unknown[one.own] for one in columns}
    cells = {**{name: [row[index] for row in body] for name, index in indexes.items()}, **suggested}
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
            faulty = {squeeze_cell(cell) for cell in distinct if _is_faulty(column, cell)} - persons
            if len(faulty) <= MOST_VALUES:
                yield column.name, [suggest_value(text, column) or text for text in sorted(faulty)]


def _is_faulty(column: Column, cell: Cell) -> bool:
    try:
        make_parser(column, False)(cell)
    except FaultyCellError:
        return not isinstance(cell, UnreadableCell)
    return False
