"""The summary's tables as rows of words and numbers, which workbook and page print alike: offices, measures, and both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from antidrug_kpi.forms.figure_words import HIDDEN, add_unit
from antidrug_kpi.forms.summary.batch_summary import BatchSummary, MeasureTogether, OfficeOutcome, OfficeTerms
from antidrug_kpi.measures.results import Number, Status
from antidrug_kpi.measures.rounding import round_half_up, show_whole
from antidrug_kpi.measures.summed_results import OfficeFigures
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS

OFFICE_HEADERS = ("機關", "縣市", "結束狀態", "資料", *STATUS_WORDS.values(), "剔退列數", "說明")
MEASURE_HEADERS = (
    "指標",
    "衡量項目",
    "名稱",
    "目標",
    "合計分子",
    "合計分母",
    "合計數值",
    "單位",
    "合計機關數",
    "達成",
    "未達成",
    "未列入合計",
)
MATRIX_HEADERS = ("指標", "衡量項目", "名稱", "單位", "合計")
BROKEN = "無法計算"
ABSENT = "未計算"
TOGETHER_NOTE = (
    "合計：各機關的分子、分母先各自相加再相除，不是各機關比率的平均；由分項組成的數值以分項合計計算，最低比率取最高者。"
    "計畫、期別、基準日或判讀與多數機關不同者，以及沒有分子分母者，不列入合計，並列名。"
)


Value = str | int | Decimal
"""What a cell of these tables holds; a number with decimals has those that are shown."""


@dataclass(frozen=True)
class OfficeCell:
    """How a measure stands in an office: its status, none where the office has no such figure, and its value as it is shown.
    A hidden value is the mark that stands for it.
    """

    status: Status | None
    value: str | None
    word: str


def list_office_rows(summary: BatchSummary) -> Iterator[tuple[Value, ...]]:
    """A row an office, under `OFFICE_HEADERS`."""
    for office in summary.offices:
        counts = Counter(figures.status for figures in office.figures.values())
        yield (
            office.name,
            office.jurisdiction or "",
            office.exit_status,
            say_completeness(office),
            *((counts[status.value] if office.figures else "") for status in STATUS_WORDS),
            _show_rejected(office),
            "；".join(_list_remarks(office, summary)),
        )


def list_measure_rows(summary: BatchSummary) -> Iterator[tuple[Value, ...]]:
    """A row a measure over all offices, under `MEASURE_HEADERS`."""
    for together in summary.together:
        statuses = Counter(office.figures[together.measure.id].status for office in _list_having(summary, together))
        target = together.measure.target
        summed = together.summed
        value = "" if summed.value is None else round_half_up(summed.value)
        sums: tuple[Value, ...] = (_show_sum(summed.numerator), _show_sum(summed.denominator), value)
        yield (
            together.indicator.label,
            together.measure.id,
            together.measure.title,
            "" if target is None else target.text,
            *((HIDDEN,) * len(sums) if summed.is_hidden else sums),
            together.measure.unit,
            together.offices,
            statuses[Status.MET.value],
            statuses[Status.MISSED.value],
            "、".join(together.left_out),
        )


def list_cells(summary: BatchSummary, together: MeasureTogether) -> Iterator[OfficeCell]:
    """How the measure stands in each office, in their order."""
    for office in summary.offices:
        figures = office.figures.get(together.measure.id)
        yield OfficeCell(None, None, BROKEN if office.error else ABSENT) if figures is None else _describe_cell(figures)


def say_together(together: MeasureTogether) -> str:
    """The value of all offices with its unit; empty where there is none."""
    if together.summed.is_hidden:
        return HIDDEN
    value = together.summed.value
    return "" if value is None else add_unit(show_whole(value, is_count=together.summed.is_count), together.measure.unit)


def say_completeness(office: OfficeOutcome) -> str:
    """Whether an office is complete, in a word."""
    if office.error is not None:
        return BROKEN if not office.figures else "未全部寫出"
    return "完整" if office.is_complete else "不完整"


def say_terms(plan: Plan, terms: OfficeTerms) -> str:
    """Plan, report, as-of date and readings in words."""
    readings = "、".join(f"{owner}={name}" for owner, chosen in terms.readings for name in chosen)
    report = next((spec.text for name, spec in plan.reports.items() if name == terms.report), terms.report)
    return f"計畫 {terms.plan}、{report}、基準日 {terms.as_of}{f'、判讀 {readings}' if readings else ''}"


def say_counts(summary: BatchSummary) -> str:
    """How many offices there are, by how they ended, in one line."""
    words = Counter(map(say_completeness, summary.offices))
    known = "、".join(f"{word} {words[word]}" for word in ("完整", "不完整", "未全部寫出", BROKEN) if words[word])
    skipped = f"；未列為機關而略過 {len(summary.skipped)} 個資料夾" if summary.skipped else ""
    return f"{len(summary.offices)} 個機關：{known}{skipped}"


def _describe_cell(figures: OfficeFigures) -> OfficeCell:
    status = Status(figures.status)
    return OfficeCell(status, HIDDEN if figures.is_hidden else figures.value, STATUS_WORDS[status])


def _list_having(summary: BatchSummary, together: MeasureTogether) -> Iterator[OfficeOutcome]:
    return (office for office in summary.offices if together.measure.id in office.figures)


def _list_remarks(office: OfficeOutcome, summary: BatchSummary) -> Sequence[str]:
    differs = office.terms is not None and office.terms != summary.terms
    return [
        *([office.error] if office.error else []),
        *([office.reason] if office.reason else []),
        *([f"與多數機關不同（{say_terms(summary.plan, office.terms)}），不列入合計"] if differs and office.terms else []),
        *office.kept,
    ]


def _show_rejected(office: OfficeOutcome) -> Value:
    if office.rejected is None:
        return HIDDEN
    return office.rejected if office.figures else ""


def _show_sum(number: Number | None) -> Value:
    if number is None:
        return ""
    return round_half_up(number) if isinstance(number, Fraction) else number
