"""An office's data read and its measures computed: what every command that needs data begins with."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from antidrug_kpi.errors import UserError
from antidrug_kpi.issues import Level, escape_controls
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_there
from antidrug_kpi.pipeline.computed_duties import compute_duties, owes_more
from antidrug_kpi.pipeline.next_commands import say_command
from antidrug_kpi.pipeline.office_folder import find_folder_doubts, list_misnamed_settings
from antidrug_kpi.pipeline.options.option_checks import check_strata_column, refuse_no_target
from antidrug_kpi.pipeline.options.password_source import make_password_source
from antidrug_kpi.pipeline.resolved_settings import (
    find_periods,
    find_year_end,
    list_apart,
    load_wanted_plan,
    normalise_jurisdiction,
    resolve_settings,
)
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.pipeline.taken_answers import take_answers
from antidrug_kpi.plans.loading.loader import digest_plan
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan, Wanted
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.settings import DEFAULT_PLAN, Settings, say_files_outside_folder
from antidrug_kpi.stages import Stage, Step

if TYPE_CHECKING:  # pandas comes with these, and a command that needs no data must not wait for it
    from antidrug_kpi.forms.answered_questions import AnsweredQuestion
    from antidrug_kpi.issues import Issue
    from antidrug_kpi.measures.compute import Computation, Terms
    from antidrug_kpi.measures.duties.duty_results import Duties
    from antidrug_kpi.measures.results import OfficeResult
    from antidrug_kpi.registers.register import Reading


Kept = Literal["files", "cells"]


@dataclass(frozen=True)
class FormCompleteness:
    """How complete a form without measures is: the registers (ids) that it is filled from, and what they lack, in sentences."""

    registers: frozenset[str]
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class Run:
    """An office computed: the plan and its windows as dates, what was read, the results, and the computations behind them."""

    plan: Plan
    periods: Periods
    reading: Reading
    result: OfficeResult
    computations: tuple[Computation, ...]
    terms: Terms
    default_plan: Plan
    """The plan as it is read where no alternative is chosen."""
    quiet: bool = False
    form_completeness: FormCompleteness | None = None
    """Set where a form was filled that prints no measure: then the measures do not decide how complete the run is."""
    remarks: tuple[str, ...] = ()
    """Sentences about the settings, for the user."""
    settings: Settings = field(default_factory=Settings)
    """What it was computed with, the office's own settings and the defaults included."""
    data: Path | None = None
    typed: Settings = field(default_factory=Settings)
    """Where the data are and what was typed, for the commands that messages tell to run next."""
    answered: tuple[AnsweredQuestion, ...] = ()
    """The questions that the office has answered."""
    cleared: frozenset[Issue] = frozenset()
    """The issues that an answer takes out of doubt."""
    last_month: Run | None = None
    """The same run at the last month-end, where months were asked for and there is one: it decides how the run ends."""
    duties: Duties | None = None
    """What the report owes beside the measures; None where it was not asked for."""
    is_for_public: bool = False
    """Whether what is shown of the run is for the public, so that small counts are hidden."""

    @cached_property
    def redacted_result(self) -> OfficeResult:
        """The result without identifiers of persons; every output asks for it."""
        from antidrug_kpi.measures.redacted_results import make_result_redaction, redact_result

        return redact_result(self.result, make_result_redaction(self.result, self.reading.registers))

    @property
    def registers_needed(self) -> frozenset[str]:
        """Ids of the registers that the wanted measures, or the form that prints none, are made from."""
        from antidrug_kpi.registers.codes import list_registers_taken

        if self.form_completeness is not None:
            return self.form_completeness.registers
        wanted = {measure.id for measure in self.result.measures}
        return list_registers_taken(self.plan, [measure for _, measure in self.plan.measures if measure.id in wanted])


