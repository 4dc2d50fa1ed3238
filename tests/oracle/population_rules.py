"""Where every measure of the 113 plan puts a case: numerator, denominator, excluded, outside or rejected, once for each subject.

A subject is a row, or a person where the measure counts persons; a rejected row is told by itself. The plan's own readings hold.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from .case_management import contacts, service_attainment, service_of
from .cells import FIRST_VISIT
from .contract import COLUMNS, RETENTION_ALIASES, RETENTION_REASONS
from .group1 import due_quarters
from .group2 import deciding_reason
from .group3 import intake_window
from .office import Office, Row, add_months
from .staff import is_gone_without_date, last_day

OUTSIDE, REJECTED, NUMERATOR, DENOMINATOR, EXCLUDED = "outside", "rejected", "numerator", "denominator", "excluded"

# Register -> the columns that identify a person or a record.
IDENTIFYING = {
    title: tuple(column.name for column in columns if column.always_read and column.kind in ("id", "text"))
    for title, columns in COLUMNS.items()
    if title not in ("佐證清冊", "填報數據")
} | {"講習個案": ("案件編號", "個案編號")}

Place = Callable[[Office, Row], str]


@dataclass(frozen=True)
class ByRow:
    """A measure that counts the rows of a register."""

    title: str
    place: Place


@dataclass(frozen=True)
class ByPerson:
    """A measure that counts persons: which rows count, and where the person of these rows falls."""

    title: str
    key: str
    counts: Callable[[Office, Row], bool]
    place: Callable[[Office, list[Row]], str]


def fall(is_in: bool, is_fulfilled: bool, *, is_excluded: bool = False) -> str:
    if not is_in:
        return OUTSIDE
    if is_excluded:
        return EXCLUDED
    return NUMERATOR if is_fulfilled else DENOMINATOR


def flag(title: str, wanted: str | None, fulfilled: str) -> ByRow:
    """Rows with one flag, and of them those with another."""
    return ByRow(title, lambda _, row: fall(wanted is None or row.yes(wanted), row.yes(fulfilled)))


def found_student(source: str, fulfilled: Callable[[Office, Row], bool]) -> ByRow:
    def place(office: Office, row: Row) -> str:
        is_in = row.text("查獲來源") == source and office.frame.in_period(row.when("查獲日期"))
        return fall(is_in, fulfilled(office, row))

    return ByRow("涉毒學生", place)


def place_leaver(office: Office, row: Row) -> str:
    is_in = row.text("離校類型") in ("畢業", "轉學") and office.frame.in_period(row.when("離校日期"))
    return fall(is_in, office.frame.happened(row.when("轉銜評估會議日期")))


def place_followed(office: Office, row: Row) -> str:
    frame, referred = office.frame, row.when("轉介日期")
    is_in = row.text("離校類型") == "離校未就學" and frame.happened(row.when("離校日期"))
    due = due_quarters(referred, frame) if referred is not None and frame.happened(referred) else []
    days = [seen.day("追蹤日期") for seen in office.rows("離校追蹤", "1.6") if seen.text("個案編號") == row.text("個案編號")]
    is_covered = all(any(first <= day <= last for day in days) for first, last in due)
    return fall(is_in, is_covered, is_excluded=not due)


def place_report(office: Office, row: Row) -> str:
    frame, assigned, deadline = office.frame, row.when("派案日期"), row.day("派案期限")
    is_done = frame.happened(assigned)
    is_in_time = is_done and assigned is not None and assigned <= deadline
    return fall(frame.in_period(row.when("通報日期")), is_in_time, is_excluded=not is_done and deadline > frame.as_of)


def place_member(office: Office, row: Row) -> str:
    groups = office.rows("家屬團體", "2.5")
    has_met = any(group.text("團體編號") == row.text("團體編號") and group.amount("聚會次數") >= 3 for group in groups)
    return fall(True, has_met and row.amount("請假次數") <= 2)


def place_tested_member(_: Office, row: Row) -> str:
    before, after = row.number("前測分數"), row.number("後測分數")
    return fall(before is not None and after is not None, before is not None and after is not None and after > before)


def place_admission(office: Office, row: Row) -> str:
    frame, admitted, closed = office.frame, row.day("新收日期"), row.when("結案日期")
    first, last = intake_window(frame)
    is_closed = frame.happened(closed)
    days = ((closed if is_closed and closed is not None else frame.as_of) - admitted).days
    reason = RETENTION_ALIASES.get(row.text("結案原因"), row.text("結案原因"))
    is_excluded = is_closed and days < 180 and reason in RETENTION_REASONS
    return fall(first <= admitted <= min(last, frame.as_of), days >= 180, is_excluded=is_excluded)


def place_visit(office: Office, row: Row) -> str:
    followed = row.yes("前次建議追蹤") or row.text("前次建議追蹤") == FIRST_VISIT
    is_whole = followed and row.yes("訪查項目完整") and row.yes("策進建議")
    return fall(row.yes("藥癮戒治") or row.yes("替代治療"), is_whole and office.frame.in_period(row.when("訪查日期")))


def place_screening(office: Office, row: Row) -> str:
    patients = [
        patient
        for patient in office.rows("替代治療個案", "3.6.1")
        if patient.text("機構代碼") == row.text("機構代碼")
        and office.frame.is_open(patient.day("收案日期"), patient.when("結案日期"))
    ]
    positive = {patient.text("個案編號") for patient in patients if patient.yes("曾檢出C肝陽性")}
    owed = {patient.text("個案編號") for patient in patients} - positive
    screened = {patient.text("個案編號") for patient in patients if office.frame.in_period(patient.when("C肝篩檢日期"))}
    return fall(row.yes("替代治療"), 10 * len(owed & screened) >= 9 * len(owed), is_excluded=not owed)


def lecture(wanted: Callable[[Row], bool]) -> ByRow:
    def place(office: Office, row: Row) -> str:
        return fall(
            wanted(row) and office.frame.in_period(row.when("通知參與日期")), office.frame.happened(row.when("完成講習日期"))
        )

    return ByRow("講習個案", place)


def place_separate_lecture(office: Office, row: Row) -> str:
    frame = office.frame
    days = (row.when("裁罰日期"), row.when("完成講習日期"))
    is_in = all(map(frame.in_period, days)) or all(map(frame.in_prior_year, days))
    return fall(row.amount("查獲次數") >= 2 and is_in, row.yes("分流課程"))


def place_fine(office: Office, row: Row) -> str:
    is_in = office.frame.in_prior_year(row.when("裁罰日期")) and row.yes("應移送執行")
    return fall(is_in, office.frame.happened(row.when("移送執行日期")))


def in_month(office: Office, row: Row) -> bool:
    return office.frame.in_period(row.when("年月"))


def is_open(opened: str) -> Callable[[Office, Row], bool]:
    return lambda office, row: office.frame.is_open(row.day(opened), row.when("結案日期"))


def is_assessed(office: Office, row: Row) -> bool:
    return is_open("開案日期")(office, row) and office.frame.happened(row.when("初評完成日期"))


def place_referred(office: Office, rows: list[Row]) -> str:
    referred = any(office.frame.in_period(row.when("就業轉介日期")) for row in rows)
    return fall(True, referred, is_excluded=deciding_reason(office, rows) is not None)


def is_placed(office: Office, row: Row) -> bool:
    began = row.when("就業日期")
    return row.text("就業結果") in ("推介就業", "自行就業") and (began is None or began <= office.frame.as_of)


def place_recorded(office: Office, rows: list[Row]) -> str:
    ticked = {row.text("機構代碼") for row in office.rows("治療機構", "3.5") if row.yes("勾選緩起訴附帶命令")}
    return fall(True, any(row.yes("治療紀錄") and row.text("機構代碼") in ticked for row in rows))


def place_served(office: Office, rows: list[Row]) -> str:
    made = contacts(office, "4.3.1").get(rows[0].text("個案編號"), [])
    service = service_of(rows, office.frame.first, office.frame.as_of)
    return fall(True, 100 * service_attainment(service, made, asks_visits=False) >= 65)


def place_contacted(office: Office, rows: list[Row]) -> str:
    made = contacts(office, "4.3.2").get(rows[0].text("個案編號"), [])
    return fall(True, any(office.frame.in_period(contact.day) for contact in made))


def is_ministry_post(office: Office, row: Row) -> bool:
    is_wanted = row.text("人力來源") == "本部補助" and row.text("職稱") in ("個管", "督導")
    return is_wanted and office.frame.happened(row.when("到職日期")) and not is_gone_without_date(row)


def seniority(months: int) -> ByPerson:
    """Only the last service can be held on as_of, and only then is the person in post."""

    def place(office: Office, rows: list[Row]) -> str:
        frame, first, last = office.frame, date.max, date.min
        for row in sorted(rows, key=lambda row: row.day("到職日期")):
            begins, ends = row.day("到職日期"), last_day(row, frame) or date.max
            if last != date.max and (last == date.min or (begins - last).days > 1):
                first, last = begins, ends
            last = max(last, ends)
        served = (add_months(first, months) - date.resolution) <= frame.as_of
        return fall(last == date.max, served)

    return ByPerson("人力清冊", "姓名", is_ministry_post, place)


def always(_office: Office, _row: Row) -> bool:
    return True


RULES: Mapping[str, ByRow | ByPerson] = {
    "1.1.1": ByRow("學校清冊", lambda _, row: DENOMINATOR),
    "1.1.2": flag("學校清冊", None, "學校日宣導"),
    "1.2": ByRow("學校清冊", lambda _, row: fall(True, row.amount("特定人員數") != 0)),
    "1.3": found_student("警察查獲", lambda _, row: row.no("查獲時列入特定人員")),
    "1.4": found_student("學校清查", lambda office, row: office.frame.happened(row.when("情資轉送檢警日期"))),
    "1.5": ByRow("春暉離校個案", place_leaver),
    "1.6": ByRow("春暉離校個案", place_followed),
    "2.1": ByRow("兒少通報", place_report),
    "2.3.1": ByRow("家支社工", lambda office, row: fall(in_month(office, row), row.amount("服務案家數") != 0)),
    "2.3.2": ByPerson(
        "家支社工", "社工編號", in_month, lambda _, rows: fall(True, any(row.amount("新開案數") != 0 for row in rows))
    ),
    "2.5": ByRow("家屬團體成員", place_member),
    "2.7": ByRow("家屬前後測", place_tested_member),
    "2.9": ByPerson("追蹤輔導個案", "個案編號", is_open("開案日期"), place_referred),
    "2.10": ByPerson(
        "求職服務",
        "個案編號",
        lambda office, row: office.frame.in_period(row.when("求職登記日期")),
        lambda office, rows: fall(True, any(is_placed(office, row) for row in rows)),
    ),
    "2.11.1": flag("安置機構", "當年度安置涉毒少年", "辦理工作人員教育訓練"),
    "2.11.2": ByRow(
        "安置結案",
        lambda office, row: fall(office.frame.in_period(row.when("結案日期")), row.yes("家庭支持或關係修復")),
    ),
    "3.1": flag("治療機構", "具戒癮治療資格", "提供緩起訴戒癮治療"),
    "3.3": ByRow("美沙冬收案", place_admission),
    "3.4": ByRow("治療機構", place_visit),
    "3.5": ByPerson("緩起訴個案", "個案編號", is_open("收案日期"), place_recorded),
    "3.6.1": ByRow("治療機構", place_screening),
    "3.6.2": flag("治療機構", "替代治療", "C肝轉介機制"),
    "4.1.1": ByPerson(
        "主責局處", "局處名稱", always, lambda _, rows: fall(True, any(row.amount("專責人力數") >= 1 for row in rows))
    ),
    "4.2.1": seniority(12),
    "4.2.2": seniority(18),
    "4.3.1": ByPerson("追蹤輔導個案", "個案編號", is_assessed, place_served),
    "4.3.2": ByPerson("追蹤輔導個案", "個案編號", is_assessed, place_contacted),
    "4.6.1.1": lecture(lambda row: row.amount("查獲次數") == 1),
    "4.6.1.2": lecture(lambda row: row.amount("查獲次數") >= 2),
    "4.6.2": ByRow("講習個案", place_separate_lecture),
    "4.8": ByRow("志工", lambda _, row: fall(True, row.amount("繼續教育時數") >= 4)),
    "4.9": ByPerson(
        "尿液採驗",
        "個案編號",
        lambda office, row: row.amount("應採驗年度") == office.frame.year,
        lambda office, rows: fall(True, any(office.frame.in_period(row.when("實際採驗日期")) for row in rows)),
    ),
    "4.10": ByRow("罰鍰案件", place_fine),
}
