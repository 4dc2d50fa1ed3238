"""The empty workbook for a plan (空白清冊範本) as plain data: a sheet per register, its columns, and what may be chosen there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import Cell
from antidrug_kpi.measures.evidence.entered_figures import list_figure_names
from antidrug_kpi.plans.measure_specs import Evidence, Measure
from antidrug_kpi.plans.plan import Plan, Wanted
from antidrug_kpi.plans.register_specs import Column, ColumnType, Register
from antidrug_kpi.registers.codes import find_columns_taken, list_codes
from antidrug_kpi.registers.finding.headers import EXPLANATION


@dataclass(frozen=True)
class LastRows:
    """Last time's rows of a register: how many, and the cells of each column by its header, as they were typed."""

    count: int
    cells: Mapping[str, Sequence[Cell]]


NO_ROWS = LastRows(0, {})


# What a spreadsheet takes for the name of a sheet.
LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")


@dataclass(frozen=True)
class TemplateColumn:
    """A column of a register, what a drop-down offers for it, and the labels of the indicators that read it.

    What `is_for_duties` no indicator reads: the statistics of the work items and the tie-outs do.
    """

    spec: Column
    choices: tuple[str, ...]
    readers: tuple[str, ...]
    is_for_duties: bool = False


@dataclass(frozen=True)
class TemplateSheet:
    """A register to fill in: the sheet's name, the columns, and the labels of the indicators that need it."""

    name: str
    register: Register
    columns: tuple[TemplateColumn, ...]
    readers: tuple[str, ...]
    is_for_duties: bool = False
    rows: LastRows = NO_ROWS


@dataclass(frozen=True)
class CodeLine:
    """What may be entered under one 指標代碼: in which register, for which measure, by which names (要件 or 項目)."""

    register: str
    code: str
    title: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """The workbook: the plan, the options that chose a part of it, its sheets and codes in the plan's order; where it is for one
    bureau, that one's name.
    """

    plan: Plan
    only: tuple[str, ...]
    sheets: tuple[TemplateSheet, ...]
    codes: tuple[CodeLine, ...]
    bureau: str = ""

    @property
    def has_rows(self) -> bool:
        """Whether some sheet brings last time's rows."""
        return any(part.rows.count for part in self.sheets)


def build_template(plan: Plan, wanted: Wanted, only: Sequence[str] = ()) -> Template:
    """The template for the wanted measures: with `only` no more than the registers and columns that these need, without it the
    columns and registers of the report's other duties too, after the others.

    Raises UserError where a register has no name that a spreadsheet allows for a sheet.
    """
    readers = _find_readers(plan, wanted)
    sheets = []
    for register in plan.registers:
        columns = tuple(
            TemplateColumn(column, _list_choices(plan, wanted, register, column), readers.get((register.id, column.name), ()))
            for column in register.columns
            if not only or (register.id, column.name) in readers
        )
        if not only:
            columns += tuple(_list_duty_columns(plan, register, register.further_columns))
        if columns:
            labels = {label for column in columns for label in column.readers}
            ordered = tuple(indicator.label for indicator in plan.indicators if indicator.label in labels)
            sheets.append(TemplateSheet(_name_sheet(register), register, columns, ordered))
    for register in () if only else plan.further_registers:
        columns = tuple(_list_duty_columns(plan, register, (*register.columns, *register.further_columns)))
        sheets.append(TemplateSheet(_name_sheet(register), register, columns, (), is_for_duties=True))
    return Template(plan, tuple(only), tuple(sheets), tuple(_list_code_lines(plan, wanted)))


def limit_to_bureau(template: Template, bureau: str, registers: Collection[str]) -> Template:
    """The template with no more than the registers that a bureau answers for, by their ids.

    Raises UserError where none is left.
    """
    sheets = tuple(part for part in template.sheets if part.register.id in registers)
    if not sheets:
        raise UserError(f"「{bureau}」負責的清冊，都不是 --only 所需；請改用其他指標，或不要寫 --only")
    codes = tuple(line for line in template.codes if line.register in registers)
    return replace(template, sheets=sheets, codes=codes, bureau=bureau)


def add_last_rows(template: Template, rows: Mapping[str, LastRows]) -> Template:
    """The template with last time's rows, by the register's id."""
    return replace(template, sheets=tuple(replace(part, rows=rows.get(part.register.id, NO_ROWS)) for part in template.sheets))


def _list_duty_columns(plan: Plan, register: Register, columns: Sequence[Column]) -> Iterator[TemplateColumn]:
    """Columns that no indicator reads."""
    for column in columns:
        yield TemplateColumn(column, _list_choices(plan, (), register, column), (), is_for_duties=True)


def _find_readers(plan: Plan, wanted: Wanted) -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Register id and column → the labels of the indicators that read it, in the plan's order."""
    readers: dict[tuple[str, str], dict[str, None]] = {}
    for indicator, measure in wanted:
        for register, columns in find_columns_taken(plan, measure).items():
            for column in columns:
                readers.setdefault((register, column), {})[indicator.label] = None
    return {place: tuple(labels) for place, labels in readers.items()}


def _name_sheet(register: Register) -> str:
    """The register's title, or its first alias that a spreadsheet takes for a sheet's name."""
    for name in (register.title, *register.aliases):
        if len(name) <= LONGEST_NAME and name != EXPLANATION and not _FORBIDDEN.search(name):
            return name
    raise UserError(
        f"清冊「{register.title}」的名稱不能作工作表名稱（至多 {LONGEST_NAME} 字，不可含 [ ] : * ? / \\）；"
        f"請在規格的 registers.yaml 加上可用的別名（aliases）"
    )


def _list_choices(plan: Plan, wanted: Wanted, register: Register, column: Column) -> tuple[str, ...]:
    """What a drop-down offers: the words that are read, or the codes, elements and names that the wanted measures know."""
    if column.type is ColumnType.FLAG:
        return ("是", "否", *(value.name for value in column.values))
    if column.type is ColumnType.CATEGORY:
        return tuple(value.name for value in column.values)
    lines = [line for line in _list_code_lines(plan, wanted) if line.register == register.id]
    if column.type is ColumnType.CODE:
        return tuple(line.code for line in lines)
    if _holds_names(plan, register, column):
        return tuple(dict.fromkeys(name for line in lines for name in line.names))
    return ()


def _holds_names(plan: Plan, register: Register, column: Column) -> bool:
    """Whether the column names elements of evidence or figures entered by hand."""
    places = [(plan.evidence.register_, plan.evidence.element)] if plan.evidence is not None else []
    places += [(plan.figures.register_, plan.figures.name)] if plan.figures is not None else []
    return (register.id, column.name) in places


def _list_code_lines(plan: Plan, wanted: Wanted) -> Iterator[CodeLine]:
    """What the wanted measures take, register by register."""
    for register in plan.registers:
        known = set(list_codes(plan, register.id).values())
        for indicator, measure in wanted:
            if measure.id in known:
                yield CodeLine(register.id, measure.id, f"{indicator.label} {measure.title}", _list_names(plan, measure))


def _list_names(plan: Plan, measure: Measure) -> tuple[str, ...]:
    """The elements of a measure of evidence, or the names of a measure's figures, the plan's own words for them last."""
    if isinstance(measure, Evidence):
        return measure.evidence.elements
    return tuple(list_figure_names(plan.figures, measure)) if plan.figures is not None else ()
