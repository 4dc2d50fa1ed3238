"""When a workbook was saved last, by its own properties: in Taiwan's time, whoever wrote it."""

import datetime as dt
import zipfile
from pathlib import Path

import pytest

from antidrug_kpi.files.saved_times import TAIWAN, read_saved_time

from .encrypting import FILLER, PASSWORD, encrypt_agile

NIGHT = dt.datetime(2024, 12, 21, 0, 0, tzinfo=TAIWAN)


def write_properties(path: Path, part: str, element: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, f"<root>{element}</root>")
        for name, content in FILLER.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-12-20T15:59:59Z", NIGHT - dt.timedelta(seconds=1)),
        ("2024-12-20T16:00:00Z", NIGHT),
        ("2024-12-20T16:00:01Z", NIGHT + dt.timedelta(seconds=1)),
        ("2024-12-21T00:00:00+08:00", NIGHT),
        ("1980-01-01T00:00:00Z", None),  # as this program writes it: nobody has saved it since
        ("yesterday", None),
        ("9999-12-31T23:59:59Z", None),  # in Taiwan there is no such day any more
        ("", None),
    ],
)
def test_the_time_of_an_xlsx_is_one_in_taiwan(tmp_path: Path, written: str, expected: dt.datetime | None) -> None:
    element = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{written}</dcterms:modified>'
    assert read_saved_time(write_properties(tmp_path / "a.xlsx", "docProps/core.xml", element)) == expected


def test_ods_has_the_time_of_the_clock_on_the_wall(tmp_path: Path) -> None:
    path = write_properties(tmp_path / "a.ods", "meta.xml", "<dc:date>2024-12-21T00:00:00.000000000</dc:date>")
    assert read_saved_time(path) == NIGHT


def test_encrypted_it_is_read_with_the_password(tmp_path: Path) -> None:
    element = "<dcterms:modified>2024-12-20T16:00:00Z</dcterms:modified>"
    content = write_properties(tmp_path / "a.xlsx", "docProps/core.xml", element).read_bytes()
    locked = tmp_path / "locked.xlsx"
    locked.write_bytes(encrypt_agile(content))
    assert (read_saved_time(locked), read_saved_time(locked, lambda: PASSWORD)) == (None, NIGHT)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_what_cannot_be_read_says_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    assert read_saved_time(path) is None
    assert read_saved_time(tmp_path / "gone.xlsx") is None
