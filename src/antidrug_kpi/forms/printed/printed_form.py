"""A form of a plan as a document: sections in order, texts filled, the table of attainment and other forms in their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from antidrug_kpi.errors import UsageError
from antidrug_kpi.forms.attainment_table import build_table as build_attainment
from antidrug_kpi.forms.document import Block, Contents, Document, Paragraph, Section, make_plain_paragraph
from antidrug_kpi.forms.indicator_form import build_indicators, lay_out_attainment
from antidrug_kpi.forms.printed.annex_numbers import find_annex_numbers
from antidrug_kpi.forms.printed.filled_places import NamedTexts, Values, fill_paragraph
from antidrug_kpi.forms.printed.form_names import refuse_form
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.head_counts import HeadCounts, count_heads
from antidrug_kpi.forms.printed.planned_tables import build_benefits, build_past_results
from antidrug_kpi.forms.printed.printed_tables import build_table
from antidrug_kpi.forms.printed.reply_table import build_replies
from antidrug_kpi.forms.printed.told_items import tell_items, tell_statistics
from antidrug_kpi.forms.printed.work_item_table import lay_out_items, lay_out_parts
from antidrug_kpi.forms.printed.writer_notes import keep_notes
from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.form_reads import list_form_tables


def build_form(source: FormSource, form_id: str) -> Document:
    """The form filled; identifiers of persons stand only where it asks for them, unless the source says to show them.

    Raises UsageError, naming the forms that there are, where the plan has no such form for the report.
    """
    if form_id == f.INDICATORS:
        return build_indicators(source.plan, source.result, is_annotated=source.is_annotated)
    prepared = prepare_form(source, form_id)
    title = fill_paragraph(prepared.form.title, prepared.values).text
    return Document(title, tuple(_build_sections(prepared)))


@dataclass(frozen=True)
class PreparedForm:
    """A form of a plan, and what its blocks are filled from."""

    form: f.PrintedForm
    source: FormSource
    heads: HeadCounts
    values: Values


def prepare_form(source: FormSource, form_id: str) -> PreparedForm:
    """The plan's form by its name. Raises UsageError, naming the forms that there are, where the plan has no such form for the
    report.
    """
    plan, periods = source.plan, source.periods
    form = next((form for form in plan.forms if form.id == form_id), None)
    if form is None:
        refuse_form(plan, form_id)
    if not form.list_sections(periods.report):
        raise UsageError(
            f"表單「{form_id}」不用於{plan.reports[periods.report].text}報告；請改用 --report {' 或 '.join(form.by_report)}"
        )
    source = replace(source, hand_in=form.hand_in or periods.report)
    heads = count_heads(form.counts, source)
    values = {**_list_values(source), **heads.values, **find_annex_numbers(form.annexes, source)}
    return PreparedForm(form, source, heads, values)


def names_persons(plan: Plan, form_id: str) -> bool:
    """Whether the form lists a register that holds persons' names or numbers, itself or in a form attached to it."""
    registers = {table.records.register_ for table in list_form_tables(plan, form_id) if table.records is not None}
    return any(column.private for register in registers for column in plan.find_register(register).columns)


def _list_values(source: FormSource) -> Values:
    """The values that every text of a form may name, checked by `plans.checking`."""
    first, _ = source.periods.spans["period"]
    return {
        "county": source.result.jurisdiction,
        "year": source.periods.year,
        "first": first,
        "as_of": source.periods.as_of,
        "cover": NamedTexts(source.cover),
    }


def _build_sections(prepared: PreparedForm) -> Iterator[Section]:
    for section in prepared.form.list_sections(prepared.source.periods.report):
        if section.attach is not None:
            yield from attach_form(section.attach, prepared.source)
        else:
            parts = [build_block(block, prepared) for block in section.blocks]
            kept = keep_notes(section.blocks, parts)
            yield Section(section.name, tuple(built for part in kept for built in part), section.is_landscape)


def attach_form(form_id: str, source: FormSource) -> Iterator[Section]:
    """Another form's sections; its title becomes a heading, so that the contents list it."""
    for section in build_form(source, form_id).sections:
        blocks = (_turn_into_heading(block) for block in section.blocks)
        yield replace(section, blocks=tuple(blocks))


def _turn_into_heading(block: Block) -> Block:
    return replace(block, style="heading2") if isinstance(block, Paragraph) and block.style == "title" else block


def build_block(block: f.Block, prepared: PreparedForm) -> tuple[Block, ...]:
    """A block of the form filled: paragraphs, tables and what is said below them."""
    source, values = prepared.source, prepared.values
    match block:
        case f.ParagraphBlock():
            return (fill_paragraph(block.paragraph, values, block.style),)
        case f.ContentsBlock():
            return (Contents(block.contents),)
        case f.InsertBlock(insert="replies"):
            return build_replies(source)
        case f.InsertBlock(insert="past_results"):
            return build_past_results(source)
        case f.InsertBlock(insert="benefits"):
            return build_benefits(source)
        case f.InsertBlock():
            table = build_attainment(source.plan, source.result, is_annotated=source.is_annotated)
            return lay_out_attainment(table), *(make_plain_paragraph(note, "note") for note in table.notes)
        case f.WorkItemsBlock():
            told = tell_items(source, source.told_in)
            return (lay_out_items(source.plan, told, block.work_items),)
        case f.StatisticsBlock():
            return lay_out_parts(tell_statistics(source, block.statistics_of))
        case f.NotesBlock():
            return prepared.heads.list_notes(block.notes)
        case f.TableBlock():
            return build_table(block.table, values, source)
