"""The small tables of a duty's worked example, read as an office's files are, with further registers and columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from antidrug_kpi.files import FileReading, Sheet, number_rows
from antidrug_kpi.plans.checking.example_checks import split_table
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading


def read_example_tables(
    plan: Plan, tables: Mapping[str, str], *, lacking: Collection[str] = (), shows_further: bool = True
) -> Reading:
    """What an office reads whose registers hold these tables; columns that a table does not show are blank.

    A register that is `lacking` has no column but those shown. With `shows_further` all others have all further columns too.
    """
    files = (_make_file(plan.find_register(name), text, name in lacking, shows_further) for name, text in tables.items())
    return read_registers(list(files), plan, with_duties=True)


def _make_file(spec: Register, text: str, is_lacking: bool, shows_further: bool) -> FileReading:
    lines = split_table(text)
    headers = list(_list_headers(spec, lines[0], is_lacking, shows_further))
    shown = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    rows = [headers, *([row.get(header, "") for header in headers] for row in shown)]
    return FileReading(spec.title, "", (Sheet(spec.title, None, number_rows(rows), range(1, len(rows) + 1)),), ())


def _list_headers(spec: Register, shown: Collection[str], is_lacking: bool, shows_further: bool) -> Iterator[str]:
    yield from (column.name for column in spec.columns if not is_lacking or column.name in shown)
    is_whole = shows_further and not is_lacking
    yield from (column.name for column in spec.further_columns if is_whole or column.name in shown)
