"""Small offices at the boundaries of the alternative readings: tables of raw cell texts, with options for `calculate`."""

from datetime import date
from random import Random

from .boundary_cases import cases
from .boundary_facts import MAKERS, BoundaryMaker
from .calculate import frame_of
from .contract import COLUMNS
from .office import Tables
from .random_facts import figure_rows
from .random_office import row_texts
from .random_sheet import dress_sheet

PLACES = ("高雄市", "高雄市", "臺北市", "金門縣", "望海縣", None)
AS_OF = {
    "final": (date(2024, 12, 30), date(2024, 11, 30), date(2024, 10, 1), date(2024, 9, 30)),
    "midterm": (date(2024, 1, 30), date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 1)),
}


def make_boundary_office(rng: Random, report: str) -> tuple[Tables, dict[str, object]]:
    """The registers that the readings concern, and keyword arguments of `calculate`; now and then one register or column lacks,
    and figures stand in 填報數據."""
    as_of = rng.choice(AS_OF[report]) if rng.random() < 0.3 else None
    place = rng.choice(PLACES)
    size = rng.choice((2, 5, 12, 25, 25))
    make = BoundaryMaker(rng, size, frame_of(113, report, as_of, place))
    faults = rng.choice((0.0, 0.0, 0.01))
    registers = {title: facts for maker in (*MAKERS, cases) for title, facts in maker(make, size).items()}
    registers["填報數據"] = figure_rows(make)
    tables: dict[str, list[dict[str, str]]] = {}
    columns: dict[str, list[str]] = {}
    for title, facts in registers.items():
        if rng.random() < 0.03:
            continue
        lacking = rng.choice(COLUMNS[title]).name if rng.random() < 0.02 and title != "填報數據" else ""
        if title == "追蹤輔導個案" and rng.random() < 0.1:
            lacking = "結案原因"  # which one alternative alone reads
        columns[title] = [column.name for column in COLUMNS[title] if column.name != lacking]
        rows = [row_texts(make, title, fact, faults) for fact in facts]
        tables[title] = dress_sheet(rng, title, [{name: row[name] for name in columns[title]} for row in rows], columns[title])
    options: dict[str, object] = {"report": report, "columns": columns}
    if as_of is not None:
        options["as_of"] = as_of
    if place is not None:
        options["jurisdiction"] = place
    return tables, options
