"""The workbook that calamine is given: the parts that were checked, in a frame that is written here."""

from __future__ import annotations

from antidrug_kpi.files.archives.archive import Archive, assemble_archive, store_text
from antidrug_kpi.files.xlsx.xlsx_parts import Workbook

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def rebuild_workbook(archive: Archive, workbook: Workbook) -> bytes:
    """A workbook of the parts that were checked and no others, so that calamine cannot read anything else."""
    parts = {f"xl/worksheets/sheet{number}.xml": archive.get_raw(entry.part) for number, entry in enumerate(workbook.sheets)}
    if workbook.styles:
        parts["xl/styles.xml"] = archive.get_raw(workbook.styles)
    if workbook.shared_strings:
        parts["xl/sharedStrings.xml"] = archive.get_raw(workbook.shared_strings)
    for name, text in _make_frame(len(workbook.sheets), workbook.is_date1904).items():
        parts[name] = store_text(text)
    return assemble_archive(parts)


def _make_frame(sheets: int, is_date1904: bool) -> dict[str, str]:
    """The parts that hold a workbook of so many sheets together: sheet n is the part sheet{n}.xml."""
    numbers = range(sheets)
    listed = "".join(f'<sheet name="{number}" sheetId="{number + 1}" r:id="s{number}"/>' for number in numbers)
    related = "".join(
        f'<Relationship Id="s{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>' for number in numbers
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="w" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f'<workbookPr date1904="{int(is_date1904)}"/><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>',
    }
