"""Reading a file of text by what it holds: a delimited table, a web page, a web archive or an XML spreadsheet."""

from __future__ import annotations

from typing import BinaryIO

from antidrug_kpi.files import kinds
from antidrug_kpi.files.content import Content
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.signatures import describe_content
from antidrug_kpi.files.text.containers import Container, recognise
from antidrug_kpi.files.text.decoding import Encoding
from antidrug_kpi.files.text.delimited import read_delimited
from antidrug_kpi.issues import Address, Issue, report_issue

# Whose name says that it holds a delimited table, so that nothing needs to be said of one.
_DELIMITED_SUFFIXES = frozenset({".csv", ".tsv"})


def read_text(stream: BinaryIO, head: bytes, file: str, suffix: str, limits: Limits, *, is_workbook_name: bool) -> Content:
    """The tables of a file of text that begins with `head`, and a note of what it is where its name does not say so."""
    container = recognise(head, is_workbook_name=is_workbook_name)
    if container is None and is_workbook_name:
        raise RefusedError(kinds.FILE_NOT_WORKBOOK, looks=describe_content(head))
    match container:
        case Container.PAGE:
            from antidrug_kpi.files.pages.page_reading import read_page

            page = read_page(stream, file, limits)
            content = Content(page.sheets, _report_private(file, page.encoding), page.within)
        case Container.ARCHIVE:
            from antidrug_kpi.files.pages.web_archive import read_archive

            page = read_archive(stream, file, limits)
            content = Content(page.sheets, _report_private(file, page.encoding), page.within)
        case Container.SPREADSHEET:
            from antidrug_kpi.files.pages.xml_spreadsheet import read_spreadsheet

            sheets, encoding = read_spreadsheet(stream, file, limits)
            content = Content(sheets, _report_private(file, encoding))
        case _:
            return _read_table(stream, head, file, suffix, limits, is_workbook_name=is_workbook_name)
    if not content.sheets:
        raise RefusedError(kinds.FILE_NOT_WORKBOOK, looks=f"{container}，裡面沒有表格")
    return Content(content.sheets, (_report_container(file, suffix, container), *content.issues), content.within)


def _read_table(stream: BinaryIO, head: bytes, file: str, suffix: str, limits: Limits, *, is_workbook_name: bool) -> Content:
    sheets, issues = read_delimited(stream, file, suffix, limits)
    if is_workbook_name and not any(sheet.width > 1 for sheet in sheets):
        raise RefusedError(kinds.FILE_NOT_WORKBOOK, looks=describe_content(head))
    is_said = suffix not in _DELIMITED_SUFFIXES and any(sheet.width > 1 for sheet in sheets)
    return Content(sheets, (*((_report_container(file, suffix, Container.TABLE),) if is_said else ()), *issues))


def _report_container(file: str, suffix: str, container: Container) -> Issue:
    return report_issue(kinds.FILE_AS_TABLE, Address(file), facts={"suffix": suffix, "kind": container.value})


def _report_private(file: str, encoding: Encoding) -> tuple[Issue, ...]:
    if encoding.private_line is None:
        return ()
    place = Address(file, row=encoding.private_line)
    return (report_issue(kinds.TEXT_PRIVATE, place, facts={"byte": encoding.private_bytes}),)
