"""S1.3.2 and S1.4.2: the months and tests of the schools, and the leavers of the counselling programme."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from ..group1 import next_calendar_quarter
from ..office import add_months
from .duty_reading import Books, Record
from .statistic_values import mean, plain_value, ratio
from .tables import Shape, count, flag, free, numbers, total_of

Span = tuple[date, date]


def months_of(books: Books) -> tuple[list[Record], list[Record]]:
    """The rows of the period's months, and of the same months a year earlier."""
    rows = books.rows("特定人員月報", "特定人員數")
    now = [row for row in rows if books.in_period(row.when("年月"))]
    before = {add_months(row.when("年月"), -12) for row in now}
    return now, [row for row in rows if row.when("年月") in before]


def sum_and_months(rows: list[Record]) -> tuple[Fraction, int]:
    return total_of("特定人員數")(rows), len({row.when("年月") for row in rows})


def listed_now(books: Books) -> Shape:
    return mean(*sum_and_months(months_of(books)[0]))


def listed_before(books: Books) -> Shape:
    return mean(*sum_and_months(months_of(books)[1]))


def change_of_listed(books: Books) -> Shape:
    now, before = months_of(books)
    (total, months), (earlier, as_many) = sum_and_months(now), sum_and_months(before)
    if not months or months != as_many:
        return {"status": "not_applicable", "value": None}
    return plain_value(total / months - earlier / as_many)


def rapid_tests(books: Books) -> Shape:
    rows = books.dated("快篩試劑採購", "採購日期", "品項", "數量", "國教署補助")
    own = [row for row in rows if row.values["國教署補助"] is False]
    return numbers(own, free("品項"), [("數量", total_of("數量"))])


def urine_samples(books: Books) -> Shape:
    return plain_value(total_of("檢驗人次")(books.dated("特定人員月報", "年月", "檢驗人次")))


def positives(books: Books) -> Shape:
    rows = books.dated("特定人員月報", "年月", "檢驗人次", "陽性人次")
    both = [row for row in rows if row.has("檢驗人次") and row.has("陽性人次")]
    return ratio(total_of("陽性人次")(both), total_of("檢驗人次")(both))


def is_met(books: Books) -> Callable[[Record], bool]:
    return lambda row: books.happened(row.when("轉銜評估會議日期"))


def graduates(books: Books, *names: str) -> list[Record]:
    rows = books.dated("春暉離校個案", "離校日期", "離校類型", "轉銜評估會議日期", *names)
    return [row for row in rows if row.text("離校類型") == "畢業"]


def graduates_met(books: Books) -> Shape:
    rows = graduates(books)
    return ratio(sum(map(is_met(books), rows)), len(rows))


def graduates_by_need(books: Books) -> Shape:
    rows = graduates(books, "需要轉銜")
    return numbers(rows, flag("需要轉銜"), [("人", count), ("已召開", lambda own: sum(map(is_met(books), own)))])


def window_of(books: Books) -> Span:
    year = books.frame.first.year - 1
    if books.frame.report == "midterm":
        return date(year, 7, 1), date(year, 12, 31)
    return books.frame.first, books.frame.as_of


def quarters_due(books: Books) -> list[tuple[Record, list[Span]]]:
    """The leavers who are at no school, with their quarters whose last day lies in the window; none left out."""
    first, last = window_of(books)
    found = []
    for row in books.rows("春暉離校個案", "離校類型", "轉介日期"):
        referred = row.when("轉介日期")
        if row.text("離校類型") != "離校未就學" or not (books.happened(referred) and books.happened(row.when("離校日期"))):
            continue
        start = next_calendar_quarter(referred) if ("1.6", "calendar-quarters") in books.readings else referred
        spans = [(add_months(start, 3 * k), add_months(start, 3 * k + 3) - timedelta(days=1)) for k in range(4)]
        found.append((row, [span for span in spans if first <= span[1] <= last]))
    return found


def leavers_due(books: Books) -> Shape:
    return plain_value(sum(bool(spans) for _, spans in quarters_due(books)))


def quarters_followed(books: Books) -> Shape:
    seen = [(row.text("個案編號"), row.when("追蹤日期")) for row in books.rows("離校追蹤")]
    quarters = [(row.text("個案編號"), span) for row, spans in quarters_due(books) for span in spans]
    followed = [any(who == case and span[0] <= day <= span[1] for who, day in seen) for case, span in quarters]
    return ratio(sum(followed), len(quarters))


FORMULAS = {
    "S1.3.2a": listed_now,
    "S1.3.2b": listed_before,
    "S1.3.2c": change_of_listed,
    "S1.3.2d": rapid_tests,
    "S1.3.2e": urine_samples,
    "S1.3.2f": positives,
    "S1.4.2.1a": graduates_met,
    "S1.4.2.1b": graduates_by_need,
    "S1.4.2.2a": leavers_due,
    "S1.4.2.2b": quarters_followed,
}
