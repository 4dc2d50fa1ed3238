"""The same data twice, other years and registers that cannot be read give what the contract says, whatever they are called."""

import random
from pathlib import Path

import pytest

from chance import choose_seeds

from .copy_instances import MAKERS, Maker
from .small_registers import compute


@pytest.mark.parametrize("seed", choose_seeds(2, 20))
@pytest.mark.parametrize("make", MAKERS)
def test_copies(make: Maker, seed: int, tmp_path: Path) -> None:
    register, holds = make(tmp_path, random.Random(f"{make.__name__} {seed}"))
    assert compute(tmp_path, register) == holds
