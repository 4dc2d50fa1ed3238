"""All cells of a folder of .csv as text, with pandas' C reader; prints the records read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

if __name__ == "__main__":
    tables = [
        pd.read_csv(path, dtype=str, na_filter=False, encoding="utf-8-sig", engine="c")
        for path in sorted(Path(sys.argv[1]).glob("*.csv"))
    ]
    print(json.dumps({"records": sum(len(table) for table in tables)}))
