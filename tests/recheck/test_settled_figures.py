"""What only the result can tell of a submitted 達成率: whether it is the value."""

from __future__ import annotations

from fractions import Fraction

import pytest

from antidrug_kpi.audit.recheck.figure_comparison import FigureComparison, settle_figures
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures, TypedNumber
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")
# Two of one item: 200 % of the target; 313 cases of 11 months, 94.85 % of 30; 5 of 6, 92.59 % of 90 %.
ITEMS = ("4.4", 2, None, Fraction(2), "項", Fraction(1))
CASES = ("2.3.1", 313, 11, Fraction(313, 11), "案", Fraction(30))
SHARE = ("3.7", 5, 6, Fraction(500, 6), "%", Fraction(90))


@pytest.mark.parametrize(
    ("known", "rate", "has_parts", "agrees"),
    [
        (ITEMS, "2", False, True),
        (ITEMS, "200", False, True),
        (ITEMS, "3", False, False),
        (CASES, "28.45", True, True),
        (CASES, "94.85", True, True),
        (CASES, "28.46", True, False),
        (SHARE, "83.33", False, True),
        (SHARE, "92.59", False, True),
        (SHARE, "83.34", False, False),
    ],
)
def test_a_rate_that_is_the_value(
    known: tuple[str, int, int | None, Fraction, str, Fraction], rate: str, has_parts: bool, agrees: bool
) -> None:
    name, top, bottom, value, unit, target = known
    indicator, measure = next((indicator, measure) for indicator, measure in PLAN.measures if measure.id == name)
    result = MeasureResult(
        name, indicator.id, measure.title, Status.MET, unit, top, bottom, value, ">=", target, attainment=value / target * 100
    )
    parts = (TypedNumber(str(top)), TypedNumber(str(bottom))) if has_parts else (None, None)
    submitted = SubmittedFigures(Filling.FIGURES, numerator=parts[0], denominator=parts[1], attainment=TypedNumber(rate))
    settled = settle_figures(measure, submitted, result)
    assert FigureComparison(measure, settled, result).has_same_figures is agrees
