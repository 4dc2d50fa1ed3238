"""4.3 of a folder of .csv, or of one workbook with fastexcel, with polars."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import polars as pl
from plan_rules import CASE_COLUMNS, CONTACT_COLUMNS
from polars_casework import compute_casework
from polars_days import read


def read_sheet(path: Path, title: str, columns: tuple[str, ...]) -> pl.DataFrame:
    return pl.read_excel(path, sheet_name=title, columns=list(columns), infer_schema_length=0, engine="calamine")


def main(data: Path) -> None:
    take = read_sheet if data.suffix == ".xlsx" else read
    print(json.dumps(compute_casework(take(data, "追蹤輔導個案", CASE_COLUMNS), take(data, "追蹤輔導紀錄", CONTACT_COLUMNS))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
