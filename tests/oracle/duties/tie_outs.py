"""The tie-outs: what two registers say of one thing, side by side."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

from ..results import as_json
from . import case_services
from .duty_reading import Blank, Books, Record
from .grants import GRANTS
from .persons import is_open, persons_in_hand
from .posts import rows_in_post, services_of
from .tables import total_of

Entry = dict[str, object]
Side = Fraction | int | None
Subject = tuple[str, Fraction | int, Fraction | int, list[Record]]


def entry(relation: str, left: Side, right: Side, rows: Iterable[Record], subject: str | None = None) -> Entry:
    shape: Entry = {"relation": relation}
    if subject is not None:
        shape["subject"] = subject
    if left is None or right is None:
        return shape | {"holds": None, "left": None, "right": None, "difference": None, "rows": []}
    holds = left == right if relation == "=" else left <= right
    addresses = [] if holds else [row.address for row in rows]
    sides = {"left": as_json(Fraction(left)), "right": as_json(Fraction(right)), "difference": as_json(Fraction(left) - right)}
    return shape | {"holds": holds, **sides, "rows": addresses}


def grant(books: Books, title: str, name: str) -> Fraction | None:
    """What the county is granted: by the office's own annex, else by ours."""
    place = books.frame.jurisdiction or ""
    own = books.rows(title, name) if books.has(title, name) else []
    rows = [row for row in own if row.text("縣市") == place]
    if rows and place:
        return rows[0].amount(name)
    return Fraction(GRANTS[place][name]) if place in GRANTS else None


def t1(books: Books) -> Entry:
    rows = books.rows("經費", "中央補助金額")
    return entry("=", total_of("中央補助金額")(rows), grant(books, "補助經費核定表", "合計"), rows)


def services_in_post(books: Books, titles: Sequence[str]) -> tuple[int, list[Record]]:
    rows = [row for row in books.rows("人力清冊", "人力來源", "職稱", "離職日期", "異動別") if row.text("職稱") in titles]
    alone = Books(books.frame, {"人力清冊": books.sheets["人力清冊"]}, books.readings)
    own = {id(row) for row in rows}
    sheet = alone.sheets["人力清冊"]
    alone.sheets = {"人力清冊": type(sheet)(sheet.title, sheet.columns, [row for row in sheet.records if id(row) in own])}
    services, _ = services_of(alone, books.frame.as_of, "職稱")
    held = [service.row for service in services if service.last is None]
    return len(held), sorted(held, key=lambda row: row.line)


def t2a(books: Books) -> Entry:
    managers, supervisors = (grant(books, "補助員額", name) for name in ("個管員小計", "個管督導人力"))
    posts = None if managers is None or supervisors is None else managers + supervisors
    left, rows = services_in_post(books, ("個管", "督導"))
    return entry("<=", left, posts, rows)


def t2b(books: Books) -> Entry:
    posts = grant(books, "補助員額", "專案管理人力")
    left, rows = services_in_post(books, ("專管",))
    return entry("<=", left, None if posts is None else max(Fraction(1), posts), rows)


def t3(books: Books) -> Entry:
    rows = [row for row in rows_in_post(books, "人力來源", "在案案量") if row.text("人力來源") == "本部補助"]
    return entry("<=", total_of("在案案量")(rows), len(persons_in_hand(books)), [row for row in rows if row.has("在案案量")])


def t4(books: Books) -> list[Subject]:
    persons = persons_in_hand(books, "個管員")
    rows = [row for row in rows_in_post(books, "在案案量") if row.has("在案案量")]
    found: list[Subject] = []
    for name in dict.fromkeys(row.text("姓名") for row in rows):
        own = [row for row in rows if row.text("姓名") == name]
        found.append((name, total_of("在案案量")(own), sum(row.text("個管員") == name for row in persons), own))
    return found


def t5(books: Books) -> list[Subject]:
    rows = books.rows("人力清冊", "在案案量", "累計個管案量")
    both = [row for row in rows if row.has("在案案量") and row.has("累計個管案量")]
    return [(row.address, row.amount("在案案量"), row.amount("累計個管案量"), [row]) for row in both]


def institutions(books: Books, *names: str) -> list[Record]:
    """The first row of each, where it has all the numbers."""
    first: dict[str, Record] = {}
    for row in books.rows("治療機構", *names):
        first.setdefault(row.text("機構代碼"), row)
    return [row for row in first.values() if all(row.has(name) for name in names)]


def persons_at(rows: Sequence[Record], code: str) -> int:
    return len({row.text("個案編號") for row in rows if row.text("機構代碼") == code})


