"""The tables of operators as they stand in this folder's YAML, and the plan that holds their registers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, TypeAdapter

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.measure_specs import Count
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.yaml_source.located import read_yaml

Kind = Literal["conditions", "derivations"]
_NUMBERS = (ColumnType.COUNT, ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT)
_TEXTS = (ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT)
# What `takes` says of a column, as the types of registers.yaml.
COLUMN_KINDS: Mapping[str, tuple[ColumnType, ...]] = {
    "任何": tuple(ColumnType),
    "日期": (ColumnType.DATE, ColumnType.MONTH),
    "年度": (ColumnType.YEAR,),
    "整數": (ColumnType.COUNT,),
    "數字": _NUMBERS,
    "類別": (ColumnType.CATEGORY,),
    "敘述": _TEXTS,
    "文字": (*_TEXTS, ColumnType.CATEGORY, ColumnType.CODE, ColumnType.FLAG),
}


class OperatorTable(Part):
    """An operator as a spec writes it, and what it gives for the rows of small tables.

    `subjects` is what the population says beside (`each`, `decisive`). `takes` names the fields that hold a column, by the keys
    that lead to them (`not_after.column`), with a kind of columns. `tables` is register id → rows; in a column `→` stands T or F,
    in a column `→ NAME` the value that is derived, for the subject of the row.
    """

    name: str
    meaning: str
    subjects: dict[str, Any] = Field(default_factory=dict)
    written: dict[str, Any]
    takes: dict[str, str] = Field(min_length=1)
    tables: dict[str, str] = Field(min_length=1)


@cache
def load_tables(kind: Kind) -> tuple[OperatorTable, ...]:
    """The tables of the conditions or of the derivations, in the order of the page. Raises SpecError where the file is wrong."""
    return TypeAdapter(tuple[OperatorTable, ...]).validate_python(_read(f"{kind}.yaml"))


@cache
def load_registers() -> Plan:
    """The plan with the registers and windows that the tables name; it has no indicators."""
    return Plan.model_validate({**_read("registers_of_tables.yaml"), "indicators": []})


def make_measure(kind: Kind, table: OperatorTable, written: Mapping[str, Any] | None = None) -> Count:
    """A measure that counts the subjects of the table's first register by the operator, or by what is `written` instead."""
    operator = dict(table.written if written is None else written)
    place = {"numerator": operator} if kind == "conditions" else {"derive": [operator]}
    texts = {"title": table.name, "formula": table.name, "unit": "列", "numerator_text": table.name, "subject": "列"}
    population = {"register": next(iter(table.tables)), **table.subjects, **place}
    return Count.model_validate({"id": table.name, "kind": "count", **texts, "population": population})


def _read(name: str) -> Any:
    source = read_yaml(Path(__file__).parent / name, name)
    if source.problems:
        raise SpecError(list(source.problems))
    return source.data
