"""What a form of a plan is filled from: columns of registers, and perhaps the table of attainment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans.form_tables import FormTable, Records
from antidrug_kpi.plans.placeholders import list_places
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import group_columns, merge_columns, name_columns
from antidrug_kpi.plans.windows import ReportName


def prints_attainment(plan: Plan, form_id: str) -> bool:
    """Whether the form holds the table of attainment, so that the plan's measures make it complete."""
    return form_id == f.INDICATORS or any(
        isinstance(block, f.InsertBlock) and block.insert == "attainment" for block in _iterate_blocks(plan, form_id)
    )


def prints_replies(plan: Plan, form_id: str, report: ReportName) -> bool:
    """Whether the form of a report has a place for the replies to what was written about an earlier one."""
    sections = [section for form in plan.forms if form.id == form_id for section in form.list_sections(report)]
    blocks = (block for section in sections for block in section.blocks)
    return any(isinstance(block, f.InsertBlock) and block.insert == "replies" for block in blocks)


def find_form_reads(plan: Plan, form_id: str) -> dict[str, frozenset[str]]:
    """Register id → the columns that the form counts, lists, prints or decides by; those of its table of attainment aside."""
    counts = [count for form in _iterate_forms(plan, form_id) for count in form.counts]
    listed = group_columns(
        pair
        for table in list_form_tables(plan, form_id)
        if table.records is not None
        for pair in _iterate_table(plan, table, table.records)
    )
    return merge_columns(find_count_reads(counts), listed)


def find_count_reads(counts: Sequence[f.HeadCount]) -> dict[str, frozenset[str]]:
    """Register id → the columns that the counts read, none where they count every row."""
    grouped = group_columns(pair for count in counts for pair in name_columns(count))
    return {name: grouped.get(name, frozenset()) for name in sorted({count.register_ for count in counts} | set(grouped))}


def list_form_tables(plan: Plan, form_id: str) -> list[FormTable]:
    """The tables of the form and of the forms attached to it."""
    return [block.table for block in _iterate_blocks(plan, form_id) if isinstance(block, f.TableBlock)]


def _iterate_blocks(plan: Plan, form_id: str) -> Iterator[f.Block]:
    for form in _iterate_forms(plan, form_id):
        for section in form.list_all_sections():
            yield from section.blocks


def _iterate_forms(plan: Plan, form_id: str) -> Iterator[f.PrintedForm]:
    for form in plan.forms:
        if form.id == form_id:
            yield form
            for section in form.list_all_sections():
                if section.attach is not None:
                    yield from _iterate_forms(plan, section.attach)


def _iterate_table(plan: Plan, table: FormTable, records: Records) -> Iterator[tuple[str, str]]:
    """What the table names, and what its texts print of a record."""
    register = records.register_
    spec = plan.find_register(register)
    cases = [case for column in table.columns for case in column.instead]
    texts = [text for lines in [*(column.lines for column in table.columns), *(case.lines for case in cases)] for text in lines]
    names = [*spec.key_columns, *(place.name for text in texts for place in list_places(text))]
    yield from ((register, name) for name in names if spec.find_column(name) is not None)
    yield from name_columns(table)
