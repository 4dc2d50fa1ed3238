"""The same facts give the same results, however an office writes them down."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister
from antidrug_kpi.settings import Settings
from chance import choose_seeds

from .office import SAMPLE, write_dressed_office


@dataclass(frozen=True)
class Outcome:
    """What a dress must not change: the JSON but for the part that names files, and every register's records."""

    results: str
    records: Mapping[str, Counter[tuple[object, ...]]]


def compute(folder: Path) -> Outcome:
    """The outcome of the office in `folder`."""
    run = pipeline.compute(folder, Settings())
    content = json.loads(pipeline.write_results(run, "json"))
    del content["inputs"]
    for measure in content["measures"]:  # rows in another order may by chance add up to one of them, which is asked about
        measure["issues"] = [issue for issue in measure["issues"] if issue["code"] != "sum-suspected"]
    records = {name: Counter(list_records(register)) for name, register in run.reading.registers.items()}
    return Outcome(json.dumps(content, ensure_ascii=False, indent=1), records)


def list_records(register: TypedRegister) -> Iterator[tuple[object, ...]]:
    """Each record as its typed values in the plan's order of columns, with a mark for every faulty one.

    Free text stays as the office wrote it, and is compared as the conditions of a plan do: in one width, without blanks.
    """
    names = [column.name for column in register.spec.columns if register.has_column(column.name)]
    columns: list[Iterable[object]] = []
    for name in names:
        values = register.frame[name].astype(object)
        columns.append([squeeze(value) if isinstance(value, str) else value for value in values.where(values.notna(), None)])
        columns.append(register.faulty.get(name, [False] * len(values)))
    return zip(*columns, strict=True)


@cache
def compute_sample() -> Outcome:
    return compute(SAMPLE)


@pytest.mark.parametrize("seed", choose_seeds(10, 100))
def test_dressed_copy_gives_the_same(seed: int, tmp_path: Path) -> None:
    write_dressed_office(tmp_path, random.Random(seed))
    found, wanted = compute(tmp_path), compute_sample()
    assert {name for name in wanted.records if found.records[name] != wanted.records[name]} == set()
    assert found.results == wanted.results
