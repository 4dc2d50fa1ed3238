"""Write what the sample office comes to, also under the alternative readings: `python -m tests.oracle.write_expected`."""

import json
from pathlib import Path

from sample_data.generator import COUNTY, make_tables

from .calculate import calculate, calculate_each
from .readings import list_choices, touched

FOLDER = Path(__file__).resolve().parents[2] / "sample_data" / "expected"


def expected_text(report: str) -> str:
    results = calculate(make_tables(), report=report, jurisdiction=COUNTY)
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def readings_text(report: str) -> str:
    """Under every choice of alternatives the measures that it touches."""
    choices = list_choices()
    each = calculate_each(make_tables(), choices, report=report, jurisdiction=COUNTY)
    results = [
        {"readings": readings, "measures": {measure: found[measure] for measure in touched(readings)}}
        for readings, found in zip(choices, each, strict=True)
    ]
    return json.dumps(results, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for report in ("final", "midterm"):
        (FOLDER / f"{report}.json").write_text(expected_text(report), encoding="utf-8", newline="\n")
        (FOLDER / f"{report}-readings.json").write_text(readings_text(report), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
