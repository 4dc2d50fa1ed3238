"""綜合規劃組, the staff (4.2) and the case management (4.3) apart."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from .office import Office
from .results import Figure, plain, ratio


def share(office: Office, measure: str, title: str, day: str, flag: str) -> Figure:
    """Of the rows dated in the period, those with the flag."""
    rows = [row for row in office.rows(title, measure) if office.frame.in_period(row.when(day))]
    return ratio(sum(row.yes(flag) for row in rows), len(rows))


def staffed_bureaus(office: Office) -> Figure:
    rows = office.rows("主責局處", "4.1.1")
    staffed = {row.text("局處名稱") for row in rows if row.amount("專責人力數") >= 1}
    return ratio(len(staffed), len({row.text("局處名稱") for row in rows}))


def chaired_meetings(office: Office) -> Figure:
    held = share(office, "4.1.2", "跨局處會議", "會議日期", "秘書長或主任秘書以上主持")
    return replace(held, none_is_missed=True)


def self_funding(office: Office) -> Figure:
    rows = office.rows("經費", "4.1.3")
    subsidy = sum((row.amount("中央補助金額") for row in rows), Fraction(0))
    own = sum((row.amount("自籌金額") for row in rows), Fraction(0))
    floor = max((row.amount("最低自籌比率") for row in rows), default=None)
    value = None
    if floor is not None and subsidy + own:
        value = own / (subsidy + own) * 100 - floor
    parts: dict[str, object] = {
        "self_funded": plain(own),
        "subsidy": plain(subsidy),
        "minimum_rate": None if floor is None else plain(floor),
    }
    return Figure(value, parts=parts)


def lecture_attendance(office: Office, measure: str, wanted: Callable[[Fraction], bool]) -> Figure:
    rows = [
        row
        for row in office.rows("講習個案", measure)
        if wanted(row.amount("查獲次數")) and office.frame.in_period(row.when("通知參與日期"))
    ]
    return ratio(sum(office.frame.happened(row.when("完成講習日期")) for row in rows), len(rows))


def separate_lectures(office: Office) -> Figure:
    rows = [row for row in office.rows("講習個案", "4.6.2") if row.amount("查獲次數") >= 2]

    def count(inside: Callable[[date | None], bool]) -> tuple[int, int]:
        done = [row for row in rows if inside(row.when("裁罰日期")) and inside(row.when("完成講習日期"))]
        return len(done), sum(row.yes("分流課程") for row in done)

    a, b = count(office.frame.in_period)
    c, d = count(office.frame.in_prior_year)
    value = (Fraction(b, a) - Fraction(d, c)) * 100 if a and c else None
    return Figure(value, parts={"A": a, "B": b, "C": c, "D": d})


def lecture_contents(office: Office) -> Figure:
    return share(office, "4.7", "講習場次", "辦理日期", "含藥愛及愛滋防治")


def volunteers(office: Office) -> Figure:
    rows = office.rows("志工", "4.8")
    return ratio(sum(row.amount("繼續教育時數") >= 4 for row in rows), len(rows))


def urine_tests(office: Office) -> Figure:
    frame = office.frame
    tested: dict[str, bool] = {}
    for row in office.rows("尿液採驗", "4.9"):
        if row.amount("應採驗年度") != frame.year:
            continue
        person = row.text("個案編號")
        tested[person] = tested.get(person, False) or frame.in_period(row.when("實際採驗日期"))
    return ratio(sum(tested.values()), len(tested))


def fines(office: Office) -> Figure:
    frame = office.frame
    year = frame.year + 1910 - office.is_chosen("4.10", "two-years-before")
    rows = [row for row in office.rows("罰鍰案件", "4.10") if row.day("裁罰日期").year == year and row.yes("應移送執行")]
    return ratio(sum(frame.happened(row.when("移送執行日期")) for row in rows), len(rows))
