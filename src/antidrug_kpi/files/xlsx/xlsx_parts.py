"""The parts of an .xlsx around its sheets: which sheets there are, where they lie, and how their cells are formatted."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass

from antidrug_kpi.files.archives.archive import Archive
from antidrug_kpi.files.archives.xml_stream import get_local_name, is_true, parse_xml
from antidrug_kpi.files.cells.number_formats import BUILT_IN, FormatKind, NumberFormat, parse_format
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import refuse_count, refuse_damaged
from antidrug_kpi.issues import escape_controls

PACKAGE_RELATIONSHIPS = "_rels/.rels"
USUAL_WORKBOOK = "xl/workbook.xml"

_MOST_SHEETS = 10_000
_MOST_STYLES = 65_536  # Excel holds no more
_MOST_CODE_CHARACTERS = 1_000_000
_WORKBOOK = "workbook"
_NOT_READ = frozenset({"chartsheet", "dialogsheet", "macrosheet", "xlMacrosheet", "xlIntlMacrosheet"})
_WORKSHEET = re.compile(rb"(?:[^<]*+<[?!][^>]*+>)*+[^<]*+<(?:[^\s<>/:]*+:)?+worksheet[\s/>]")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class SheetEntry:
    """A worksheet as the workbook lists it, and the part that holds its cells."""

    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True)
class Workbook:
    """What a workbook says of its sheets, and the parts that they share, where it has them; uncalculated is one that asks to be
    calculated when it is opened.
    """

    sheets: tuple[SheetEntry, ...]
    is_date1904: bool
    is_uncalculated: bool
    styles: str | None
    shared_strings: str | None

    @property
    def shared_parts(self) -> tuple[str, ...]:
        """Of the styles and the shared texts those that it has."""
        return tuple(part for part in (self.styles, self.shared_strings) if part)


@dataclass(frozen=True)
class _Relationship:
    kind: str
    target: str


def find_workbook(archive: Archive, limits: Limits) -> str | None:
    """The part that is the main document of an Office file; programs do not all give it the usual name."""
    if PACKAGE_RELATIONSHIPS in archive.parts:
        for relationship in _read_relationships(archive, PACKAGE_RELATIONSHIPS, "", limits).values():
            if relationship.kind == "officeDocument" and relationship.target in archive.parts:
                return relationship.target
    return USUAL_WORKBOOK if USUAL_WORKBOOK in archive.parts else None


def read_workbook(archive: Archive, workbook: str, limits: Limits) -> Workbook | None:
    """The workbook's worksheets in their order, without chart and macro sheets; None where the part is no workbook."""
    folder, _, name = workbook.rpartition("/")
    listed = f"{folder}/_rels/{name}.rels".lstrip("/")
    relationships = _read_relationships(archive, listed, folder, limits) if listed in archive.parts else {}
    listing = _SheetListing(archive, relationships, limits)
    parse_xml([archive.read(workbook, limits)], escape_controls(workbook), listing.start)
    if listing.root != _WORKBOOK:
        return None
    sheets = listing.sheets
    missing = [sheet.title for sheet in sheets if sheet.part not in archive.parts]
    if missing:
        raise refuse_damaged("缺少工作表的內容", missing[0])
    if len({sheet.part for sheet in sheets}) < len(sheets):
        raise refuse_damaged("兩張工作表是同一份內容")
    shared = {relationship.kind: relationship.target for relationship in relationships.values()}
    styles = shared.get("styles", f"{folder}/styles.xml")
    strings = shared.get("sharedStrings", f"{folder}/sharedstrings.xml")
    return Workbook(
        tuple(sheets),
        listing.is_date1904,
        listing.is_uncalculated,
        styles if styles in archive.parts else None,
        strings if strings in archive.parts else None,
    )


