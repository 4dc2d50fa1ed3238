"""What a change to the inputs of a watched run came to, in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.forms.figure_words import say_figures, say_fraction
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.pipeline.completeness import list_file_doubts
from antidrug_kpi.pipeline.redacted_output import redact_texts
from antidrug_kpi.pipeline.run import Run
from antidrug_kpi.printable import name_some
from antidrug_kpi.settings import SETTINGS_FILE

MOST_FIGURES = 5


@dataclass(frozen=True)
class KeptFigures:
    """What is kept of a run to hold the next one against: its files, rejected rows, figures by measure, doubts about files."""

    files: frozenset[str]
    rejected: int
    measures: Mapping[str, str]
    doubts: frozenset[str] = frozenset()


def keep_figures(run: Run) -> KeptFigures:
    """The figures of a run, without the registers that they come from."""
    return KeptFigures(
        frozenset(summary.file for summary in run.result.inputs),
        sum(summary.rejected for summary in run.result.inputs),
        {measure.id: _say_briefly(measure) for measure in run.result.measures},
        frozenset(f"{issue.address} {issue.code}" for issue in list_file_doubts(run)),
    )


def _say_briefly(measure: MeasureResult) -> str:
    return say_fraction(measure) or say_figures(measure)


def is_idle(before: KeptFigures, after: KeptFigures, changed: Sequence[Path], data: Path) -> bool:
    """Whether nothing came of the change, and no file that changed is read for figures: a note among the registers."""
    names = {_name(path, data) for path in changed}
    return before == after and not any(
        name in before.files or name == SETTINGS_FILE or Path(name).is_absolute() for name in names
    )


def say_change(run: Run, before: KeptFigures, after: KeptFigures, changed: Sequence[Path], data: Path) -> str:
    """The files that changed, the rejected rows, and the first figures that are others now."""
    names = redact_texts(run, [_name(path, data) for path in changed])
    moved = [
        f"{name} {before.measures[name]}→{figures}"
        for name, figures in after.measures.items()
        if name in before.measures and before.measures[name] != figures
    ]
    more = f" 等 {len(moved)} 項" if len(moved) > MOST_FIGURES else ""
    said = [f"剔退 {before.rejected:,}→{after.rejected:,}"] if before.rejected != after.rejected else []
    said += [f"{'、'.join(moved[:MOST_FIGURES])}{more}" if moved else "各項數字不變"]
    return f"變動：{'；'.join([name_some(names), *said])}"


def _name(path: Path, data: Path) -> str:
    """A file as the inputs name it; one from elsewhere by its whole path."""
    if path == data:
        return path.name
    return path.relative_to(data).as_posix() if path.is_relative_to(data) else str(path)
