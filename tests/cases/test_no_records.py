"""A row that is no record changes nothing, in whatever register, file and position it stands."""

import random
from pathlib import Path

import pytest

from antidrug_kpi.files import read_data
from antidrug_kpi.issues import Level
from antidrug_kpi.registers.office_reading import read_registers
from chance import choose_seeds
from registers.offices import get_plan

from .no_records import make_register, write_register

SAID = {"total": set(), "subtotal": {"subtotal-skipped"}, "heading": {"heading-skipped"}}


@pytest.mark.parametrize("seed", choose_seeds(5, 50))
@pytest.mark.parametrize("kind", ["total", "subtotal", "heading"])
def test_a_row_that_is_no_record_is_skipped(kind: str, seed: int, tmp_path: Path) -> None:
    rng = random.Random(f"{kind} {seed}")
    made = make_register(get_plan(), kind, rng)
    write_register(made, tmp_path, rng)
    reading = read_registers(read_data(tmp_path), get_plan())
    (register,) = reading.registers.values()
    assert [(source.rows, source.skipped) for source in register.sources] == [(len(made.records) + 1, 1)]
    assert register.spec.id == made.register.id
    # The row above which it stood is not the one that was skipped.
    assert made.position + 2 not in {register.get_row_number(row) for row in range(len(register))}
    loud = {issue.code for issue in reading.issues if issue.level in {Level.FILE, Level.FAULT} or issue.kind.is_always_said}
    assert loud == SAID[kind]
