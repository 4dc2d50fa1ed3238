"""保護扶助組."""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

from .cells import squeeze
from .contract import NO_REFERRAL_ALIASES, NO_REFERRAL_REASONS
from .office import Office, Row
from .results import Figure, mean, ratio


def assigned_in_time(office: Office) -> Figure:
    frame = office.frame
    leaves_undue_out = not office.is_chosen("2.1", "count-undue")
    numerator = denominator = not_due = 0
    for row in office.rows("兒少通報", "2.1"):
        if not frame.in_period(row.when("通報日期")):
            continue
        deadline, assigned = row.day("派案期限"), row.when("派案日期")
        done = frame.happened(assigned)
        if leaves_undue_out and not done and deadline > frame.as_of:
            not_due += 1
            continue
        denominator += 1
        numerator += done and assigned is not None and assigned <= deadline
    return ratio(numerator, denominator, excluded=[("尚未到期", not_due)])


def worker_months(office: Office, measure: str) -> list[Row]:
    return [row for row in office.rows("家支社工", measure) if office.frame.in_period(row.when("年月"))]


def family_load(office: Office) -> Figure:
    rows = worker_months(office, "2.3.1")
    return mean(sum((row.amount("服務案家數") for row in rows), Fraction(0)), len(rows))


def new_families(office: Office) -> Figure:
    rows = worker_months(office, "2.3.2")
    opened = sum((row.amount("新開案數") for row in rows), Fraction(0))
    if office.is_chosen("2.3.2", "worker-years"):
        return replace(mean(opened, Fraction(len(rows), 12)), is_year_rate=True)
    return mean(opened, len({row.text("社工編號") for row in rows}))


def group_attendance(office: Office) -> Figure:
    groups = office.rows("家屬團體", "2.5")
    met = {row.text("團體編號") for row in groups if row.amount("聚會次數") >= 3}
    seldom = {row.text("團體編號") for row in groups} - met
    members = office.rows("家屬團體成員", "2.5")
    attended = sum(row.amount("請假次數") <= 2 and row.text("團體編號") in met for row in members)
    dropped = 0
    if office.is_chosen("2.5", "drop-seldom"):  # a member of no known group stays
        dropped = sum(row.text("團體編號") in seldom for row in members)
    return ratio(attended, len(members) - dropped, excluded=[("團體聚會未滿3次", dropped)])


def readiness(office: Office) -> Figure:
    numerator = denominator = 0
    for row in office.rows("家屬前後測", "2.7"):
        before, after = row.number("前測分數"), row.number("後測分數")
        if before is not None and after is not None:
            denominator += 1
            numerator += after > before
    return ratio(numerator, denominator)


def trainings(office: Office) -> Figure:
    rows = [row for row in office.rows("本部教育訓練", "2.8") if office.frame.in_period(row.when("辦理日期"))]
    return ratio(sum(row.yes("出席") for row in rows), len(rows))


def no_referral_reason(text: str) -> str | None:
    """The canonical reason that a text or an alias names, whatever the width of its brackets."""
    for reason in NO_REFERRAL_REASONS:
        if squeeze(reason) == squeeze(text):
            return reason
    return NO_REFERRAL_ALIASES.get(squeeze(text))


def deciding_reason(office: Office, rows: list[Row]) -> str | None:
    """Of the rows opened last, the first in the file that has a reason."""
    last = max(row.day("開案日期") for row in rows)
    deciding = [row for row in rows if row.day("開案日期") == last]
    given = [no_referral_reason(row.text("無需轉介就業原因")) for row in deciding]
    if office.is_chosen("2.9", "closing-reason"):  # after the reasons proper of all of them
        closed = [row for row in deciding if office.frame.happened(row.when("結案日期"))]
        given += [no_referral_reason(row.text("結案原因")) for row in closed]
    return next((reason for reason in given if reason is not None), None)


def job_referrals(office: Office) -> Figure:
    frame = office.frame
    persons: dict[str, list[Row]] = {}
    for row in office.rows("追蹤輔導個案", "2.9"):
        if frame.is_open(row.day("開案日期"), row.when("結案日期")):
            persons.setdefault(row.text("個案編號"), []).append(row)
    reasons: Counter[str] = Counter()
    numerator = denominator = 0
    for rows in persons.values():
        is_referred = any(frame.in_period(row.when("就業轉介日期")) for row in rows)
        reason = deciding_reason(office, rows)
        if reason is not None and not (is_referred and office.is_chosen("2.9", "referral-keeps")):
            reasons[reason] += 1
            continue
        denominator += 1
        numerator += is_referred
    return ratio(numerator, denominator, excluded=[(reason, reasons[reason]) for reason in NO_REFERRAL_REASONS])


def placements(office: Office) -> Figure:
    frame = office.frame
    placed: dict[str, bool] = {}
    for row in office.rows("求職服務", "2.10"):
        if not frame.in_period(row.when("求職登記日期")):
            continue
        employed = row.text("就業結果") in ("推介就業", "自行就業")
        began = row.when("就業日期")
        employed = employed and (began is None or began <= frame.as_of)
        person = row.text("個案編號")
        placed[person] = placed.get(person, False) or employed
    return ratio(sum(placed.values()), len(placed))


def trained_institutions(office: Office) -> Figure:
    rows = [row for row in office.rows("安置機構", "2.11.1") if row.yes("當年度安置涉毒少年")]
    return ratio(sum(row.yes("辦理工作人員教育訓練") for row in rows), len(rows))


def repaired_families(office: Office) -> Figure:
    rows = [row for row in office.rows("安置結案", "2.11.2") if office.frame.in_period(row.when("結案日期"))]
    return ratio(sum(row.yes("家庭支持或關係修復") for row in rows), len(rows))