def t6(books: Books) -> list[Subject]:
    claims = books.dated("補助申撥", "申撥日期")
    return [
        (
            row.text("機構代碼"),
            row.amount("自費人數") + persons_at(claims, row.text("機構代碼")),
            row.amount("總人數"),
            [row, *(claim for claim in claims if claim.text("機構代碼") == row.text("機構代碼"))],
        )
        for row in institutions(books, "自費人數", "總人數")
    ]


def open_rows(books: Books, title: str) -> list[Record]:
    return [row for row in books.rows(title, "機構代碼", "結案日期") if is_open(books, row)]


def t7(books: Books, title: str) -> list[Subject]:
    rows = open_rows(books, title)
    return [
        (
            row.text("機構代碼"),
            persons_at(rows, row.text("機構代碼")),
            row.amount("總人數"),
            [own for own in rows if own.text("機構代碼") == row.text("機構代碼")],
        )
        for row in institutions(books, "總人數")
    ]


def t8(books: Books) -> list[Subject]:
    left, right = open_rows(books, "美沙冬收案"), open_rows(books, "替代治療個案")
    codes = dict.fromkeys(row.text("機構代碼") for row in left)
    return [
        (code, persons_at(left, code), persons_at(right, code), [row for row in left if row.text("機構代碼") == code])
        for code in codes
    ]


def t9(books: Books, rows: Sequence[Record], column: str) -> Entry:
    known = {row.text("機構代碼") for row in books.rows("治療機構", column) if row.yes(column)}
    without = [row for row in rows if row.text("機構代碼") not in known]
    return entry("=", len({row.text("機構代碼") for row in without}), 0, without)


def t10(books: Books) -> Entry:
    rows = books.dated("講習個案", "完成講習日期", "完成講習日期")
    figures = [
        row.amount("數值")
        for row in books.rows("填報數據", "數值")
        if row.text("指標代碼") in ("3.7", "三(七)") and row.text("項目") in ("實際到場講習人次", "分母")
    ]
    right = figures[0] if figures and len(set(figures)) == 1 else None
    return entry("<=", len(rows), right, rows)


def t11(books: Books) -> Entry:
    left = books.dated("治療機構", "訪查日期", "訪查日期")
    right = {row.text("機構代碼") for row in books.dated("訪查紀錄", "訪查日期")}
    return entry("=", len({row.text("機構代碼") for row in left}), len(right), left)


def t12(books: Books) -> list[Subject]:
    staff = rows_in_post(books, "所屬局處")
    rows = books.rows("主責局處", "專責人力數")
    found: list[Subject] = []
    for key in dict.fromkeys(row.text("局處名稱") for row in rows):
        own = [row for row in rows if row.text("局處名稱") == key]
        found.append((key, total_of("專責人力數")(own), sum(row.text("所屬局處") == key for row in staff), own))
    return found


def t13(books: Books) -> Entry:
    left = [row for row in case_services.transfers(books, "家支計畫", "接案日期") if books.happened(row.when("接案日期"))]
    right = books.dated("家支社工", "年月", "新開案數")
    return entry("<=", len(left), total_of("新開案數")(right), left)


ONE: dict[str, tuple[str, Callable[[Books], Entry]]] = {
    "T1": ("=", t1),
    "T2a": ("<=", t2a),
    "T2b": ("<=", t2b),
    "T3": ("<=", t3),
    "T9a": ("=", lambda books: t9(books, books.rows("補助申撥"), "參與補助方案")),
    "T9b": ("=", lambda books: t9(books, open_rows(books, "緩起訴個案"), "提供緩起訴戒癮治療")),
    "T10": ("<=", t10),
    "T11": ("=", t11),
    "T13": ("<=", t13),
}
EACH: dict[str, tuple[str, Callable[[Books], list[Subject]]]] = {
    "T4": ("=", t4),
    "T5": ("<=", t5),
    "T6": ("<=", t6),
    "T7a": ("<=", lambda books: t7(books, "替代治療個案")),
    "T7b": ("<=", lambda books: t7(books, "緩起訴個案")),
    "T8": ("<=", t8),
    "T12": ("=", t12),
}
ORDER = ["T1", "T2a", "T2b", "T3", "T4", "T5", "T6", "T7a", "T7b", "T8", "T9a", "T9b", "T10", "T11", "T12", "T13"]


def calculate_tie_outs(books: Books) -> list[Entry]:
    found: list[Entry] = []
    for name in ORDER:
        relation, compute = (ONE | EACH)[name]
        try:
            given = compute(books)
        except Blank:
            given = []
        entries = (
            [given] if isinstance(given, dict) else [entry(relation, left, right, rows, who) for who, left, right, rows in given]
        )
        found += [{"id": name} | each for each in entries or [entry(relation, None, None, [])]]
    return found