def read_office(
    data: Path,
    plan: Plan,
    settings: Settings,
    *,
    keep: Kept | None = None,
    needed: frozenset[str] | None = None,
    with_duties: bool = False,
) -> Reading:
    """The registers of a folder or workbook: all of them, or those whose ids are `needed`. `keep` also the sheets as they
    were read (`files`), or the cells of the registers as they were typed (`cells`). What no measure reads only `with_duties`.

    Raises UserError where there is no file to read, or the mapping file is wrong, or the password of an encrypted workbook is not
    where the settings say.
    """
    from antidrug_kpi.files import choose_all, read_data
    from antidrug_kpi.registers.finding.needed_registers import choose_sheets
    from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING
    from antidrug_kpi.registers.mapping.mapping_reading import read_mapping
    from antidrug_kpi.registers.office_reading import read_registers

    with settings.locate_errors("mapping"):
        if settings.mapping is not None and not is_there(settings.mapping):
            shown = escape_controls(str(settings.mapping))
            raise UserError(f"找不到對應檔「{shown}」{name_nearest(settings.mapping)}；請確認路徑")
    mapping = NO_MAPPING if settings.mapping is None else read_mapping(settings.mapping, plan)
    choose = choose_all
    if needed is not None:
        choose = partial(choose_sheets, registers=plan.registers, mapping=mapping, needed=needed, further=plan.further_registers)
    misnamed = list_misnamed_settings(data)
    ask, apart = make_password_source(settings), list_apart(settings) | {Path(os.path.realpath(path)) for path in misnamed}
    files = read_data(data, ask=ask, watch=settings.watch, choose=choose, apart=apart)
    reading = read_registers(files, plan, mapping, settings.watch, needed, keeps_cells=keep == "cells", with_duties=with_duties)
    reading = replace(reading, issues=(*find_folder_doubts(data, misnamed), *reading.issues))
    # Whether an answer still holds is seen from the rows as they stand in the sheets.
    return replace(reading, files=files) if keep == "files" or settings.answers is not None else reading


def require_registers(data: Path, reading: Reading, *, typed: Settings | None = None, most_reasons: int = 3) -> None:
    """Raises UserError where no register was read, with what to do and the weightiest reasons, of many the first. An empty
    template of ours counts as one, and so does a file that was skipped because no wanted measure needs it.
    """
    from antidrug_kpi.registers.redaction import Redaction

    if reading.has_register:
        return
    levels = list(Level)
    shown = map(Redaction().redact_issue, sorted(reading.issues, key=lambda issue: levels.index(issue.level)))
    reasons = list(map(str, shown))
    name, plan = escape_controls(str(data)), (typed or Settings()).plan or DEFAULT_PLAN
    said, look = f"{name}：沒有任何一份看得懂的清冊", f"以 antidrug-kpi list --plan {plan} 查看所需清冊"
    if most_reasons and len(reasons) > most_reasons:
        command = say_command("check", data, typed or Settings())
        first = reasons[0].split("；")[0]
        raise UserError(f"{said}；請確認計畫（{plan}）與資料夾，或{look}；以 {command} 查看全部 {len(reasons)} 項，例如 {first}")
    detail = f"；{'；'.join(reasons)}" if reasons and most_reasons else ""
    raise UserError(f"{said}{detail}；請確認資料夾，或{look}")


