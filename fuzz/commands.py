"""One damaged file through the functions of the commands, and everything that they would show."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import StringIO
from pathlib import Path
from random import Random

from antidrug_kpi import authoring, pipeline
from antidrug_kpi.forms.check.checkup_screen import print_checkup
from antidrug_kpi.forms.result_screen import print_results
from antidrug_kpi.forms.terminal import make_console
from antidrug_kpi.pipeline import Run
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings
from files.encrypting import PASSWORD
from fuzz.kinds import DATA, FORMS, Mutant
from fuzz.seeds import CASES, SPECS

Shown = Iterator[tuple[str, str]]
"""What a command shows, and where: the screen, a format, an error."""
COMPANION = "志工（完好）.csv"
COMPANION_REGISTER = "volunteers"
ONLY = ("3.3", "4.7")
EXTRA_SHARE = 0.08
"""Of the mutants that also go through what takes longer."""


class LostError(Exception):
    """A bad file took a good one with it, or a written file is not whole."""


def run_commands(mutant: Mutant, folder: Path, chance: Random) -> Shown:
    """What the commands show of a folder that holds the mutant, or of a form given to `--into`."""
    if mutant.seed.kind in FORMS:
        yield from _fill_into(mutant, folder, chance)
        return
    office = folder / "office"
    office.mkdir()
    shutil.copyfile(CASES / "l2-nothing-filled-exit-0" / "input" / "志工.csv", office / COMPANION)
    settings = _place(mutant, office, folder, chance)
    run = pipeline.compute(office, settings, keep="files", allow_no_register=True)
    if mutant.seed.kind in DATA and COMPANION_REGISTER not in run.reading.registers:
        raise LostError(f"{COMPANION} beside it was not read")
    yield from _show(run)
    if chance.random() < EXTRA_SHARE:
        yield from _write(run, folder, chance)
        pipeline.save_mapping(folder / "draft.yaml", pipeline.draft_mapping(office, replace(settings, mapping=None)))
        yield "map", (folder / "draft.yaml").read_text(encoding="utf-8")


def _place(mutant: Mutant, office: Path, folder: Path, chance: Random) -> Settings:
    """Write the mutant where it belongs, and give the settings that lead to it."""
    only = () if chance.random() < 0.2 else ONLY
    seed = mutant.seed
    if seed.kind == "spec":
        shutil.copytree(SPECS / seed.plan, folder / "specs" / seed.plan)
        (folder / "specs" / seed.plan / seed.name).write_bytes(mutant.content)
        plan = load_plan(seed.plan, (folder / "specs",))
        if chance.random() < EXTRA_SHARE:
            authoring.run_plan_examples(plan)
        return Settings(plan=seed.plan, specs=(folder / "specs",))
    (office / seed.name).write_bytes(mutant.content)
    if seed.kind == "office":
        (office / "對應.yaml").write_text("registers:\n", encoding="utf-8")
        return Settings()
    mapping = office / seed.name if seed.kind == "mapping" else None
    return Settings(jurisdiction="高雄市", only=only, mapping=mapping, ask_password=lambda: PASSWORD)


def _show(run: Run) -> Shown:
    """The screens of `check` and `compute`, and their formats."""
    checkup = pipeline.build_checkup(run)
    screen = StringIO()
    console = make_console(screen)
    print_checkup(console, checkup, show_ids=True, is_all=True)
    print_results(console, run.plan, run.result, show_ids=True)
    yield "screen", screen.getvalue()
    yield "stderr", "\n".join([*pipeline.say_doubts(run, show_ids=True), *pipeline.say_unserved_options(run)])
    yield "question", pipeline.say_unknown_jurisdiction(run.plan, run.result.jurisdiction) or ""
    if not pipeline.is_complete(run):
        yield "ending", f"{pipeline.say_incomplete_run(run)}\n{pipeline.say_incomplete_check(run)}"
    for form in ("json", "csv"):
        yield f"check {form}", "".join(pipeline.write_checkup(checkup, form, show_ids=True))
    for form in ("json", "csv", "markdown"):
        yield f"compute {form}", pipeline.write_results(run, form, show_ids=True)


def _write(run: Run, folder: Path, chance: Random) -> Shown:
    """The files of `check -o`, `fill -o` and `trace -o`, and its screen."""
    pipeline.save_checkup(run, pipeline.build_checkup(run), folder / "check.xlsx", show_ids=True)
    suffix = chance.choice((".html", ".docx", ".odt", ".ods", ".xlsx"))
    pipeline.fill_form(run, folder / f"form{suffix}", show_ids=True)
    traced = pipeline.build_trace(run, show_ids=True)
    pipeline.save_trace(traced, folder / "trace.xlsx")
    pipeline.save_trace(traced, folder / "trace.csv")
    for path in folder.glob("*.*"):
        if path.suffix not in {".html", ".csv", ".yaml"}:
            _check_whole(path)
    yield "trace", "".join(pipeline.write_trace(traced, "csv"))


@cache
def compute_for_forms() -> Run:
    """The figures that forms are filled with."""
    return pipeline.compute(CASES / "l2-nothing-filled-exit-0" / "input", Settings(jurisdiction="高雄市"))


def _fill_into(mutant: Mutant, folder: Path, chance: Random) -> Shown:
    source, target = folder / mutant.seed.name, folder / f"filled{Path(mutant.seed.name).suffix}"
    source.write_bytes(mutant.content)
    overwrite, any_time = chance.random() < 0.7, chance.random() < 0.8
    filled = pipeline.fill_into(compute_for_forms(), source, target, overwrite=overwrite, any_time=any_time)
    cells = [f"{cell.place}　{cell.indicator}「{cell.heading}」" for cell in (*filled.changed, *filled.kept)]
    yield "screen", "\n".join([*cells, *filled.lacking, *filled.remarks])
    if filled.changed:
        _check_whole(target)
    elif target.exists():
        raise LostError("nothing was filled, and a file was written")


def _check_whole(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        damaged = archive.testzip()
    if damaged is not None:
        raise LostError(f"{path.name}: {damaged} is damaged")
