"""The sample office is what its generator writes, and its dress changes none of its facts."""

import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from sample_data.generator import COUNTY, make_tables
from sample_data.generator.faults import FAULTS
from sample_data.generator.layout import dressed_tables

from .calculate import calculate, count_rows
from .cells import Faulty, Value, read_cell
from .contract import COLUMNS, Column
from .write_expected import expected_text, readings_text

pytestmark = pytest.mark.slow
SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"


def reading(text: str, column: Column) -> Value:
    try:
        return read_cell(text, column.kind, column.allowed)
    except Faulty:
        return f"faulty: {text}"


def unpack(path: Path) -> dict[str, bytes]:
    """A file's content; of a workbook its members, since compression differs between builds of zlib."""
    if not zipfile.is_zipfile(path):
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_committed_office_is_what_the_generator_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, SAMPLE / "generate.py", tmp_path], check=True, timeout=300)
    written = {path.name: unpack(path) for path in tmp_path.iterdir()}
    committed = {path.name: unpack(path) for path in (SAMPLE / "office").iterdir()}
    assert written.keys() == committed.keys()
    assert [name for name in written if written[name] != committed[name]] == []
    assert sum(path.stat().st_size for path in (SAMPLE / "office").iterdir()) < 4_000_000


def test_dress_changes_no_fact() -> None:
    facts, dressed = make_tables(), dressed_tables()
    assert facts.keys() == dressed.keys()
    for title, rows in facts.items():
        assert len(rows) == len(dressed[title]), title
        columns = [column for column in COLUMNS[title] if column.name in rows[0]]
        assert set(rows[0]) == {column.name for column in columns}, title
        for number, row in enumerate(rows):
            for column in columns:
                fact, shown = row[column.name], dressed[title][number][column.name]
                assert reading(fact, column) == reading(shown, column), (title, number, column.name)


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_expected_results(report: str) -> None:
    committed = (SAMPLE / "expected" / f"{report}.json").read_text(encoding="utf-8")
    assert committed == expected_text(report)
    assert json.loads(committed) == calculate(dressed_tables(), report=report, jurisdiction=COUNTY)


@pytest.mark.parametrize("report", ["final", "midterm"])
def test_expected_results_under_readings(report: str) -> None:
    assert (SAMPLE / "expected" / f"{report}-readings.json").read_text(encoding="utf-8") == readings_text(report)


def test_every_status_occurs() -> None:
    results = calculate(make_tables(), jurisdiction=COUNTY)
    statuses = {str(result["status"]) for result in results.values()}
    assert statuses == {"met", "missed", "reported", "not_applicable", "no_data"}


def test_planted_faults_are_all_that_is_rejected() -> None:
    planted = Counter({"佐證清冊": 1, "填報數據": 2})
    for fault in FAULTS:
        planted[fault.register] += fault.count if fault.rejects else 0
    counts = count_rows(make_tables(), jurisdiction=COUNTY)
    assert {title: count["rejected"] for title, count in counts.items() if count["rejected"]} == dict(planted)
