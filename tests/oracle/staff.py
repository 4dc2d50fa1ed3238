"""4.2: how long the staff in post have served."""

from dataclasses import dataclass
from datetime import date, timedelta

from .office import Frame, Office, Row, add_months
from .results import Figure, ratio

LEFT = ("離職", "轉任他職", "留職停薪")


@dataclass
class Service:
    """Posts of one name without a day between."""

    first: date
    last: date | None  # None while a post is held

    def goes_on_with(self, begins: date) -> bool:
        return self.last is None or begins <= self.last + timedelta(days=1)

    def add(self, last: date | None) -> None:
        self.last = None if self.last is None or last is None else max(self.last, last)


def last_day(row: Row, frame: Frame) -> date | None:
    """The day of leaving, where it has come by as_of."""
    left = row.when("離職日期")
    return left if frame.happened(left) else None


def is_gone_without_date(row: Row) -> bool:
    return row.when("離職日期") is None and row.text("異動別") in LEFT


def services(office: Office, measure: str) -> list[Service]:
    """The services of every name, from posts begun by as_of, by `each-post` every post; one left without a date is none."""
    frame = office.frame
    posts: dict[str, list[Row]] = {}
    for row in office.rows("人力清冊", measure):
        wanted = row.text("人力來源") == "本部補助" and row.text("職稱") in ("個管", "督導")
        if wanted and frame.happened(row.when("到職日期")) and not is_gone_without_date(row):
            posts.setdefault(row.text("姓名"), []).append(row)
    joins_posts = not office.is_chosen("4.2", "each-post")
    found: list[Service] = []
    for rows in posts.values():
        own: list[Service] = []
        for row in sorted(rows, key=lambda row: row.day("到職日期")):
            begins, last = row.day("到職日期"), last_day(row, frame)
            if joins_posts and own and own[-1].goes_on_with(begins):
                own[-1].add(last)
            else:
                own.append(Service(begins, last))
        found += own
    return found


def seniority(office: Office, measure: str, months: int) -> Figure:
    """The first day and as_of are both days served; by `elapsed` the months must have passed."""
    in_post = [service for service in services(office, measure) if service.last is None]
    spared = timedelta(days=0 if office.is_chosen("4.2", "elapsed") else 1)
    served = sum(add_months(service.first, months) - spared <= office.frame.as_of for service in in_post)
    return ratio(served, len(in_post))
