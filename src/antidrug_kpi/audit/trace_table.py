"""The trace as a table: a row per subject, with its address, where it falls, what was derived, and its cells as typed."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from antidrug_kpi.audit.subjects.measure_trace import MeasureTrace
from antidrug_kpi.audit.subjects.subject_blocks import POPULATION_WORDS, SubjectBlock
from antidrug_kpi.audit.subjects.subject_entries import SubjectEntries
from antidrug_kpi.audit.subjects.subject_names import list_name_columns
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.forms.screen.fitting_columns import LEAST_FOLDED, Fitting
from antidrug_kpi.forms.spreadsheet_safety import write_field
from antidrug_kpi.measures.clause_results import FAILS, HOLDS, NOT_REACHED

REASON, SENTENCE = "原因", "說明"
HEADERS = ("衡量項目", "組別", "對象", "檔案", "工作表", "列", "歸屬", REASON)
RESULT_WORDS: Mapping[int, str] = {HOLDS: "是", FAILS: "否", NOT_REACHED: "未判斷"}
FINDINGS = ("查核所見", "查核人", "查核日期")
"""Columns that an auditor fills by hand."""
_LEAST_NAME = 14
"""What a name of a file or a sheet keeps of a narrow terminal where both are needed."""


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
    """The table as a terminal shows it: without the clauses, and without the columns that name a subject anyway."""
    return _build_table(traces, terms, leave_out=_list_names(traces), has_clauses=False)


def fit_table(table: TraceTable) -> Fitting:
    """How the table is made to fit a terminal: the columns of the register go first, then what is the same in every row. Where a
    file has rows of several sheets, two of them look the same without the sheet: it stays, folded.
    """
    measure, file, sheet = (HEADERS.index(header) for header in ("衡量項目", "檔案", "工作表"))
    files, sheets = {row[file] for row in table.rows}, {(row[file], row[sheet]) for row in table.rows}
    leaving = [*reversed(table.headers[len(HEADERS) :]), "組別"]
    leaving += ["衡量項目"] if len({row[measure] for row in table.rows}) == 1 else []
    has_several = len(sheets) > len(files)
    leaving += ["衡量項目"] if has_several else ["工作表", "衡量項目", "檔案"]
    least = _LEAST_NAME if has_several else LEAST_FOLDED
    return Fitting(tuple(leaving), frozenset({"檔案", "工作表", REASON}), "-o 明細.xlsx 或 --format csv", least)


def build_file_table(traces: Sequence[MeasureTrace], terms: TraceTerms) -> TraceTable:
    """The table as a file holds it: with a column for each clause."""
    return _build_table(traces, terms)


def build_paper_table(traces: Sequence[MeasureTrace], terms: TraceTerms) -> TraceTable:
    """The table as an auditor's working paper: with a sentence, and blank columns for what is found."""
    table = _build_table(traces, terms, has_clauses=False)
    told = [block.teller.say(at) for trace in traces for block, at in trace.subjects]
    blank = ("",) * len(FINDINGS)
    rows = [(*row, sentence, *blank) for row, sentence in zip(table.rows, told, strict=True)]
    return replace(table, headers=(*table.headers, SENTENCE, *FINDINGS), rows=rows)


def _list_names(traces: Iterable[MeasureTrace]) -> frozenset[str]:
    """The columns that name the subjects, where one column does."""
    named = (list_name_columns(block.register) for block in _list_blocks(traces))
    return frozenset(columns[0] for columns in named if len(columns) == 1)


