"""Files as chance makes them: whatever the bytes, reading ends in sheets or in one issue, and never in an exception.

The examples are the same in every run; `SEEDS=all pytest tests/files/test_fuzzing.py` looks further, `make fuzz` much further.
"""

import io
import warnings
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidrug_kpi.files import FileReading, read_data, report_hidden
from antidrug_kpi.files.limits import MIB, Limits
from antidrug_kpi.issues import Level
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.registers.office_reading import read_registers
from chance import take_examples

from .builders import make_book, make_compound, make_record, make_text, make_xlsx_parts, write_ods, write_zip
from .containers import write_archive, write_page, write_spreadsheet
from .encrypting import FILLER, PASSWORD, WRITTEN, encrypt_agile, encrypt_rc4

pytestmark = pytest.mark.slow

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".htm", ".html")
LIMITS = Limits(workbook_bytes=MIB, inflated_bytes=8 * MIB, cells=200_000, sparse_cells=50_000, spins=2_000, records=50_000)

XLSX_ROWS = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>志工編號</t></is></c><c r="B1" t="str"><v>繼續教育時數</v></c></row>'
    '<row r="2" hidden="1"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>4.1</v></c><c r="C2"><f>1+1</f></c></row>'
    '<row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" s="2"><v>45296</v></c></row>'
)
VOLUNTEERS = [["志工編號", "繼續教育時數"], ["V001", "4"], ["V002", ""], ["合計", "4"]]
ODS_TABLE = (
    '<table:table table:name="志工"><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/>'
    '<table:table-row><table:table-cell office:value-type="string"><text:p>志工編號</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>繼續教育時數</text:p></table:table-cell></table:table-row>'
    '<table:table-row table:number-rows-repeated="2" table:visibility="filter"><table:table-cell office:value-type="date"'
    ' office:date-value="2024-01-05" table:number-columns-repeated="2"><text:p>113/1/5</text:p></table:table-cell>'
    "</table:table-row></table:table>"
)


@cache
def make_seeds() -> tuple[bytes, ...]:
    """Valid files of every kind, small."""
    strings = {"xl/sharedStrings.xml": '<sst count="1" uniqueCount="1"><si><t>V001</t></si></sst>'}
    parts = make_xlsx_parts({"志工": XLSX_ROWS, "乙": XLSX_ROWS}, ("0.00", "[$-404]e/m/d"), states={"乙": "hidden"}) | strings
    cells = make_record(0x0204, b"\0\0\0\0\0\0" + make_text("志工編號")) + make_record(0x0203, bytes(14))
    book = make_book(cells + make_record(0x0208, bytes(16)) + make_record(0x00FD, bytes(10)), make_record(0x00E0, bytes(20)))
    with TemporaryDirectory() as folder:
        xlsx = write_zip(Path(folder, "a.xlsx"), parts).read_bytes()
        padded = write_zip(Path(folder, "b.xlsx"), {**parts, **FILLER}).read_bytes()
        ods = write_ods(Path(folder, "a.ods"), ODS_TABLE).read_bytes()
    return (
        xlsx,
        ods,
        make_compound({"Workbook": book}),
        make_compound({"Workbook": encrypt_rc4(book)}),
        encrypt_agile(padded, spins=10),
        *((WRITTEN / name).read_bytes() for name in ("libreoffice.xlsx", "libreoffice.xls", "libreoffice.ods")),
        '志工編號,繼續教育時數\r\nV001,4\r\n"V,2","3\r\n"\r\n合計,7\r\n'.encode("cp950"),
        "志工編號\t繼續教育時數\nV001\t4\n".encode("utf-16"),
        *(write_page(VOLUNTEERS, seed, "utf-8").encode() for seed in range(7)),
        write_page([*VOLUNTEERS, ["V\ue000", "1"]], 3, "big5").encode("cp950", "replace").replace(b"V?", b"V\xfa\x40"),
        *(
            write_archive([write_page(VOLUNTEERS, seed, "utf-8").encode()] * 2, seed, "utf-8", ["志工", "乙"])
            for seed in range(3)
        ),
        *(write_spreadsheet({"志工": VOLUNTEERS, "乙": VOLUNTEERS}, seed, "UTF-8").encode() for seed in range(3)),
    )


