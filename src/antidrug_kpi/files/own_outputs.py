"""Workbooks, pages and text that this program wrote: a report or a checkup left among the registers is no register itself."""

from __future__ import annotations

import re

from antidrug_kpi.files.archives.archive import Archive, open_archive
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.signatures import ZIP_MARK

# The subject (dc:subject) in the properties of every workbook of results, in .xlsx and .ods alike, and the generator that
# every page of results names in its head.
OUTPUT_MARK = "antidrug-kpi output"
_PROPERTIES = ("docprops/core.xml", "meta.xml")
HEAD_BYTES = 64 * 1024
# How our results (.csv, .json, .md), checkups, traces, comparisons, manifests and drafts of mappings begin; a text file has no
# place for a mark.
_TEXT_STARTS = (
    "指標,衡量項目,名稱,分子,分母,",
    "等級,清冊,檔案,工作表,列,欄,",
    "衡量項目,組別,對象,檔案,工作表,列,",
    "衡量項目,名稱,A 狀態,A 分子,",
    '{\n  "schema": 1,\n  "plan": ',
    '{\n  "schema": 1,\n  "tool": ',
    '{\n  "schema": 1,\n  "a": ',
    "| 衡量項目 | 名稱 | 分子／分母 |",
    "## 對應檔草稿，由 antidrug-kpi map ",
)
# The table as it is printed (.txt): what it is of, its period, and its upper line.
_TABLE_START = re.compile(r"[^\n]*\n統計期間 [^\n]*\n[+┌┏╭]")


def is_output(archive: Archive, limits: Limits) -> bool:
    """Whether the workbook's properties say that it holds results. Very long properties say nothing."""
    for name in _PROPERTIES:
        if name in archive.parts:
            properties = archive.read(name, limits)
            if len(properties) <= HEAD_BYTES and OUTPUT_MARK.encode() in properties:
                return True
    return False


def wrote_document(content: bytes) -> bool:
    """Whether a document, a page or a draft of a mapping bears the mark of this program."""
    if content.startswith(ZIP_MARK):
        try:
            return is_output(open_archive(content), DEFAULT_LIMITS)
        except RefusedError:
            return False
    return OUTPUT_MARK.encode() in content or wrote_text(content)


def wrote_text(content: bytes) -> bool:
    """Whether a text begins as one that this program writes."""
    head = content[:HEAD_BYTES].decode("utf-8-sig", errors="replace")
    return head.startswith(_TEXT_STARTS) or _TABLE_START.match(head) is not None
