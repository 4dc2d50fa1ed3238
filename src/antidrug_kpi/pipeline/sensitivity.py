"""`sensitivity`: the figures under each alternative reading, as text, or in a file of the format that its suffix says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.pipeline.resolved_settings import find_periods, load_wanted_plan, resolve_settings
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:  # pandas comes with it
    from antidrug_kpi.measures.alternative_results import MeasureReadings


@dataclass(frozen=True)
class Sensitivity:
    """A run of the measures that have alternatives, and their results under each reading."""

    run: Run
    readings: tuple[MeasureReadings, ...]

    @property
    def is_turned(self) -> bool:
        """Whether some verdict hangs on a reading."""
        return any(found.is_turned for found in self.readings)


def compute_sensitivity(data: Path, settings: Settings, name: str | None) -> Sensitivity | None:
    """The figures of all measures with alternatives, or of those of one indicator or measure; none where it has none. Chosen
    readings are left out. Raises as `compute` does.
    """
    from antidrug_kpi.measures.alternative_results import has_alternatives

    resolved = resolve_settings(settings, data)
    load_wanted_plan(resolved)  # a reading that does not exist is refused, though none is chosen here
    plan = load_wanted_plan(replace(resolved, readings=()))
    wanted = select_measures(plan, () if name is None else (name,))
    only = tuple(measure.id for indicator, measure in wanted if has_alternatives(indicator, measure))
    if not only:
        return None
    run = compute(data, replace(resolved, only=only, readings=(), is_settled=True), skip_unneeded=True)
    return Sensitivity(run, compute_readings(run))


def compute_readings(run: Run) -> tuple[MeasureReadings, ...]:
    """The results of the run's measures under each reading, whatever is chosen."""
    from antidrug_kpi.measures.alternative_results import compute_alternatives

    plan = run.default_plan
    wanted = {measure.id for measure in run.result.measures}
    measures = [(indicator, measure) for indicator, measure in plan.measures if measure.id in wanted]
    return compute_alternatives(measures, replace(run.terms, plan=plan, by=None))


def write_no_readings(data: Path, settings: Settings) -> str:
    """The JSON where no measure that was asked for has an alternative."""
    from antidrug_kpi.forms.readings.sensitivity_text import write_readings_head

    plan = load_wanted_plan(replace(resolve_settings(settings, data), readings=()))
    return write_readings_head(plan.id, find_periods(plan, resolve_settings(settings, data)).report, [])


def list_chosen(data: Path, settings: Settings) -> tuple[str, ...]:
    """The readings that the command line or `office.yaml` chooses."""
    return resolve_settings(settings, data).readings


def write_sensitivity(sensitivity: Sensitivity, text_format: str) -> str:
    """The figures as json, csv or markdown."""
    return TEXT_FORMATS[text_format](sensitivity)


def print_sensitivity(sensitivity: Sensitivity) -> None:
    """Print the table."""
    from antidrug_kpi.forms.readings import sensitivity_text
    from antidrug_kpi.forms.terminal import make_console

    sensitivity_text.print_sensitivity(make_console(), sensitivity.readings)


def save_sensitivity(sensitivity: Sensitivity, path: Path) -> bool:
    """Write the figures, or as .docx and .odt the questions to the Ministry, in the format of the path's suffix. False where no
    verdict turns, so that there is nothing to ask and no file.
    """
    return SENSITIVITY_FORMATS[path.suffix.lower()](sensitivity, path)


def _write_json(sensitivity: Sensitivity) -> str:
    from antidrug_kpi.forms.readings.sensitivity_text import write_sensitivity_json

    return write_sensitivity_json(sensitivity.run.result, sensitivity.readings)


def _write_csv(sensitivity: Sensitivity) -> str:
    from antidrug_kpi.forms.readings.sensitivity_text import write_sensitivity_csv

    return write_sensitivity_csv(sensitivity.readings)


def _write_markdown(sensitivity: Sensitivity) -> str:
    from antidrug_kpi.forms.readings.sensitivity_text import write_sensitivity_markdown

    return write_sensitivity_markdown(sensitivity.readings)


def _save_text(sensitivity: Sensitivity, path: Path) -> bool:
    from antidrug_kpi.forms.output.saving import save_bytes

    text = write_sensitivity(sensitivity, TEXT_SUFFIXES[path.suffix.lower()])
    save_bytes(path, text.encode("utf-8"), is_private=False)
    return True


def _save_table(sensitivity: Sensitivity, path: Path) -> bool:
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.readings.sensitivity_rows import build_sensitivity_table
    from antidrug_kpi.forms.writers import write_document
    from antidrug_kpi.measures.alternative_results import put_turned_first

    run = sensitivity.run
    table = build_sensitivity_table(run.plan, run.result, put_turned_first(sensitivity.readings))
    save_document(path, lambda: write_document(table, path.suffix.lower()), is_private=False)
    return True


def _save_page(sensitivity: Sensitivity, path: Path) -> bool:
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.report.readings_page import write_readings_page

    run = sensitivity.run
    save_document(path, lambda: write_readings_page(run.plan, run.result, sensitivity.readings), is_private=False)
    return True


def _save_questions(sensitivity: Sensitivity, path: Path) -> bool:
    from antidrug_kpi.forms.output.saving import save_document
    from antidrug_kpi.forms.readings.question_sheet import build_question_sheet, list_questions
    from antidrug_kpi.forms.writers import write_document

    questions = list_questions(sensitivity.readings)
    if not questions:
        return False
    sheet = build_question_sheet(sensitivity.run.plan, sensitivity.run.result, questions)
    save_document(path, lambda: write_document(sheet, path.suffix.lower()), is_private=False)
    return True


TEXT_FORMATS: Mapping[str, Callable[[Sensitivity], str]] = {"json": _write_json, "csv": _write_csv, "markdown": _write_markdown}

TEXT_SUFFIXES: Mapping[str, str] = {".json": "json", ".csv": "csv", ".md": "markdown"}

SENSITIVITY_FORMATS: Mapping[str, Callable[[Sensitivity, Path], bool]] = {
    ".xlsx": _save_table,
    ".html": _save_page,
    **dict.fromkeys(TEXT_SUFFIXES, _save_text),
    ".docx": _save_questions,
    ".odt": _save_questions,
}
"""The suffix of a file → what saves it, in the order in which messages list them."""

SENSITIVITY_SUFFIXES = tuple(SENSITIVITY_FORMATS)
