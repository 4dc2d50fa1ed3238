"""The program from Python: an office read, computed, traced and explained, as pandas frames. docs/python.md shows it at work.

Nothing is printed and nothing written. What a user can mend is an `errors.UserError`; an office's `office.yaml` counts as it does
on the command line. Identifiers of persons are masked as on the screen, unless `show_ids`; `read_registers` alone gives the cells
as they are, since registers are joined by them.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

from antidrug_kpi.errors import UsageError
from antidrug_kpi.settings import DEFAULT_PLAN, Settings

if TYPE_CHECKING:  # pandas comes with these: whoever imports the package or asks for a plan does not wait for it
    import pandas as pd

    from antidrug_kpi.measures.results import OfficeResult
    from antidrug_kpi.pipeline.run import Run
    from antidrug_kpi.plans.plan import Plan
    from antidrug_kpi.registers.register import Reading

FilePath = str | os.PathLike[str]


class Options(TypedDict, total=False):
    """The options of the command line that change what is read or computed; docs/interface.md tells what they mean."""

    plan: str
    report: str
    jurisdiction: str
    as_of: str | dt.date
    year: int
    only: str | Sequence[str]
    readings: str | Sequence[str]
    strict: bool
    specs: FilePath | Sequence[FilePath]
    mapping: FilePath
    password_env: str


@dataclass(frozen=True)
class OfficeRegisters:
    """The registers of an office as they were read; `reading` holds everything, `issues` what was noticed."""

    reading: Reading

    @cached_property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """A frame for each register, by its title: a typed column for each that the plan names, and where each row stands."""
        from antidrug_kpi.api_frames import make_register_frame

        return {register.spec.title: make_register_frame(register) for register in self.reading.registers.values()}

    @cached_property
    def issues(self) -> pd.DataFrame:
        """What was noticed while reading: code, level, register, where, and the sentence, with identifiers masked."""
        from antidrug_kpi.api_frames import make_issue_frame

        return make_issue_frame(self.reading.issues, self.reading.registers)


@dataclass(frozen=True)
class ComputedOffice:
    """An office computed; `run` holds everything that the command line's outputs are made from."""

    run: Run

    @property
    def result(self) -> OfficeResult:
        """The exact results: counts as int, sums as Decimal, values and targets as Fraction."""
        return self.run.redacted_result

    @property
    def is_complete(self) -> bool:
        """Whether the command line would end with 0: no row rejected, no file in doubt, no measure without data."""
        from antidrug_kpi import pipeline

        return pipeline.is_complete(self.run)

    @cached_property
    def measures(self) -> pd.DataFrame:
        """A row for each measure, by its id, with the keys of `compute --format json`; value, target and attainment are Decimals
        of two digits, rounded half up for display.
        """
        from antidrug_kpi.api_frames import make_measure_frame

        return make_measure_frame(self.result)

    @cached_property
    def issues(self) -> pd.DataFrame:
        """What `check` lists: as `OfficeRegisters.issues`, and what only the computing of the measures notices."""
        from antidrug_kpi.api_frames import make_issue_frame

        return make_issue_frame(self.run.result.issues, self.run.reading.registers)


def load_plan(plan: str = DEFAULT_PLAN, *, specs: FilePath | Sequence[FilePath] = ()) -> Plan:
    """A plan, checked, by its id: one of the program's own, or one that stands in the folders `specs`.

    >>> plan = load_plan()
    >>> plan.year, len(plan.indicators), len(plan.measures)
    (113, 36, 48)
    """
    from antidrug_kpi.plans.loading import folders, loader

    places = tuple(map(Path, _list(specs)))
    folders.refuse_specs(places)
    return loader.load_plan(plan, places)


def read_registers(data: FilePath, **options: Unpack[Options]) -> OfficeRegisters:
    """An office's registers as the plan reads them.

    >>> admissions = read_registers("demo-office").frames["美沙冬收案"]
    >>> admissions["新收日期"].dtype.kind
    'M'
    """
    from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings
    from antidrug_kpi.pipeline.run import read_office, require_registers

    folder = Path(data)
    settings = resolve_settings(_make_settings(options), folder)
    reading = read_office(folder, load_wanted_plan(settings), settings)
    require_registers(folder, reading)
    return OfficeRegisters(reading)


def compute(data: FilePath, **options: Unpack[Options]) -> ComputedOffice:
    """The measures of an office, all or `only` some.

    >>> office = compute("demo-office", only="3.3")
    >>> office.measures.loc["3.3", ["status", "numerator", "denominator", "value"]].tolist()
    ['missed', 168, 259, Decimal('64.86')]
    """
    from antidrug_kpi import pipeline

    settings = _make_settings(options)
    return ComputedOffice(pipeline.compute(Path(data), settings, keep="cells", skip_unneeded=True))


def trace(office: ComputedOffice, measure: str, *, show_ids: bool = False) -> pd.DataFrame:
    """The subjects of an indicator or a measure, with the columns of `trace -o .csv`: where each stands, its population, why.

    >>> subjects = trace(compute("demo-office", only="3.3"), "3.3")
    >>> int((subjects["歸屬"] == "分子").sum())
    168
    """
    from antidrug_kpi import pipeline
    from antidrug_kpi.api_frames import make_trace_frame

    run = office.run
    wanted = {chosen.id for _, chosen in pipeline.select_measures(run.plan, (measure,))}
    computed = tuple(computation for computation in run.computations if computation.result.id in wanted)
    if not computed:
        raise UsageError(f"沒有計算「{measure}」；請在 compute 的 only 列入，或不寫 only")
    results = tuple(result for result in run.result.measures if result.id in wanted)
    part = replace(run, computations=computed, result=replace(run.result, measures=results))
    return make_trace_frame(pipeline.build_trace(part, show_ids=show_ids))


def explain(office: ComputedOffice, case: str, *, show_ids: bool = False) -> pd.DataFrame:
    """What each measure that was computed makes of one case, in sentences.

    >>> told = explain(compute("demo-office", only="3.3"), "M112-0146")
    >>> told["歸屬"].tolist()
    ['排除']
    """
    from antidrug_kpi import pipeline
    from antidrug_kpi.api_frames import make_explanation_frame

    return make_explanation_frame(pipeline.explain_case(office.run, case, show_ids=show_ids))


def _make_settings(options: Options) -> Settings:
    """The options as the command line would have given them. TypeError for one that there is not, as of any function."""
    unknown = sorted(options.keys() - Options.__annotations__.keys())
    if unknown:
        raise TypeError(f"no such option: {', '.join(unknown)}; there are {', '.join(Options.__annotations__)}")
    as_of, mapping = options.get("as_of"), options.get("mapping")
    return Settings(
        plan=options.get("plan"),
        report=options.get("report"),
        jurisdiction=options.get("jurisdiction"),
        as_of=as_of.isoformat() if isinstance(as_of, dt.date) else as_of,
        year=options.get("year"),
        only=tuple(map(str, _list(options.get("only", ())))),
        readings=tuple(map(str, _list(options.get("readings", ())))),
        strict=options.get("strict"),
        specs=tuple(map(Path, _list(options.get("specs", ())))),
        mapping=None if mapping is None else Path(mapping),
        password_env=options.get("password_env"),
    )


def _list(given: FilePath | Sequence[FilePath]) -> Sequence[FilePath]:
    """What was given, one or several."""
    return [given] if isinstance(given, str | os.PathLike) else given
