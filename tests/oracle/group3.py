"""醫療服務組."""

from collections import Counter
from datetime import date, timedelta

from .cells import FIRST_VISIT
from .contract import RETENTION_ALIASES, RETENTION_REASONS
from .office import Frame, Office, Row, add_months
from .results import Figure, ratio

HALF_YEAR_DAYS = 180


def deferred_treatment(office: Office) -> Figure:
    rows = [row for row in office.rows("治療機構", "3.1") if row.yes("具戒癮治療資格")]
    return ratio(sum(row.yes("提供緩起訴戒癮治療") for row in rows), len(rows))


def intake_window(frame: Frame) -> tuple[date, date]:
    if frame.report == "midterm":
        return frame.prior_first, frame.prior_last
    return date(frame.year + 1910, 7, 1), date(frame.year + 1911, 6, 30)


def retained_from(office: Office, admitted: date) -> date:
    """The first day on which a patient who is still there is retained."""
    if office.is_chosen("3.3", "calendar-months"):
        return add_months(admitted, 6)
    days = HALF_YEAR_DAYS - 1 if office.is_chosen("3.3", "inclusive") else HALF_YEAR_DAYS
    return admitted + timedelta(days=days)


def retention(office: Office) -> Figure:
    frame = office.frame
    first, last = intake_window(frame)
    reasons: Counter[str] = Counter()
    numerator = denominator = 0
    for row in office.rows("美沙冬收案", "3.3"):
        admitted = row.day("新收日期")
        if not first <= admitted <= min(last, frame.as_of):
            continue
        closed = row.when("結案日期")
        is_closed = frame.happened(closed)
        end = closed if is_closed and closed is not None else frame.as_of
        is_retained = end >= retained_from(office, admitted)
        reason = RETENTION_ALIASES.get(row.text("結案原因"), row.text("結案原因"))
        if is_closed and not is_retained and reason in RETENTION_REASONS:
            reasons[reason] += 1
            continue
        denominator += 1
        numerator += is_retained
    return ratio(numerator, denominator, excluded=[(reason, reasons[reason]) for reason in RETENTION_REASONS])


def visits(office: Office) -> Figure:
    rows = [row for row in office.rows("治療機構", "3.4") if row.yes("藥癮戒治") or row.yes("替代治療")]

    def is_whole(row: Row) -> bool:
        followed = row.yes("前次建議追蹤") or row.text("前次建議追蹤") == FIRST_VISIT
        return row.yes("訪查項目完整") and row.yes("策進建議") and followed

    return ratio(sum(office.frame.in_period(row.when("訪查日期")) and is_whole(row) for row in rows), len(rows))


def open_rows(office: Office, title: str, measure: str) -> list[Row]:
    rows = office.rows(title, measure)
    return [row for row in rows if office.frame.is_open(row.day("收案日期"), row.when("結案日期"))]


def treatment_records(office: Office) -> Figure:
    ticked = {row.text("機構代碼") for row in office.rows("治療機構", "3.5") if row.yes("勾選緩起訴附帶命令")}
    recorded: dict[str, bool] = {}
    for row in open_rows(office, "緩起訴個案", "3.5"):
        person = row.text("個案編號")
        counts = row.yes("治療紀錄") and row.text("機構代碼") in ticked
        recorded[person] = recorded.get(person, False) or counts
    return ratio(sum(recorded.values()), len(recorded))


def screening(office: Office) -> Figure:
    patients: dict[str, set[str]] = {}
    positive: dict[str, set[str]] = {}
    screened: dict[str, set[str]] = {}
    for row in open_rows(office, "替代治療個案", "3.6.1"):
        place, person = row.text("機構代碼"), row.text("個案編號")
        patients.setdefault(place, set()).add(person)
        if row.yes("曾檢出C肝陽性"):
            positive.setdefault(place, set()).add(person)
        if office.frame.in_period(row.when("C肝篩檢日期")):
            screened.setdefault(place, set()).add(person)
    screened_stay = office.is_chosen("3.6.1", "screened-stay")
    numerator = denominator = nobody = 0
    for row in office.rows("治療機構", "3.6.1"):
        if not row.yes("替代治療"):
            continue
        place = row.text("機構代碼")
        seen = screened.get(place, set())
        spared = positive.get(place, set()) - (seen if screened_stay else set())
        owed = patients.get(place, set()) - spared
        if not owed:
            nobody += 1
            continue
        denominator += 1
        numerator += 10 * len(owed & seen) >= 9 * len(owed)
    return ratio(numerator, denominator, excluded=[("無應篩檢個案", nobody)])


def referral_mechanism(office: Office) -> Figure:
    rows = [row for row in office.rows("治療機構", "3.6.2") if row.yes("替代治療")]
    return ratio(sum(row.yes("C肝轉介機制") for row in rows), len(rows))
