"""Hides identifiers of persons in the texts of results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.results import InputLeftOut, InputSummary, MeasureResult, OfficeResult
from antidrug_kpi.registers.identifier_covers import Cover, list_texts, make_cover
from antidrug_kpi.registers.register import Register


def cover_results(result: OfficeResult, registers: Mapping[str, Register], issues: Iterable[Issue] = ()) -> Cover:
    """The cover that hides identifiers in every text that a result shows, and in these issues."""
    return make_cover([*_list_texts(result), *(text for issue in issues for text in list_texts(issue))], registers)


def _list_texts(result: OfficeResult) -> Iterator[str]:
    yield from (summary.file for summary in result.inputs)
    yield from (left.file for left in result.left_out)
    yield from (left.sheet for left in result.left_out if left.sheet is not None)
    for measure in result.measures:
        yield from measure.notes_and_questions
        yield from (exclusion.reason for exclusion in measure.excluded)
        yield from (step.text for step in measure.waterfall)
        yield from (stratum.key for stratum in measure.strata if not stratum.is_private)


def hide_in_result(result: OfficeResult, cover: Cover) -> OfficeResult:
    """The result with the cover's identifiers hidden. Its issues stay as they are, since they are grouped by their texts."""
    return replace(
        result,
        inputs=tuple(_hide_input(summary, cover) for summary in result.inputs),
        left_out=tuple(_hide_left_out(left, cover) for left in result.left_out),
        measures=tuple(hide_in_measure(measure, cover) for measure in result.measures),
    )


def _hide_input(summary: InputSummary, cover: Cover) -> InputSummary:
    return replace(summary, file=cover.hide(summary.file))


def _hide_left_out(left: InputLeftOut, cover: Cover) -> InputLeftOut:
    return replace(left, file=cover.hide(left.file), sheet=None if left.sheet is None else cover.hide(left.sheet))


def hide_in_measure(measure: MeasureResult, cover: Cover) -> MeasureResult:
    """One measure with identifiers hidden in its notes, questions, reasons, steps and strata."""
    return replace(
        measure,
        notes=tuple(map(cover.hide, measure.notes)),
        questions=tuple(map(cover.hide, measure.questions)),
        excluded=tuple(replace(count, reason=cover.hide(count.reason)) for count in measure.excluded),
        waterfall=tuple(replace(step, text=cover.hide(step.text)) for step in measure.waterfall),
        strata=tuple(
            stratum if stratum.is_private else replace(stratum, key=cover.hide(stratum.key)) for stratum in measure.strata
        ),
    )
