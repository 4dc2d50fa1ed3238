"""S4.1.3, S4.4.3 and S4.6: the cases of the centre, what was done for them, and where they were passed on."""

from .duty_reading import Blank, Books, Record
from .further_contract import INDICATIONS, RESOURCES
from .persons import assessed_rows, deciding, is_in_hand, open_persons, persons_in_hand
from .posts import rows_in_post
from .statistic_values import mean, percent, ratio
from .tables import (
    SEX,
    Axis,
    Number,
    Pairs,
    Shape,
    age_band,
    closed,
    count,
    cross,
    distinct,
    free,
    numbers,
    order_labels,
    single_row,
    total_of,
)

WAYS = ("電訪", "家訪", "面訪")
MISSED = ("聯繫未果", "訪視未遇", "未遇", "電訪未遇", "家訪未遇", "面訪未遇")
LEVELS = closed("需求等級", ("低", "中", "高"))
KINDS = closed("資源類型", RESOURCES.split("/"))
CASES = "追蹤輔導個案"


def people(books: Books) -> Shape:
    return cross(open_persons(books, CASES, "性別", "出生日期"), SEX, age_band(books.frame.as_of))


def districts(books: Books) -> Shape:
    return numbers(open_persons(books, CASES, "居住地區"), free("居住地區"), [("人", count)])


def needs(books: Books) -> Shape:
    return cross(open_persons(books, CASES, "處遇需求", "需求等級"), free("處遇需求"), LEVELS)


def resources(books: Books) -> Shape:
    rows = books.dated("資源連結", "連結日期", "資源類型", "連結單位")
    return numbers(rows, KINDS, [("連結單位", distinct("連結單位")), ("人數", distinct("個案編號")), ("人次", count)])


def prisons(books: Books) -> Shape:
    rows = books.dated("出監轉銜會議", "會議日期", "毒防中心出席")
    return numbers([row for row in rows if row.yes("毒防中心出席")], free("矯正機關"), [("次", count)])


def resources_at_release(books: Books) -> Shape:
    rows = books.dated("資源連結", "連結日期", "資源類型", "出監轉銜")
    return numbers([row for row in rows if row.yes("出監轉銜")], KINDS, [("人次", count)])


def transfers(books: Books, kind: str, *names: str) -> list[Record]:
    rows = books.dated("個案轉銜", "轉銜日期", "轉銜類別", *names)
    return [row for row in rows if row.text("轉銜類別") == kind]


def accepted(books: Books, kind: str) -> Shape:
    rows = transfers(books, kind, "接案日期")
    return ratio(sum(books.happened(row.when("接案日期")) for row in rows), len(rows))


def outcomes(books: Books, kind: str) -> Shape:
    return numbers(transfers(books, kind, "服務成果"), free("服務成果"), [("人次", count)])


def indications(books: Books) -> Shape:
    rows = transfers(books, "家支計畫", "轉介指標", "接案日期")

    def taken(own: object) -> Number:
        return sum(books.happened(row.when("接案日期")) for row in own)  # type: ignore[attr-defined]

    return numbers(rows, closed("轉介指標", INDICATIONS.split("/")), [("轉介", count), ("接案", taken)])


def contacts(books: Books, *, missed_alone: bool) -> Shape:
    persons = {row.text("個案編號") for row in assessed_rows(books)}
    beside = ("追輔結果",) if missed_alone else ()
    if not books.has("追蹤輔導紀錄", "追輔方式", *beside):
        raise Blank
    rows = [row for row in books.dated("追蹤輔導紀錄", "追輔日期", *beside) if row.text("個案編號") in persons]
    if missed_alone:
        rows = [row for row in rows if row.text("追輔結果") in MISSED]
    shape = mean(len(rows), len(persons))
    by_way = {way: mean(sum(row.text("追輔方式") == way for row in rows), len(persons)) for way in WAYS}
    shape["parts"] = {way: None if found["value"] is None else whole(found) for way, found in by_way.items()}
    return shape


def whole(found: Shape) -> object:
    """An integer where the mean is one."""
    value = str(found["value"])
    exact = int(str(found["numerator"])) % int(str(found["denominator"])) == 0
    return int(value.split(".", maxsplit=1)[0]) if exact else value


