"""All cells of a folder or workbook with the program's own readers, guarded and addressed; prints the records read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from antidrug_kpi.files import read_data

if __name__ == "__main__":
    files = read_data(Path(sys.argv[1]))
    print(json.dumps({"records": sum(len(sheet.numbers) - 1 for file in files for sheet in file.sheets)}))
