"""4.3: how often the persons in case management were contacted."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .contract import NEED_LEVELS
from .office import Office, Row
from .results import Figure, mean, ratio

UNIT_DAYS = 30
LOWEST_FIRST = tuple(NEED_LEVELS)
VISITED_EVERY = {"高": 1, "中": 2, "低": 3}  # under `home-visits`: a home visit is owed in each so manieth unit


@dataclass(frozen=True)
class Contact:
    day: date
    is_home_visit: bool


@dataclass(frozen=True)
class Service:
    """A person's service in the period: both days included."""

    start: date
    end: date
    level: str

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


def assessed(office: Office, measure: str) -> dict[str, list[Row]]:
    """Person -> rows open in the period whose first assessment is done by as_of."""
    frame = office.frame
    persons: dict[str, list[Row]] = {}
    for row in office.rows("追蹤輔導個案", measure):
        opened = row.day("開案日期")
        if frame.is_open(opened, row.when("結案日期")) and frame.happened(row.when("初評完成日期")):
            persons.setdefault(row.text("個案編號"), []).append(row)
    return persons


def contacts(office: Office, measure: str) -> dict[str, list[Contact]]:
    made: dict[str, list[Contact]] = {}
    for row in office.rows("追蹤輔導紀錄", measure):
        contact = Contact(row.day("追輔日期"), row.text("追輔方式") == "家訪")
        made.setdefault(row.text("個案編號"), []).append(contact)
    return made


def service_of(rows: list[Row], first: date, as_of: date) -> Service:
    """The level is that of the row opened last; of several opened that day, the highest."""
    start = max(first, min(row.day("開案日期") for row in rows))
    closings = [row.when("結案日期") or date.max for row in rows]
    last = max(row.day("開案日期") for row in rows)
    levels = [row.text("需求等級") for row in rows if row.day("開案日期") == last]
    return Service(start, min(as_of, max(closings)), max(levels, key=LOWEST_FIRST.index))


def counted_contacts(made: list[Contact], owed: int, visits_owed: int) -> int:
    """Of a unit's contacts those that count; a home visit that is owed only a home visit fulfils."""
    visits = min(visits_owed, sum(contact.is_home_visit for contact in made))
    return visits + min(owed - visits_owed, len(made) - visits)


def service_attainment(service: Service, made: list[Contact], *, asks_visits: bool) -> Fraction:
    units = max(1, service.days // UNIT_DAYS)
    owed = NEED_LEVELS[service.level]
    counted = 0
    for unit in range(1, units + 1):
        begins = service.start + timedelta(days=UNIT_DAYS * (unit - 1))
        ends = min(service.end, begins + timedelta(days=UNIT_DAYS - 1))
        visits_owed = int(asks_visits and unit % VISITED_EVERY[service.level] == 0)
        counted += counted_contacts([contact for contact in made if begins <= contact.day <= ends], owed, visits_owed)
    return Fraction(counted, owed * units)


def coverage(office: Office) -> Figure:
    frame = office.frame
    made = contacts(office, "4.3.1")
    asks_visits = office.is_chosen("4.3.1", "home-visits")
    drops_short = office.is_chosen("4.3.1", "drop-short")
    enough = persons = short = 0
    for person, rows in assessed(office, "4.3.1").items():
        service = service_of(rows, frame.first, frame.as_of)
        if drops_short and service.days < UNIT_DAYS:
            short += 1
            continue
        persons += 1
        attained = service_attainment(service, made.get(person, []), asks_visits=asks_visits)
        enough += attained >= Fraction(65, 100)
    return ratio(enough, persons, excluded=[("服務未滿30日", short)])


def contacts_a_person(office: Office) -> Figure:
    made = contacts(office, "4.3.2")
    persons = assessed(office, "4.3.2")
    total = sum(office.frame.in_period(contact.day) for person in persons for contact in made.get(person, []))
    return mean(total, len(persons))
