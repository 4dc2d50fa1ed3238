"""Random small offices: tables of raw cell texts, with random options for `calculate`."""

from datetime import date
from random import Random

from .calculate import frame_of
from .contract import COLUMNS, Column
from .office import Tables
from .random_cells import Fact, cell_text, faulty_text
from .random_facts import SPECIAL, WHOLE, Facts, Maker
from .random_sheet import dress_sheet

PLACES = (None, "高雄市", "臺北市", "金門縣", "連江縣", "望海縣")
AS_OF = (date(2024, 1, 30), date(2024, 2, 29), date(2024, 3, 15), date(2024, 8, 31), date(2024, 12, 30))
PERCENT = "最低自籌比率"

# Columns whose names join rows; a fault there is planted only where the contract leaves no doubt whom it rejects.
NO_FAULTS = {"佐證清冊": {"指標代碼", "項目名稱"}, "填報數據": {"指標代碼", "項目"}}


def make_random_office(rng: Random, size: int) -> tuple[Tables, dict[str, object]]:
    """Up to `size` rows a register, and the options to compute with.

    There are up to three contacts a case; figures and evidence have their own number.

    The options are keyword arguments of `calculate` and `count_rows`; `columns` among them says which columns each
    register has, `unreadable` of which register a file cannot be read. The rows stand in the file's order, with
    footers, headings, subtotals and blank rows among them.
    """
    report = rng.choice(("midterm", "final", "final"))
    as_of = rng.choice(AS_OF) if rng.random() < 0.2 else None
    place = rng.choice(PLACES)
    year = 112 if as_of is None and rng.random() < 0.05 else 113
    make = Maker(rng, size, frame_of(year, report, as_of, place))
    faults = rng.choice((0.0, 0.004, 0.02, 0.08))
    tables: dict[str, list[dict[str, str]]] = {}
    columns: dict[str, list[str]] = {}
    for title in COLUMNS:
        most = 3 * size if title == "追蹤輔導紀錄" else size
        rows = register_rows(make, title, rng.choice((0, rng.randint(0, most), most, most)), faults)
        lacking = rng.choice(COLUMNS[title]).name if rng.random() < 0.05 and title not in NO_FAULTS else ""
        if rng.random() < 0.07:
            continue
        columns[title] = [column.name for column in COLUMNS[title] if column.name != lacking]
        texts = [{name: row[name] for name in columns[title]} for row in rows]
        tables[title] = dress_sheet(rng, title, texts, columns[title])
    options: dict[str, object] = {"report": report, "columns": columns}
    if year != 113:
        options["year"] = year
    if rng.random() < 0.1:
        options["unreadable"] = [lose_a_file(rng, tables, columns)]
    if as_of is not None:
        options["as_of"] = as_of
    if place is not None:
        options["jurisdiction"] = place
    return tables, options


def lose_a_file(rng: Random, tables: dict[str, list[dict[str, str]]], columns: dict[str, list[str]]) -> str:
    """A register of which a file cannot be read: the only one, or one of two."""
    title = rng.choice(list(COLUMNS))
    if rng.random() < 0.5:
        tables.pop(title, None)
        columns.pop(title, None)
    return title


def register_rows(make: Maker, title: str, count: int, faults: float) -> list[dict[str, str]]:
    """Rows as texts, some of them written twice."""
    facts = WHOLE[title](make) if title in WHOLE else [SPECIAL[title](make) if title in SPECIAL else {} for _ in range(count)]
    rows = [row_texts(make, title, fact, faults) for fact in facts]
    if rows and title not in WHOLE and make.rng.random() < 0.2:
        rows.append(dict(make.rng.choice(rows)))
    return rows


def row_texts(make: Maker, title: str, facts: Facts, faults: float) -> dict[str, str]:
    return {
        column.name: text_of(make, column, facts[column.name] if column.name in facts else make.default(column))
        if make.rng.random() >= faults or column.name in NO_FAULTS.get(title, ())
        else fault_of(make, column)
        for column in COLUMNS[title]
    }


def kind_of(column: Column) -> str:
    return "percent" if column.name == PERCENT else column.kind


def text_of(make: Maker, column: Column, fact: Fact) -> str:
    return cell_text(make.rng, kind_of(column), fact)


def fault_of(make: Maker, column: Column) -> str:
    return faulty_text(make.rng, column.kind) if make.rng.random() < 0.7 else cell_text(make.rng, column.kind, None)
