"""Every column that the plan of 113 names, exchanged for one of another type: `plan check` refuses it, or `compute` works."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest
from pydantic import ValidationError

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.compute import Terms, compute_measure
from antidrug_kpi.measures.results import Status
from antidrug_kpi.plans.checking.references import find_problems
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import TypedRegister
from oracle.random_office import make_random_office

pytestmark = pytest.mark.slow

PLAN = load_plan("mohw-113")
DATA: dict[str, Any] = {
    **PLAN.model_dump(by_alias=True, exclude_unset=True),
    "forms": (),
    "statistics": (),
    "tie_outs": (),
}
TYPES = {register.id: {column.name: column.type for column in register.columns} for register in PLAN.registers}
Path = tuple[str | int, ...]


@lru_cache
def read_office() -> dict[str, TypedRegister]:
    tables, drawn = make_random_office(random.Random(5), 25)
    options: dict[str, Any] = dict(drawn)
    files = []
    for title, rows in tables.items():
        columns = options["columns"][title]
        lines = [list(columns), *([row.get(name, "") for name in columns] for row in rows)]
        sheet = Sheet(f"{title}.csv", None, number_rows(lines), range(1, len(lines) + 1))
        files.append(FileReading(sheet.file, "", (sheet,), ()))
    return dict(read_registers(files, PLAN).registers)


def iterate_names(node: Any, registers: tuple[str, ...] = (), path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Where a column is named, and the register whose column it is: of those named around or below it the nearest that has it."""
    if isinstance(node, dict):
        inner = (*([node["register"]] if "register" in node else []), *registers, *iterate_registers(node))
        for key, value in node.items():
            if key not in {"examples", "register", "is", "in", "says"}:
                yield from iterate_names(value, inner, (*path, key))
    elif isinstance(node, list | tuple):
        for index, value in enumerate(node):
            yield from iterate_names(value, registers, (*path, index))
    elif isinstance(node, str):
        register = next((name for name in registers if node in TYPES[name]), None)
        if register is not None:
            yield path, register


def iterate_registers(node: Any) -> Iterator[str]:
    """The registers that a part of a spec names."""
    if isinstance(node, dict):
        yield from ([node["register"]] if "register" in node else [])
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list | tuple) else ():
        yield from iterate_registers(part)


def exchange(data: Any, path: Path, name: str) -> Any:
    """The data with another text at the path; tuples are lists to Pydantic as well."""
    if not path:
        return name
    children: Any = dict(data) if isinstance(data, dict) else list(data)
    children[path[0]] = exchange(data[path[0]], path[1:], name)
    return children


def find(data: Any, path: Path) -> str:
    for key in path:
        data = data[key]
    return str(data)


def list_mutants(indicator: Any) -> list[tuple[Any, str]]:
    mutants = []
    for path, register in iterate_names(indicator):
        kinds = TYPES[register]
        old = find(indicator, path)
        # One column of each other type: the first that the register has.
        others = {kind: name for name, kind in reversed(kinds.items()) if kind is not kinds[old]}
        for name in others.values():
            mutants.append((exchange(indicator, path, name), f"{'.'.join(map(str, path))}: {old} → {name}"))
    return mutants


def survives(indicator: Any) -> bool:
    """Whether the plan with this indicator alone is refused in one or more lines, or computed."""
    try:
        plan = Plan.model_validate({**DATA, "indicators": [indicator]})
    except ValidationError:
        return True
    if list(find_problems(plan)):
        return True
    periods = resolve_periods(plan.windows, plan.reports, plan.year, "final")
    terms = Terms(plan, read_office(), periods, "高雄市")
    for own, measure in plan.measures:
        assert compute_measure(own, measure, terms).result.status in set(Status)
    return False


@pytest.mark.parametrize("indicator", DATA["indicators"], ids=lambda indicator: indicator["id"])
def test_a_column_of_another_type_is_refused_or_computed(indicator: Any) -> None:
    own = {key: value for key, value in copy.deepcopy(indicator).items() if key != "examples"}
    assert not survives(own)  # as it stands it is computed
    for mutant, what in list_mutants(own):
        try:
            survives(mutant)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            pytest.fail(f"{what}: {type(error).__name__} {error}")
