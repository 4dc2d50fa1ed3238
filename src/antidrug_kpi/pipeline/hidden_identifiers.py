"""Hides identifiers of persons in everything that is shown of a run, unless the user asks for them (--show-ids)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from antidrug_kpi.issues import Issue
from antidrug_kpi.pipeline.run import Run

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.registers.identifier_covers import Cover


def cover_run(run: Run, *, show_ids: bool) -> Run:
    """The run whose results have identifiers hidden in every text; the run itself with `show_ids`."""
    from antidrug_kpi.measures.covered_results import cover_results, hide_in_result

    if show_ids:
        return run
    return replace(run, result=hide_in_result(run.result, cover_results(run.result, run.reading.registers)))


def choose_cover(run: Run, issues: Iterable[Issue], *, show_ids: bool) -> Cover:
    """The cover that hides identifiers in these issues; one that hides nothing with `show_ids`."""
    from antidrug_kpi.registers.identifier_covers import LIFTED, list_texts, make_cover

    if show_ids:
        return LIFTED
    return make_cover((text for issue in issues for text in list_texts(issue)), run.reading.registers)


def cover_rows(run: Run, rows: list[tuple[str, ...]], *, show_ids: bool) -> list[tuple[str, ...]]:
    """The rows of a table with identifiers hidden; each distinct text is searched once."""
    from antidrug_kpi.registers.identifier_covers import make_cover

    if show_ids:
        return rows
    texts = set().union(*rows)
    cover = make_cover(texts, run.reading.registers)
    hidden = {text: shown for text in texts if (shown := cover.hide(text)) != text}
    return [tuple(hidden.get(text, text) for text in row) for row in rows] if hidden else rows


def cover_texts(run: Run, texts: Iterable[str]) -> tuple[str, ...]:
    """Sentences with identifiers hidden, which may stand in names of files."""
    from antidrug_kpi.registers.identifier_covers import make_cover

    known = tuple(texts)
    return tuple(map(make_cover(known, run.reading.registers).hide, known))
