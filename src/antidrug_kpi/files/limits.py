"""How large a file may be before it is refused, so that no input can exhaust the memory or stop the process.

Measured over the whole of `check`: a cell takes 20 bytes, 140 to 170 in an .xls and in a sheet of an .xlsx with formulas. A text
that a column holds for the first time takes 135 more in a .csv or an .ods, 255 where an .xlsx shares it: see docs/limits.md.
The hostile files of the tests are refused within 400 MiB.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The bounds; the defaults leave room for every register of a county, tests lower them."""

    workbook_bytes: int = 256 * MIB
    """Of a workbook as it lies on disk, encrypted or not; 1,000,000 rows by 8 columns take about 37 MiB."""
    inflated_bytes: int = 2048 * MIB
    """Of all parts of a workbook together, decompressed; the same million rows take about 420 MiB."""
    ratio: int = 200
    """Of decompressed to compressed size of one part; real workbooks had 8 to 32, bombs 394 and more."""
    ratio_free_bytes: int = 32 * MIB
    """A part below this size cannot hurt, whatever its ratio: an empty sheet compresses well too."""
    part_bytes: int = 64 * MIB
    """Of a part that is held in memory at once (styles, the list of sheets)."""
    spins: int = 1_000_000
    """How often a password may be hashed into a key, which takes about a second; Excel and LibreOffice write 100,000."""
    cells: int = 60_000_000
    """Of the rectangle from A1 to the last used cell of a sheet, and of all sheets of a file together."""
    sparse_cells: int = 20_000_000
    """The same of an .xlsx sheet of which not one cell in a hundred is in the file: a cell was left far out by mistake."""
    sheets: int = 1_000
    """Of a workbook; ten thousand small registers took 1.5 GB."""
    repeated_cells: int = 500_000
    """Of the filled cells of an .ods that are written as a number of times, or four for each that is not, whichever is more; a
    hundred bytes can ask for a million records."""
    spaces: int = 50_000_000
    """Of the blanks in the cells of an .ods that are written as a number."""
    characters: int = 250_000_000
    """Of the texts of a workbook's cells, one that is shared or repeated counted for each cell; 250 in each of 1,000,000 rows.
    A distinct one of 40 Chinese characters takes 300 bytes, 500 where it is shared."""
    folder_cells: int = 80_000_000
    """Of all files of a folder together; a county of 1,000,000 contacts has about 10,000,000. More than of a file, so that one
    that is too large beside small ones is refused for itself. Registers, which repeat themselves, take 1.6 GiB at this bound, and
    cells that are all different up to 12 in .csv and 25 in .xlsx."""
    folder_characters: int = 500_000_000
    """Of the texts of all files of a folder together; 50 in each of 10,000,000 cells."""
    page_bytes: int = 64 * MIB
    """Of a web page or an XML spreadsheet; 1,000,000 cells with a style each take about 40 MiB."""
    text_bytes: int = 1024 * MIB
    """Of a delimited file."""
    line_characters: int = 1_000_000
    """Of one line of a delimited file."""
    records: int = 10_000_000
    """Of a delimited file, empty lines included."""


DEFAULT_LIMITS = Limits()


def show_size(size: int) -> str:
    """A number of bytes as people write it."""
    return f"{size / MIB:,.1f} MiB" if size >= MIB else f"{size:,} 位元組"
