"""`run`: an office read once, and everything that is made of it written into one folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.output.saving import make_folder
from antidrug_kpi.pipeline.batch.batch_options import OutputOptions
from antidrug_kpi.pipeline.batch.office_outputs import ISSUES, RESULT, compute_twice
from antidrug_kpi.pipeline.batch.office_record import MANIFEST
from antidrug_kpi.pipeline.checking import build_checkup, save_checkup
from antidrug_kpi.pipeline.manifests import save_manifest
from antidrug_kpi.pipeline.outputs.filled_forms import fill_form
from antidrug_kpi.pipeline.outputs.output_targets import refuse_target
from antidrug_kpi.pipeline.outputs.saved_results import save_results
from antidrug_kpi.pipeline.run import Run, require_registers
from antidrug_kpi.plans.form_specs import INDICATORS
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import Settings

CHECKED, REPORT = "checked.xlsx", "report.html"


@dataclass(frozen=True)
class WholeRun:
    """The run as `compute` has it, and the files that were written, in the order in which they are told."""

    run: Run
    files: tuple[str, ...]


def refuse_folder(data: Path, folder: Path, settings: Settings, options: OutputOptions) -> None:
    """UsageError where the folder lies in the data, or a file in it is an input or somebody's work that may not be replaced."""
    real = Path(os.path.realpath(folder))
    if data.is_dir() and real.is_relative_to(os.path.realpath(data)):
        raise UsageError(f"輸出資料夾「{show_path(folder)}」在讀入的「{show_path(data)}」裡面；請改用以外的資料夾")
    for file in list_files(options):
        refuse_target(folder / file, settings, data, may_replace=options.may_replace)


def list_files(options: OutputOptions) -> tuple[str, ...]:
    """The names of all files that a run writes."""
    return (RESULT, *options.form_files, CHECKED, REPORT, ISSUES, MANIFEST)


def compute_and_write(
    data: Path, folder: Path, settings: Settings, options: OutputOptions, *, require_targets: bool = False
) -> WholeRun:
    """Read the data once and write every file. Raises UserError where nothing can be computed, or a file cannot be written."""
    run, result_run = compute_twice(data, settings, keep_files=True, require_targets=require_targets, with_duties=True)
    require_registers(data, run.reading)
    make_folder(folder)
    show_ids = options.show_ids
    save_results(result_run, folder / RESULT, show_ids=show_ids)
    for file in options.form_files:
        fill_form(run, folder / file, options.form, show_ids=show_ids)
    checkup = build_checkup(run)
    for file in (CHECKED, ISSUES):
        save_checkup(run, checkup, folder / file, show_ids=show_ids)
    fill_form(run, folder / REPORT, INDICATORS, show_ids=show_ids)
    files = list_files(options)
    save_manifest(run, folder / MANIFEST, data, "run", [folder / file for file in files if file != MANIFEST])
    return WholeRun(result_run, files)
