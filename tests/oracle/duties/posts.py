"""S4.1.4 and S4.2.2: who is in post, who began and who left."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..cells import squeeze
from .duty_reading import Books, Record
from .persons import latest
from .statistic_values import ratio
from .tables import UNFILLED, Axis, Pairs, Shape, closed, cross, free, order_labels

GONE = ("離職", "轉任他職", "留職停薪")
TITLES = ("個管", "督導", "專管", "其他")
GROUPS = ("預防宣導組", "保護扶助組", "醫療服務組", "綜合規劃組")


def is_gone_undated(row: Record) -> bool:
    return not row.has("離職日期") and row.text("異動別") in GONE


def is_post_held(row: Record, as_of: date) -> bool:
    """Is the row in post on the day?"""
    return row.when("到職日期") <= as_of and row.when("離職日期") > as_of and not is_gone_undated(row)


def rows_in_post(books: Books, *names: str) -> list[Record]:
    rows = books.rows("人力清冊", "離職日期", "異動別", *names)
    return [row for row in rows if is_post_held(row, books.frame.as_of)]


@dataclass
class Service:
    first: date
    last: date | None  # None: in post
    row: Record  # the last one


def list_services(rows: list[Record], as_of: date, *, each_post: bool) -> list[Service]:
    """The services of every name from posts begun by a day; who is gone without a date has none."""
    found: list[Service] = []
    own: dict[str, Service] = {}
    begun = [row for row in rows if row.when("到職日期") <= as_of and not is_gone_undated(row)]
    for row in sorted(begun, key=lambda row: (row.when("到職日期"), -row.line)):
        begins, left = row.when("到職日期"), row.when("離職日期")
        last = left if left <= as_of else None
        known = own.get(row.text("姓名"))
        if not each_post and known is not None and (known.last is None or begins <= known.last + timedelta(days=1)):
            known.last = None if known.last is None or last is None else max(known.last, last)
            known.row = row
            continue
        own[row.text("姓名")] = Service(begins, last, row)
        found.append(own[row.text("姓名")])
    return found


def services_of(books: Books, as_of: date, *names: str) -> tuple[list[Service], list[Record]]:
    """The subsidised services, and the rows begun by the day and gone without a date."""
    rows = books.rows("人力清冊", "人力來源", "離職日期", "異動別", *names)
    own = [row for row in rows if row.text("人力來源") == "本部補助"]
    undated = [row for row in own if row.when("到職日期") <= as_of and is_gone_undated(row)]
    return list_services(own, as_of, each_post=("4.2", "each-post") in books.readings), undated


def office_posts(books: Books) -> Shape:
    names = ["職務名稱"] if books.has("人力清冊", "職務名稱") else []

    def title_of(row: Record) -> Pairs:
        own = row.pairs("職務名稱") if names else ()
        return own or row.pairs("職稱")

    group = Axis(lambda row: row.pairs("業務組別"), GROUPS)
    return cross(rows_in_post(books, "業務組別", "職稱", *names), group, Axis(title_of))


def turnover_by_title(books: Books) -> Shape:
    services, undated = services_of(books, books.frame.as_of, "職稱")
    lines = [*((service.row, service) for service in services), *((row, None) for row in undated)]
    labels = [label for _, label in order_labels([row for row, _ in lines], closed("職稱", TITLES))]
    assert UNFILLED not in labels
    cells = []
    for title in TITLES:
        own = [(row, service) for row, service in lines if row.text("職稱") == title]
        begun = [service.first if service else row.when("到職日期") for row, service in own]
        held = [service for _, service in own if service]
        cells.append(
            [
                sum(map(books.in_period, begun)),
                sum(service.last is not None and books.in_period(service.last) for service in held),
                len(own) - len(held),
                sum(service.last is None for service in held),
            ]
        )
    return {
        "rows": labels,
        "columns": ["進用", "離職", "無日期", "在職"],
        "cells": cells,
        "row_totals": None,
        "column_totals": [sum(column) for column in zip(*cells, strict=True)],
        "total": None,
    }


def turnover(books: Books) -> Shape:
    now, _ = services_of(books, books.frame.as_of)
    before, _ = services_of(books, books.frame.prior_last)
    ended = sum(service.last is not None and books.in_period(service.last) for service in now)
    return ratio(2 * ended, sum(service.last is None for service in [*now, *before]))


def reviews(books: Books) -> Shape:
    reviewed = latest(books.dated("人力評核", "評核日期", "評核結果"), "評核日期", lambda row: row.text("姓名"))
    staff = [
        row
        for row in books.rows("人力清冊", "人力來源", "職稱")
        if row.text("人力來源") == "本部補助" and books.happened(row.when("到職日期"))
    ]
    titles = {row.text("姓名"): row.text("職稱") for row in latest(staff, "到職日期", lambda row: row.text("姓名"))}

    def title_of(row: Record) -> Pairs:
        title = titles.get(row.text("姓名"))
        return [(squeeze(title), title)] if title else []

    return cross(reviewed, free("評核結果"), Axis(title_of, TITLES))


FORMULAS = {"S4.1.4": office_posts, "S4.2.2a": turnover_by_title, "S4.2.2b": turnover, "S4.2.2c": reviews}
