"""The parts of an .xlsx around its sheets: which sheets there are, where they lie, and how their cells are formatted."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass

from antidrug_kpi.files.archive import Archive
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.number_formats import BUILT_IN, FormatKind, NumberFormat, parse_format
from antidrug_kpi.files.refusal import refuse_damaged
from antidrug_kpi.files.xml_stream import get_local_name, parse_xml

WORKBOOK = "xl/workbook.xml"
RELATIONSHIPS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
SHARED_STRINGS = "xl/sharedstrings.xml"
SHEET_FOLDER = "xl/worksheets/"


@dataclass(frozen=True)
class SheetEntry:
    """A worksheet as the workbook lists it: its place in that list, and the part that holds its cells."""

    position: int
    title: str
    part: str
    is_hidden: bool


@dataclass(frozen=True)
class Workbook:
    """What a workbook says of its sheets."""

    sheets: tuple[SheetEntry, ...]
    is_date1904: bool


def read_workbook(archive: Archive, limits: Limits) -> Workbook:
    """The workbook's worksheets in their order; chart and macro sheets hold no table and are left out."""
    targets = _read_targets(archive, limits)
    sheets: list[SheetEntry] = []
    is_date1904 = False
    position = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal is_date1904, position
        match get_local_name(name):
            case "workbookPr":
                is_date1904 = attributes.get("date1904") in {"1", "true"}
            case "sheet":
                part = _find_part(attributes, targets)
                if part.startswith(SHEET_FOLDER):
                    is_hidden = attributes.get("state", "visible") != "visible"
                    sheets.append(SheetEntry(position, attributes.get("name", ""), part, is_hidden))
                position += 1

    parse_xml([archive.read(WORKBOOK, limits)], WORKBOOK, start)
    missing = [sheet.title for sheet in sheets if sheet.part not in archive.parts]
    if missing:
        raise refuse_damaged("缺少工作表的內容", missing[0])
    return Workbook(tuple(sheets), is_date1904)


def read_formats(archive: Archive, limits: Limits) -> Mapping[int, NumberFormat]:
    """Style number → format, for the styles of which calamine hides something."""
    if STYLES not in archive.parts:
        return {}
    codes: dict[int, str] = {}
    used: list[int] = []
    path: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        local = get_local_name(name)
        number = attributes.get("numFmtId", "0")
        if local == "numFmt" and number.isdigit():
            codes[int(number)] = attributes.get("formatCode", "")
        elif local == "xf" and path[-1] == "cellXfs":
            used.append(int(number) if number.isdigit() else 0)
        path.append(local)

    def end(_: str) -> None:
        path.pop()

    parse_xml([archive.read(STYLES, limits)], STYLES, start, end)
    formats = {number: parse_format(codes.get(number, BUILT_IN.get(number, ""))) for number in set(used)}
    hidden = {FormatKind.NUMBER, FormatKind.ERA_DATE}
    return {style: formats[number] for style, number in enumerate(used) if formats[number].kind in hidden}


def _read_targets(archive: Archive, limits: Limits) -> dict[str, str]:
    """Relationship id → part."""
    targets: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if get_local_name(name) == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            absolute = target.lstrip("/") if target.startswith("/") or target.lower().startswith("xl/") else f"xl/{target}"
            targets[attributes.get("Id", "")] = posixpath.normpath(absolute).lower()

    if RELATIONSHIPS not in archive.parts:
        raise refuse_damaged("缺少活頁簿的關聯檔")
    parse_xml([archive.read(RELATIONSHIPS, limits)], RELATIONSHIPS, start)
    return targets


def _find_part(attributes: Mapping[str, str], targets: Mapping[str, str]) -> str:
    """The part that a sheet's relationship points to, under whatever prefix the attribute stands."""
    for name, value in attributes.items():
        if ":" in name and get_local_name(name) == "id":
            return targets.get(value, "")
    return ""
