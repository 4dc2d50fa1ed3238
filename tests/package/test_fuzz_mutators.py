"""The harness of damaged files: what it does by chance it does again from the same numbers, and what it calls whole is whole."""

import io
import zipfile
from pathlib import Path
from random import Random

import pytest
from fuzz.archive_parts import read_parts, write_parts
from fuzz.kinds import Seed, damage
from fuzz.mutate_archive import change_bytes, change_markup, rearrange_parts
from fuzz.mutate_bytes import Mutator
from fuzz.mutate_records import change_records, read_stream
from fuzz.seed_texts import OFFICE_YAML
from fuzz.seed_workbooks import make_xls, make_xlsx
from fuzz.seeds import read_rows

from antidrug_kpi.files.archives.compound import CompoundFile

ROWS = read_rows()
XLSX, XLS = make_xlsx(ROWS), make_xls(ROWS)
PAGE = b"<html><table border=1><tr><td>A001</td></tr></table></html>"
CSV = "\n".join(",".join(row) for row in ROWS).encode()
SEEDS = (
    Seed("xlsx", "a.xlsx", XLSX, "archive"),
    Seed("xls", "a.xls", XLS, "records"),
    Seed("html", "a.html", PAGE, "markup"),
    Seed("csv", "a.csv", CSV, "delimited"),
    Seed("csv", "a.csv", b"", "delimited"),
    Seed("office", "office.yaml", OFFICE_YAML.encode(), "yaml"),
)


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: f"{seed.flavour}-{len(seed.content)}")
def test_the_same_numbers_damage_the_same_way(seed: Seed) -> None:
    mutants = [[damage(seed, Random(number)) for number in range(30)] for _ in range(2)]
    assert mutants[0] == mutants[1]
    assert len({mutant.content for mutant in mutants[0]}) > 10
    assert all(mutant.mutators for mutant in mutants[0])


@pytest.mark.parametrize("mutator", [change_markup, change_bytes, rearrange_parts])
def test_archives_stay_whole_around_their_damaged_parts(mutator: Mutator) -> None:
    changed = [mutator(XLSX, Random(number)) for number in range(30)]
    for content in changed:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
    assert sum(read_parts(content) != read_parts(XLSX) for content in changed) > 25


def test_containers_stay_whole_around_their_damaged_records() -> None:
    changed = [change_records(XLS, Random(number)) for number in range(30)]
    assert all("Workbook" in CompoundFile(content).names for content in changed)
    assert sum(read_stream(content) != read_stream(XLS) for content in changed) > 25


def test_parts_are_written_as_they_were_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(XLSX)
    with zipfile.ZipFile(path) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    assert read_parts(XLSX) == parts
    assert read_parts(write_parts(parts, is_stored=True)) == parts
    assert read_parts(XLSX[:200]) == []