def _build_table(
    traces: Sequence[MeasureTrace], terms: TraceTerms, *, leave_out: Collection[str] = (), has_clauses: bool = True
) -> TraceTable:
    """The table of all traces, whose headers are the columns of any; those in `leave_out` are not shown."""
    entries = [SubjectEntries(trace, terms) for trace in traces]
    blocks = _list_blocks(traces)
    derived = list(dict.fromkeys(name for block in blocks for name in block.derived))
    values = list(dict.fromkeys(name for entry in entries for name in entry.list_columns() if name not in leave_out))
    clauses = list(dict.fromkeys(clause.text for block in blocks for clause in block.clauses)) if has_clauses else []
    rows: list[tuple[str, ...]] = []
    populations: list[str] = []
    for entry in entries:
        rows += _list_rows(entry, derived, values, clauses)
        populations += (block.populations[at] for block, at in entry.trace.subjects)
    headers = (*HEADERS, *derived, *values, *clauses)
    return TraceTable(headers, rows, populations, frozenset(trace.measure.id for trace in traces), _list_names(traces))


def _list_rows(
    entry: SubjectEntries, derived: Sequence[str], values: Sequence[str], clauses: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """The row of each subject, in their order; the cells are made column by column for each block."""
    chosen: dict[int, list[int]] = {}
    for block, at in entry.trace.subjects:
        chosen.setdefault(id(block), []).append(at)
    rows = {
        id(block): zip(*_list_cells(entry, block, chosen[id(block)], derived, values, clauses), strict=True)
        for block in _list_blocks([entry.trace])
    }
    yield from (next(rows[id(block)]) for block, _ in entry.trace.subjects)


def _list_blocks(traces: Iterable[MeasureTrace]) -> list[SubjectBlock]:
    return list({id(block): block for trace in traces for block, _ in trace.subjects}.values())


def _list_cells(
    entry: SubjectEntries,
    block: SubjectBlock,
    chosen: Sequence[int],
    derived: Sequence[str],
    values: Sequence[str],
    clauses: Sequence[str],
) -> Iterator[list[str]]:
    """The columns of the table for the chosen subjects of a block."""
    places = entry.list_places(block, chosen)
    yield [entry.trace.measure.id] * len(chosen)
    yield [block.label] * len(chosen)
    yield [block.names[at] or "" for at in chosen]
    yield [file for file, _, _ in places]
    yield [sheet or "" for _, sheet, _ in places]
    yield [str(number) for _, _, number in places]
    yield [POPULATION_WORDS[population] for population in block.populations[list(chosen)].tolist()]
    yield [block.teller.find_reason(at) or "" for at in chosen]
    yield from (_show_derived(block, name, chosen) for name in derived)
    yield from (entry.list_values(block, name, chosen) for name in values)
    results = {clause.text: clause.results for clause in block.clauses}
    for text in clauses:
        yield _show_results(results[text][list(chosen)]) if text in results else [""] * len(chosen)


def _show_derived(block: SubjectBlock, name: str, chosen: Sequence[int]) -> list[str]:
    if name not in block.derived:
        return [""] * len(chosen)
    values = block.derived[name].iloc[list(chosen)]
    if values.dtype.kind == "M":
        return ["" if pd.isna(day) else day.date().isoformat() for day in values]
    return ["" if pd.isna(value) else str(value) for value in values]


def _show_results(results: np.ndarray) -> list[str]:
    words = np.array([RESULT_WORDS[NOT_REACHED], RESULT_WORDS[FAILS], RESULT_WORDS[HOLDS]], dtype=object)
    shown: list[str] = words[results.astype(np.int64) + 1].tolist()
    return shown


class _Fields(dict[str, str]):
    """Text → the field that is written for it; each distinct text is looked at once."""

    def __missing__(self, text: str) -> str:
        field = self[text] = write_field(text)
        return field


class _LineReturner:
    """A file for csv.writer that returns each line instead of storing it."""

    def write(self, text: str) -> str:
        return text


def write_trace_csv(table: TraceTable) -> Iterator[str]:
    """The trace as .csv, a line a piece, with a mark at the start so that spreadsheets read it as UTF-8."""
    writer = csv.writer(_LineReturner(), lineterminator="\r\n")
    yield f"\ufeff{writer.writerow(table.headers)}"
    fields = _Fields()
    for row in table.rows:
        yield str(writer.writerow(map(fields.__getitem__, row)))
