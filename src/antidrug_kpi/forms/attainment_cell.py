"""What stands in an indicator's cell 目標達成情形及達成率: a line for each measure, a marked blank for one without data."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.document import Paragraph, TextRun, make_plain_paragraph
from antidrug_kpi.forms.evidence_words import say_prior, tell_evidence
from antidrug_kpi.forms.figure_words import say_annotated, say_result
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.plan import Indicator

TO_WRITE = "（請填寫）"
"""The words of a blank that a person has to fill."""


def write_attainment(
    indicator: Indicator, results: Sequence[MeasureResult], *, is_annotated: bool = False
) -> tuple[Paragraph, ...]:
    """The figures in words of an indicator, a line for each measure and each of its notes; several measures are numbered. Below
    them stands what evidence describes.

    What is handed in holds no more than the figures and what explains them; with `is_annotated` also what is for the office:
    what is lacking, rejected rows, and why there are no data. Questions are left out of both: the screen and the report ask them.
    """
    lines: list[Paragraph] = []
    for head, result in zip(name_items(indicator, results), results, strict=True):
        if is_annotated:
            lines += _say_lines(f"{head}{say_annotated(result)}", (*say_prior(result), *result.notes))
        elif result.lacks_data:
            lines.append(Paragraph((*([TextRun(head)] if head else []), TextRun(TO_WRITE, is_blank=True))))
        else:
            lines += _say_lines(f"{head}{say_result(result)}", (*say_prior(result), *result.official_notes))
    return (*lines, *map(make_plain_paragraph, tell_evidence(results)))


def say_attainment_lines(
    indicator: Indicator, results: Sequence[MeasureResult], *, is_annotated: bool = False
) -> tuple[str, ...]:
    """The same as plain lines for an office's own form, where nothing is written of a measure without data."""
    lines: list[str] = []
    for head, result in zip(name_items(indicator, results), results, strict=True):
        if not result.lacks_data:
            said = say_annotated(result) if is_annotated else say_result(result)
            lines += [f"{head}{said}", *say_prior(result), *(result.notes if is_annotated else result.official_notes)]
    return (*lines, *tell_evidence(results))


def name_items(indicator: Indicator, results: Sequence[MeasureResult]) -> tuple[str, ...]:
    """What each measure's line begins with: its number and title where there are several."""
    if len(results) == 1:
        return ("",)
    numbers = indicator.number_measures()
    return tuple(f"{numbers[result.id]}{result.title}：" for result in results)


def _say_lines(text: str, notes: Sequence[str]) -> list[Paragraph]:
    return [make_plain_paragraph(line) for line in (text, *notes)]
