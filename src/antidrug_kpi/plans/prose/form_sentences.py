"""A form told in words: what `show` prints of it, and what `plan diff` compares."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans import form_tables as t
from antidrug_kpi.plans.placeholders import RAISE, split_places
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.explain import Line
from antidrug_kpi.plans.prose.sentences import Words, say


def explain_form(plan: Plan, form: f.PrintedForm) -> list[Line]:
    """Label and text of each line about a form: where the source has it, what it counts and lists, how that is read."""
    words = Words(plan)
    lines: list[Line] = [
        ("表單", f"{form.id} {_say_text(form.title)}"),
        ("出處", str(form.citation)),
    ]
    if form.by_report:
        lines.append(("報告", "、".join(plan.reports[report].text for report in form.by_report)))
    lines += [(f"計數「{count.name}」", _say_count(count, words)) for count in form.counts]
    lines += [line for table in dict.fromkeys(_list_tables(form)) for line in _explain_table(table, words)]
    return lines + [("判讀說明", text) for text in form.interpretation]


def list_form_facts(plan: Plan, form: f.PrintedForm) -> Iterator[Line]:
    """What changes a form's print: what it counts and lists, its paragraphs, and what a record's cells hold."""
    yield from explain_form(plan, form)
    words = Words(plan)
    yield from (line for table in dict.fromkeys(_list_tables(form)) for line in _list_cell_facts(table, words))
    for report in plan.reports:
        for section in form.list_sections(report):
            label = f"{plan.reports[report].text}文字"
            if section.attach is not None:
                yield label, f"附「{section.attach}」"
            yield from ((label, block.paragraph) for block in section.blocks if isinstance(block, f.ParagraphBlock))


def _say_text(text: str) -> str:
    """A text with ○ in its places, so that it is the same whatever the year."""
    return "".join(piece.replace(RAISE, "") if isinstance(piece, str) else "○" for piece in split_places(text))


def _say_count(count: f.HeadCount, words: Words) -> str:
    where = f"中{say(count.where, words)}" if count.where is not None else ""
    by = f"；另依「{count.by}」分列{'、'.join(count.values)}" if count.by is not None else ""
    return f"「{words.registers[count.register_]}」{where}之列{by}"


def _list_tables(form: f.PrintedForm) -> Iterator[t.FormTable]:
    for section in form.list_all_sections():
        yield from (block.table for block in section.blocks if isinstance(block, f.TableBlock))


def _list_cell_facts(table: t.FormTable, words: Words) -> Iterator[Line]:
    for column in table.columns:
        label = f"欄位「{_say_text(''.join(column.heading))}」"
        yield from ((label, f"{say(case.when, words)}：{'／'.join(case.lines)}") for case in column.instead)
        if column.lines:
            yield label, "／".join(column.lines)
    if table.records is not None:
        yield from (("提問", question.text) for question in table.records.questions)
    yield from (("分組", "".join(group.label)) for group in table.groups if group.label)


def _explain_table(table: t.FormTable, words: Words) -> Iterator[Line]:
    headings = [_say_text("".join(column.heading)) for column in table.columns]
    if any(headings):
        yield "欄位", "、".join(headings)
    if table.records is None:
        return
    register = words.registers[table.records.register_]
    where = f"中{say(table.records.where, words)}" if table.records.where is not None else ""
    order = f"；依「{table.records.sort_by}」排列" if table.records.sort_by is not None else ""
    yield "列出", f"「{register}」{where}之列{order}"
    for part in table.records.derive:
        if isinstance(part, t.Tenure):
            yield f"「{part.name}」", f"自「{part.tenure_from}」至「{part.until}」或基準日的整月數"
        else:
            window = words.windows[part.months_in]
            yield f"「{part.name}」", f"自「{part.since}」至「{part.until}」或基準日，落在{window}內的整月數（首日、末日皆計入）"
    yield from (("請確認", f"{say(question.when, words)}之列") for question in table.records.questions)
    sums = [column.sum_of for column in table.columns if column.sum_of is not None]
    if sums:
        yield "合計", "、".join(f"「{name}」" for name in sums)
