"""Workbooks that this program wrote are known by their properties, and are no registers."""

from pathlib import Path

import pytest

from antidrug_kpi.files import FileReading, read_data
from antidrug_kpi.files.own_outputs import OUTPUT_MARK

from .builders import make_xlsx_parts, write_zip

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
TABLE = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="清冊"><table:table-row><table:table-cell office:value-type="float" office:value="1"/>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def say_subject(text: str) -> str:
    return f'<properties xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>{text}</dc:subject></properties>'


def read_xlsx(folder: Path, properties: str | bytes | None) -> FileReading:
    parts = make_xlsx_parts({"清冊": ROWS}) | ({} if properties is None else {"docProps/core.xml": properties})
    (reading,) = read_data(write_zip(folder / "a.xlsx", parts))
    return reading


def read_ods(folder: Path, properties: str) -> FileReading:
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": TABLE, "meta.xml": properties}
    (reading,) = read_data(write_zip(folder / "a.ods", parts))
    return reading


def test_results_are_said_and_not_read(tmp_path: Path) -> None:
    for reading in (read_xlsx(tmp_path, say_subject(OUTPUT_MARK)), read_ods(tmp_path, say_subject(OUTPUT_MARK))):
        assert reading.sheets == ()
        assert [(issue.code, issue.level.value) for issue in reading.issues] == [("file-output", "說明")]


def test_other_properties_say_nothing(tmp_path: Path) -> None:
    for reading in (read_xlsx(tmp_path, say_subject("113 年度")), read_ods(tmp_path, say_subject("113 年度"))):
        assert (len(reading.sheets), reading.issues) == (1, ())


@pytest.mark.parametrize("properties", [None, b"\xff\x00 no XML at all", say_subject(OUTPUT_MARK) + " " * 65_536])
def test_no_properties_or_odd_ones_say_nothing(tmp_path: Path, properties: str | bytes | None) -> None:
    assert len(read_xlsx(tmp_path, properties).sheets) == 1
