"""Records and cells of odd shapes give what the contract says, in whatever register, format, column and position they stand."""

import random
from pathlib import Path

import pytest

from chance import choose_seeds

from .shape_instances import MAKERS, Maker
from .small_registers import compute


@pytest.mark.parametrize("seed", choose_seeds(2, 20))
@pytest.mark.parametrize("make", MAKERS)
def test_shape(make: Maker, seed: int, tmp_path: Path) -> None:
    register, holds = make(tmp_path, random.Random(f"{make.__name__} {seed}"))
    merged = tmp_path / "合併"
    assert compute(merged if merged.exists() else tmp_path, register) == holds
