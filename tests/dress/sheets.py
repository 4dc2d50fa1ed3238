"""Where a register stands on its sheet: titles above it, a header of one or two lines, other columns beside, footers below."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Cell
from antidrug_kpi.plans.register_specs import Register

from .cells import WIDE

TITLES = (
    ["望海縣毒品危害防制中心 {title}"],
    ["{title}一覽表", "中華民國 113 年度"],
    ["單位：人次"],
    [""],
    ["製表日期：114/01/06"],
)
FOOTERS = (
    "備註：依系統匯出",
    "註：本表不含撤案",
    "資料來源：系統",
    "製表：王○○",
    "審核　",
    "更新日期：114/01/06",
    "說明：略",
)


@dataclass(frozen=True)
class DressedSheet:
    """A sheet to be written: its name (a delimited file has it in its own name), and its rows."""

    name: str
    rows: Sequence[Sequence[Cell]]


def dress_sheets(
    register: Register, columns: Mapping[str, Sequence[Cell]], rng: random.Random, *, as_text: bool
) -> list[DressedSheet]:
    """The register on one sheet or on two, its records and columns in any order."""
    names = list(columns)
    rng.shuffle(names)
    records = list(zip(*(columns[name] for name in names), strict=True))
    rng.shuffle(records)
    called = rng.choice((register.title, *register.aliases))
    parts = [records]
    if len(records) > 4 and rng.random() < 0.25:
        cut = rng.randrange(1, len(records))
        parts = [records[:cut], records[cut:]]
    titles = [f"{rng.choice(('', '03_', '1.'))}{called}{rng.choice(('', '113年度', '_1130630', ' 113年'))}"]
    if len(parts) > 1:
        titles = [f"{called}113年1-6月", f"{called}113年7-12月"]
    return [
        DressedSheet(title, _dress_rows(register, names, part, rng, as_text)) for title, part in zip(titles, parts, strict=True)
    ]


def _dress_rows(
    register: Register, names: Sequence[str], records: Sequence[Sequence[Cell]], rng: random.Random, as_text: bool
) -> list[list[Cell]]:
    """Titles, header, records with an office's own columns at both ends, blank rows, footers."""
    rows: list[list[Cell]] = []
    for title in rng.sample(TITLES, rng.randrange(0, 4)):
        rows.append([text.format(title=register.title) for text in title])
    rows += _dress_header(register, names, rng)
    has_numbers = rng.random() < 0.5
    if has_numbers:
        rows = [["", *row] if len(row) > 1 else row for row in rows]
        rows[-1][0] = "序號"
    for number, record in enumerate(records, start=1):
        rows.append([*([str(number) if as_text else number] if has_numbers else []), *record])
        if rng.random() < 0.01:
            rows.append([""])
    if rng.random() < 0.5:
        rows.append(["", ""])
        rows.append(["合計", *[""] * len(names)])
        rows += [[footer] for footer in rng.sample(FOOTERS, rng.randrange(0, 3))]
    return rows


def _dress_header(register: Register, names: Sequence[str], rng: random.Random) -> list[list[Cell]]:
    """One line, or two of which the upper names groups or holds the beginning of a header that is broken in two."""
    lower = [_dress_word(register, name, rng) for name in names]
    if rng.random() < 0.7:
        return [list(lower)]
    broken = rng.randrange(len(names))
    upper: list[Cell] = ["基本資料", *[""] * (len(names) - 1)]
    if rng.random() < 0.5 and len(names[broken]) > 3:
        upper = [""] * len(names)
        upper[broken], lower[broken] = names[broken][:2], names[broken][2:]
    return [upper, list(lower)]


def _dress_word(register: Register, name: str, rng: random.Random) -> str:
    """A header with units or letters in brackets, an English twin, blanks, a line break, or an alias of the plan."""
    column = register.find_column(name)
    assert column is not None
    called = rng.choice((name, *column.aliases))
    forms = (
        called,
        called,
        called.translate(WIDE),
        f" {called}　",
        f"{called}(A)",
        f"{called}\n【必填】",
        f"{called}Number",
        f"*{called}",
        "　".join(called),
        f"{called[:2]}\n{called[2:]}",
    )
    return rng.choice(forms)
