"""Times the program against a plain script on the same office; see README.md."""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

SEED = 113
CONTACTS_A_CASE = 25
CASES_HEADER = ("個案編號", "開案日期", "初評完成日期", "結案日期", "需求等級", "無需轉介就業原因", "就業轉介日期", "結案原因")
CONTACTS_HEADER = ("個案編號", "追輔日期", "追輔方式", "追輔結果")
Rows = Sequence[Sequence[str]]


def make_rows(cases: int) -> tuple[Rows, Rows]:
    """Rows of tracked cases and of the contacts made while each was open, dates as 113/1/5."""
    rng = random.Random(SEED)
    days = [dt.date(2023, 1, 1) + dt.timedelta(days=number) for number in range(730)]
    texts = [f"{day.year - 1911}/{day.month}/{day.day}" for day in days]
    case_rows, contact_rows = [], []
    for number in range(cases):
        case = f"C{number:07d}"
        opened = rng.randrange(600)
        is_closed = rng.random() < 0.4
        last = rng.randrange(opened, len(days)) if is_closed else len(days) - 1
        closed = texts[last] if is_closed else ""
        case_rows.append((case, texts[opened], texts[opened], closed, rng.choice("低中高"), "", "", ""))
        for _ in range(CONTACTS_A_CASE):
            contact_rows.append((case, texts[rng.randint(opened, last)], rng.choice(("電訪", "家訪", "面訪")), "已聯繫"))
    return case_rows, contact_rows


def write_csv(path: Path, header: Sequence[str], rows: Rows) -> None:
    """A register as .csv."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def write_workbook(path: Path, registers: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
    """The registers as one .xlsx, a sheet each."""
    workbook = Workbook(write_only=True)
    for title, header, rows in registers:
        sheet = workbook.create_sheet(title)
        sheet.append(header)
        for row in rows:
            sheet.append(row)
    workbook.save(path)


def measure(command: Sequence[str]) -> tuple[float, float, str]:
    """Seconds, peak MiB and standard output of a whole process."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, output.read().decode("utf-8")


def read_figures(text: str) -> dict[str, list[int]]:
    """Numerator and denominator by measure id, of the program's JSON or of the plain script's."""
    content: dict[str, Any] = json.loads(text)
    if "measures" not in content:
        return content
    return {each["id"]: [each["numerator"], each["denominator"]] for each in content["measures"]}


def main() -> None:
    """Write the offices, time everything three times, print the medians."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 40_000
    with tempfile.TemporaryDirectory() as name:
        delimited, workbook = Path(name) / "csv", Path(name) / "xlsx"
        delimited.mkdir()
        workbook.mkdir()
        case_rows, contact_rows = make_rows(cases)
        write_csv(delimited / "追蹤輔導個案.csv", CASES_HEADER, case_rows)
        write_csv(delimited / "追蹤輔導紀錄.csv", CONTACTS_HEADER, contact_rows)
        registers = (("追蹤輔導個案", CASES_HEADER, case_rows), ("追蹤輔導紀錄", CONTACTS_HEADER, contact_rows))
        write_workbook(workbook / "清冊.xlsx", registers)
        program = [sys.executable, "-m", "antidrug_kpi", "compute", "--only", "4.3", "--format", "json"]
        commands = {
            "plain script, csv": [sys.executable, str(Path(__file__).with_name("plain.py")), str(delimited)],
            "antidrug-kpi, csv": [*program, str(delimited)],
            "antidrug-kpi, xlsx": [*program, str(workbook)],
        }
        print(f"{cases:,} cases, {len(contact_rows):,} contacts; medians of three whole processes")
        figures, yardstick = None, 0.0
        for label, command in commands.items():
            runs = sorted(measure(command) for _ in range(3))
            seconds, memory, text = runs[1]
            yardstick = yardstick or seconds
            print(f"{label:20} {seconds:7.2f} s  {memory:6.0f} MiB  {seconds / yardstick:5.2f} x")
            found = read_figures(text)
            if figures not in (None, found):
                raise SystemExit(f"the figures differ: {figures} and {found}")
            figures = found


if __name__ == "__main__":
    main()
