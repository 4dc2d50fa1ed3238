"""The alternative readings of the contract: which there are, which contradict, and which can be chosen together."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from .contract import MEASURES, indicator_of
from .office import Office

Readings = Mapping[str, Sequence[str]]
"""What `--reading` names (an indicator or a measure) -> the alternatives chosen of it."""

ALTERNATIVES: dict[str, tuple[str, ...]] = {
    "1.6": ("calendar-quarters",),
    "2.1": ("count-undue",),
    "2.3.2": ("worker-years",),
    "2.5": ("drop-seldom",),
    "2.9": ("referral-keeps", "closing-reason"),
    "3.3": ("inclusive", "calendar-months"),
    "3.6.1": ("screened-stay",),
    "4.2": ("elapsed", "each-post"),
    "4.3.1": ("home-visits", "drop-short"),
    "4.10": ("two-years-before",),
}
CONTRADICTING = frozenset({"3.3"})

# Columns that a measure reads under an alternative alone.
READ_BESIDE = {("2.9", "closing-reason"): ("追蹤輔導個案", "結案原因")}


Choice = dict[str, tuple[str, ...]]
"""The alternatives chosen of one indicator."""


def list_choices() -> list[Choice]:
    """Every alternative alone in the contract's order, then the combinations that are possible within one indicator."""
    singles: list[Choice] = [{place: (name,)} for place, names in ALTERNATIVES.items() for name in names]
    return singles + [
        {place: chosen}
        for place, names in ALTERNATIVES.items()
        if place not in CONTRADICTING
        for size in range(2, len(names) + 1)
        for chosen in combinations(names, size)
    ]


def check_readings(readings: Readings) -> None:
    """Raises ValueError where an alternative is unknown, or where two contradict."""
    for place, names in readings.items():
        unknown = set(names) - set(ALTERNATIVES.get(place, ()))
        if place not in ALTERNATIVES or unknown:
            raise ValueError(f"no such reading: {place}={sorted(unknown)}")
        if place in CONTRADICTING and len(set(names)) > 1:
            raise ValueError(f"{place}: {' and '.join(names)} contradict each other")


def place_of(measure: str) -> str | None:
    """What `--reading` calls the measure: 4.2 for 4.2.1 and 4.2.2; None for a measure without alternatives."""
    return next((place for place in ALTERNATIVES if measure == place or measure.startswith(f"{place}.")), None)


def touching(measure: str, readings: Readings) -> list[str]:
    """The chosen alternatives that touch a measure, in the contract's order."""
    place = place_of(measure)
    return [name for name in ALTERNATIVES[place] if name in readings.get(place, ())] if place is not None else []


def touched(readings: Readings) -> list[str]:
    """The measures that the chosen alternatives touch, in the plan's order."""
    return [measure for measure in MEASURES if touching(measure, readings)]


def concerned(readings: Readings) -> list[str]:
    """The measures that the chosen alternatives touch, with the others of their indicators."""
    indicators = {indicator_of(measure) for measure in touched(readings)}
    return [measure for measure in MEASURES if indicator_of(measure) in indicators]


def lacks_column(office: Office, measure: str) -> bool:
    """Does a register lack what a chosen alternative reads beside the columns of the default?"""
    asked = [reads for (place, name), reads in READ_BESIDE.items() if place == measure and office.is_chosen(place, name)]
    return any(title in office.tables and column not in office.tables[title].present for title, column in asked)
