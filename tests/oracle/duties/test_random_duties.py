"""The random offices reach every statistic with something to count and without its register, and every outcome of a tie-out."""

from collections import defaultdict
from random import Random
from typing import Any

import pytest

from .calculate_duties import calculate_duties
from .duty_reads import STATISTICS
from .random_duties import make_random_duties

pytestmark = pytest.mark.slow

SIZES = (3, 8, 20, 30)


def says_something(shape: dict[str, Any]) -> bool:
    told = (shape.get(key) for key in ("total", "column_totals", "rows", "named", "numerator"))
    return shape["status"] == "computed" and (any(told) or shape.get("value") not in (None, "0.00"))


def test_every_state_is_reached() -> None:
    spoken, blank = set(), set()
    outcomes: dict[str, set[object]] = defaultdict(set)
    for seed in range(100):
        tables, options = make_random_duties(Random(seed), SIZES[seed % 4])
        found = calculate_duties(tables, **options)  # type: ignore[arg-type]
        spoken |= {name for name, shape in found["statistics"].items() if says_something(shape)}
        blank |= {name for name, shape in found["statistics"].items() if shape["status"] == "blank"}
        for entry in found["tie_outs"]:
            outcomes[entry["id"]].add(entry["holds"])
    assert set(STATISTICS) - spoken == set()
    assert set(STATISTICS) - blank == set()
    assert {name for name, seen in outcomes.items() if seen != {True, False, None}} == set()
