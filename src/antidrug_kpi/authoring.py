"""One plain function per command for people who write plans (`plan new`, `plan test`, …); what a user caused is a UserError."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UserError
from antidrug_kpi.paths import is_file, is_folder
from antidrug_kpi.plans.loading.folders import PlanPlace, list_plan_ids, refuse_specs
from antidrug_kpi.plans.loading.loader import load_plan, summarise_plan
from antidrug_kpi.printable import escape_controls
from antidrug_kpi.settings import check_year
from antidrug_kpi.stages import Stage, Step, Watch, watch_nothing

if TYPE_CHECKING:
    from antidrug_kpi.plans.loading.kept import Summary
    from antidrug_kpi.plans.plan import Plan

# Of a file or folder in bytes, on every system that this runs on.
LONGEST_NAME = 255


def list_plans(specs: tuple[Path, ...] = ()) -> tuple[Plan, ...]:
    """Every plan that can be computed."""
    refuse_specs(specs)
    return tuple(load_plan(plan_id, specs) for plan_id in list_plan_ids(specs))


def summarise_plans(specs: tuple[Path, ...] = ()) -> tuple[Summary, ...]:
    """Id, year, title and counts of every plan that can be computed."""
    refuse_specs(specs)
    return tuple(summarise_plan(plan_id, specs) for plan_id in list_plan_ids(specs))


def load_plan_folder(folder: Path, specs: tuple[Path, ...] = ()) -> Plan:
    """The plan in a folder of spec files. Raises SpecError with every problem, or UserError where there is no plan."""
    return load_plan(*_locate_folder(folder, specs))


def _locate_folder(folder: Path, specs: tuple[Path, ...]) -> PlanPlace:
    if not is_file(folder / "plan.yaml"):
        raise UserError(f"{folder}：沒有 plan.yaml；請指定計畫的規格資料夾，例如 specs/mohw-113")
    return folder.resolve().name, (folder.resolve().parent, *specs)


def list_plan_remarks(folder: Path, plan: Plan) -> list[str]:
    """What the author of the plan in this folder is to be reminded of: texts still to be filled in, targets that have lost a
    value which inherited examples need. Nothing of it is an error.
    """
    from antidrug_kpi.errors import take_some
    from antidrug_kpi.plans.checking.plan_remarks import list_remarks
    from antidrug_kpi.plans.yaml_source.spec_files import read_folder

    return take_some(list_remarks(plan, read_folder(folder.resolve())))


def find_plan(name: str, specs: tuple[Path, ...] = ()) -> Plan:
    """The plan with this id, or the one in this folder of spec files. Raises UserError where there is neither."""
    return load_plan(*locate_plan(name, specs))


def locate_plan(name: str, specs: tuple[Path, ...] = ()) -> PlanPlace:
    """Where the plan with this id, or the one in this folder of spec files, is loaded from; any other name is taken for an id.

    Raises UserError for a folder that holds no plan.
    """
    refuse_specs(specs)
    folder = Path(name)
    return _locate_folder(folder, specs) if name not in list_plan_ids(specs) and is_folder(folder) else (name, specs)


def write_json_schema(what: str) -> str:
    """JSON Schema of the spec files (`spec`), or of the JSON that a command prints or writes (`trace`, `result`, …)."""
    if what == "spec":
        from antidrug_kpi.plans.schema import write_schema

        return write_schema()
    from antidrug_kpi.audit.schemas.output_schemas import write_output_schema

    return write_output_schema(what)


def start_plan(folder: Path, parent_id: str, year: int) -> Plan:
    """Write the plan.yaml of a new plan that builds on another one, beside an empty folder for its indicators, and give the plan.

    Raises UserError where the folder holds something already or its name is another plan's id, and UsageError where there is
    no such parent, beside the folder or among the program's own, or the year is none.
    """
    from antidrug_kpi.forms.output.saving import make_folder, refuse_existing, save_bytes
    from antidrug_kpi.plans.loading.checked import read_plan
    from antidrug_kpi.plans.prose.new_plan import write_starting_plan

    check_year(year)
    plan_id, beside = folder.resolve().name, (folder.resolve().parent,)
    if escape_controls(plan_id) != plan_id or len(os.fsencode(plan_id)) > LONGEST_NAME:
        raise UserError(f"「{folder}」的名稱太長、含控制字元或不是 UTF-8；計畫代號即資料夾名稱，請改用另一個名稱")
    refuse_existing(folder)
    parent = load_plan(parent_id, beside)
    if plan_id in list_plan_ids(beside):
        raise UserError(f"計畫「{plan_id}」已存在；計畫代號即資料夾名稱，請改用另一個名稱")
    make_folder(folder / "indicators")
    save_bytes(folder / "plan.yaml", write_starting_plan(parent, plan_id, year).encode("utf-8"))
    return read_plan(plan_id, beside)  # not kept in memory: it is written to next


def save_manual(folder: Path, specs: tuple[Path, ...] = ()) -> list[Path]:
    """Write the manual of all plans into a folder and give its files; pages of plans that are no more are deleted."""
    from antidrug_kpi.forms.output.saving import make_folder, remove_file, save_bytes
    from antidrug_kpi.plans.prose.manual import MARK, write_manual

    pages = write_manual(list_plans(specs))
    make_folder(folder)
    for path in folder.glob("*.md"):
        if path.name not in pages and _is_marked(path, MARK.encode("utf-8")):
            remove_file(path)
    for name, text in pages.items():
        save_bytes(folder / name, text.encode("utf-8"))
    return [folder / name for name in pages]


def _is_marked(path: Path, mark: bytes) -> bool:
    """Whether a page begins with our mark; False where it cannot be read."""
    if not is_file(path):
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(mark)) == mark
    except OSError:
        return False


def save_catalogue(path: Path) -> int:
    """Write the page of every issue that `check` may list, and say how many there are."""
    from antidrug_kpi.forms.output.places import Inputs, refuse_place
    from antidrug_kpi.forms.output.saving import save_bytes
    from antidrug_kpi.registers.catalogue import KINDS, write_catalogue

    refuse_place(path, Inputs(), may_replace=True)
    save_bytes(path, write_catalogue().encode("utf-8"))
    return len(KINDS)


def save_vocabulary(path: Path) -> int:
    """Write the page of the operators that specs are made of, and say how many there are."""
    from antidrug_kpi.forms.output.places import Inputs, refuse_place
    from antidrug_kpi.forms.output.saving import save_bytes
    from antidrug_kpi.plans.operators.vocabulary_page import list_operators, write_vocabulary

    refuse_place(path, Inputs(), may_replace=True)
    save_bytes(path, write_vocabulary().encode("utf-8"))
    return len(list_operators())


def run_plan_examples(plan: Plan, watch: Watch = watch_nothing) -> list[str]:
    """Run the worked examples of a plan, of its alternative readings and of its statistics.

    Returns a sentence for each that fails, and for each condition that no example makes true or no example makes false; an
    empty list where all is well. `watch` is called with each indicator's step.
    """
    from antidrug_kpi.measures.duties.statistics.statistic_example_runs import run_statistic_examples
    from antidrug_kpi.measures.duties.tie_outs.tie_out_examples import check_tie_out
    from antidrug_kpi.measures.worked_examples import Coverage, check_alternative, run_examples
    from antidrug_kpi.plans.prose.sentences import Words

    problems: list[str] = []
    for number, indicator in enumerate(plan.indicators, start=1):
        watch(Step(Stage.EXAMPLES, number, len(plan.indicators)))
        coverage = Coverage()
        problems += [str(failure) for failure in run_examples(plan, indicator, coverage)]
        problems += [f"{indicator.label}：{text}" for text in coverage.list_uncovered(indicator.measures, Words(plan))]
        for alternative in indicator.alternatives:
            problems += check_alternative(plan, indicator, alternative)
    for group in plan.statistics:
        coverage = Coverage()
        problems += [str(failure) for failure in run_statistic_examples(plan, group, coverage)]
        problems += [f"{group.id}：{text}" for text in coverage.list_uncovered(group.statistics, Words(plan))]
    for tie_out in plan.tie_outs:
        problems += check_tie_out(plan, tie_out)
    return problems


def count_examples(plan: Plan) -> int:
    """How many worked examples the plan has, those of alternative readings, statistics and tie-outs among them."""
    readings = (alternative for indicator in plan.indicators for alternative in indicator.alternatives)
    of_measures = (part.examples for parts in (plan.indicators, readings) for part in parts)
    of_duties = (part.examples for parts in (plan.statistics, plan.tie_outs) for part in parts)
    return sum(map(len, of_measures)) + sum(map(len, of_duties))