class _SheetListing:
    """The handler of the XML parser for the workbook's part: it collects the worksheets in `sheets`."""

    def __init__(self, archive: Archive, relationships: Mapping[str, _Relationship], limits: Limits) -> None:
        self.root: str | None = None
        self.sheets: list[SheetEntry] = []
        self.is_date1904 = self.is_uncalculated = False
        self._archive = archive
        self._relationships = relationships
        self._limits = limits

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. Raises RefusedError where sheets are too many, or one is listed whose cells are not found."""
        local = get_local_name(name)
        if self.root is None:
            self.root = local
        match local:
            case "workbookPr":
                self.is_date1904 = is_true(attributes.get("date1904"))
            case "calcPr":
                self.is_uncalculated = is_true(attributes.get("fullCalcOnLoad"))
            case "sheet" if self.root == _WORKBOOK:
                self._add_sheet(attributes)

    def _add_sheet(self, attributes: Mapping[str, str]) -> None:
        title = attributes.get("name", "")
        found = _find_relationship(attributes, self._relationships)
        if found.kind == "worksheet":
            self.sheets.append(SheetEntry(title, found.target, attributes.get("state", "visible") != "visible"))
            if len(self.sheets) > _MOST_SHEETS:
                raise refuse_count("工作表", len(self.sheets), _MOST_SHEETS, "張以上")
        elif found.kind not in _NOT_READ or _is_worksheet(self._archive, found.target, self._limits):
            raise refuse_damaged("找不到工作表的內容", title)


def read_formats(archive: Archive, styles: str, limits: Limits) -> Mapping[int, NumberFormat]:
    """Style number → format, for the styles of which that is more than the bare number."""
    part = escape_controls(styles)
    codes: dict[int, str] = {}
    used: list[int] = []
    path: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = get_local_name(name)
        if local == "numFmt" and "numFmtId" in attributes:
            codes[_read_number(attributes["numFmtId"], part)] = attributes.get("formatCode", "")
        elif local == "xf" and path and path[-1] == "cellXfs":
            used.append(_read_number(attributes.get("numFmtId", "0"), part))
            if len(used) > _MOST_STYLES:
                raise refuse_count("儲存格樣式", len(used), _MOST_STYLES, "種以上")
        path.append(local)

    def end(_: str) -> None:
        path.pop()

    parse_xml([archive.read(styles, limits)], part, start, end)
    wanted = {number: codes.get(number, BUILT_IN.get(number, "")) for number in set(used)}
    characters = sum(map(len, wanted.values()))
    if characters > _MOST_CODE_CHARACTERS:
        raise refuse_count("數字格式的代碼合計", characters, _MOST_CODE_CHARACTERS, "字")
    formats = {number: parse_format(code) for number, code in wanted.items()}
    return {style: formats[number] for style, number in enumerate(used) if formats[number].kind is not FormatKind.PLAIN}


def _read_number(text: str, part: str) -> int:
    if not _NUMBER.fullmatch(text.strip()):
        raise refuse_damaged(f"「{part}」有不合規格的數字格式編號")
    return int(text)


def _read_relationships(archive: Archive, part: str, folder: str, limits: Limits) -> dict[str, _Relationship]:
    """Relationship id → its kind, and the part it points to as seen from `folder`."""
    found: dict[str, _Relationship] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if get_local_name(name) == "Relationship":
            key, is_external = attributes.get("Id", ""), attributes.get("TargetMode") == "External"
            if key in found:
                raise refuse_damaged(f"「{escape_controls(part)}」有兩個「{escape_controls(key)}」")
            target = attributes.get("Target", "").replace("\\", "/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            absolute = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/").lower()
            if absolute not in archive.parts:  # some programs give every target from the root, without saying so
                absolute = target.lower()
            found[key] = _Relationship("", "") if is_external else _Relationship(kind, absolute)

    parse_xml([archive.read(part, limits)], escape_controls(part), start)
    return found


def _is_worksheet(archive: Archive, part: str, limits: Limits) -> bool:
    """Whether a part that is said to be a chart or a dialog holds cells all the same, which would be passed over."""
    if part not in archive.parts:
        return False
    archive.check_sizes([part], limits)
    return _WORKSHEET.match(next(iter(archive.inflate(part)), b"")) is not None


def _find_relationship(attributes: Mapping[str, str], relationships: Mapping[str, _Relationship]) -> _Relationship:
    """The relationship of a sheet, under whatever prefix the attribute stands."""
    ids = (value for name, value in attributes.items() if ":" in name and get_local_name(name) == "id")
    return relationships.get(next(ids, ""), _Relationship("", ""))
