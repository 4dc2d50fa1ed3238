"""`fill` of what is handed in otherwise than as the report's forms: the plan of the year, and the fields to paste."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from antidrug_kpi.cli.exit_messages import (
    COMPLETE,
    INCOMPLETE,
    exit_with_status,
    print_saved_manifest,
    print_saved_path,
    print_status_reason,
)
from antidrug_kpi.cli.progress import show_progress
from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.writers import DOCUMENT_SUFFIXES
from antidrug_kpi.printable import escape_lines, show_path
from antidrug_kpi.settings import Settings

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.hand_ins.hand_in_forms import HandInForm

# A plan of the year has no report, and nothing of the data is computed for it.
_IDLE_FOR_PLAN = {"report": "--report", "as_of": "--as-of", "only": "--only", "by": "--by"}


@dataclass(frozen=True)
class HandInChoices:
    """What the user typed: the form by its name, where it goes, and the options that it takes."""

    name: str
    output: Path | None
    baseline: Path | None = None
    manifest: Path | None = None
    may_replace: bool = False
    fail_on_miss: bool = False
    show_ids: bool = False


def fill_hand_in(
    hand_in: HandInForm, data: Path, choices: HandInChoices, idle: Mapping[str, object], settings: Settings
) -> NoReturn:
    """Write the form and end with its status. `idle` are the options of `fill` that no such form takes, with what was typed.

    Raises UsageError where an option has no effect, or there is no place to write to.
    """
    _refuse_idle(hand_in, choices, idle, settings)
    output = choices.output
    if output is None:
        raise UsageError(f"--form {choices.name} 缺少輸出{'資料夾' if hand_in.is_pasted else '檔'}；請用 -o 指定")
    from antidrug_kpi import pipeline

    if hand_in.is_pasted:
        pipeline.refuse_paste_folder(output, settings, data, may_replace=choices.may_replace)
    else:
        pipeline.check_suffix(output, DOCUMENT_SUFFIXES)
        pipeline.refuse_target(output, settings, data, may_replace=choices.may_replace)
    if choices.baseline is not None and any(
        pipeline.is_same_file(choices.baseline, place) for place in _list_places(hand_in, output)
    ):
        raise UsageError(f"輸出檔「{show_path(output)}」就是 --baseline 的檔案，未寫入，以免覆蓋；請改用其他檔名")
    if hand_in.is_plan:
        _fill_plan(hand_in, data, output, choices, settings)
    _fill_pasted(hand_in, data, output, choices, settings)


def _refuse_idle(hand_in: HandInForm, choices: HandInChoices, idle: Mapping[str, object], settings: Settings) -> None:
    given = [option for option, value in idle.items() if value]
    if hand_in.is_plan:
        given += [option for name, option in _IDLE_FOR_PLAN.items() if getattr(settings, name)]
        given += [
            option for option, value in {"--manifest": choices.manifest, "--fail-on-miss": choices.fail_on_miss}.items() if value
        ]
    else:
        given += ["--baseline"] if choices.baseline is not None else []
        given += ["--by"] if settings.by is not None else []
    if given:
        raise UsageError(f"{'、'.join(given)} 對 --form {choices.name} 沒有作用；請拿掉，或改用其他表單")


def _list_places(hand_in: HandInForm, output: Path) -> tuple[Path, ...]:
    from antidrug_kpi import pipeline

    return (output / pipeline.PASTE_TEXT, output / pipeline.PASTE_PAGE) if hand_in.is_pasted else (output,)


def _fill_plan(hand_in: HandInForm, data: Path, output: Path, choices: HandInChoices, settings: Settings) -> NoReturn:
    """The plan of the year; registers and a baseline that are not there are no fault of it."""
    from antidrug_kpi import pipeline

    with show_progress(settings, data, output) as watched:
        planned = pipeline.prepare_planned_form(data, watched, hand_in.form_id, choices.baseline, show_ids=choices.show_ids)
        if hand_in.is_pasted:
            pipeline.save_pasted(planned.source, hand_in.form_id, output)
        else:
            pipeline.save_plan_form(planned.source, hand_in.form_id, output)
    if not planned.quiet:
        written = (
            []
            if pipeline.is_standard_output(output)
            else [f"已寫入 {show_path(place)}" for place in _list_places(hand_in, output)]
        )
        for line in (*written, *planned.remarks):
            typer.echo(escape_lines(line), err=True)
    for line in planned.doubts:
        print_status_reason(line)
    raise typer.Exit(INCOMPLETE if planned.doubts else COMPLETE)


def _fill_pasted(hand_in: HandInForm, data: Path, output: Path, choices: HandInChoices, settings: Settings) -> NoReturn:
    """The fields of a report, which is computed as for its form."""
    from antidrug_kpi import pipeline

    if choices.manifest is not None:
        pipeline.refuse_manifest(choices.manifest, None, settings, data, may_replace=choices.may_replace)
    with show_progress(settings, data, output) as watched:
        run = pipeline.compute(data, watched, require_targets=choices.fail_on_miss, with_duties=True)
        source = pipeline.make_form_source(run, show_ids=choices.show_ids)
        places = pipeline.save_pasted(source, hand_in.form_id, output)
        if choices.manifest is not None:
            pipeline.save_manifest(run, choices.manifest, data, "fill", places)
    for place in places:
        print_saved_path(place, run=run)
    print_saved_manifest(choices.manifest, run)
    exit_with_status(pipeline.limit_to_form(run, hand_in.form_id), choices.fail_on_miss, show_ids=choices.show_ids)
