"""Every statistic and tie-out of the whole report from tables of raw cell texts."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ..calculate import calculate, frame_of
from ..contract import COLUMNS
from ..readings import Readings
from . import activities, case_services, posts, schools, training, treatment
from .demands import calculate_demands
from .duty_reading import Blank, Books, read_books
from .duty_reads import STATISTICS
from .tables import Shape
from .tie_outs import calculate_tie_outs

FORMULAS: dict[str, Callable[[Books], Shape]] = {
    **schools.FORMULAS,
    **treatment.FORMULAS,
    **posts.FORMULAS,
    **training.FORMULAS,
    **activities.FORMULAS,
    **case_services.FORMULAS,
}
Tables = Mapping[str, Sequence[Mapping[str, str]]]
BASE = {title: {column.name for column in of} for title, of in COLUMNS.items()}
UNCOUNTED = {"S4.2.3a", "S4.2.3b", "S4.7.2a"}  # what measures read is counted by measures


def count_rejected(books: Books, name: str) -> int:
    if name == "S3.4.2a" and "訪查紀錄" not in books.sheets:
        return books.count_rejected("治療機構", "訪查日期")
    if name == "S4.1.4" and books.has("人力清冊", "職務名稱"):
        return books.count_rejected("人力清冊", "業務組別", "職稱", "離職日期", "異動別", "職務名稱")
    if name == "S4.6.3c" and case_services.stands_in(books):
        return books.count_rejected("人力清冊", "職稱", "離職日期", "異動別", "在案案量")
    total = 0
    for title, names in STATISTICS[name].items():
        read = tuple(books.sheets[title].names) if names == ("*",) and title in books.sheets else names
        total += books.count_rejected(title, *read)
    return total


def calculate_statistic(books: Books, name: str, measures: Mapping[str, Mapping[str, object]]) -> Shape:
    try:
        found = activities.lectures(measures) if name == "S4.7.2a" else FORMULAS[name](books)
    except Blank:
        return {"status": "blank"}
    shape: Shape = {"status": "computed"} | found
    return shape if name in UNCOUNTED else shape | {"rejected": count_rejected(books, name)}


def calculate_duties(
    tables: Tables,
    *,
    columns: Mapping[str, Sequence[str]],
    report: str = "final",
    as_of: date | None = None,
    jurisdiction: str | None = None,
    readings: Readings | None = None,
) -> dict[str, Any]:
    """The statistics by their ids in the contract's order, the tie-outs, the rules of training and the demands."""
    chosen = frozenset((place, name) for place, names in (readings or {}).items() for name in names)
    frame = frame_of(113, report, as_of, jurisdiction)
    books = read_books(tables, columns, frame, chosen)
    own = {title: [name for name in names if name in BASE[title]] for title, names in columns.items() if title in BASE}
    plain = {title: [{name: row[name] for name in own[title]} for row in tables[title]] for title in own}
    measures = calculate(plain, columns=own, report=report, as_of=as_of, jurisdiction=jurisdiction, readings=readings)
    statistics = {name: calculate_statistic(books, name, measures) for name in STATISTICS}
    return {
        "statistics": statistics,
        "tie_outs": calculate_tie_outs(books),
        "rules": {rule: training.rule_figures(books, rule) for rule in training.RULES},
        "demands": calculate_demands(statistics),
    }
