"""The tables of operators as a test runs them, and the places that an operator needs in the program."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from typing import Any, get_args

import pandas as pd
from pydantic import ValidationError

from antidrug_kpi import roc
from antidrug_kpi.audit.subjects.phrases import phrase
from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.measures.condition_masks import evaluate, mask_condition
from antidrug_kpi.measures.derived.derivations import derive
from antidrug_kpi.measures.measure_scope import RowFrame, Scope
from antidrug_kpi.measures.population import build_subjects
from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.base import Citation, Part
from antidrug_kpi.plans.checking.example_checks import ARROW, split_table
from antidrug_kpi.plans.checking.references import find_problems
from antidrug_kpi.plans.derived import find_derived_types
from antidrug_kpi.plans.operators.operator_tables import (
    COLUMN_KINDS,
    Kind,
    OperatorTable,
    load_registers,
    load_tables,
    make_measure,
)
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.sentences import Words, say
from antidrug_kpi.plans.reads.columns_read import find_columns_read
from antidrug_kpi.plans.reads.joined_columns import find_columns_joined
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import ROW, SHEET

KINDS: tuple[Kind, ...] = ("conditions", "derivations")
TABLES = [(kind, table) for kind in KINDS for table in load_tables(kind)]


def list_tags(union: Any) -> dict[type[Part], str]:
    """The members of a union of operators, each with the word that it is read by."""
    members = get_args(get_args(union)[0])
    return {get_args(member)[0]: get_args(member)[1].tag for member in members}


TAGS = list_tags(c.Condition)
DERIVED = list_tags(p.Derivation)


def name_column(kind: ColumnType) -> str:
    """A column of this type that stands in every register of `get_wide_plan`."""
    return f"某{kind.value}欄"


@cache
def get_wide_plan() -> Plan:
    """The plan of the tables, with one more column of each type in every register."""
    plan = load_registers()
    levels = next(column.values for register in plan.registers for column in register.columns if column.values)
    values = {ColumnType.CATEGORY: levels}
    more = tuple(Column(name=name_column(kind), type=kind, values=values.get(kind, ())) for kind in ColumnType)
    registers = tuple(register.model_copy(update={"columns": (*register.columns, *more)}) for register in plan.registers)
    return plan.model_copy(update={"registers": registers})


def read_part(kind: Kind, table: OperatorTable, written: Mapping[str, Any] | None = None) -> Any:
    """The condition or derivation that a table is about."""
    population = make_measure(kind, table, written).population
    return population.numerator if kind == "conditions" else population.derive[0]


def replace_column(table: OperatorTable, path: str, column: str) -> dict[str, Any]:
    """What the table has written, with another column at the end of these keys."""
    written = deepcopy(table.written)
    *keys, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    inner: Any = written
    for key in keys:
        inner = inner[key]
    inner[last] = column
    return written


def check_written(kind: Kind, table: OperatorTable, written: Mapping[str, Any]) -> list[str]:
    """What `plan check` says of a plan whose only measure has this operator."""
    plan = get_wide_plan()
    measure = make_measure(kind, table, written)
    told = {"group": 1, "title": "詞彙", "citation": Citation(document="詞彙", place="詞彙"), "target_text": "無"}
    indicator = Indicator(id="1.1", label="一", measures=(measure,), **told)
    return [text for _, text in find_problems(plan.model_copy(update={"indicators": (indicator,)}))]


def find_reads(kind: Kind, table: OperatorTable, written: Mapping[str, Any]) -> set[str]:
    """The names of all columns that a measure with this operator reads."""
    reads = find_columns_read(get_wide_plan(), make_measure(kind, table, written))
    return {column for columns in reads.values() for column in columns}


def find_joined(kind: Kind, table: OperatorTable, written: Mapping[str, Any]) -> set[str]:
    """The names of all columns by which such a measure joins or tells apart."""
    joined = find_columns_joined(make_measure(kind, table, written))
    return {column for columns in joined.values() for column in columns}


def run_table(kind: Kind, table: OperatorTable) -> dict[str, list[str]]:
    """What the program gives for each row of the table's first register, under the headings of the columns of results."""
    plan = load_registers()
    files = [_make_file(plan, register, text) for register, text in table.tables.items()]
    registers = read_registers(files, plan).registers
    for register in registers.values():
        assert not register.find_faulty_rows([column.name for column in register.spec.columns]).any()
    periods = resolve_periods(plan.windows, plan.reports, plan.year, "final")
    measure = make_measure(kind, table)
    read = find_columns_read(plan, measure)
    # No more than what the operator is known to read: one that reads a column unmarked fails here.
    rows = {
        name: RowFrame(
            register.frame[[ROW, SHEET, *(column.name for column in register.spec.columns if column.name in read.get(name, ()))]]
        )
        for name, register in registers.items()
    }
    scope = Scope(rows, periods)
    population = measure.population
    subjects, _ = build_subjects(population, scope)
    if kind == "conditions":
        assert population.numerator is not None
        mask = evaluate(population.numerator, subjects, scope)
        return {ARROW: ["T" if mask[owner] else "F" for owner in subjects.owner]}
    names = [name.removeprefix(ARROW).strip() for name in list_results(table)]
    values = {name: subjects.frame[name] for name in names}
    return {f"{ARROW} {name}": [_show(cells[owner]) for owner in subjects.owner] for name, cells in values.items()}