def caseload(books: Books) -> Shape:
    if not books.has(CASES, "結案日期", "個管員", "需求等級"):
        if stands_in(books):
            return caseload_of_staff(books)
        raise Blank
    persons = persons_in_hand(books, "個管員", "需求等級")
    kept = [row for row in persons if row.has("個管員")]
    managers = [sum(row.text("個管員") == key for row in kept) for key, _ in order_labels(kept, free("個管員"))]
    least, most = (min(managers), max(managers)) if managers else (None, None)
    parts = {"最少": least, "最多": most, "無個管員": len(persons) - len(kept)}
    return cross(persons, free("個管員"), LEVELS) | mean(len(kept), len(managers)) | {"parts": parts}


def stands_in(books: Books) -> bool:
    """Does nobody say whose case it is, so that the staff's own numbers are taken?"""
    return CASES not in books.sheets or "個管員" not in books.sheets[CASES].names


def caseload_of_staff(books: Books) -> Shape:
    rows = [row for row in rows_in_post(books, "職稱", "在案案量") if row.text("職稱") == "個管" and row.has("在案案量")]
    return mean(total_of("在案案量")(rows), len(rows))


def shared_issues(books: Books) -> Shape:
    persons = [row for row in deciding(assessed_rows(books, "共管議題")) if row.has("共管議題")]
    return numbers(persons, free("共管議題"), [("人", count)])


def endings(books: Books) -> Shape:
    rows = assessed_rows(books, "結案原因")
    held = {row.text("個案編號") for row in rows if is_in_hand(books, row)}

    def state(row: Record) -> Pairs:
        return [("在案", "在案")] if row.text("個案編號") in held else row.pairs("結案原因")

    return numbers(deciding(rows), Axis(state, ("在案",)), [("人", count)])


def quality(books: Books, business: str) -> Shape:
    rows = books.dated("品質抽查", "抽查日期", "業務別", "評核項目", "抽查件數", "合格件數")
    drawn, passed = total_of("抽查件數"), total_of("合格件數")
    own = [row for row in rows if row.text("業務別") == business]
    return numbers(
        own,
        free("評核項目"),
        [("抽查", drawn), ("合格", passed), ("%", lambda group: percent(passed(group), drawn(group)))],
    )


def accounts(books: Books) -> Shape:
    rows = books.dated("帳號清查", "清查日期", "清查帳號數", "新增帳號數", "停用帳號數", "權限不符數")
    last = max(rows, key=lambda row: (row.when("清查日期"), -row.line), default=None)
    sums = [(label, total_of(f"{label}數")(rows)) for label in ("新增帳號", "停用帳號", "權限不符")]
    figures: list[tuple[str, Number]] = [(label.removesuffix("帳號"), number) for label, number in sums]
    return single_row([*figures, ("清查帳號數", last.amount("清查帳號數") if last else None)])


def hotline(books: Books, column: str) -> Shape:
    rows = books.dated("專線諮詢", "受理日期", "受理管道", column)
    return cross(rows, closed("受理管道", ("專線", "網頁信箱")), free(column))


FORMULAS = {
    "S4.1.3a": people,
    "S4.1.3b": districts,
    "S4.1.3c": needs,
    "S4.4.3": resources,
    "S4.6.1a": prisons,
    "S4.6.1b": resources_at_release,
    "S4.6.2a": lambda books: accepted(books, "司法保護中心"),
    "S4.6.2b": lambda books: outcomes(books, "司法保護中心"),
    "S4.6.3a": lambda books: contacts(books, missed_alone=False),
    "S4.6.3b": lambda books: contacts(books, missed_alone=True),
    "S4.6.3c": caseload,
    "S4.6.3d": shared_issues,
    "S4.6.3e": endings,
    "S4.6.4a": lambda books: accepted(books, "家支計畫"),
    "S4.6.4b": lambda books: outcomes(books, "家支計畫"),
    "S4.6.4c": indications,
    "S4.6.5a": lambda books: quality(books, "個案管理"),
    "S4.6.5b": accounts,
    "S4.7.1": lambda books: quality(books, "毒品危害講習"),
    "S4.8.1a": lambda books: hotline(books, "諮詢問題"),
    "S4.8.1b": lambda books: hotline(books, "後續處理情形"),
}
