"""Small offices with further registers, in memory and as files."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from antidrug_kpi.files import Cell, FileReading, Sheet, number_rows
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.finding.office_mapping import NO_MAPPING, OfficeMapping
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import Reading

Rows = Sequence[Sequence[Cell]]

TRAININGS = (
    ("姓名", "層級", "課程", "時數", "日期"),
    ("林一", "Level 3", "青少年輔導", "8", "113/3/1"),
    ("林二", "Level 1", "相關法規", "2", "113/3/2"),
)
VOLUNTEERS = (("志工編號", "繼續教育時數"), ("V1", "4"), ("V2", "3.99"))


@cache
def get_plan() -> Plan:
    return load_plan("mohw-113")


def make_file(name: str, sheets: Mapping[str | None, Rows]) -> FileReading:
    """A file with these sheets as it was read; a delimited file has one without a name."""
    made = []
    for title, rows in sheets.items():
        width = max(map(len, rows))
        filled = [[*row, *[None] * (width - len(row))] for row in rows]
        made.append(Sheet(name, title, number_rows(filled), range(1, len(rows) + 1)))
    return FileReading(name, "", tuple(made), ())


def read(files: Mapping[str, Rows], *, with_duties: bool = True, mapping: OfficeMapping = NO_MAPPING) -> Reading:
    """Delimited files, by their names."""
    made = [make_file(name, {None: rows}) for name, rows in files.items()]
    return read_registers(made, get_plan(), mapping, with_duties=with_duties)


def list_codes(reading: Reading) -> list[str]:
    """Code, register and column of every issue."""
    return [" ".join(filter(None, (issue.code, issue.register, issue.address.column))) for issue in reading.issues]


def write_files(folder: Path, files: Mapping[str, Rows]) -> Path:
    """The office as delimited files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        (folder / name).write_text("".join(f"{','.join(map(str, row))}\n" for row in rows), encoding="utf-8")
    return folder
