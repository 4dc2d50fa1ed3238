"""The names of a plan's forms: the short ones, and those of the annexes that the source prints them in (附件十 is plan)."""

from __future__ import annotations

import re
from typing import NoReturn

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.plans import form_specs as f
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.printable import quote_briefly

_ANNEX = re.compile(r"附件[一二三四五六七八九十]+")
_ASKED = re.compile(r"annex(\d+)|附件([一二三四五六七八九十]+|\d+)")
_NUMBERS = {word: value for value, word in enumerate("一二三四五六七八九", start=1)}


def list_form_ids(plan: Plan) -> tuple[str, ...]:
    """The forms of a plan by the names that a user asks for them with: the table of attainment, and those of its specs."""
    return f.INDICATORS, *(name for form in plan.forms for name in (form.id, form.pasted_as) if name is not None)


def find_form_id(plan: Plan, name: str) -> str:
    """The id of the form that the named annex is; the name itself where it is none, or one of a report's."""
    wanted = read_annex(name)
    if wanted is None:
        return name
    return next((form.id for form in plan.forms if wanted in map(read_annex, _list_annexes(plan, form))), name)


def say_form_names(plan: Plan) -> str:
    """Every name that there is, with its annexes behind it."""
    annexes = {form.id: _list_annexes(plan, form) for form in plan.forms}
    annexes[f.INDICATORS] = [spec.form.annex for spec in plan.reports.values()]
    named = ((name, "、".join(annexes.get(name, ()))) for name in list_form_ids(plan))
    return "、".join(f"{name}（{annex}）" if annex else name for name, annex in named)


def refuse_form(plan: Plan, name: str) -> NoReturn:
    """Raise what is said of a form that the plan has not: the nearest of a slip of the keys, and every name that there is."""
    hint = name_closest(name, list_form_ids(plan)) if read_annex(name) is None else ""
    raise UsageError(f"計畫 {plan.id} 沒有表單「{quote_briefly(name)}」{hint}；請用 {say_form_names(plan)}")


def read_annex(name: str) -> int | None:
    """The number of an annex, as annex10, 附件十 or 附件10 name it; None for another name."""
    found = _ASKED.fullmatch(name)
    if found is None:
        return None
    word = found[1] or found[2]
    if word.isdecimal():
        return int(word)
    tens, has_ten, ones = word.partition("十")
    return _NUMBERS.get(tens, 1) * 10 + _NUMBERS.get(ones, 0) if has_ten else _NUMBERS.get(word)


def _list_annexes(plan: Plan, form: f.PrintedForm) -> list[str]:
    """The annexes that the form is, without those that are a report's table of attainment."""
    reports = {spec.form.annex for spec in plan.reports.values()}
    found = (_ANNEX.match(part) for part in form.citation.place.split("；"))
    return [match[0] for match in found if match and match[0] not in reports]
