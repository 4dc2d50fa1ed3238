"""Results with the identifiers of persons redacted in their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.results import EvidenceItem, InputLeftOut, InputSummary, MeasureResult, OfficeResult
from antidrug_kpi.registers.redaction import Redaction, list_texts, make_redaction
from antidrug_kpi.registers.register import TypedRegister


def make_result_redaction(
    result: OfficeResult, registers: Mapping[str, TypedRegister], issues: Iterable[Issue] = ()
) -> Redaction:
    """The redaction for every text that a result shows, and for these issues."""
    return make_redaction([*_list_texts(result), *(text for issue in issues for text in list_texts(issue))], registers)


def _list_texts(result: OfficeResult) -> Iterator[str]:
    yield from (summary.file for summary in result.inputs)
    yield from (left.file for left in result.left_out)
    yield from (left.sheet for left in result.left_out if left.sheet is not None)
    for measure in result.measures:
        yield from measure.notes_and_questions
        yield from (exclusion.reason for exclusion in measure.excluded)
        yield from (step.text for step in measure.waterfall)
        yield from (text for item in measure.items for text in (item.name, *(text for _, text in item.texts)))
        yield from (stratum.key for stratum in measure.strata if not stratum.is_private)


def redact_result(result: OfficeResult, redaction: Redaction) -> OfficeResult:
    """The result with all texts redacted but those of its issues, which are grouped by their texts before they are shown."""
    return replace(
        result,
        inputs=tuple(_redact_input(summary, redaction) for summary in result.inputs),
        left_out=tuple(_redact_left_out(left, redaction) for left in result.left_out),
        measures=tuple(redact_measure(measure, redaction) for measure in result.measures),
    )


def _redact_input(summary: InputSummary, redaction: Redaction) -> InputSummary:
    return replace(summary, file=redaction.redact(summary.file))


def _redact_left_out(left: InputLeftOut, redaction: Redaction) -> InputLeftOut:
    return replace(left, file=redaction.redact(left.file), sheet=None if left.sheet is None else redaction.redact(left.sheet))


def redact_measure(measure: MeasureResult, redaction: Redaction) -> MeasureResult:
    """A measure with its notes, questions, reasons, items of evidence, steps of the waterfall and keys of strata redacted."""
    return replace(
        measure,
        notes=tuple(map(redaction.redact, measure.notes)),
        official_notes=tuple(map(redaction.redact, measure.official_notes)),
        questions=tuple(map(redaction.redact, measure.questions)),
        items=tuple(_redact_item(item, redaction) for item in measure.items),
        excluded=tuple(replace(count, reason=redaction.redact(count.reason)) for count in measure.excluded),
        waterfall=tuple(replace(step, text=redaction.redact(step.text)) for step in measure.waterfall),
        strata=tuple(
            stratum if stratum.is_private else replace(stratum, key=redaction.redact(stratum.key)) for stratum in measure.strata
        ),
    )


def _redact_item(item: EvidenceItem, redaction: Redaction) -> EvidenceItem:
    texts = tuple((element, redaction.redact(text)) for element, text in item.texts)
    return replace(item, name=redaction.redact(item.name), texts=texts)