def list_results(table: OperatorTable) -> dict[str, list[str]]:
    """The columns of results as the table has them, by their headings."""
    header, *rows = split_table(next(iter(table.tables.values())))
    return {name: [row[place] for row in rows] for place, name in enumerate(header) if name.startswith(ARROW)}


def _make_file(plan: Plan, register: str, text: str) -> FileReading:
    """A table as a file that was read, with all columns of the register, those not shown being blank."""
    spec = plan.find_register(register)
    header, *rows = split_table(text)
    shown = [dict(zip(header, row, strict=True)) for row in rows]
    names = [column.name for column in spec.columns]
    assert set(header) - {*names, *(name for name in header if name.startswith(ARROW))} == set()
    lines = [names, *([row.get(name, "") for name in names] for row in shown)]
    sheet = Sheet(f"{spec.title}.csv", None, number_rows(lines), range(1, len(lines) + 1))
    return FileReading(sheet.file, "", (sheet,), ())


def _show(value: Any) -> str:
    """A value as the tables have it: days of the ROC calendar, exact numbers, nothing for a blank."""
    if pd.isna(value):
        return ""
    return f"{value.year - roc.ROC_OFFSET}/{value.month}/{value.day}" if hasattr(value, "year") else str(value)


def is_registered(dispatcher: Any, model: type[Part]) -> bool:
    """Whether a function of one node has a case for this one."""
    return dispatcher.dispatch(model) is not dispatcher.dispatch(object)


def list_tables(model: type[Part]) -> Iterator[tuple[Kind, OperatorTable]]:
    """The tables about this node."""
    return ((kind, table) for kind, table in TABLES if _find_model(kind, table) is model)


def _find_model(kind: Kind, table: OperatorTable) -> type[Part] | None:
    """The node that a table is about; none where no word of the vocabulary stands in it, which is told as the missing word."""
    try:
        return type(read_part(kind, table))
    except ValidationError:
        return None


def has_names(model: type[Part]) -> bool:
    """Whether the columns of results of the derivation's tables are the names that it is known to add."""
    tables = list(list_tables(model))
    return bool(tables) and all(
        {f"{ARROW} {name}" for name in find_derived_types([read_part(kind, table)])} == set(list_results(table))
        for kind, table in tables
    )


def has_columns(model: type[Part]) -> bool:
    """Whether a measure reads every column that the node's tables name; it cannot be seen before there is a table."""
    tables = list(list_tables(model))
    column = "另一欄"
    cases = [(kind, table, replace_column(table, path, column)) for kind, table in tables for path in table.takes]
    return all(column in find_reads(*case) for case in cases)


def has_type_rule(model: type[Part]) -> bool:
    """Whether `plan check` misses every column that the node's tables name, once it is misspelt; not seen before there is a
    table.
    """
    tables = list(list_tables(model))
    misspelt = [
        check_written(kind, table, replace_column(table, path, "無此欄")) for kind, table in tables for path in table.takes
    ]
    return all(any("無此欄" in text for text in texts) for texts in misspelt)


Places = Mapping[str, Callable[[type[Part]], bool]]
_SHARED: Places = {
    "its sentence (plans/prose/sentences.py)": lambda model: is_registered(say, model),
    "the marks of its columns that make a measure read them (plans/markers.py)": has_columns,
    "the marks of its columns that make plan check find a misspelt one (plans/markers.py)": has_type_rule,
    "its table (plans/operators)": lambda model: any(list_tables(model)),
}
PLACES: Mapping[Kind, Places] = {
    "conditions": {
        "its word (NODES or OPERATORS of plans/conditions.py)": lambda model: TAGS.get(model) in {*c.NODES, *c.OPERATORS},
        "its mask (measures/condition_masks.py)": lambda model: is_registered(mask_condition, model),
        "its phrase (audit/subjects/phrases.py)": lambda model: is_registered(phrase, model),
        **_SHARED,
    },
    "derivations": {
        "its word (DERIVATIONS of plans/population_specs.py)": lambda model: p.DERIVATIONS.get(DERIVED.get(model, "")) is model,
        "its values (measures/derived/derivations.py)": lambda model: is_registered(derive, model),
        "its names (plans/derived.py)": has_names,
        **_SHARED,
    },
}


def find_gaps(model: type[Part], places: Places) -> list[str]:
    """The places in the program where this node is missing."""
    return [f"{model.__name__} lacks {name}" for name, is_there in places.items() if not is_there(model)]


def say_part(part: Any) -> str:
    """The part in words."""
    return say(part, Words(get_wide_plan()))


def list_misfits(table: OperatorTable, path: str) -> tuple[list[ColumnType], list[ColumnType]]:
    """The types that the table says fit at the end of these keys, and those that do not."""
    fits = COLUMN_KINDS[table.takes[path]]
    return list(fits), [kind for kind in ColumnType if kind not in fits]
