"""Short ways to write a register down in a test."""

from collections.abc import Sequence


def table(header: str, *rows: str) -> list[dict[str, str]]:
    """A header and rows of cells parted by blanks; `_` is a blank cell."""
    names = header.split()
    read = []
    for row in rows:
        cells = ["" if cell == "_" else cell for cell in row.split()]
        assert len(cells) == len(names), row
        read.append(dict(zip(names, cells, strict=True)))
    return read


def schools(count: int) -> list[dict[str, str]]:
    return [{"學校代碼": f"S{number:03d}"} for number in range(count)]


def contacts(case: str, days: Sequence[str], kind: str = "電訪") -> list[dict[str, str]]:
    return [{"個案編號": case, "追輔日期": day, "追輔方式": kind} for day in days]
