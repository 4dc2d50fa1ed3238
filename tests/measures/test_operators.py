"""Operators of the vocabulary: none is half added, and each gives what its tables say."""

from functools import singledispatch
from typing import Any

import pytest

from antidrug_kpi.measures.condition_masks import mask_condition
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.checking.example_checks import split_table
from antidrug_kpi.plans.operators.operator_tables import Kind, OperatorTable
from antidrug_kpi.plans.prose.sentences import say

from .operators import (
    DERIVED,
    PLACES,
    TABLES,
    TAGS,
    check_written,
    find_gaps,
    find_joined,
    find_reads,
    is_registered,
    list_misfits,
    list_results,
    name_column,
    read_part,
    replace_column,
    run_table,
    say_part,
)

MEMBERS: list[tuple[Kind, type[Part]]] = [
    *(("conditions", model) for model in TAGS),
    *(("derivations", model) for model in DERIVED),
]
EACH_TABLE = pytest.mark.parametrize(
    ("kind", "table"), TABLES, ids=[f"{number} {table.name}" for number, (_, table) in enumerate(TABLES)]
)


class Never(Part):
    """An operator that was added to the models alone."""

    never: str


@pytest.mark.parametrize(("kind", "model"), MEMBERS, ids=lambda value: getattr(value, "__name__", value))
def test_every_operator_has_all_its_places(kind: Kind, model: type[Part]) -> None:
    gaps = find_gaps(model, PLACES[kind])
    assert not gaps, "\n".join(gaps)


def test_every_word_has_its_member_of_the_union() -> None:
    assert sorted(TAGS.values()) == sorted([*c.NODES, *c.OPERATORS])
    assert {tag: model for model, tag in DERIVED.items()} == p.DERIVATIONS


@pytest.mark.parametrize("kind", PLACES)
def test_an_operator_that_has_none_is_told_each_place(kind: Kind) -> None:
    own = {
        "conditions": [
            "Never lacks its word (NODES or OPERATORS of plans/conditions.py)",
            "Never lacks its mask (measures/condition_masks.py)",
            "Never lacks its phrase (audit/subjects/phrases.py)",
        ],
        "derivations": [
            "Never lacks its word (DERIVATIONS of plans/population_specs.py)",
            "Never lacks its values (measures/derived/derivations.py)",
            "Never lacks its names (plans/derived.py)",
        ],
    }
    assert find_gaps(Never, PLACES[kind]) == [
        *own[kind],
        "Never lacks its sentence (plans/prose/sentences.py)",
        "Never lacks its table (plans/operators)",
    ]


@pytest.mark.parametrize("dispatcher", [mask_condition, say])
def test_a_case_taken_away_is_missed(dispatcher: Any) -> None:
    without = singledispatch(dispatcher.dispatch(object))
    for model, function in dispatcher.registry.items():
        if model is not c.Within:
            without.register(model, function)
    assert not is_registered(without, c.Within)
    assert is_registered(without, c.Happened)


def test_every_table_is_about_the_operator_that_it_is_called_by() -> None:
    tags = {**TAGS, **DERIVED}
    assert [(table.name, tags[type(read_part(kind, table))]) for kind, table in TABLES] == [
        (table.name, table.name) for _, table in TABLES
    ]


@EACH_TABLE
def test_it_gives_what_its_table_says(kind: Kind, table: OperatorTable) -> None:
    assert run_table(kind, table) == list_results(table)


@EACH_TABLE
def test_it_takes_the_columns_that_its_table_says(kind: Kind, table: OperatorTable) -> None:
    """A column of a kind that fits is read, and named in the sentence; any other is refused by its name."""
    assert check_written(kind, table, table.written) == []
    for path in table.takes:
        fits, misfits = list_misfits(table, path)
        for column in map(name_column, fits):
            written = replace_column(table, path, column)
            assert not any(column in text for text in check_written(kind, table, written)), (path, column)
            assert column in find_reads(kind, table, written), path
            # By a masked column nobody can be joined, and the measure that would says so.
            assert (column in find_joined(kind, table, written)) == (path.split(".")[-1] == "on"), path
            assert f"「{column}」" in say_part(read_part(kind, table, written)), path
        for column in map(name_column, misfits):
            texts = check_written(kind, table, replace_column(table, path, column))
            assert any(column in text for text in texts), (path, column)


@pytest.mark.parametrize(
    "model", [model for model in vars(c).values() if isinstance(model, type) and issubclass(model, c.ColumnTest)]
)
def test_every_test_of_a_column_has_its_tag_in_the_union(model: type[Part]) -> None:
    assert model is c.ColumnTest or model in TAGS


@pytest.mark.parametrize("name", sorted({table.name for kind, table in TABLES if kind == "conditions"}))
def test_the_tables_of_a_condition_show_it_true_false_and_blank(name: str) -> None:
    own = [table for kind, table in TABLES if kind == "conditions" and table.name == name]
    results = {cell for table in own for cells in list_results(table).values() for cell in cells}
    assert {"T", "F"} <= results
    assert any("" in row for table in own for text in table.tables.values() for row in split_table(text)[1:])
