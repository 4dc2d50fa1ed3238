"""What every register's facts are drawn with: one seed, the report's year, invented names."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

SEED = 113
COUNTY = "望海縣"

FIRST, LAST = date(2024, 1, 1), date(2024, 12, 31)
PRIOR_LAST = date(2023, 12, 31)
EXPORTED = date(2025, 1, 6)  # the day on which the office printed its lists

Rows = list[dict[str, str]]

SURNAMES = "海望雲禾青石松柏竹嵐汐沙渚岬潮"
GIVEN = "安平明和成文光宜真善立群信守樂知遠同晴朗"
PLACES = (
    "碧湖",
    "青嵐",
    "望潮",
    "白沙",
    "松崎",
    "雲岬",
    "石門港",
    "竹渚",
    "禾田",
    "南汐",
    "北岬",
    "海東",
    "潮音",
    "光明里",
    "遠帆",
    "晴灣",
)


def drawn(title: str) -> Random:
    """A source of chance for one register, so that a change to one leaves the others as they are."""
    return Random(f"{SEED}/{title}")


def between(chance: Random, first: date, last: date) -> date:
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def flag(value: bool | None) -> str:
    return "" if value is None else "是" if value else "否"


def person_name(chance: Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))


def exactly(chance: Random, count: int, total: int) -> list[bool]:
    """`count` times True among `total`, in a drawn order: figures that are known beforehand."""
    marks = [number < count for number in range(total)]
    chance.shuffle(marks)
    return marks


def weighted(chance: Random, choices: Sequence[tuple[str, int]]) -> str:
    return chance.choices([name for name, _ in choices], [weight for _, weight in choices])[0]
