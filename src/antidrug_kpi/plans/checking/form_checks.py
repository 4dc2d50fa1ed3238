"""Whether what the texts of a plan's forms name is there, and whether tables and attached forms are whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans import form_tables as t
from antidrug_kpi.plans.checking.names import NameChecker
from antidrug_kpi.plans.checking.scopes import NameScope
from antidrug_kpi.plans.column_types import ColumnType
from antidrug_kpi.plans.cover_fields import ANNOUNCED, COVER_FIELDS
from antidrug_kpi.plans.placeholders import list_places
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.walking import Footing
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

# The name of every value that a text may hold, with the parts of it that can be asked for.
Names = Mapping[str, tuple[str, ...]]
DATE_PARTS = ("year", "month", "end")
PARTS: Mapping[ColumnType, tuple[str, ...]] = {ColumnType.DATE: DATE_PARTS, ColumnType.FLAG: ("yes", "no")}
COVER = tuple(name for name in COVER_FIELDS if name != ANNOUNCED)
EVERYWHERE: Names = {"county": (), "year": (), "first": DATE_PARTS, "as_of": DATE_PARTS, "cover": COVER}


def find_form_problems(plan: Plan) -> Iterator[Problem]:
    """Every place in a text that leads nowhere, and whatever does not go together, with the trail of its part."""
    repeated = {name for name, count in Counter(form.id for form in plan.forms).items() if count > 1}
    for index, form in enumerate(plan.forms):
        if form.id == f.INDICATORS:
            yield ("forms", index, "id"), f"id「{form.id}」是每個計畫都有的衡量指標表；請改名"
        if form.id in repeated:
            yield ("forms", index, "id"), f"id「{form.id}」已用過；每個 id 只能用一次，請改名"
        taken = {f.INDICATORS, *(other.id for other in plan.forms), *(other.pasted_as for other in plan.forms[:index])}
        if form.pasted_as is not None and form.pasted_as in taken:
            yield ("forms", index, "pasted_as"), f"pasted_as「{form.pasted_as}」已是另一個表單的名稱；請改名"
        yield from _FormChecker(plan, form).check(("forms", index))


class _FormChecker:
    """Walks the counts and sections of one form."""

    def __init__(self, plan: Plan, form: f.PrintedForm) -> None:
        self.form = form
        self.references = NameChecker(plan)
        # A form that attaches another one is attached nowhere, so that no form holds itself.
        self.attachable = [
            other.id
            for other in plan.forms
            if other is not form and all(section.attach is None for section in other.list_all_sections())
        ]
        self.names: Names = {
            **EVERYWHERE,
            **{count.name: count.values for count in form.counts},
            **{numbers.name: tuple(numbers.columns) for numbers in form.annexes},
        }

    def check(self, trail: Trail) -> Iterator[Problem]:
        yield from _check_text(self.form.title, self.names, (*trail, "title"))
        for index, count in enumerate(self.form.counts):
            if count.rest is not None:
                yield from _check_text(count.rest, {"count": (), "values": ()}, (*trail, "counts", index, "rest"))
        layouts: dict[Trail, tuple[f.FormSection, ...]] = {(*trail, "sections"): self.form.sections}
        layouts |= {(*trail, "by_report", report): sections for report, sections in self.form.by_report.items()}
        for place, sections in layouts.items():
            for index, section in enumerate(sections):
                yield from self._check_section(section, (*place, index))

    def _check_section(self, section: f.FormSection, trail: Trail) -> Iterator[Problem]:
        if section.attach is not None and section.attach not in self.attachable:
            yield (*trail, "attach"), say_unknown("可附的表單", section.attach, self.attachable)
        items = [item.id for item in self.references.plan.all_work_items]
        for index, block in enumerate(section.blocks):
            place = (*trail, "blocks", index)
            match block:
                case f.ParagraphBlock():
                    yield from _check_text(block.paragraph, self.names, (*place, "paragraph"))
                case f.StatisticsBlock():
                    for number, name in enumerate(block.statistics_of):
                        if name not in items:
                            yield (*place, "statistics_of", number), say_unknown("工作項目", name, items)
                case f.NotesBlock():
                    known = [count.name for count in self.form.counts]
                    yield from (
                        ((*place, "notes"), say_unknown("計數", name, known)) for name in block.notes if name not in known
                    )
                case f.TableBlock():
                    yield from self._check_table(block.table, (*place, "table"))
                case _:
                    pass

    def _check_table(self, table: t.FormTable, trail: Trail) -> Iterator[Problem]:
        records = table.records
        scope = self.references.find_scope(Footing(records.register_)) if records is not None else None
        if records is not None and scope is None:
            return
        names = self.names
        if records is not None and scope is not None:
            yield from _check_records(records, scope, (*trail, "records"))
            names = {**names, **_name_values(records, scope)}
        for index, column in enumerate(table.columns):
            yield from self._check_column(column, names, scope, (*trail, "columns", index))
        for index, group in enumerate(table.groups):
            yield from self._check_group(group, table, scope, (*trail, "groups", index))
        yield from _check_lines(table.closing, self.names, (*trail, "closing"))

    def _check_column(self, column: t.TableColumn, names: Names, scope: NameScope | None, trail: Trail) -> Iterator[Problem]:
        yield from _check_lines(column.heading, self.names, (*trail, "heading"))
        yield from _check_text(column.over or "", self.names, (*trail, "over"))
        yield from _check_lines(column.lines, names, (*trail, "lines"))
        if scope is None and (column.instead or column.sum_of):
            yield trail, "沒有 records 的表格不能用 instead 或 sum_of；請補上 records 或刪去"
            return
        for index, case in enumerate(column.instead):
            yield from _check_lines(case.lines, names, (*trail, "instead", index, "lines"))

    def _check_group(self, group: t.RowGroup, table: t.FormTable, scope: NameScope | None, trail: Trail) -> Iterator[Problem]:
        yield from _check_lines(group.label, self.names, (*trail, "label"))
        if group.where is not None and scope is None:
            yield (*trail, "where"), "沒有 records 的表格不能用 where；請補上 records 或刪去"
        wanted = sum(not column.is_label for column in table.columns)
        for index, row in enumerate(group.rows):
            if len(row) != wanted:
                yield (*trail, "rows", index), f"這一列有 {len(row)} 格，表格有 {wanted} 欄；請補齊或刪去多餘的格"
            for number, lines in enumerate(row):
                yield from _check_lines(lines, self.names, (*trail, "rows", index, number))


def _check_records(records: t.Records, scope: NameScope, trail: Trail) -> Iterator[Problem]:
    for index, part in enumerate(records.derive):
        if part.name in scope.types or part.name in {other.name for other in records.derive[:index]}:
            yield (*trail, "derive", index), f"衍生的值「{part.name}」與另一個欄位同名；請改名"
    for index, question in enumerate(records.questions):
        yield from _check_text(question.text, {"count": ()}, (*trail, "questions", index, "text"))
    if records.left_out is not None:
        yield from _check_text(records.left_out, {"count": ()}, (*trail, "left_out"))


def _name_values(records: t.Records, scope: NameScope) -> Names:
    """The values of a record that its cells may name, with their parts."""
    columns = {name: PARTS.get(kind, ()) for name, kind in scope.types.items()}
    return {**columns, **{part.name: ("years", "months") if isinstance(part, t.Tenure) else () for part in records.derive}}


def _check_lines(lines: t.Lines, names: Names, trail: Trail) -> Iterator[Problem]:
    for number, text in enumerate(lines):
        yield from _check_text(text, names, (*trail, number))


def _check_text(text: str, names: Names, trail: Trail) -> Iterator[Problem]:
    for place in list_places(text):
        if place.name and place.name not in names:
            yield trail, say_unknown("可填入的名稱", place.name, names)
        elif place.part and place.part not in names.get(place.name, ()):
            known = names[place.name]
            yield (
                trail,
                say_unknown(f"「{place.name}」的部分", place.part, known)
                if known
                else f"「{place.name}」沒有部分可用；請刪去「:{place.part}」",
            )
