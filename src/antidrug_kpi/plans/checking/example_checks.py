"""Whether the worked examples of a plan can be run: their registers, columns, measures and as-of dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from antidrug_kpi import roc
from antidrug_kpi.plans.example_specs import Example
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

ARROW = "→"
_DATE = re.compile(r"(\d{2,4})[-/.](\d{1,2})[-/.](\d{1,2})")


def find_unrunnable(plan: Plan) -> Iterator[Problem]:
    """Every name in an example that leads nowhere, and every row that is longer than its header."""
    for index, indicator in enumerate(plan.indicators):
        own = [measure.id for measure in indicator.measures]
        for number, example in enumerate(indicator.examples):
            yield from _check_example(plan, own, example, ("indicators", index, "examples", number))
        for position, alternative in enumerate(indicator.alternatives):
            trail: Trail = ("indicators", index, "alternatives", position, "examples")
            for number, example in enumerate(alternative.examples):
                yield from _check_example(plan, own, example, (*trail, number))


def split_table(text: str) -> list[list[str]]:
    """The cells of an example's small table, its header first; a row that is shorter ends in blanks."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [line + [""] * (len(lines[0]) - len(line)) for line in lines]


def _check_example(plan: Plan, own: list[str], example: Example, trail: Trail) -> Iterator[Problem]:
    yield from (((*trail, "expect", name), say_unknown("衡量項目", name, own)) for name in example.expect if name not in own)
    yield from check_as_of(example.as_of, trail)
    yield from check_tables(plan.registers, example.registers, trail)


def check_as_of(as_of: str | None, trail: Trail) -> Iterator[Problem]:
    """That an as-of date is a day."""
    if as_of is not None and not is_date(as_of):
        yield (*trail, "as_of"), f"「as_of」應為日期（如 113-06-30），讀到「{as_of}」；請改正"


def check_tables(
    registers: Sequence[Register], tables: Mapping[str, str], trail: Trail, *, is_further: bool = False
) -> Iterator[Problem]:
    """The registers and columns of an example's small tables, the further columns too where they are wanted, and rows that are
    longer than their header.
    """
    known = {name: register for register in registers for name in (register.id, register.title)}
    for name, text in tables.items():
        place = (*trail, "registers", name)
        if name not in known:
            yield place, say_unknown("清冊", name, known)
            continue
        lines = split_table(text)
        further = known[name].further_columns if is_further else ()
        columns = [column.name for column in (*known[name].columns, *further)]
        header = lines[0] if lines else []
        repeated = sorted({word for word in header if header.count(word) > 1})
        yield from ((place, f"標題「{word}」寫了兩次；請刪去其一") for word in repeated)
        yield from ((place, say_unknown("欄位", word, columns)) for word in header if not _is_expected(word, columns))
        if any(len(line) > len(header) for line in lines):
            yield place, "有一列比標題列長；請補上標題或刪去多出的儲存格"


def is_date(text: str) -> bool:
    """Whether it is a day of the ROC calendar or the Gregorian one."""
    found = _DATE.fullmatch(text)
    if found is None:
        return False
    year, month, day = map(int, found.groups())
    try:
        dt.date(year if year > roc.ROC_OFFSET else roc.to_gregorian_year(year), month, day)
    except ValueError:
        return False
    return True


def _is_expected(word: str, columns: list[str]) -> bool:
    return word in columns or word.startswith(ARROW)
