"""Write what the sample office comes to: `python -m tests.oracle.write_expected`."""

import json
from pathlib import Path

from sample_data.generator import COUNTY, make_tables

from .calculate import calculate

FOLDER = Path(__file__).resolve().parents[2] / "sample_data" / "expected"


def expected_text(report: str) -> str:
    results = calculate(make_tables(), report=report, jurisdiction=COUNTY)
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for report in ("final", "midterm"):
        (FOLDER / f"{report}.json").write_text(expected_text(report), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
