"""A form of a plan as a document: sections in order, texts filled, the table of attainment and other forms in their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.attainment_table import build_table as build_attainment
from antidrug_kpi.forms.document import Block, Contents, Document, Paragraph, Section, write_plainly
from antidrug_kpi.forms.indicator_form import build_indicators, lay_out
from antidrug_kpi.forms.printed.filled_places import Values, fill_paragraph
from antidrug_kpi.forms.printed.head_counts import HeadCounts, count_heads
from antidrug_kpi.forms.printed.printed_office import Office
from antidrug_kpi.forms.printed.printed_tables import build_table
from antidrug_kpi.measures.results import OfficeResult
from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.form_reads import list_form_tables
from antidrug_kpi.plans.windows import resolve_periods
from antidrug_kpi.registers.register import Register


def list_form_ids(plan: Plan) -> tuple[str, ...]:
    """The forms of a plan by the names that a user asks for them with: the table of attainment, and those of its specs."""
    return f.INDICATORS, *(form.id for form in plan.forms)


def build_form(
    plan: Plan, registers: Mapping[str, Register], result: OfficeResult, form_id: str, *, show_ids: bool = False
) -> Document:
    """The form filled; identifiers stand only where it asks for them, unless they are to be shown. Raises UsageError, naming
    those that there are, where the plan has no such form for the report.
    """
    if form_id == f.INDICATORS:
        return build_indicators(plan, result)
    form = next((form for form in plan.forms if form.id == form_id), None)
    if form is None:
        raise UsageError(f"計畫 {plan.id} 沒有表單「{form_id}」；請用 {'、'.join(list_form_ids(plan))}")
    periods = resolve_periods(plan.windows, plan.reports, result.year, result.report, result.as_of)
    if not form.list_sections(periods.report):
        raise UsageError(
            f"表單「{form_id}」不用於{plan.reports[periods.report].text}報告；請改用 --report {' 或 '.join(form.by_report)}"
        )
    office = Office(plan, registers, periods, result, show_ids)
    heads = count_heads(form.counts, office)
    values = {**_list_values(office), **heads.values}
    title = fill_paragraph(form.title, values).text
    return Document(title, tuple(_build_sections(form, heads, values, office)))


def names_persons(plan: Plan, form_id: str) -> bool:
    """Whether the form lists a register that holds persons' names or numbers, itself or in a form attached to it."""
    registers = {table.records.register_ for table in list_form_tables(plan, form_id) if table.records is not None}
    return any(column.private for register in registers for column in plan.find_register(register).columns)


def _list_values(office: Office) -> Values:
    """What every text may name (see plans.formchecks)."""
    first, _ = office.periods.spans["period"]
    return {"county": office.result.jurisdiction, "year": office.periods.year, "first": first, "as_of": office.periods.as_of}


def _build_sections(form: f.PrintedForm, heads: HeadCounts, values: Values, office: Office) -> Iterator[Section]:
    for section in form.list_sections(office.periods.report):
        if section.attach is not None:
            yield from _attach(section.attach, office)
        else:
            blocks = (built for block in section.blocks for built in _build_block(block, heads, values, office))
            yield Section(section.name, tuple(blocks), section.is_landscape)


def _attach(form_id: str, office: Office) -> Iterator[Section]:
    """Another form's sections; its title becomes a heading, so that the contents list it."""
    for section in build_form(office.plan, office.registers, office.result, form_id, show_ids=office.show_ids).sections:
        blocks = (_turn_into_heading(block) for block in section.blocks)
        yield replace(section, blocks=tuple(blocks))


def _turn_into_heading(block: Block) -> Block:
    return replace(block, style="heading2") if isinstance(block, Paragraph) and block.style == "title" else block


def _build_block(block: f.Block, heads: HeadCounts, values: Values, office: Office) -> tuple[Block, ...]:
    match block:
        case f.ParagraphBlock():
            return (fill_paragraph(block.paragraph, values, block.style),)
        case f.ContentsBlock():
            return (Contents(block.contents),)
        case f.InsertBlock():
            table = build_attainment(office.plan, office.result)
            return lay_out(table), write_plainly(table.footer, "note")
        case f.NotesBlock():
            return tuple(write_plainly(f"註：{note}", "note") for note in heads.list_notes(block.notes))
        case f.TableBlock():
            return build_table(block.table, values, office)
