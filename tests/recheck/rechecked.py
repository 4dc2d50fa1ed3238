"""A random office written, a form typed for it with faults or without, and what `recheck` says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from agreement.offices import write_office
from antidrug_kpi import pipeline
from antidrug_kpi.pipeline.rechecking import RecheckRun
from antidrug_kpi.settings import Settings
from oracle.random_office import make_random_office

from .planted_faults import Planted, plant_some
from .truth import NO_FIGURES, Truth, find_truth
from .typed_forms import lay_out, list_indicators, write_form
from .typed_texts import LEADS, type_figures


@dataclass(frozen=True)
class Office:
    """An office on disk, and the truth about it."""

    folder: Path
    truth: Truth

    @property
    def settings(self) -> Settings:
        as_of = self.truth.options.get("as_of")
        return Settings(as_of=None if as_of is None else as_of.isoformat(), jurisdiction=self.truth.options.get("jurisdiction"))


def make_office(rng: Random, folder: Path, report: str) -> Office:
    """A small random office, all of whose files can be read, for a report of the plan's own year."""
    while True:
        tables, options = make_random_office(rng, rng.randint(5, 40))
        if not options.keys() & {"unreadable", "year"} and options["report"] == report:
            break
    folder.mkdir()
    given: Any = options
    write_office(folder, tables, given["columns"], rng)
    return Office(folder, find_truth(tables, given))


def type_form(rng: Random, office: Office, path: Path, planted: Mapping[str, Planted]) -> Path:
    """The office's form with right figures, but where a fault is planted."""
    truth = office.truth
    texts = {name: type_figures(rng, figures) for name, figures in truth.figures.items() if figures.status not in NO_FIGURES}
    boxes = {indicator.id: truth.combine(indicator.id) for indicator in list_indicators()}
    for name, fault in planted.items():
        texts.pop(name, None)
        if fault.text is not None:
            texts[name] = fault.text
        if fault.progress is not None:
            boxes[next(part.id for part in list_indicators() if any(own.id == name for own in part.measures))] = fault.progress
    rows = lay_out(rng, texts, boxes, truth.options["report"], LEADS)
    return write_form(path, rows, truth.options["report"], truth.options.get("jurisdiction"))


def recheck(office: Office, path: Path) -> RecheckRun:
    """What `recheck` says of the form."""
    return pipeline.recheck_form(path, office.folder, office.settings)


def plant_form(rng: Random, office: Office, path: Path, most: int) -> tuple[Path, dict[str, Planted]]:
    """The office's form with faults of as many causes as it allows."""
    planted = plant_some(rng, office.truth, most)
    return type_form(rng, office, path, planted), planted
