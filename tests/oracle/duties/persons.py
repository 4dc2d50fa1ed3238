"""Persons of a register of cases: who is open or in hand, and which of their rows decides."""

from collections.abc import Callable, Iterable

from .duty_reading import Books, Record

OPENINGS = {"追蹤輔導個案": "開案日期", "替代治療個案": "收案日期", "緩起訴個案": "收案日期", "美沙冬收案": "新收日期"}


def is_open(books: Books, row: Record) -> bool:
    """Open in the period."""
    return books.happened(row.when(OPENINGS[row.title])) and not row.when("結案日期") < books.frame.first


def is_in_hand(books: Books, row: Record) -> bool:
    return books.happened(row.when(OPENINGS[row.title])) and not books.happened(row.when("結案日期"))


def latest(rows: Iterable[Record], day: str, key: Callable[[Record], str]) -> list[Record]:
    """Each key's row of the last day, of one day the first in the file; in the file's order of these rows."""
    found: dict[str, Record] = {}
    for row in rows:
        known = found.get(key(row))
        if known is None or row.when(day) > known.when(day):
            found[key(row)] = row
    return sorted(found.values(), key=lambda row: row.line)


def deciding(rows: Iterable[Record]) -> list[Record]:
    """Each person's row opened last."""
    kept = list(rows)
    return latest(kept, OPENINGS[kept[0].title], lambda row: row.text("個案編號")) if kept else []


def open_persons(books: Books, title: str, *names: str) -> list[Record]:
    return deciding(row for row in books.rows(title, "結案日期", *names) if is_open(books, row))


def persons_in_hand(books: Books, *names: str) -> list[Record]:
    return deciding(row for row in books.rows("追蹤輔導個案", "結案日期", *names) if is_in_hand(books, row))


def assessed_rows(books: Books, *names: str) -> list[Record]:
    """4.3's rows."""
    rows = books.rows("追蹤輔導個案", "初評完成日期", "結案日期", *names)
    return [row for row in rows if is_open(books, row) and books.happened(row.when("初評完成日期"))]
