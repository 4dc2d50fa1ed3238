"""Whether everything a plan's forms name is there and fits: values in texts, registers, columns, conditions, attached forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans import form_tables as t
from antidrug_kpi.plans.checking.condition_checks import ConditionChecker
from antidrug_kpi.plans.checking.scopes import DATES, NUMBERS, Scope
from antidrug_kpi.plans.placeholders import list_places
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail

# The name of every value that a text may hold, with the parts of it that can be asked for.
Names = Mapping[str, tuple[str, ...]]
DATE_PARTS = ("year", "month", "end")
PARTS: Mapping[ColumnType, tuple[str, ...]] = {ColumnType.DATE: DATE_PARTS, ColumnType.FLAG: ("yes", "no")}
EVERYWHERE: Names = {"county": (), "year": (), "first": DATE_PARTS, "as_of": DATE_PARTS}


def find_form_problems(plan: Plan) -> Iterator[Problem]:
    """Every reference of a form that leads nowhere or does not fit, with the trail of the part that makes it."""
    repeated = {name for name, count in Counter(form.id for form in plan.forms).items() if count > 1}
    for index, form in enumerate(plan.forms):
        if form.id == f.INDICATORS:
            yield ("forms", index, "id"), f"id「{form.id}」是每個計畫都有的衡量指標表；請改名"
        if form.id in repeated:
            yield ("forms", index, "id"), f"id「{form.id}」已用過；每個 id 只能用一次，請改名"
        yield from _FormChecker(plan, form).check(("forms", index))


class _FormChecker:
    """Walks the counts and sections of one form."""

    def __init__(self, plan: Plan, form: f.PrintedForm) -> None:
        self.form = form
        self.references = ConditionChecker(plan)
        self.registers = {register.id: register for register in plan.registers}
        # A form that attaches another one is attached nowhere, so that no form holds itself.
        self.attachable = [
            other.id
            for other in plan.forms
            if other is not form and all(section.attach is None for section in other.list_all_sections())
        ]
        self.names: Names = {**EVERYWHERE, **{count.name: count.values for count in form.counts}}

    def check(self, trail: Trail) -> Iterator[Problem]:
        yield from _check_text(self.form.title, self.names, (*trail, "title"))
        for index, count in enumerate(self.form.counts):
            yield from self._check_count(count, (*trail, "counts", index))
        layouts: dict[Trail, tuple[f.FormSection, ...]] = {(*trail, "sections"): self.form.sections}
        layouts |= {(*trail, "by_report", report): sections for report, sections in self.form.by_report.items()}
        for place, sections in layouts.items():
            for index, section in enumerate(sections):
                yield from self._check_section(section, (*place, index))

    def _check_count(self, count: f.HeadCount, trail: Trail) -> Iterator[Problem]:
        scope = self._find_scope(count.register_)
        if scope is None:
            yield (*trail, "register"), say_unknown("清冊", count.register_, self.registers)
            return
        if count.where is not None:
            yield from self.references.check_condition(count.where, scope, (*trail, "where"))
        if count.by is not None and count.by not in scope.types:
            yield (*trail, "by"), say_unknown("欄位", count.by, scope.types)
        known = scope.values.get(count.by or "")
        wanted = count.values if known is not None else ()
        yield from (
            ((*trail, "values"), say_unknown("類別值", name, known or ())) for name in wanted if name not in (known or ())
        )
        if count.rest is not None:
            yield from _check_text(count.rest, {"count": (), "values": ()}, (*trail, "rest"))

    def _find_scope(self, register: str) -> Scope | None:
        return self.references.make_scope(register) if register in self.registers else None

    def _check_section(self, section: f.FormSection, trail: Trail) -> Iterator[Problem]:
        if section.attach is not None and section.attach not in self.attachable:
            yield (*trail, "attach"), say_unknown("可附的表單", section.attach, self.attachable)
        for index, block in enumerate(section.blocks):
            place = (*trail, "blocks", index)
            match block:
                case f.ParagraphBlock():
                    yield from _check_text(block.paragraph, self.names, (*place, "paragraph"))
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
        scope = self._find_scope(table.records.register_) if table.records is not None else None
        if table.records is not None and scope is None:
            yield (*trail, "records", "register"), say_unknown("清冊", table.records.register_, self.registers)
            return
        names = self.names
        if table.records is not None and scope is not None:
            yield from self._check_records(table.records, scope, (*trail, "records"))
            names = {**names, **_name_values(table.records, scope)}
        for index, column in enumerate(table.columns):
            yield from self._check_column(column, names, scope, (*trail, "columns", index))
        for index, group in enumerate(table.groups):
            yield from self._check_group(group, table, scope, (*trail, "groups", index))
        yield from _check_lines(table.closing, self.names, (*trail, "closing"))

    def _check_records(self, records: t.Records, scope: Scope, trail: Trail) -> Iterator[Problem]:
        if records.where is not None:
            yield from self.references.check_condition(records.where, scope, (*trail, "where"))
        if records.sort_by is not None and records.sort_by not in scope.values:
            yield (*trail, "sort_by"), say_unknown("類別欄位", records.sort_by, scope.values)
        for index, part in enumerate(records.derive):
            place = (*trail, "derive", index)
            key = "tenure_from" if isinstance(part, t.Tenure) else "since"
            yield from scope.need(getattr(part, key), DATES, (*place, key))
            yield from scope.need(part.until, DATES, (*place, "until"))
            if part.name in scope.types or part.name in {other.name for other in records.derive[:index]}:
                yield place, f"衍生的值「{part.name}」與另一個欄位同名；請改名"
            if isinstance(part, t.MonthsInPost):
                yield from self.references.need_window(part.months_in, (*place, "months_in"))
        for index, question in enumerate(records.questions):
            place = (*trail, "questions", index)
            yield from self.references.check_condition(question.when, scope, (*place, "when"))
            yield from _check_text(question.text, {"count": ()}, (*place, "text"))
        if records.left_out is not None:
            yield from _check_text(records.left_out, {"count": ()}, (*trail, "left_out"))

    def _check_column(self, column: t.TableColumn, names: Names, scope: Scope | None, trail: Trail) -> Iterator[Problem]:
        yield from _check_lines(column.heading, self.names, (*trail, "heading"))
        yield from _check_text(column.over or "", self.names, (*trail, "over"))
        yield from _check_lines(column.lines, names, (*trail, "lines"))
        if scope is None and (column.instead or column.sum_of):
            yield trail, "沒有 records 的表格不能用 instead 或 sum_of；請補上 records 或刪去"
            return
        for index, case in enumerate(column.instead):
            place = (*trail, "instead", index)
            yield from _check_lines(case.lines, names, (*place, "lines"))
            if scope is not None:
                yield from self.references.check_condition(case.when, scope, (*place, "when"))
        if scope is not None and column.sum_of is not None:
            yield from scope.need(column.sum_of, NUMBERS, (*trail, "sum_of"))

    def _check_group(self, group: t.RowGroup, table: t.FormTable, scope: Scope | None, trail: Trail) -> Iterator[Problem]:
        yield from _check_lines(group.label, self.names, (*trail, "label"))
        if group.where is not None and scope is None:
            yield (*trail, "where"), "沒有 records 的表格不能用 where；請補上 records 或刪去"
        elif group.where is not None and scope is not None:
            yield from self.references.check_condition(group.where, scope, (*trail, "where"))
        wanted = sum(not column.is_label for column in table.columns)
        for index, row in enumerate(group.rows):
            if len(row) != wanted:
                yield (*trail, "rows", index), f"這一列有 {len(row)} 格，表格有 {wanted} 欄；請補齊或刪去多餘的格"
            for number, lines in enumerate(row):
                yield from _check_lines(lines, self.names, (*trail, "rows", index, number))


def _name_values(records: t.Records, scope: Scope) -> Names:
    """The values of a record that its cells may name, with their parts."""
    columns = {name: PARTS.get(kind, ()) for name, kind in scope.types.items()}
    return {**columns, **{part.name: ("years", "months") if isinstance(part, t.Tenure) else () for part in records.derive}}


def _check_lines(lines: t.Lines, names: Names, trail: Trail) -> Iterator[Problem]:
    for text in lines:
        yield from _check_text(text, names, trail)


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
