"""What the functions of `api` give, as pandas frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from antidrug_kpi.audit.subjects.subject_blocks import POPULATION_WORDS
from antidrug_kpi.audit.trace_table import REASON, SENTENCE, build_file_table
from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.measures.rounding import round_half_up
from antidrug_kpi.registers.redaction import list_texts, make_redaction
from antidrug_kpi.registers.register import ROW, SHEET, TypedRegister

if TYPE_CHECKING:
    from decimal import Decimal

    from antidrug_kpi.audit.case_explanation import Explanation
    from antidrug_kpi.pipeline.outputs.saved_trace import Trace

_MEASURE_COLUMNS = (
    "indicator",
    "title",
    "status",
    "numerator",
    "denominator",
    "value",
    "unit",
    "comparator",
    "target",
    "attainment",
    "progress",
    "shortfall",
    "rejected",
    "source",
    "notes",
)


def make_register_frame(register: TypedRegister) -> pd.DataFrame:
    """A register's records, and for each the file, the sheet and the row that it stands in."""
    frame = register.frame.drop(columns=[SHEET, ROW])
    sheets = register.frame[SHEET].to_numpy()
    files = np.array([source.file for source in register.sources], dtype=object)
    names = np.array([source.sheet for source in register.sources], dtype=object)
    return frame.assign(檔案=files[sheets], 工作表=names[sheets], 列=register.frame[ROW].to_numpy())


def make_issue_frame(issues: Sequence[Issue], registers: Mapping[str, TypedRegister]) -> pd.DataFrame:
    """The issues, with the keys of `check --format json`; identifiers are masked."""
    redaction = make_redaction((text for issue in issues for text in list_texts(issue)), registers)
    rows = [
        (
            issue.code,
            issue.level.name.lower(),
            issue.register,
            place.file,
            place.sheet,
            place.row,
            place.column,
            issue.write_message(),
        )
        for issue in map(redaction.redact_issue, issues)
        for place in (issue.address,)
    ]
    columns = ["code", "level", "register", "file", "sheet", "row", "column", "message"]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({"row": "Int64"})


def make_measure_frame(result: OfficeResult) -> pd.DataFrame:
    """A row for each measure, by its id."""
    rows = [_list_cells(measure) for measure in result.measures]
    index = pd.Index([measure.id for measure in result.measures], name="id", dtype=object)
    return pd.DataFrame(rows, columns=list(_MEASURE_COLUMNS), index=index, dtype=object)


def _list_cells(measure: MeasureResult) -> tuple[object, ...]:
    return (
        measure.indicator,
        measure.title,
        measure.status.value,
        measure.numerator,
        measure.denominator,
        _round(measure.value),
        measure.unit,
        measure.comparator,
        _round(measure.target),
        _round(measure.attainment),
        None if measure.progress is None else measure.progress.value,
        measure.shortfall,
        measure.rejected,
        measure.source,
        measure.notes_and_questions,
    )


def _round(value: Fraction | None) -> Decimal | None:
    return None if value is None else round_half_up(value)


def make_trace_frame(trace: Trace) -> pd.DataFrame:
    """The table of subjects as `trace -o .csv` writes it, all of it text."""
    table = build_file_table(trace.measures, trace.terms)
    return pd.DataFrame(table.rows, columns=list(table.headers), dtype=object)


def make_explanation_frame(explanation: Explanation) -> pd.DataFrame:
    """A row for each subject that the case is to a measure."""
    rows = [
        (
            told.measure.id,
            told.measure.title,
            POPULATION_WORDS[told.entry["population"]],
            told.entry["reason"],
            told.entry["sentence"],
        )
        for told in explanation.entries
    ]
    return pd.DataFrame(rows, columns=["衡量項目", "名稱", "歸屬", REASON, SENTENCE], dtype=object)