def compute(
    data: Path,
    settings: Settings,
    *,
    keep: Kept | None = None,
    allow_no_register: bool = False,
    require_targets: bool = False,
    skip_unneeded: bool = False,
    with_duties: bool = False,
) -> Run:
    """Read an office's registers and compute its wanted measures.

    `keep` keeps what outputs show again: the sheets as they were read (`files`), or the registers' cells as they were typed
    (`cells`). `skip_unneeded` reads no register that none of the wanted measures needs. `with_duties` gives the plan with
    the duties of its reports, and computes them unless only some measures are wanted.

    Raises UserError where the settings do not fit together, where no register is found unless `allow_no_register`, and, with
    `require_targets`, where no target of the wanted measures is in force.
    """
    from antidrug_kpi.measures.office import compute_office

    task = _settle(data, settings, require_targets=require_targets, with_duties=with_duties)
    settings, plan, wanted = task.settings, task.plan, task.wanted
    needed = _find_needed(task) if skip_unneeded else None
    reading = read_office(data, plan, settings, keep=keep, needed=needed, with_duties=task.with_duties)
    if not allow_no_register:
        require_registers(data, reading, typed=task.typed)
    terms = _make_terms(task, reading)
    result, computations = compute_office(reading, terms, wanted, settings.watch)
    settings.watch(Step(Stage.OUTPUT))
    taken = take_answers(settings, plan, reading, result)
    run = Run(
        plan,
        task.periods,
        reading if keep == "files" else replace(reading, files=()),
        replace(result, plan_sha256=digest_plan(settings.plan or DEFAULT_PLAN, settings.specs)),
        computations,
        terms,
        task.default_plan,
        bool(settings.quiet),
        remarks=(*say_files_outside_folder(settings, data), *_say_readings(settings, plan, wanted), *taken.remarks),
        settings=settings,
        data=data,
        typed=task.typed,
        answered=taken.answered,
        cleared=taken.cleared,
    )
    return replace(run, duties=compute_duties(run)) if task.with_duties else run


@dataclass(frozen=True)
class _Task:
    """What a run is to compute: the settings as typed, and with the office's own; the plan under the chosen readings and under
    none, the wanted measures, the plan's windows as dates, and whether also the duties.
    """

    typed: Settings
    settings: Settings
    plan: Plan
    default_plan: Plan
    wanted: Wanted
    periods: Periods
    with_duties: bool


def _settle(data: Path, settings: Settings, *, require_targets: bool, with_duties: bool) -> _Task:
    """What the settings ask for; UserError where they do not fit together."""
    typed, settings = settings, resolve_settings(settings, data)
    default = replace(settings, readings=())
    settings.watch(Step(Stage.PLAN))
    plan, default_plan = (load_wanted_plan(chosen, with_duties=with_duties) for chosen in (settings, default))
    with settings.locate_errors("only"):
        wanted = select_measures(plan, settings.only)
    periods = find_periods(plan, settings)
    if settings.by is not None:
        check_strata_column(plan, settings.by, wanted)
    if require_targets:
        refuse_no_target(plan, wanted, periods.year, periods.as_of)
    return _Task(typed, settings, plan, default_plan, wanted, periods, with_duties and not settings.only and owes_more(plan))


def _make_terms(task: _Task, reading: Reading) -> Terms:
    from antidrug_kpi.measures.compute import Terms

    settings, plan = task.settings, task.plan
    return Terms(
        plan,
        reading.registers,
        task.periods,
        normalise_jurisdiction(settings.jurisdiction),
        bool(settings.strict),
        by=settings.by,
        unread=reading.unread,
        targets_of=find_year_end(plan.year) if settings.holds_own_targets else None,
    )


def _say_readings(settings: Settings, plan: Plan, wanted: Wanted) -> tuple[str, ...]:
    """A sentence on the chosen readings, which every command says, or on those that the plan does not have."""
    if settings.readings and not plan.chosen:
        return (f"{settings.places['readings']}：計畫 {plan.id} 沒有其他判讀，readings 未採用",)
    if not plan.chosen:
        return ()
    names = "、".join(f"{owner}={name}" for owner, chosen in plan.chosen.items() for name in chosen)
    is_idle = not any(plan.find_chosen(measure.id) for _, measure in wanted)
    return (f"採其他判讀：{names}{'（不影響所選的項目）' if is_idle else ''}",)


def _find_needed(task: _Task) -> frozenset[str] | None:
    """The registers that the wanted measures need. A run of all measures reads every register, needed by a measure or not."""
    from antidrug_kpi.registers.finding.needed_registers import list_registers_to_read

    is_part = len(task.wanted) < len(task.plan.measures)
    return list_registers_to_read(task.plan, _list_readable(task.wanted)) if is_part else None


def _list_readable(wanted: Wanted) -> Iterator[Measure]:
    """The wanted measures, and what alternative readings make of them."""
    for indicator, measure in wanted:
        yield measure
        yield from (reading.measure for reading in indicator.readings if reading.measure.id == measure.id)
