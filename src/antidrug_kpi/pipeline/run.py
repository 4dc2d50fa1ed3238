"""An office read and computed, and how complete that is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UserError
from antidrug_kpi.issues import Level, escape_controls
from antidrug_kpi.paths import is_there
from antidrug_kpi.pipeline.option_checks import check_strata_column, refuse_no_target
from antidrug_kpi.pipeline.password_source import make_ask
from antidrug_kpi.pipeline.run_terms import find_periods, load_wanted_plan, normalise_jurisdiction, resolve_settings
from antidrug_kpi.pipeline.selection import select_measures
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.settings import Settings, say_distant_mapping
from antidrug_kpi.stages import Stage, Step

if TYPE_CHECKING:  # pandas comes with these, and a command that needs no data must not wait for it
    from antidrug_kpi.measures.compute import Computation
    from antidrug_kpi.measures.results import OfficeResult
    from antidrug_kpi.registers.register import Reading


@dataclass(frozen=True)
class Run:
    """An office computed: the plan, what was read, the results, and the computations behind them."""

    plan: Plan
    reading: Reading
    result: OfficeResult
    computations: tuple[Computation, ...]
    quiet: bool = False
    gaps: tuple[str, ...] | None = None
    """What a form lacks that prints no measure, so that the measures do not matter; none where they do."""
    form_registers: frozenset[str] | None = None
    """The registers that such a form is filled from; none where the measures matter."""
    remarks: tuple[str, ...] = ()
    """What is to be said of the settings."""

    @property
    def registers_needed(self) -> frozenset[str]:
        """The registers that what is wanted is made from."""
        from antidrug_kpi.registers.codes import list_registers_taken

        if self.form_registers is not None:
            return self.form_registers
        wanted = {measure.id for measure in self.result.measures}
        return list_registers_taken(self.plan, [measure for _, measure in self.plan.measures if measure.id in wanted])


def read_office(
    data: Path, plan: Plan, settings: Settings, *, keep_files: bool = False, needed: frozenset[str] | None = None
) -> Reading:
    """The registers of a folder or workbook, or of those that are `needed`, with the sheets themselves where they are to be kept.

    Raises UserError where there is no file to read, or the mapping file is wrong, or the password of an encrypted workbook is not
    where the settings say.
    """
    from antidrug_kpi.files import choose_all, read_data
    from antidrug_kpi.registers.finding.needed_registers import choose_sheets
    from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING
    from antidrug_kpi.registers.mapping.mapping_reading import read_mapping
    from antidrug_kpi.registers.office_reading import read_registers

    with settings.blame("mapping"):
        if settings.mapping is not None and not is_there(settings.mapping):
            raise UserError(f"找不到對應檔「{escape_controls(str(settings.mapping))}」；請確認路徑")
    own = NO_MAPPING if settings.mapping is None else read_mapping(settings.mapping, plan)
    choose = choose_all if needed is None else partial(choose_sheets, registers=plan.registers, mapping=own, needed=needed)
    files = read_data(data, ask=make_ask(settings), watch=settings.watch, choose=choose)
    reading = read_registers(files, plan, own, settings.watch, needed)
    return replace(reading, files=files) if keep_files else reading


def refuse_unreadable(data: Path, reading: Reading, *, most_reasons: int = 3) -> None:
    """UserError where nothing was read as a register, with the weightiest reasons. Our own template as it comes is one that
    nobody has filled in.
    """
    from antidrug_kpi.registers.covers import Cover
    from antidrug_kpi.registers.register import LeftOutReason

    if reading.registers or reading.unfilled or any(left.why is LeftOutReason.NOT_NEEDED for left in reading.left_out):
        return
    levels = list(Level)
    shown = map(Cover().cover_issue, sorted(reading.issues, key=lambda issue: levels.index(issue.level)))
    reasons = list(map(str, shown))
    more = f" 等 {len(reasons)} 項（以 antidrug-kpi check 查看全部）" if len(reasons) > most_reasons else ""
    detail = f"；{'；'.join(reasons[:most_reasons])}{more}" if reasons and most_reasons else ""
    name = escape_controls(str(data))
    raise UserError(f"{name}：沒有任何一份看得懂的清冊{detail}；請確認資料夾，或以 antidrug-kpi show 查看所需清冊")


def compute(
    data: Path,
    settings: Settings,
    *,
    keep_files: bool = False,
    may_be_unreadable: bool = False,
    must_judge: bool = False,
    may_skip: bool = False,
) -> Run:
    """An office's registers read and its wanted measures computed; the sheets are kept for whoever shows them again. Registers
    that no wanted measure needs may be skipped where not all of the measures are.

    Raises UserError where nothing is a register, unless it may be so, where the settings make no sense, and where it must judge
    and no target is in force.
    """
    from antidrug_kpi.measures.compute import Terms
    from antidrug_kpi.measures.office import compute_office
    from antidrug_kpi.registers.finding.needed_registers import list_registers_to_read

    settings = resolve_settings(settings, data)
    settings.watch(Step(Stage.PLAN))
    plan = load_wanted_plan(settings)
    with settings.blame("only"):
        wanted = select_measures(plan, settings.only)
    periods = find_periods(plan, settings)
    if settings.by is not None:
        check_strata_column(plan, settings.by, wanted)
    if must_judge:
        refuse_no_target(plan, wanted, periods.year, periods.as_of)
    is_part = may_skip and len(wanted) < len(plan.measures)
    needed = list_registers_to_read(plan, (measure for _, measure in wanted)) if is_part else None
    reading = read_office(data, plan, settings, keep_files=keep_files, needed=needed)
    if not may_be_unreadable:
        refuse_unreadable(data, reading)
    jurisdiction = normalise_jurisdiction(settings.jurisdiction)
    terms = Terms(plan, reading.registers, periods, jurisdiction, bool(settings.strict), by=settings.by, unread=reading.unread)
    result, computations = compute_office(reading, terms, wanted, settings.watch)
    settings.watch(Step(Stage.OUTPUT))
    remark = say_distant_mapping(settings, data)
    return Run(plan, reading, result, computations, bool(settings.quiet), remarks=() if remark is None else (remark,))
