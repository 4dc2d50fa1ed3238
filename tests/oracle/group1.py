"""預防宣導組."""

from datetime import date, timedelta
from fractions import Fraction

from .office import Frame, Office, Row, add_months
from .results import Figure, ratio


def workshops(office: Office) -> Figure:
    held = [row for row in office.rows("家長研習場次", "1.1.1") if office.frame.in_period(row.when("辦理日期"))]
    return ratio(len(held), len(office.rows("學校清冊", "1.1.1")))


def school_days(office: Office) -> Figure:
    schools = office.rows("學校清冊", "1.1.2")
    return ratio(sum(row.yes("學校日宣導") for row in schools), len(schools))


def listed_students(office: Office) -> tuple[Figure, Fraction | None]:
    """1.2, and the prior year's ratio in percent, which is its target."""
    schools = office.rows("學校清冊", "1.2")

    def total(column: str) -> Fraction:
        return sum((row.amount(column) for row in schools), Fraction(0))

    now, students = total("特定人員數"), total("學生數")
    before, students_before = total("前一年同期特定人員數"), total("前一年同期學生數")
    prior = before / students_before * 100 if students_before else None
    value = now / students * 100 if students and prior is not None else None
    parts: dict[str, object] = {
        "current_numerator": int(now),
        "current_denominator": int(students),
        "prior_numerator": int(before),
        "prior_denominator": int(students_before),
    }
    return Figure(value, now, students, parts=parts), prior


def found_students(office: Office, measure: str, source: str) -> list[Row]:
    rows = office.rows("涉毒學生", measure)
    return [row for row in rows if row.text("查獲來源") == source and office.frame.in_period(row.when("查獲日期"))]


def unlisted(office: Office) -> Figure:
    rows = found_students(office, "1.3", "警察查獲")
    return ratio(sum(row.no("查獲時列入特定人員") for row in rows), len(rows))


def forwarded(office: Office) -> Figure:
    rows = found_students(office, "1.4", "學校清查")
    return ratio(sum(office.frame.happened(row.when("情資轉送檢警日期")) for row in rows), len(rows))


def transition_meetings(office: Office) -> Figure:
    rows = [
        row
        for row in office.rows("春暉離校個案", "1.5")
        if row.text("離校類型") in ("畢業", "轉學") and office.frame.in_period(row.when("離校日期"))
    ]
    return ratio(sum(office.frame.happened(row.when("轉銜評估會議日期")) for row in rows), len(rows))


def due_quarters(begins: date, frame: Frame) -> list[tuple[date, date]]:
    """First and last day of the four quarters from a day on whose last day lies in the period."""
    quarters = [(add_months(begins, 3 * k), add_months(begins, 3 * (k + 1)) - timedelta(days=1)) for k in range(4)]
    return [(first, last) for first, last in quarters if frame.in_period(last)]


def next_calendar_quarter(referred: date) -> date:
    """The first day of a calendar quarter on or after the referral."""
    begun = date(referred.year, referred.month - (referred.month - 1) % 3, 1)
    return begun if begun == referred else add_months(begun, 3)


def quarterly_followups(office: Office) -> Figure:
    frame = office.frame
    by_calendar = office.is_chosen("1.6", "calendar-quarters")
    seen: dict[str, list[date]] = {}
    for row in office.rows("離校追蹤", "1.6"):
        seen.setdefault(row.text("個案編號"), []).append(row.day("追蹤日期"))
    numerator = denominator = unreferred = not_due = 0
    for row in office.rows("春暉離校個案", "1.6"):
        if row.text("離校類型") != "離校未就學" or not frame.happened(row.when("離校日期")):
            continue
        referred = row.when("轉介日期")
        if referred is None or referred > frame.as_of:
            unreferred += 1
            continue
        due = due_quarters(next_calendar_quarter(referred) if by_calendar else referred, frame)
        if not due:
            not_due += 1
            continue
        denominator += 1
        days = seen.get(row.text("個案編號"), [])
        numerator += all(any(first <= day <= last for day in days) for first, last in due)
    return ratio(numerator, denominator, excluded=[("尚未轉介", unreferred), ("無到期季別", not_due)])
