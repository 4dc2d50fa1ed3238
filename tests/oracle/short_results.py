"""Short ways to compute a measure under a reading in a test, and to read its result."""

from .calculate import calculate
from .office import Tables
from .readings import place_of
from .results import Result


def read(tables: Tables, measure: str, *names: str, report: str = "final", place: str | None = None) -> Result:
    """The measure under these of its alternatives."""
    return calculate(tables, report=report, jurisdiction=place, readings={str(place_of(measure)): names})[measure]


def parts(result: Result) -> tuple[object, object]:
    return result["numerator"], result["denominator"]


def reasons(result: Result) -> dict[str, int]:
    """The excluded by reason."""
    excluded = result["excluded"]
    assert isinstance(excluded, list)
    return {entry["reason"]: entry["count"] for entry in excluded}
