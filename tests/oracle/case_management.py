"""4.3: how often the persons in case management were contacted."""

from datetime import date, timedelta
from fractions import Fraction

from .contract import NEED_LEVELS
from .office import Office, Row
from .results import Figure, mean, ratio

UNIT_DAYS = 30


def assessed(office: Office, measure: str) -> dict[str, list[Row]]:
    """Person -> rows open in the period whose first assessment is done by as_of."""
    frame = office.frame
    persons: dict[str, list[Row]] = {}
    for row in office.rows("追蹤輔導個案", measure):
        opened = row.day("開案日期")
        if frame.is_open(opened, row.when("結案日期")) and frame.happened(row.when("初評完成日期")):
            persons.setdefault(row.text("個案編號"), []).append(row)
    return persons


def contacts(office: Office, measure: str) -> dict[str, list[date]]:
    made: dict[str, list[date]] = {}
    for row in office.rows("追蹤輔導紀錄", measure):
        made.setdefault(row.text("個案編號"), []).append(row.day("追輔日期"))
    return made


def service(rows: list[Row], first: date, as_of: date) -> tuple[date, date]:
    """First and last day of a person's service in the period."""
    start = max(first, min(row.day("開案日期") for row in rows))
    closings = [row.when("結案日期") or date.max for row in rows]
    return start, min(as_of, max(closings))


def owed_a_unit(rows: list[Row]) -> int:
    """By the need level of the row opened last; of several opened that day, the one that demands more."""
    last = max(row.day("開案日期") for row in rows)
    return max(NEED_LEVELS[row.text("需求等級")] for row in rows if row.day("開案日期") == last)


def service_attainment(rows: list[Row], made: list[date], first: date, as_of: date) -> Fraction:
    start, end = service(rows, first, as_of)
    units = max(1, ((end - start).days + 1) // UNIT_DAYS)
    owed = owed_a_unit(rows)
    counted = 0
    for unit in range(units):
        begins = start + timedelta(days=UNIT_DAYS * unit)
        ends = min(end, begins + timedelta(days=UNIT_DAYS - 1))
        counted += min(owed, sum(begins <= day <= ends for day in made))
    return Fraction(counted, owed * units)


def coverage(office: Office) -> Figure:
    frame = office.frame
    made = contacts(office, "4.3.1")
    persons = assessed(office, "4.3.1")
    enough = sum(
        service_attainment(rows, made.get(person, []), frame.first, frame.as_of) >= Fraction(65, 100)
        for person, rows in persons.items()
    )
    return ratio(enough, len(persons))


def contacts_a_person(office: Office) -> Figure:
    made = contacts(office, "4.3.2")
    persons = assessed(office, "4.3.2")
    total = sum(office.frame.in_period(day) for person in persons for day in made.get(person, []))
    return mean(total, len(persons))
