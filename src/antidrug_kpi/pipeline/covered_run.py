"""What is shown of a run: identifiers of persons in any text covered, unless they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from antidrug_kpi.issues import Issue
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.registers.covers import Cover


def cover_run(run: Run, *, show_ids: bool) -> Run:
    """The run with the results that may be shown."""
    from antidrug_kpi.measures.covered_results import cover_results, hide_in_result

    if show_ids:
        return run
    return replace(run, result=hide_in_result(run.result, cover_results(run.result, run.reading.registers)))


def choose_cover(run: Run, issues: Iterable[Issue], *, show_ids: bool) -> Cover:
    """The cover for these issues of a run."""
    from antidrug_kpi.registers.covers import LIFTED, list_texts, make_cover

    if show_ids:
        return LIFTED
    return make_cover((text for issue in issues for text in list_texts(issue)), run.reading.registers)


def cover_rows(run: Run, rows: list[tuple[str, ...]], *, show_ids: bool) -> list[tuple[str, ...]]:
    """A table's rows, each different text looked at once."""
    from antidrug_kpi.registers.covers import make_cover

    if show_ids:
        return rows
    texts = set().union(*rows)
    cover = make_cover(texts, run.reading.registers)
    hidden = {text: shown for text in texts if (shown := cover.hide(text)) != text}
    return [tuple(hidden.get(text, text) for text in row) for row in rows] if hidden else rows


def cover_texts(run: Run, texts: Iterable[str]) -> tuple[str, ...]:
    """Sentences that may name files, as they may be shown to anybody."""
    from antidrug_kpi.registers.covers import make_cover

    told = tuple(texts)
    return tuple(map(make_cover(told, run.reading.registers).hide, told))
