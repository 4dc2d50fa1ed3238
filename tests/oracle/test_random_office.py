"""The random offices reach every state of every measure, and the calculator keeps its own accounts on them."""

from collections import defaultdict
from random import Random

import pytest

from chance import choose_seeds

from .calculate import calculate, count_rows
from .contract import MEASURES
from .random_office import make_random_office

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("seed", choose_seeds(60, 1000))
def test_accounts_balance(seed: int) -> None:
    tables, options = make_random_office(Random(seed), (0, 3, 12, 40)[seed % 4])
    results = calculate(tables, **options)  # type: ignore[arg-type]
    assert list(results) == list(MEASURES)
    for count in count_rows(tables, **options).values():  # type: ignore[arg-type]
        assert count["rows"] == count["accepted"] + count["rejected"] + count["skipped"]
    for measure, result in results.items():
        no_meeting = measure == "4.1.2" and result["denominator"] == 0
        no_value = no_meeting or result["status"] in ("not_applicable", "no_data")
        assert (result["value"] is None) == no_value
        assert (result["shortfall"] == 0) == (result["status"] == "met" and result["shortfall"] is not None)
    again = make_random_office(Random(seed), (0, 3, 12, 40)[seed % 4])
    assert again == (tables, options)


@pytest.mark.slow
def test_every_state_is_reached() -> None:
    seen: dict[str, set[object]] = defaultdict(set)
    for seed in range(250):
        tables, options = make_random_office(Random(seed), (5, 12, 25)[seed % 3])
        for measure, result in calculate(tables, **options).items():  # type: ignore[arg-type]
            seen[measure].add(result["status"])
    for measure in MEASURES:
        wanted = {"reported"} if measure in ("4.3.2", "4.6.1.1", "4.6.1.2") else {"met", "missed"}
        assert seen[measure] >= wanted | {"no_data"}, measure
