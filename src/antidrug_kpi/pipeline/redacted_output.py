"""What is shown of a run, with the identifiers of persons redacted, unless the user asks for them (--show-ids)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from antidrug_kpi.issues import Issue
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.registers.redaction import Redaction


def redact_run(run: Run, *, show_ids: bool) -> Run:
    """The run with its results redacted; the run itself with `show_ids`."""
    return run if show_ids else replace(run, result=run.redacted_result)


def choose_redaction(run: Run, issues: Iterable[Issue], *, show_ids: bool) -> Redaction:
    """The redaction for these issues; one that changes nothing with `show_ids`."""
    from antidrug_kpi.registers.redaction import NO_REDACTION, list_texts, make_redaction

    if show_ids:
        return NO_REDACTION
    return make_redaction((text for issue in issues for text in list_texts(issue)), run.reading.registers)


def redact_texts(run: Run, texts: Iterable[str]) -> tuple[str, ...]:
    """Sentences, redacted: identifiers may stand in the names of files in them."""
    from antidrug_kpi.registers.redaction import make_redaction

    sentences = tuple(texts)
    return tuple(map(make_redaction(sentences, run.reading.registers).redact, sentences))
