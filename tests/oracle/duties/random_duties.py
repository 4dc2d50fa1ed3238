"""Random small offices with further registers and extra columns, as tables of raw cell texts."""

from collections.abc import Sequence
from datetime import date
from random import Random

from ..calculate import frame_of
from ..contract import COLUMNS, Column
from ..random_cells import cell_text, faulty_text
from ..random_facts import Maker
from ..random_office import AS_OF, NO_FAULTS, PLACES, register_rows
from .duty_facts import POOLS, WHOLE, default_fact, several_text
from .further_contract import ALL_COLUMNS, EXTRA_COLUMNS, FURTHER, OWN_ANNEXES

Texts = dict[str, str]
# Columns of the other registers that only statistics read: texts that meet each other.
OVERWRITTEN = {
    "人力清冊": ("業務組別", "所屬局處", "在案案量", "累計個管案量"),
    "追蹤輔導紀錄": ("追輔結果",),
    "追蹤輔導個案": ("結案原因",),
    "治療機構": ("自費人數", "總人數"),
}
FAULTY_SEVERAL = ("不明", "法律、不明")


def text_of(make: Maker, title: str, column: Column, faults: float) -> str:
    rng = make.rng
    is_faulty = rng.random() < faults and column.name not in NO_FAULTS.get(title, ())
    if column.kind == "several":
        if is_faulty and column.allowed:
            return rng.choice(FAULTY_SEVERAL)
        pool = column.allowed or POOLS[column.name]
        drawn = several_text(rng, pool, required=column.required)
        return cell_text(rng, "text", None) if drawn is None else drawn
    if is_faulty:
        return faulty_text(rng, column.kind) if rng.random() < 0.7 else cell_text(rng, column.kind, None)
    return cell_text(rng, column.kind, default_fact(make, title, column))


def further_rows(make: Maker, title: str, count: int, faults: float) -> list[Texts]:
    columns = FURTHER[title]
    faults = 0.0 if title in OWN_ANNEXES else faults  # which annex holds where our own cannot be read, the contract leaves open
    facts = WHOLE[title](make) if title in WHOLE else [{} for _ in range(count)]
    rows = []
    for fact in facts:
        row = {column.name: text_of(make, title, column, faults) for column in columns}
        given = {column.name: cell_text(make.rng, column.kind, fact[column.name]) for column in columns if column.name in fact}
        rows.append(row | given)
    if rows and title not in OWN_ANNEXES and make.rng.random() < 0.2:
        rows.append(dict(make.rng.choice(rows)))
    return rows


def add_extra(make: Maker, title: str, rows: Sequence[Texts], faults: float) -> None:
    wanted = [column for column in COLUMNS[title] if column.name in OVERWRITTEN.get(title, ())]
    for row in rows:
        for column in (*wanted, *EXTRA_COLUMNS.get(title, ())):
            row[column.name] = text_of(make, title, column, faults)


def choose_columns(rng: Random, title: str) -> list[str]:
    """All of them but for a few."""
    extra = {column.name for column in EXTRA_COLUMNS.get(title, ())}
    names = [column.name for column in ALL_COLUMNS[title]]
    kept = [name for name in names if name not in extra or rng.random() >= 0.07]
    base = len(COLUMNS.get(title, FURTHER.get(title, ())))  # a short header would not be found without one of them
    if title not in {*NO_FAULTS, *OWN_ANNEXES} and (title in FURTHER or base > 3) and len(kept) > 2 and rng.random() < 0.06:
        kept.remove(rng.choice(kept))
    return kept


def total_row(rng: Random, names: Sequence[str]) -> Texts:
    word = rng.choice(names)
    return {name: "合計" if name == word else rng.choice(("", "12", "3")) for name in names}


def make_options(rng: Random) -> dict[str, object]:
    options: dict[str, object] = {"report": rng.choice(("midterm", "final", "final"))}
    if rng.random() < 0.35:
        options["as_of"] = rng.choice((*AS_OF, date(2024, 6, 30), date(2024, 1, 1)))
    if rng.random() < 0.8:
        options["jurisdiction"] = rng.choice([place for place in PLACES if place])
    return options


def make_random_duties(rng: Random, size: int) -> tuple[dict[str, list[Texts]], dict[str, object]]:
    """Up to `size` rows a register (contacts three times as many), and the options of `calculate_duties`."""
    options = make_options(rng)
    frame = frame_of(113, str(options["report"]), options.get("as_of"), options.get("jurisdiction"))  # type: ignore[arg-type]
    make = Maker(rng, size, frame)
    faults = rng.choice((0.0, 0.004, 0.02, 0.06))
    tables: dict[str, list[Texts]] = {}
    for title in COLUMNS:
        most = 3 * size if title == "追蹤輔導紀錄" else size
        tables[title] = register_rows(make, title, rng.choice((0, rng.randint(0, most), most, most)), faults)
    for title in COLUMNS:
        add_extra(make, title, tables[title], faults)
    for title in FURTHER:
        tables[title] = further_rows(make, title, rng.choice((0, rng.randint(0, size), size, size)), faults)
    columns: dict[str, list[str]] = {}
    kept: dict[str, list[Texts]] = {}
    for title, rows in tables.items():
        if rng.random() >= (0.6 if title in OWN_ANNEXES else 0.07):
            rng.shuffle(rows)
            columns[title] = choose_columns(rng, title)
            kept[title] = [{name: row[name] for name in columns[title]} for row in rows]
            if title in FURTHER and rng.random() < 0.1:
                kept[title].append(total_row(rng, columns[title]))
    return kept, options | {"columns": columns}
