"""The texts that an .xlsx holds once and refers to from its cells: how much they come to once every cell has its own.

calamine copies a text for each cell that refers to it, and Python does so once more, so that 1 MB of file can ask for the
memory of a thousand such. The bound that costs nothing is tried first: the longest text, as often as there are references.
Only where that is too much is every reference followed to its text, before calamine sees the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from antidrug_kpi.files.archives.archive import Archive
from antidrug_kpi.files.archives.xml_stream import check_prolog, get_local_name, parse_xml
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import refuse_characters, refuse_count, refuse_damaged
from antidrug_kpi.files.xlsx.condensed_sheet import CondensedSheet
from antidrug_kpi.files.xlsx.sheet_extent import cut_at_rows, cut_at_tags
from antidrug_kpi.files.xlsx.sheet_oddities import REFERENCE_VALUE, TYPES, count_references
from antidrug_kpi.files.xlsx.xlsx_parts import Workbook
from antidrug_kpi.issues import escape_controls

_ANNOUNCED = b"uniqueCount"
_COUNT = re.compile(rb"""uniqueCount\s*=\s*(?:"(\d{1,10})"|'(\d{1,10})')""")


class ReferenceCount:
    """Counts the cells that refer to a shared text, in the XML of a sheet while that passes by; never too few."""

    def __init__(self) -> None:
        self.count = 0

    def scan(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The same pieces; the count is that of the latest time that the sheet passed."""
        self.count = 0
        rest = b""
        for piece in pieces:
            text = rest + piece
            self.count += count_references(text)
            rest = text[1 - len(TYPES[0]) :]
            yield piece


def check_shared_texts(
    archive: Archive,
    workbook: Workbook,
    references: Sequence[int],
    condensed: Sequence[CondensedSheet | None],
    limits: Limits,
) -> None:
    """Refuse a workbook whose cells refer to more text than the memory should hold; `references` are their number in each sheet
    as it lies in the archive, which may stand for one that was condensed.
    """
    if workbook.shared_strings is None:
        return
    longest = _look_over(archive, workbook.shared_strings, limits)
    sheets = list(zip(workbook.sheets, references, condensed, strict=True))
    if longest * sum(sheet.reference_count if sheet else count for _, count, sheet in sheets) <= limits.characters:
        return
    lengths = _measure_texts(archive, workbook.shared_strings)
    characters = sum(
        sheet.count_characters(lengths) if sheet else _follow_references(archive, entry.part, count, lengths)
        for entry, count, sheet in sheets
    )
    if characters > limits.characters:
        raise refuse_characters(characters, limits.characters)


def _look_over(archive: Archive, part: str, limits: Limits) -> int:
    """A bound of the longest text's characters.

    Refuses a table of too many texts, or one that announces more than it can hold: calamine reserves memory for all of them.
    """
    name = escape_controls(part)
    most = archive.parts[part].file_size // len("<si/>")
    texts = longest = unfinished = 0
    for text in cut_at_tags(check_prolog(archive.inflate(part), name), name):
        if _ANNOUNCED in text:
            counts = [double or single for double, single in _COUNT.findall(text)]
            if len(counts) != text.count(_ANNOUNCED) or any(int(count) > most for count in counts):
                raise refuse_damaged("共用文字表的筆數不實")
        texts += text.count(b"<si") + text.count(b":si")
        if texts > limits.cells:
            raise refuse_count("共用文字表", texts, limits.cells, "筆以上")
        first, *others = map(len, text.decode("utf-8", "replace").split("<si"))
        longest = max(longest, unfinished + first, *others)
        unfinished = others[-1] if others else unfinished + first
    return longest


def _measure_texts(archive: Archive, part: str) -> list[int]:
    """How many characters each text has, in the order in which cells refer to them."""
    lengths: list[int] = []
    depth = length = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal depth, length
        if get_local_name(name) == "si":
            length = length if depth else 0
            depth += 1

    def end(name: str) -> None:
        nonlocal depth
        if get_local_name(name) == "si":
            depth -= 1
            if not depth:
                lengths.append(length)

    def characters(text: str) -> None:
        nonlocal length
        length += len(text)

    parse_xml(archive.inflate(part), escape_controls(part), start, end, characters)
    return lengths


def _follow_references(archive: Archive, part: str, references: int, lengths: Sequence[int]) -> int:
    """The characters of all texts that a sheet refers to; a reference written as no program writes it may mean any of them."""
    characters = followed = 0
    for text in cut_at_rows(archive.inflate(part), escape_controls(part)):
        known = [lengths[index] for index in map(int, REFERENCE_VALUE.findall(text)) if index < len(lengths)]
        characters += sum(known)
        followed += len(known)
    return characters + max(references - followed, 0) * max(lengths, default=0)
