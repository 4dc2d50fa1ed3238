"""4.3 of a folder of .csv, or of one workbook, with pandas."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
from pandas_casework import compute_casework
from pandas_days import read
from plan_rules import CASE_COLUMNS, CONTACT_COLUMNS


def read_sheet(path: Path, title: str, columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.read_excel(path, sheet_name=title, usecols=columns, dtype=str, na_filter=False, engine="calamine")


def main(data: Path) -> None:
    take = read_sheet if data.suffix == ".xlsx" else read
    print(json.dumps(compute_casework(take(data, "追蹤輔導個案", CASE_COLUMNS), take(data, "追蹤輔導紀錄", CONTACT_COLUMNS))))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
