"""Statistics, tie-outs, training rules and demands agree with a calculation written from report.md alone (`tests/oracle/duties`).

`SEEDS=900-999 pytest tests/agreement/test_duties_agree.py` tries those random offices (see `chance.py`).
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from chance import choose_seeds
from oracle.duties.calculate_duties import calculate_duties
from oracle.duties.random_duties import make_random_duties

from .duty_agreement import MOST_SHOWN, compute_duties, list_duties_apart, write_tables, write_workbook

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", choose_seeds(6, 300))
def test_random_office_has_the_statistics_that_the_independent_calculator_finds(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    tables, options = make_random_duties(rng, (3, 8, 20, 30)[seed % 4])
    given: Any = options
    readings = {place: (name,) for place, name in (("1.6", "calendar-quarters"), ("4.2", "each-post")) if rng.random() < 0.15}
    write = write_workbook if rng.random() < 0.3 else write_tables
    write(tmp_path, tables, given["columns"])
    found = compute_duties(tmp_path, given, readings)
    apart = list_duties_apart(found, calculate_duties(tables, **given, readings=readings))
    assert apart[:MOST_SHOWN] == []
