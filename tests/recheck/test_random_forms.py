"""Random offices' forms, typed in many ways: right ones raise no alarm, and a planted fault is named.

How faults are planted is told in `planted_faults`; nothing that `recheck` says may be refuted by the tests' own calculator.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.pipeline.rechecking import RecheckRun
from chance import choose_seeds

from .checking import is_found, list_refuted
from .rechecked import make_office, plant_form, recheck, type_form
from .typed_forms import SUFFIXES

pytestmark = pytest.mark.slow
MOST = 20


@pytest.mark.parametrize("seed", choose_seeds(20, 300))
def test_a_right_form_agrees_throughout(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    office = make_office(rng, tmp_path / "清冊", ("final", "midterm")[seed % 2])
    done = recheck(office, type_form(rng, office, tmp_path / f"表{SUFFIXES[seed % 4]}", {}))
    alarms = [
        (finding.submitted.id, finding.cause.value, finding.submitted.figures)
        for finding in done.recheck.findings
        if finding.cause.value != ("agrees" if finding.computed.status.value not in ("no_data", "withheld") else "not_filled")
    ]
    assert alarms == []
    assert not done.recheck.has_differences


@pytest.mark.parametrize("seed", choose_seeds(6, 200))
def test_a_planted_fault_is_named(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    office = make_office(rng, tmp_path / "清冊", ("final", "midterm")[seed % 2])
    path, planted = plant_form(rng, office, tmp_path / f"表{SUFFIXES[seed % 4]}", MOST)
    done = recheck(office, path)
    entries = read_entries(done)
    missed = [
        (name, fault.cause, fault.text, entries[name])
        for name, fault in planted.items()
        if not is_found(fault.cause, entries[name])
    ]
    assert missed == []
    found = {finding.submitted.id: finding for finding in done.recheck.findings}
    refuted = [
        line
        for name, entry in entries.items()
        for line in list_refuted(
            entry,
            [(entry["cause"], entry["detail"]), *((also.cause.value, also.detail) for also in found[name].also)],
            office.truth,
        )
    ]
    assert refuted == []
    assert [
        name for name, entry in entries.items() if entry["cause"] not in ("agrees", "not_filled") and name not in planted
    ] == []


def read_entries(done: RecheckRun) -> Mapping[str, Mapping[str, Any]]:
    """The measures of the JSON by their ids."""
    return {entry["id"]: entry for entry in json.loads(pipeline.write_recheck(done, "json"))["measures"]}
