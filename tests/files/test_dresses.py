"""One small register in the dresses of the real files: their titles, encodings, delimiters, missing marks and footers."""

import struct
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from antidrug_kpi.files import read_data
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.registers.office_reading import read_registers
from antidrug_kpi.registers.register import TypedRegister

from .builders import make_book, make_compound, make_record, make_text, write_ods

RECORDS = [("V001", Decimal("6031")), ("V002", Decimal("3.99")), ("V003", None)]

# Codes for machines above the Chinese header, as in the crime rates.
MACHINE_CODES = "VOL_ID,COLUMN1\n志工編號,繼續教育時數\nV001,6031\nV002,3.99\nV003,\n"
# A TAB in spite of .csv, as in the list of hospitals; the last line does not end.
TABBED = "志工編號\t繼續教育時數\nV001\t6031\nV002\t3.99\nV003\t---"
# Title, blank row, unit, padded header, "6,031", －, a note of several lines in one cell, as in the theft table.
YEARBOOK = (
    "表3\u3000志工(續),\r\n,\r\n單位：人、小時,\r\n志  工  編  號,繼續教育時數（小時）\r\n"
    'V001,"6,031"\r\nV002,3.99\r\nV003,    －\r\n合　　計,"6,035"\r\n資料來源：各中心填報。,\r\n'
    '"附\u3000\u3000註：(1)自113年起\n\u3000\u3000\u3000\u3000\u3000改計實際時數。",\r\n'
)
# A title, a blank row, notes and links below, as in the price index.
DATABASE = (
    '"志工繼續教育時數 依 編號","",\n\n"志工編號","繼續教育時數[小時]"\n"V001",6031\n"V002",3.99\n"V003",-\n\n'
    '"說明：","資料每年修正"\n"更新日期：","2024/5/7"\n"http://example.tw/volunteers"\n'
)


def read_volunteers(path: Path) -> TypedRegister:
    reading = read_registers(read_data(path), load_plan("mohw-113"))
    return reading.registers["volunteers"]


def list_records(register: TypedRegister) -> list[tuple[object, object]]:
    """The records, blank cells as None."""
    hours = register.frame["繼續教育時數"].astype(object)
    identifiers = register.frame["志工編號"].astype(object)
    return [(identifier, None if hour != hour else hour) for identifier, hour in zip(identifiers, hours, strict=True)]  # noqa: PLR0124


@pytest.mark.parametrize(
    ("text", "counts", "numbers"),
    [
        (MACHINE_CODES, (2, 3, 0), [3, 4, 5]),
        (TABBED, (1, 3, 0), [2, 3, 4]),
        (YEARBOOK, (4, 6, 3), [5, 6, 7]),
        (DATABASE, (3, 7, 4), [4, 5, 6]),
    ],
    ids=["codes for machines", "TAB in a .csv", "a yearbook", "a database"],
)
@pytest.mark.parametrize("encoding", ["cp950", "utf-8", "utf-8-sig", "utf-16"])
def test_a_delimited_file_in_the_dress_of_real_ones(
    tmp_path: Path, text: str, counts: tuple[int, int, int], numbers: list[int], encoding: str
) -> None:
    path = tmp_path / "113年志工.csv"
    path.write_bytes(text.encode(encoding))
    check(path, counts, numbers)


ROWS: Sequence[tuple[str | float | None, ...]] = (
    ("表3\u3000志工(續)", None),
    ("中華民國 113年", None),
    ("單位：人、小時", None),
    ("志  工\n編  號", "繼續教育時數\n(小時)"),
    ("V001", 6031),
    ("V002", 3.99),
    ("V003", "..."),
    ("總計  Total", 6035),
    ("附\u3000\u3000註：(1)自113年起\n          改計實際時數。", None),
    ("https://example.tw/volunteers", None),
)


def write_workbook(folder: Path) -> Path:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "志工(續)"
    for row in ROWS:
        page.append(row)
    page.merge_cells("A1:B1")
    page["B5"].number_format = "#,##0"
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def write_old_workbook(folder: Path) -> Path:
    cells = []
    for row, texts in enumerate(ROWS):
        for column, cell in enumerate(texts):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(cell, str):
                cells.append(make_record(0x0204, place + make_text(cell)))
            elif cell is not None:
                cells.append(make_record(0x0203, place + struct.pack("<d", cell)))
    path = folder / "a.xls"
    path.write_bytes(make_compound({"Workbook": make_book(b"".join(cells), title="志工")}))
    return path


def write_document(folder: Path) -> Path:
    def write_cell(cell: str | float | None) -> str:
        if cell is None:
            return "<table:covered-table-cell/>"
        if isinstance(cell, str):
            paragraphs = "".join(f"<text:p>{line}</text:p>" for line in cell.split("\n"))
            return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell:,}</text:p></table:table-cell>'

    rows = "".join(f"<table:table-row>{''.join(map(write_cell, row))}</table:table-row>" for row in ROWS)
    return write_ods(folder / "a.ods", f'<table:table table:name="志工">{rows}</table:table>')


@pytest.mark.parametrize("write", [write_workbook, write_old_workbook, write_document], ids=["xlsx", "xls", "ods"])
def test_a_workbook_in_the_dress_of_real_ones(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    check(write(tmp_path), (4, 6, 3), [5, 6, 7])


def check(path: Path, counts: tuple[int, int, int], numbers: list[int]) -> None:
    """The register has its records, at these rows; its header's row, the rows below it and those skipped are `counts`."""
    register = read_volunteers(path)
    (source,) = register.sources
    assert list_records(register) == RECORDS
    assert (source.header, source.rows, source.skipped) == counts
    assert [register.get_row_number(row) for row in range(len(register))] == numbers
