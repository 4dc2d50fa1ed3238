"""Where every measure of the 113 plan puts a case: the populations of its subjects.

A rejected row is told by itself, whatever register it is in.
"""

from collections.abc import Iterable

from .calculate import by_jurisdiction
from .cells import squeeze
from .contract import MEASURES
from .office import Office, Row
from .population_rules import IDENTIFYING, OUTSIDE, REJECTED, RULES, ByPerson, ByRow


def has_figure(office: Office, measure: str) -> bool:
    """Is the measure computed from its registers?"""
    is_there = office.has(measure) and not (office.is_unreadable(measure) or office.is_masked(measure))
    return is_there and not office.all_rejected(measure) and by_jurisdiction(measure, office.frame) is None


def is_of(row: Row, title: str, case: str) -> bool:
    return any(squeeze(row.text(column)).upper() == case for column in IDENTIFYING[title])


def list_cases(office: Office) -> list[str]:
    """Every identifier of a person or record that stands in a register."""
    return sorted(
        {
            squeeze(row.text(column)).upper()
            for title, columns in IDENTIFYING.items()
            if title in office.tables
            for row in office.tables[title].rows
            for column in columns
        }
        - {""}
    )


def populations_of(office: Office, measure: str, case: str) -> list[str]:
    """The populations of the case's subjects in a measure, sorted; none where no register that it reads has a row of the case."""
    rule = RULES[measure]
    rejected = [
        REJECTED
        for title in MEASURES[measure]
        if title in office.tables and title in IDENTIFYING
        for row in office.tables[title].rows
        if measure in row.rejected and is_of(row, title, case)
    ]
    own = list(place_own(office, measure, rule, case)) if rule.title in office.tables else []
    others = []
    if not own and not rejected:
        for title in MEASURES[measure]:
            if title not in (rule.title, "家長研習場次") and title in office.tables:
                others += [OUTSIDE for row in office.rows(title, measure) if is_of(row, title, case)]
    return sorted([*own, *rejected, *others])


def place_own(office: Office, measure: str, rule: ByRow | ByPerson, case: str) -> Iterable[str]:
    """The case's subjects in the register whose rows or persons the measure counts."""
    accepted = office.rows(rule.title, measure)
    rows = [row for row in accepted if is_of(row, rule.title, case)]
    if isinstance(rule, ByRow):
        return [rule.place(office, row) if has_figure(office, measure) else OUTSIDE for row in rows]
    persons = dict.fromkeys(row.text(rule.key) for row in rows)
    return [place_person(office, measure, rule, person) for person in persons]


def place_person(office: Office, measure: str, rule: ByPerson, person: str) -> str:
    if not has_figure(office, measure):
        return OUTSIDE
    rows = [row for row in office.rows(rule.title, measure) if row.text(rule.key) == person]
    counted = [row for row in rows if rule.counts(office, row)]
    return rule.place(office, counted) if counted else OUTSIDE
