"""Which forms of a plan are asked for by a name of their own: the plan of the year, and the fields to paste."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import Settings


@dataclass(frozen=True)
class HandInForm:
    """A form of the plan by its id: `is_plan` is the plan of the year, `is_pasted` its fields instead of a document."""

    form_id: str
    is_plan: bool
    is_pasted: bool


def find_hand_in(name: str | None, settings: Settings, data: Path) -> HandInForm | None:
    """The form that this name asks for; None where it is an ordinary form, or none is named.

    Raises UserError where the plan or the office's settings are wrong, and UsageError where the plan has no such form.
    """
    if name is None:
        return None
    from antidrug_kpi.forms.printed.form_names import find_form_id, list_form_ids, read_annex, refuse_form

    plan = load_wanted_plan(resolve_settings(settings, data))
    hand_in = _find_of_plan(plan, name)
    if hand_in is None:
        form, tables = find_form_id(plan, name), {read_annex(spec.form.annex) for spec in plan.reports.values()}
        if form not in list_form_ids(plan) and (read_annex(form) or 0) not in tables:
            refuse_form(plan, form)
    return hand_in


def _find_of_plan(plan: Plan, name: str) -> HandInForm | None:
    from antidrug_kpi.forms.printed.form_names import find_form_id

    wanted = find_form_id(plan, name)
    for form in plan.forms:
        is_pasted = form.pasted_as == wanted
        if is_pasted or (form.id == wanted and form.hand_in == "plan"):
            return HandInForm(form.id, form.hand_in == "plan", is_pasted)
    return None


def refuse_pasted(name: str | None, settings: Settings, root: Path) -> None:
    """UsageError where the name asks for fields to paste, which one office at a time types in. Whether there is such a form at
    all is asked of the plans of the offices below the root.
    """
    hand_in = None if name is None else _find_of_plan(load_wanted_plan(resolve_settings(settings, root)), name)
    if hand_in is not None and hand_in.is_pasted:
        raise UsageError(
            f"--form {name} 是逐欄複製貼上用的，一次一個機關；請改用 antidrug-kpi fill 該機關的資料夾 --form {name} -o 輸出資料夾"
        )
