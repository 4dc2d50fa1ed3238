"""All cells of a workbook with python-calamine; prints the records read."""

from __future__ import annotations

import json
import sys

from python_calamine import CalamineWorkbook

if __name__ == "__main__":
    workbook = CalamineWorkbook.from_path(sys.argv[1])
    sheets = [list(workbook.get_sheet_by_name(name).iter_rows()) for name in workbook.sheet_names]
    print(json.dumps({"records": sum(len(rows) - 1 for rows in sheets)}))