flips = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12)
cuts = st.one_of(st.none(), st.floats(0, 1))
members = st.tuples(
    st.integers(0, 20),
    st.sampled_from(["drop", "twice", "deep", "count", "digits", "tag"]),
    st.integers(0, 2**33),
)


@given(
    st.sampled_from(SUFFIXES), st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8")))
)
@take_examples(200)
def test_any_bytes_under_any_suffix(suffix: str, content: bytes) -> None:
    check(suffix, content)


@given(st.sampled_from(SUFFIXES), st.sampled_from(make_seeds()), flips, cuts)
@take_examples(200)
def test_files_with_wrong_bytes_and_without_their_end(
    suffix: str, content: bytes, wrong: list[tuple[float, int]], cut: float | None
) -> None:
    changed = bytearray(content)
    for place, value in wrong:
        changed[int(place * len(changed))] = value
    check(suffix, bytes(changed if cut is None else changed[: int(cut * len(changed))]))


@given(
    st.sampled_from([seed for seed in make_seeds() if seed.startswith(b"PK")]), st.lists(members, min_size=1, max_size=4), flips
)
@take_examples(200)
def test_archives_with_changed_members(content: bytes, edits: list[tuple[int, str, int]], wrong: list[tuple[float, int]]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    for index, edit, number in edits:
        at = index % len(parts)
        parts[at : at + 1] = EDITS[edit](*parts[at], number)
        if not parts:
            return
    name, member = parts[-1]
    changed = bytearray(member)
    for place, value in wrong if changed else []:
        changed[int(place * len(changed))] = value
    parts[-1] = (name, bytes(changed))
    check(".xlsx", write_members(parts))


Member = tuple[str, bytes]


def nest(name: str, content: bytes, number: int) -> list[Member]:
    depth = number % 20_000
    at = content.rfind(b"</")
    return [(name, content[:at] + b"<text:span>" * depth + b"</text:span>" * depth + content[at:])]


def repeat(name: str, content: bytes, number: int) -> list[Member]:
    return [(name, content.replace(b'repeated="2"', b'repeated="%d"' % number))]


def renumber(name: str, content: bytes, number: int) -> list[Member]:
    digits = [at for at, byte in enumerate(content) if chr(byte).isdigit()]
    if not digits:
        return [(name, content)]
    at = digits[number % len(digits)]
    return [(name, content[:at] + b"%d" % (number // 7) + content[at + 1 :])]


def drop_tag(name: str, content: bytes, number: int) -> list[Member]:
    tags = [at for at, byte in enumerate(content) if byte == ord("<")]
    if not tags:
        return [(name, content)]
    at = tags[number % len(tags)]
    return [(name, content[:at] + content[content.find(b">", at) + 1 :])]


EDITS: dict[str, Callable[[str, bytes, int], list[Member]]] = {
    "drop": lambda name, content, number: [],
    "twice": lambda name, content, number: [(name, content), (name, content[: number % (len(content) + 1)])],
    "deep": nest,
    "count": repeat,
    "digits": renumber,
    "tag": drop_tag,
}


def write_members(parts: list[Member]) -> bytes:
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # zipfile notices members of one name
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


def check(suffix: str, content: bytes) -> None:
    """The file ends in sheets or in one issue of level FILE, and the registers can be read of it."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"志工{suffix}")
        path.write_bytes(content)
        (reading,) = read_data(path, LIMITS, lambda: PASSWORD)
    check_reading(reading)
    found = read_registers([reading], get_plan())
    assert all("\n" not in str(issue) for issue in found.issues)


@cache
def get_plan() -> Plan:
    return load_plan("mohw-113")


def check_reading(reading: FileReading) -> None:
    refusals = [issue for issue in reading.issues if issue.level is Level.FILE]
    assert len(refusals) == (0 if reading.sheets else 1)
    for sheet in reading.sheets:
        assert len(sheet.rows) == len(sheet.numbers)
        assert len({len(row) for row in sheet.rows}) <= 1
        report_hidden(sheet)
