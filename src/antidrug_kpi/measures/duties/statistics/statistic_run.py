"""What the statistics of one run share: the data, the results of measures and rules, and the statistics computed so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import StatisticResult
from antidrug_kpi.measures.duties.statistics.counted_subjects import CountedSubjects
from antidrug_kpi.measures.results import MeasureResult


@dataclass(frozen=True)
class StatisticRun:
    """`results` and `subjects` grow with each statistic: a difference and a matching mean ask for those before them."""

    terms: Terms
    measures: Mapping[str, MeasureResult]
    rules: Mapping[str, MeasureResult]
    results: dict[str, StatisticResult] = field(default_factory=dict)
    subjects: dict[str, CountedSubjects] = field(default_factory=dict)
