"""From exact numbers to the JSON object of a measure: status, display, attainment, progress, shortfall."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from .contract import indicator_of
from .office import Frame

Result = dict[str, object]

ACCUMULATING = {"1.1.1", "1.1.2", "2.3.2", "3.4", "4.8", "4.9"}


@dataclass(frozen=True)
class Goal:
    """A target in the unit of the value; no comparator where the measure is only reported."""

    comparator: str | None
    target: Fraction | None
    unit: str = "%"
    shown: str | None = None
    margin: bool = True  # attainment is defined, and 超前 can be given

    @property
    def scale(self) -> int:
        """What one of the ratio's units is on paper."""
        return 100 if self.unit in ("%", "百分點") else 1


@dataclass(frozen=True)
class Figure:
    """What a measure comes to: the value in its own unit, with its parts."""

    value: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    excluded: tuple[tuple[str, int], ...] = ()
    source: str | None = "register"
    parts: dict[str, object] | None = None
    none_is_missed: bool = False  # 4.1.2: the target asks that there is something to count
    is_year_rate: bool = False  # progress is held against the whole target, whatever part of the year has passed


def half_up(value: Fraction, digits: int = 2) -> str:
    """Rounded half up, a negative number away from zero, as text with that many decimals."""
    scaled = floor(abs(value) * 10**digits + Fraction(1, 2))
    sign = "-" if value < 0 and scaled else ""
    whole, rest = divmod(scaled, 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}"


def plain(value: Fraction) -> str:
    """An exact decimal, without trailing zeros."""
    number = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{number.normalize():f}"


def as_json(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value.denominator == 1 else half_up(value)


def meets(value: Fraction, goal: Goal) -> bool:
    assert goal.target is not None
    if goal.comparator == ">=":
        return value >= goal.target
    return value <= goal.target if goal.comparator == "<=" else value > goal.target


def attainment_of(value: Fraction, goal: Goal) -> Fraction | None:
    if not goal.margin or not goal.target:
        return None
    if goal.comparator == "<=":
        return Fraction(100) if meets(value, goal) else goal.target / value * 100
    return value / goal.target * 100


def months_elapsed(frame: Frame) -> int:
    """Whole months of the report's year that have passed on as_of."""
    day = frame.as_of
    if day.year != frame.first.year:
        return 12 if day > frame.first else 0
    return day.month if day.day == monthrange(day.year, day.month)[1] else day.month - 1


def progress_of(measure: str, value: Fraction, goal: Goal, frame: Frame, *, is_year_rate: bool) -> str | None:
    assert goal.target is not None
    held = goal
    if measure in ACCUMULATING and not is_year_rate:
        months = months_elapsed(frame)
        if months == 0:
            return None
        held = Goal(goal.comparator, goal.target * months / 12, goal.unit)
    assert held.target is not None
    if not meets(value, held):
        return "落後"
    if not goal.margin:
        return "符合"
    if goal.comparator == "<=":
        return "超前" if value <= held.target * Fraction(9, 10) else "符合"
    return "超前" if value >= held.target * Fraction(11, 10) else "符合"


def shortfall_of(figure: Figure, goal: Goal) -> int | None:
    """Further numerator units, the denominator unchanged; for an upper limit, how many fewer."""
    if figure.numerator is None or goal.target is None:
        return None
    wanted = goal.target / goal.scale * (1 if figure.denominator is None else figure.denominator)
    if goal.comparator == "<=":
        return max(0, ceil(figure.numerator - floor(wanted)))
    return max(0, ceil(wanted - figure.numerator))


def blank_result(measure: str, goal: Goal, status: str, rejected: int) -> Result:
    return {
        "id": measure,
        "indicator": indicator_of(measure),
        "status": status,
        "numerator": None,
        "denominator": None,
        "value": None,
        "unit": goal.unit,
        "comparator": goal.comparator,
        "target": goal.shown,
        "attainment": None,
        "progress": None,
        "shortfall": None,
        "excluded": [],
        "rejected": rejected,
        "source": None,
    }


def full_result(measure: str, goal: Goal, figure: Figure, frame: Frame, rejected: int) -> Result:
    result = blank_result(measure, goal, "not_applicable", rejected)
    result |= {
        "numerator": as_json(figure.numerator),
        "denominator": as_json(figure.denominator),
        "excluded": [{"reason": reason, "count": count} for reason, count in figure.excluded if count],
        "source": figure.source,
    }
    if figure.parts is not None:
        result["parts"] = figure.parts
    value = figure.value
    if value is None:
        return result | {"status": "missed", "progress": "落後"} if figure.none_is_missed and goal.comparator else result
    result["value"] = half_up(value)
    if goal.target is None:
        result["status"] = "reported"
        return result
    attainment = attainment_of(value, goal)
    result |= {
        "status": "met" if meets(value, goal) else "missed",
        "attainment": None if attainment is None else half_up(attainment),
        "progress": progress_of(measure, value, goal, frame, is_year_rate=figure.is_year_rate),
        "shortfall": shortfall_of(figure, goal),
    }
    return result


def ratio(
    numerator: int | Fraction,
    denominator: int | Fraction,
    excluded: Sequence[tuple[str, int]] = (),
    source: str = "register",
) -> Figure:
    """A ratio in percent; no value where the denominator is zero."""
    figure = mean(numerator, denominator)
    value = None if figure.value is None else figure.value * 100
    return Figure(value, figure.numerator, figure.denominator, tuple(excluded), source)


def mean(numerator: int | Fraction, denominator: int | Fraction) -> Figure:
    value = Fraction(numerator) / denominator if denominator else None
    return Figure(value, Fraction(numerator), Fraction(denominator))
