"""Every measure of the 113 plan from tables of raw cell texts."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from . import case_management, evidence, group1, group2, group3, group4, staff
from .cells import squeeze
from .contract import ELEMENTS, MEASURES, MUNICIPALITIES, OUTLYING, PERSON_COLUMNS
from .office import FIGURE_MEASURES, Frame, Office, Tables, read_office
from .readings import Readings, check_readings, lacks_column, touched
from .results import Figure, Goal, Result, blank_result, full_result, half_up

__all__ = ["Tables", "calculate", "calculate_each", "count_rows"]

TARGETS = """
1.1.1 >= 20; 1.1.2 >= 50; 1.3 <= 15; 1.4 >= 75; 1.5 >= 80; 1.6 >= 100
2.1 >= 99; 2.5 >= 80; 2.7 >= 50; 2.8 >= 80; 2.9 >= 100; 2.10 >= 35; 2.11.1 >= 60; 2.11.2 >= 20
3.1 >= 60; 3.3 >= 65; 3.4 >= 100; 3.5 >= 85; 3.6.1 >= 100; 3.6.2 >= 100; 3.7 >= 90
4.1.1 >= 100; 4.1.2 >= 50; 4.2.1 >= 80; 4.2.2 >= 70; 4.3.1 >= 95
4.7 >= 90; 4.8 >= 100; 4.9 >= 70; 4.10 >= 70
"""

FORMULAS: dict[str, Callable[[Office], Figure]] = {
    "1.1.1": group1.workshops,
    "1.1.2": group1.school_days,
    "1.3": group1.unlisted,
    "1.4": group1.forwarded,
    "1.5": group1.transition_meetings,
    "1.6": group1.quarterly_followups,
    "2.1": group2.assigned_in_time,
    "2.3.1": group2.family_load,
    "2.3.2": group2.new_families,
    "2.5": group2.group_attendance,
    "2.7": group2.readiness,
    "2.8": group2.trainings,
    "2.9": group2.job_referrals,
    "2.10": group2.placements,
    "2.11.1": group2.trained_institutions,
    "2.11.2": group2.repaired_families,
    "3.1": group3.deferred_treatment,
    "3.3": group3.retention,
    "3.4": group3.visits,
    "3.5": group3.treatment_records,
    "3.6.1": group3.screening,
    "3.6.2": group3.referral_mechanism,
    "4.1.1": group4.staffed_bureaus,
    "4.1.2": group4.chaired_meetings,
    "4.1.3": group4.self_funding,
    "4.2.1": lambda office: staff.seniority(office, "4.2.1", 12),
    "4.2.2": lambda office: staff.seniority(office, "4.2.2", 18),
    "4.3.1": case_management.coverage,
    "4.3.2": case_management.contacts_a_person,
    "4.6.1.1": lambda office: group4.lecture_attendance(office, "4.6.1.1", lambda times: times == 1),
    "4.6.1.2": lambda office: group4.lecture_attendance(office, "4.6.1.2", lambda times: times >= 2),
    "4.6.2": group4.separate_lectures,
    "4.7": group4.lecture_contents,
    "4.8": group4.volunteers,
    "4.9": group4.urine_tests,
    "4.10": group4.fines,
    "4.12.2": evidence.media,
}


def fixed_goals() -> dict[str, Goal]:
    goals: dict[str, Goal] = {}
    for part in TARGETS.replace("\n", ";").split(";"):
        if part.strip():
            measure, comparator, target = part.split()
            goals[measure] = Goal(comparator, Fraction(target), shown=target)
    for measure in ELEMENTS:
        target = "2" if measure == "4.12.2" else "1"
        goals[measure] = Goal(">=", Fraction(target), "種" if measure == "4.12.2" else "項", target)
    for measure in ("2.2", "2.6", "4.6.1.0", "4.12.1"):  # the source names no number
        goals[measure] = Goal(">=", Fraction(1), "項", "1", margin=False)
    for measure in ("4.1.3", "4.6.2"):
        goals[measure] = Goal(">", Fraction(0), "百分點", "0", margin=False)
    for measure in ("4.6.1.1", "4.6.1.2", "1.2"):
        goals[measure] = Goal(None, None)
    goals["4.3.2"] = Goal(None, None, "次")
    goals["2.3.1"] = goals["2.3.2"] = Goal(None, None, "案")  # set by the jurisdiction
    return goals


GOALS = fixed_goals()
YEAR_OF_TARGETS = 113


def goal_of(measure: str, frame: Frame) -> Goal:
    if frame.year != YEAR_OF_TARGETS:  # 1.2 apart, whose target is its own prior ratio
        return Goal(None, None, GOALS[measure].unit)
    if measure not in ("2.3.1", "2.3.2"):
        return GOALS[measure]
    if frame.jurisdiction is None:
        return GOALS[measure]
    target = "15" if frame.jurisdiction in OUTLYING else "30"
    return Goal(">=", Fraction(target), "案", target)


def by_jurisdiction(measure: str, frame: Frame) -> str | None:
    """The status that the jurisdiction alone settles."""
    if measure in ("2.3.1", "2.3.2", "2.10") and frame.jurisdiction is None:
        return "no_data"
    if measure == "2.10" and frame.jurisdiction not in MUNICIPALITIES:
        return "not_applicable"
    return None


def figure_of(office: Office, measure: str) -> tuple[Figure | None, Goal]:
    """What the measure comes to, None where there are no data for it, and what it is held against."""
    goal = goal_of(measure, office.frame)
    if office.is_unreadable(measure) or office.is_masked(measure) or office.all_rejected(measure):
        return None, goal
    if measure == "3.7" or not office.has(measure) or lacks_column(office, measure):
        return evidence.entered(office, measure) if measure in FIGURE_MEASURES else None, goal
    if measure == "1.2":
        figure, prior = group1.listed_students(office)
        if prior is None:
            return figure, goal
        return figure, Goal(">=", prior, "%", half_up(prior), margin=False)
    if measure in FORMULAS:
        return FORMULAS[measure](office), goal
    return evidence.counted_items(office, measure), goal


def result_of(office: Office, measure: str, *, strict: bool) -> Result:
    rejected = office.rejected(measure)
    goal = goal_of(measure, office.frame)
    settled = by_jurisdiction(measure, office.frame)
    if settled is not None:
        return blank_result(measure, goal, settled, rejected)
    figure, goal = figure_of(office, measure)
    if figure is None:
        return blank_result(measure, goal, "no_data", rejected)
    if strict and rejected:
        return blank_result(measure, goal, "withheld", rejected)
    return full_result(measure, goal, figure, office.frame, rejected)


def frame_of(year: int, report: str, as_of: date | None, jurisdiction: str | None) -> Frame:
    last = date(year + 1911, 6, 30) if report == "midterm" else date(year + 1911, 12, 31)
    named = squeeze(jurisdiction) if jurisdiction else None
    return Frame(year, report, as_of or last, named)


def calculate(
    tables: Tables,
    *,
    year: int = 113,
    report: str = "final",
    as_of: date | None = None,
    jurisdiction: str | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    unreadable: Collection[str] = (),
    strict: bool = False,
    readings: Readings | None = None,
) -> dict[str, Result]:
    """Measure id -> its JSON object, without `title`, `reading`, `issues` and `notes`.

    `columns` names the columns that a register has (all without it), `unreadable` the registers of which a file could
    not be read, `readings` the alternatives chosen. Raises ValueError where they contradict.
    """
    office = read_office(tables, frame_of(year, report, as_of, jurisdiction), columns, unreadable)
    return results_of(office, readings or {}, MEASURES, strict=strict)


def calculate_each(
    tables: Tables,
    choices: Sequence[Readings],
    *,
    report: str = "final",
    as_of: date | None = None,
    jurisdiction: str | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
) -> list[dict[str, Result]]:
    """What `calculate` gives under each of several choices of readings; the tables are read once, and what a choice does not
    touch is calculated once.
    """
    office = read_office(tables, frame_of(YEAR_OF_TARGETS, report, as_of, jurisdiction), columns)
    default = results_of(office, {}, MEASURES, strict=False)
    return [default | results_of(office, readings, touched(readings), strict=False) for readings in choices]


def results_of(office: Office, readings: Readings, measures: Iterable[str], *, strict: bool) -> dict[str, Result]:
    check_readings(readings)
    chosen = frozenset((place, name) for place, names in readings.items() for name in names)
    read = replace(office, readings=chosen)
    return {measure: result_of(read, measure, strict=strict) for measure in measures}


def count_rows(
    tables: Tables,
    *,
    year: int = 113,
    report: str = "final",
    as_of: date | None = None,
    jurisdiction: str | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    unreadable: Collection[str] = (),
    strict: bool = False,
) -> dict[str, dict[str, int]]:
    """Register -> rows, accepted, rejected for at least one measure of the plan, and skipped."""
    office = read_office(tables, frame_of(year, report, as_of, jurisdiction), columns, unreadable)
    counts: dict[str, dict[str, int]] = {}
    for title, table in office.tables.items():
        read, rejected = len(table.rows), sum(bool(row.rejected) for row in table.rows)
        counts[title] = {
            "rows": read + table.skipped,
            "accepted": read - rejected,
            "rejected": rejected,
            "skipped": table.skipped,
        }
    return counts


def list_doubts(
    tables: Tables,
    *,
    year: int = 113,
    report: str = "final",
    as_of: date | None = None,
    jurisdiction: str | None = None,
    columns: Mapping[str, Sequence[str]] | None = None,
    unreadable: Collection[str] = (),
) -> set[str]:
    """The registers of which a figure may be wrong for what a file holds: masked persons, a lone sign of a subtotal,
    percentages below 1. What depends on a file's form, its name or a second file is none of the calculator's."""
    office = read_office(tables, frame_of(year, report, as_of, jurisdiction), columns, unreadable)
    masked = {title for title, table in office.tables.items() if table.is_masked(PERSON_COLUMNS.get(title, ""))}
    return masked | {title for title, table in office.tables.items() if table.is_doubtful or table.are_fractions}
