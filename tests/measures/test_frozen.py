"""What the stages hand on cannot be changed by the next: each of their dataclasses is frozen, but for those that gather."""

import dataclasses
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import antidrug_kpi.measures
import antidrug_kpi.registers

# Filled step by step by the function that makes them, over files, names or examples; nobody changes them afterwards.
GATHERING = {"Coverage", "Gathered", "_NameWithYear"}


def list_dataclasses(stage: ModuleType) -> Iterator[type]:
    for found in pkgutil.walk_packages(stage.__path__, f"{stage.__name__}."):
        module = importlib.import_module(found.name)
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__ == module.__name__ and dataclasses.is_dataclass(kind):
                yield kind


def test_only_what_gathers_can_be_changed() -> None:
    kinds = [*list_dataclasses(antidrug_kpi.registers), *list_dataclasses(antidrug_kpi.measures)]
    assert len(kinds) > 50
    assert {kind.__name__ for kind in kinds if not kind.__dataclass_params__.frozen} == GATHERING  # type: ignore[attr-defined]
