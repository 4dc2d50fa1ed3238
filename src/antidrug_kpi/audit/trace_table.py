"""The trace as a table: a row per subject, with its address, where it falls, what was derived, and its cells as typed."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from antidrug_kpi.audit.measure_trace import MeasureTrace, find_first_place
from antidrug_kpi.audit.subject_blocks import POPULATION_WORDS, SubjectBlock
from antidrug_kpi.audit.subject_entries import SubjectEntries
from antidrug_kpi.audit.subject_names import list_name_columns
from antidrug_kpi.audit.trace_terms import TraceTerms
from antidrug_kpi.forms.spreadsheet_safety import write_field
from antidrug_kpi.measures.clause_results import FAILS, HOLDS, NOT_REACHED

REASON, SENTENCE = "原因", "說明"
HEADERS = ("衡量項目", "組別", "對象", "檔案", "工作表", "列", "歸屬", REASON)
RESULT_WORDS: Mapping[int, str] = {HOLDS: "是", FAILS: "否", NOT_REACHED: "－"}
FINDINGS = ("查核所見", "查核人", "查核日期")
"""Columns that an auditor fills by hand."""


@dataclass(frozen=True)
class TraceTable:
    """Headers and rows of a trace, and the population of each row; the measures that it is of, and the columns that hold no more
    than the names of subjects.
    """

    headers: tuple[str, ...]
    rows: list[tuple[str, ...]]
    populations: list[str]
    measures: frozenset[str]
    naming: frozenset[str]


def build_screen_table(traces: Sequence[MeasureTrace], terms: TraceTerms) -> TraceTable:
    """The table as a terminal shows it: without the clauses, the sentence, and the columns that name a subject anyway."""
    return _build(traces, terms, leave_out=_list_names(traces), has_clauses=False, has_sentences=False)


def _list_names(traces: Sequence[MeasureTrace]) -> frozenset[str]:
    """The columns that name the subjects, where one column does."""
    named = (list_name_columns(block.register) for block in _list_blocks(traces))
    return frozenset(columns[0] for columns in named if len(columns) == 1)


def build_file_table(traces: Sequence[MeasureTrace], terms: TraceTerms, *, is_paper: bool = False) -> TraceTable:
    """The table as a file holds it: with a sentence and a column for each clause. A working paper (`is_paper`) has blank columns
    for what an auditor finds in place of the clauses.
    """
    table = _build(traces, terms, has_clauses=not is_paper)
    if not is_paper:
        return table
    blank = ("",) * len(FINDINGS)
    return replace(table, headers=(*table.headers, *FINDINGS), rows=[(*row, *blank) for row in table.rows])


def _build(
    traces: Sequence[MeasureTrace],
    terms: TraceTerms,
    *,
    leave_out: Iterable[str] = (),
    has_clauses: bool = True,
    has_sentences: bool = True,
) -> TraceTable:
    entries = [SubjectEntries(trace, terms) for trace in traces]
    blocks = _list_blocks(traces)
    derived = list(dict.fromkeys(name for block in blocks for name in block.derived))
    left_out = set(leave_out)
    values = list(dict.fromkeys(name for entry in entries for name in entry.list_columns() if name not in left_out))
    clauses = list(dict.fromkeys(clause.text for block in blocks for clause in block.clauses)) if has_clauses else []
    headers = (*HEADERS, *derived, *values, *([SENTENCE] if has_sentences else []), *clauses)
    rows, populations = [], []
    for entry in entries:
        described = {
            id(block): _describe_block(entry, block, derived, clauses, has_sentences=has_sentences)
            for block in _list_blocks([entry.trace])
        }
        for block, at in entry.trace.subjects:
            shown = entry.list_values(block, at)
            head, tail = described[id(block)](at)
            rows.append((*head, *(shown.get(name, "") for name in values), *tail))
            populations.append(block.populations[at])
    return TraceTable(headers, rows, populations, frozenset(trace.measure.id for trace in traces), _list_names(traces))


def _list_blocks(traces: Iterable[MeasureTrace]) -> list[SubjectBlock]:
    return list({id(block): block for trace in traces for block, _ in trace.subjects}.values())


Cells = tuple[str, ...]


def _describe_block(
    entry: SubjectEntries, block: SubjectBlock, derived: Sequence[str], clauses: Sequence[str], *, has_sentences: bool
) -> Callable[[int], tuple[Cells, Cells]]:
    """A function that gives the cells before and behind the values for each subject of a block."""
    columns = [_show_derived(block, name) for name in derived]
    results = {clause.text: _show_results(clause.results) for clause in block.clauses}
    missing = [""] * len(block)
    answers = [results.get(text, missing) for text in clauses]

    def describe(at: int) -> tuple[Cells, Cells]:
        place = find_first_place((block, at))
        file, sheet = entry.places[place.file, place.sheet]
        head = (
            entry.trace.measure.id,
            block.label,
            block.names[at] or "",
            file,
            sheet or "",
            str(place.row),
            POPULATION_WORDS[block.populations[at]],
            block.teller.find_reason(at) or "",
            *(column[at] for column in columns),
        )
        sentence = (block.teller.say(at),) if has_sentences else ()
        return head, (*sentence, *(answer[at] for answer in answers))

    return describe


def _show_derived(block: SubjectBlock, name: str) -> list[str]:
    if name not in block.derived:
        return [""] * len(block)
    values = block.derived[name]
    if values.dtype.kind == "M":
        return ["" if pd.isna(day) else day.date().isoformat() for day in values]
    return ["" if pd.isna(value) else str(value) for value in values]


def _show_results(results: np.ndarray) -> list[str]:
    words = np.array([RESULT_WORDS[NOT_REACHED], RESULT_WORDS[FAILS], RESULT_WORDS[HOLDS]], dtype=object)
    shown: list[str] = words[results.astype(np.int64) + 1].tolist()
    return shown


class _LineReturner:
    """A file for csv.writer that returns each line instead of storing it."""

    def write(self, text: str) -> str:
        return text


def write_trace_csv(table: TraceTable) -> Iterator[str]:
    """The trace as .csv, a line a piece, with a mark at the start so that spreadsheets read it as UTF-8."""
    writer = csv.writer(_LineReturner(), lineterminator="\r\n")
    yield f"\ufeff{writer.writerow(table.headers)}"
    for row in table.rows:
        yield str(writer.writerow([write_field(cell) for cell in row]))
