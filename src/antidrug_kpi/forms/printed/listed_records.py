"""The records of a register that a form's table lists: which rows, in which groups and order, and the values of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce

import numpy as np
import pandas as pd

from antidrug_kpi.forms.printed.filled_places import Value, Values, fill_paragraph
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.month_spans import derive
from antidrug_kpi.forms.printed.printed_faults import say_faulty, say_missing, say_places, say_rejected
from antidrug_kpi.measures.acceptance import Acceptance, accept_columns
from antidrug_kpi.measures.condition_masks import evaluate
from antidrug_kpi.measures.measure_scope import Mask, Scope, view_rows
from antidrug_kpi.plans import form_tables as f
from antidrug_kpi.plans.conditions import Condition
from antidrug_kpi.plans.placeholders import list_places
from antidrug_kpi.plans.reads.columns_read import group_columns, merge_columns, name_columns
from antidrug_kpi.plans.register_specs import Register as RegisterSpec

Reads = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Record:
    """A record's values by name, and its cells' lines by the table's column (none where that cannot be decided)."""

    values: Values
    lines: tuple[f.Lines | None, ...]


@dataclass(frozen=True)
class RecordListing:
    """The records of each group in order, none where they cannot be listed; the sums by register column; notes."""

    groups: tuple[tuple[Record, ...] | None, ...]
    sums: Values
    notes: tuple[str, ...]


def list_records(table: f.FormTable, records: f.Records, source: FormSource) -> RecordListing:
    """What the table lists.

    A row whose selection, group, order or choice of lines cannot be decided, because a cell is faulty, is left out and noted; a
    faulty cell that is only printed is left blank and noted. Where rows were left out, a group without rows is unknown
    (None) instead of empty.
    """
    nothing = RecordListing((None,) * len(table.groups), {column.sum_of: None for column in table.columns if column.sum_of}, ())
    selecting = _find_selecting(table, records)
    missing = accept_columns(source.plan, selecting, source.registers, source.periods).missing
    if missing:
        return RecordListing(nothing.groups, nothing.sums, (say_missing(missing),))
    choosing = [_find_reads(records.register_, [case.when for case in column.instead]) for column in table.columns]
    is_known = [not accept_columns(source.plan, reads, source.registers, source.periods).missing for reads in choosing]
    deciding = reduce(merge_columns, [reads for reads, known in zip(choosing, is_known, strict=True) if known], selecting)
    acceptance = accept_columns(source.plan, deciding, source.registers, source.periods)
    frames = [_select(group, records, acceptance, source) for group in table.groups]
    questions = _list_questions(records, frames, source)
    notes = source.hide_in([*_write_notes(table, records, acceptance, deciding, frames, source), *questions])
    if acceptance.emptied:
        return RecordListing(nothing.groups, nothing.sums, notes)
    has_gaps = any(mask.any() for mask in acceptance.rejected.values())
    groups = [_make_records(table, records, frame, is_known, acceptance.scope, source) for frame in frames]
    is_empty = not has_gaps and not any(len(frame) for frame in frames)
    sums = {name: 0 if is_empty else _add_up(pd.concat([frame[name] for frame in frames])) for name in nothing.sums}
    return RecordListing(tuple(group or (None if has_gaps else ()) for group in groups), sums, notes)


def _find_selecting(table: f.FormTable, records: f.Records) -> Reads:
    """Register id → the columns without which no row can be listed."""
    conditions = [where for where in (records.where, *(group.where for group in table.groups)) if where is not None]
    dates = [(part.tenure_from if isinstance(part, f.Tenure) else part.since, part.until) for part in records.derive]
    columns = {name for pair in dates for name in pair} | ({records.sort_by} if records.sort_by is not None else set())
    return merge_columns(_find_reads(records.register_, conditions), {records.register_: frozenset(columns)})


def _find_reads(register: str, conditions: Sequence[Condition]) -> Reads:
    return group_columns(pair for condition in conditions for pair in name_columns(condition, register))


def _select(group: f.RowGroup, records: f.Records, acceptance: Acceptance, source: FormSource) -> pd.DataFrame:
    """The rows of a group, in the table's order."""
    frame = acceptance.scope.rows[records.register_].make_frame()
    for condition in (records.where, group.where):
        frame = frame if condition is None else frame[evaluate(condition, view_rows(frame), acceptance.scope)]
    if records.sort_by is None:
        return frame
    column = source.plan.find_register(records.register_).find_column(records.sort_by)
    order = {value.name: index for index, value in enumerate(column.values if column is not None else ())}
    # A blank comes last; a stable sort keeps the register's order among equals.
    places = frame[records.sort_by].map(order).astype("Float64").fillna(len(order)).to_numpy()
    return frame.iloc[np.argsort(places, kind="stable")]


