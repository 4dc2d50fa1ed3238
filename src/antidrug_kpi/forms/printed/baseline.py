"""What a plan of the year begins from: the final results of the year before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from antidrug_kpi.measures.duties.duty_results import Duties
from antidrug_kpi.measures.results import MeasureResult, OfficeResult
from antidrug_kpi.registers.register import TypedRegister


@dataclass(frozen=True)
class Baseline:
    """An office's final results of the year before, and its registers where they were read for it."""

    result: OfficeResult
    duties: Duties | None = None
    registers: Mapping[str, TypedRegister] = field(default_factory=dict)

    def find_measure(self, measure_id: str) -> MeasureResult | None:
        """The result of a measure; none where it has none that could be shown."""
        return next((measure for measure in self.result.measures if measure.id == measure_id and not measure.is_hidden), None)
