"""Questions to the Ministry (疑義提問單): a page for each reading on which a verdict of this office hangs, with counts only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from antidrug_kpi import roc
from antidrug_kpi.forms.document import (
    Block,
    Document,
    Paragraph,
    Section,
    Table,
    TableCell,
    TableRow,
    TextRun,
    make_cell,
    make_plain_paragraph,
)
from antidrug_kpi.forms.figure_words import say_number, say_target, say_value
from antidrug_kpi.measures.alternative_results import MeasureReadings
from antidrug_kpi.measures.results import MeasureResult, Number, OfficeResult, Status
from antidrug_kpi.plans.alternatives import Alternative
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS

SHEET = "衡量指標判讀疑義提問單"
_TERM_WIDTH, _TEXT_WIDTH = 14, 66
_FIGURE_HEADERS = {"衡量項目": 24, "判讀": 8, "分子": 9, "分母": 9, "數值": 10, "目標": 10, "結果": 10}
# Data that are missing are no question to the Ministry.
_WITHOUT_FIGURE = frozenset({Status.NO_DATA, Status.WITHHELD})
_ANSWER_LINES = 11


@dataclass(frozen=True)
class MinistryQuestion:
    """An alternative reading on which verdicts of this office hang, and each measure's results as the plan reads it and as the
    alternative does.
    """

    indicator: Indicator
    alternative: Alternative
    results: tuple[tuple[MeasureResult, MeasureResult], ...]


def list_questions(readings: Sequence[MeasureReadings]) -> tuple[MinistryQuestion, ...]:
    """A question for each alternative that turns a measure's status by itself, or only together with others."""
    turning: dict[tuple[str, str], tuple[Indicator, Alternative]] = {}
    for found in readings:
        for names in _list_smallest_turning(found):
            for alternative in found.indicator.alternatives:
                if alternative.id in names:
                    turning[found.indicator.id, alternative.id] = found.indicator, alternative
    return tuple(
        MinistryQuestion(indicator, alternative, tuple(_pair_results(readings, indicator, alternative)))
        for indicator, alternative in turning.values()
    )


def _list_smallest_turning(found: MeasureReadings) -> Iterator[set[str]]:
    """The smallest sets of alternatives that change the status; a set is left out where a part of it already does."""
    if found.default.status in _WITHOUT_FIGURE:
        return
    turning = [
        set(result.reading)
        for result in found.results
        if result.status is not found.default.status and result.status not in _WITHOUT_FIGURE
    ]
    yield from (names for names in turning if not any(other < names for other in turning))


def _pair_results(
    readings: Sequence[MeasureReadings], indicator: Indicator, alternative: Alternative
) -> Iterator[tuple[MeasureResult, MeasureResult]]:
    for found in readings:
        if found.indicator is indicator:
            alone = [result for result in found.results if result.reading == (alternative.id,)]
            yield from ((found.default, result) for result in alone)


def build_question_sheet(plan: Plan, result: OfficeResult, questions: Sequence[MinistryQuestion]) -> Document:
    """One upright page a question."""
    office = f"{result.jurisdiction or '○○縣（市）'}政府毒品危害防制中心"
    sections = tuple(
        Section(
            f"第 {number} 題",
            (
                make_plain_paragraph(office, "title"),
                make_plain_paragraph(f"「{plan.title}」", "title"),
                make_plain_paragraph(f"{SHEET}（第 {number} 題，共 {len(questions)} 題）", "heading1"),
                *_lay_out(question, result),
            ),
        )
        for number, question in enumerate(questions, start=1)
    )
    return Document(f"{office}{SHEET}", sections)


def _lay_out(question: MinistryQuestion, result: OfficeResult) -> Iterator[Block]:
    indicator, alternative = question.indicator, question.alternative
    terms = (
        ("指標", f"{indicator.label} {indicator.title}"),
        ("目標值", indicator.target_text),
        ("出處", str(indicator.citation)),
        ("來源文字", alternative.source),
        ("疑義", alternative.question),
        ("判讀甲", f"{alternative.default}（本機關現採）" if not result.readings else alternative.default),
        ("判讀乙", alternative.title),
    )
    yield Table((_TERM_WIDTH, _TEXT_WIDTH), tuple(_make_term(term, text) for term, text in terms), header_rows=0)
    period = f"{result.year} 年度，統計期間 {roc.format_roc_period(result.period)}；均為件數或人數，不含個人資料。"
    yield make_plain_paragraph("本機關的數字", "heading3")
    yield _make_figures(question)
    yield make_plain_paragraph(period, "note")
    yield make_plain_paragraph("主管機關釋示", "heading3")
    yield Table((_TERM_WIDTH + _TEXT_WIDTH,), (TableRow((_make_blank(_ANSWER_LINES),)),), header_rows=0)
    yield Paragraph(_make_signatures("承辦人：", "　聯絡電話：", "　釋示日期："))


def _make_signatures(*labels: str) -> tuple[TextRun, ...]:
    return tuple(run for label in labels for run in (TextRun(label), TextRun("", is_blank=True)))


def _make_term(term: str, text: str) -> TableRow:
    return TableRow((make_cell(term, is_bold=True, is_shaded=True), make_cell(text)))


def _make_figures(question: MinistryQuestion) -> Table:
    head = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in _FIGURE_HEADERS))
    body = [
        TableRow(tuple(make_cell(text, align="right" if 1 < place < 5 else "left") for place, text in enumerate(cells)))
        for pair in question.results
        for name, result in zip(("甲", "乙"), pair, strict=True)
        for cells in [_list_cells(name, result)]
    ]
    return Table(tuple(_FIGURE_HEADERS.values()), (head, *body))


def _list_cells(name: str, result: MeasureResult) -> tuple[str, ...]:
    return (
        f"{result.id} {result.title}",
        name,
        _show(result.numerator),
        _show(result.denominator),
        say_value(result),
        say_target(result),
        STATUS_WORDS[result.status],
    )


def _show(number: Number | None) -> str:
    return "" if number is None else say_number(number)


def _make_blank(lines: int) -> TableCell:
    return make_cell([""] * lines)