def _make_records(
    table: f.FormTable, records: f.Records, frame: pd.DataFrame, is_known: Sequence[bool], scope: Scope, source: FormSource
) -> tuple[Record, ...]:
    columns = {name: _list_values(frame[name]) for name in _list_columns(source.plan.find_register(records.register_))}
    columns |= _hide_in_open(columns, source.plan.find_register(records.register_), source)
    columns |= {part.name: derive(part, columns, scope.periods) for part in records.derive}
    lines = [
        _choose_lines(column, frame, scope) if known else [None] * len(frame)
        for column, known in zip(table.columns, is_known, strict=True)
    ]
    values = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    return tuple(Record(row, chosen) for row, chosen in zip(values, zip(*lines, strict=True), strict=True))


def _hide_in_open(columns: Mapping[str, list[Value]], spec: RegisterSpec, source: FormSource) -> dict[str, list[Value]]:
    """The columns that are not about identity, with identifiers of persons in their texts hidden."""
    named = {column.name for column in spec.columns if column.private}
    chosen = {name: values for name, values in columns.items() if name not in named}
    texts = {value for values in chosen.values() for value in values if isinstance(value, str)}
    redaction = source.choose_redaction(texts)
    shown = {text: redaction.redact(text) for text in texts}
    return {name: [shown[value] if isinstance(value, str) else value for value in values] for name, values in chosen.items()}


def _choose_lines(column: f.TableColumn, frame: pd.DataFrame, scope: Scope) -> list[f.Lines | None]:
    """The lines of the first case that a row fulfils, or the column's own."""
    chosen: list[f.Lines | None] = [column.lines] * len(frame)
    for case in reversed(column.instead):
        for row in np.flatnonzero(evaluate(case.when, view_rows(frame), scope)):
            chosen[row] = case.lines
    return chosen


def _list_columns(spec: RegisterSpec) -> list[str]:
    return [column.name for column in spec.columns]


def _list_values(series: pd.Series) -> list[Value]:
    """A column as plain values: days, whole numbers, Decimals, texts, or none."""
    plain = series.dt.date if pd.api.types.is_datetime64_any_dtype(series) else series.astype(object)
    return [None if is_missing else value for value, is_missing in zip(plain.tolist(), series.isna(), strict=True)]


def _add_up(series: pd.Series) -> Value:
    """The sum of what is filled; none where nothing is."""
    filled = [value for value in _list_values(series) if isinstance(value, int | Decimal)]
    return sum(filled) if filled else None


def _list_questions(records: f.Records, frames: Sequence[pd.DataFrame], source: FormSource) -> Iterator[str]:
    """The form's questions about the listed rows, with their places; one whose columns are missing is left out."""
    register = source.registers[records.register_]
    for question in records.questions:
        reads = _find_reads(records.register_, [question.when])
        acceptance = accept_columns(source.plan, reads, source.registers, source.periods)
        if acceptance.missing:
            continue
        rows = [
            int(row)
            for frame in frames
            for row in frame.index[evaluate(question.when, view_rows(frame), acceptance.scope)].to_numpy()
        ]
        if rows:
            text = fill_paragraph(question.text, {"count": len(rows)}).text
            yield f"{text}：{say_places(register, sorted(rows))}。"


def _write_notes(
    table: f.FormTable,
    records: f.Records,
    acceptance: Acceptance,
    deciding: Mapping[str, frozenset[str]],
    frames: Sequence[pd.DataFrame],
    source: FormSource,
) -> Iterator[str]:
    """What was left out, left blank or not added up."""
    for name, rejected in acceptance.rejected.items():
        wanted = deciding[name] | set(source.plan.find_register(name).key_columns)
        yield from say_rejected(source.registers[name], rejected, wanted, "未列入本表")
    register = source.registers[records.register_]
    listed: Mask = np.isin(np.arange(len(register)), np.concatenate([frame.index.to_numpy() for frame in frames]))
    printed = {place.name for column in table.columns for text in column.lines for place in list_places(text)}
    yield from say_faulty(register, listed, printed | {column.sum_of or "" for column in table.columns})
    for name in dict.fromkeys(column.sum_of for column in table.columns if column.sum_of):
        blank = int(sum(frame[name].isna().sum() for frame in frames))
        if blank and any(len(frame) for frame in frames):
            yield f"「{name}」有 {blank} 列沒有數字，合計未予計入。"
    count = len(register) - int(acceptance.rejected[records.register_].sum()) - int(listed.sum())
    if count and records.left_out is not None:
        yield fill_paragraph(records.left_out, {"count": count}).text
