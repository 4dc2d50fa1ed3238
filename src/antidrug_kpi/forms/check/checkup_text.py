"""The checkup as JSON for a program and as .csv for a spreadsheet, piece by piece, since the issues may be hundreds of thousands.

The same checkup gives the same bytes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from antidrug_kpi.forms.check.checkup import Checkup, Finding
from antidrug_kpi.forms.duties.tie_out_rows import (
    TITLE,
    describe_tie_out,
    list_differing,
    say_difference,
    show_subject,
)
from antidrug_kpi.forms.result_json import describe_run
from antidrug_kpi.forms.spreadsheet_safety import dump_json, write_field
from antidrug_kpi.issues import Address, Level
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.measures.redacted_results import redact_result
from antidrug_kpi.registers.redaction import Redaction

_BATCH = 500
HEADERS = ("等級", "清冊", "檔案", "工作表", "列", "欄", "內容", "說明", "影響指標", "涉及指標", "代碼")


def write_checkup_json(checkup: Checkup, *, show_ids: bool = False) -> Iterator[str]:
    """The checkup as indented JSON with a final line break, an issue a piece; `column` of a missing register is null."""
    redaction = checkup.choose_redaction(show_ids)
    opening = {
        **describe_run(redact_result(checkup.result, redaction)),
        "missing": [
            {"register": lacking.register, "title": lacking.title, "column": lacking.column, "measures": list(lacking.measures)}
            for lacking in checkup.missing
        ],
    }
    if checkup.tie_outs:
        opening["tie_outs"] = [describe_tie_out(result, redaction, show_ids=show_ids) for result in checkup.tie_outs]
    # The issues are written between the opening and the closing brace, so that they never stand in memory together.
    yield dump_json(opening).removesuffix("\n}") + ',\n  "issues": ['
    between = ""
    described = (_describe(finding, redaction, show_ids) for finding in checkup.findings)
    # Each call leaves a cycle behind, which nobody collects while a command runs: many at once.
    while batch := list(islice(described, _BATCH)):
        yield f"{between}\n  " + dump_json(batch)[len("[\n") : -len("\n]")].replace("\n", "\n  ")
        between = ","
    yield ("\n  ]" if between else "]") + f',\n  "complete": {json.dumps(checkup.is_complete)}\n}}\n'


def _describe(finding: Finding, redaction: Redaction, show_ids: bool) -> dict[str, Any]:
    issue = redaction.redact_issue(finding.issue)
    return {
        "code": issue.code,
        "level": issue.level.name.lower(),
        "register": issue.register,
        "file": issue.address.file,
        "sheet": issue.address.sheet,
        "row": issue.address.row,
        "column": issue.address.column,
        "value": None if issue.value is None else issue.show_value(show_ids),
        "message": issue.write_message(show_ids),
        "indicators": list(finding.indicators),
    }


class _LineReturner:
    """A file for csv.writer that returns each line instead of storing it."""

    def write(self, text: str) -> str:
        return text


def write_checkup_csv(checkup: Checkup, *, show_ids: bool = False) -> Iterator[str]:
    """A row per issue under Chinese headers; the mark at the start lets Excel read it as UTF-8."""
    redaction = checkup.choose_redaction(show_ids)
    writer = csv.writer(_LineReturner(), lineterminator="\r\n")
    yield f"\ufeff{writer.writerow(HEADERS)}"
    for group in checkup.groups:
        for finding in group.findings:
            yield str(writer.writerow([write_field(str(cell)) for cell in list_cells(group.title, finding, redaction, show_ids)]))
    for result in list_differing(checkup.tie_outs):
        yield str(writer.writerow([write_field(str(cell)) for cell in _list_tie_out_cells(result, redaction, show_ids)]))


def _list_tie_out_cells(result: TieOutResult, redaction: Redaction, show_ids: bool) -> tuple[str | int, ...]:
    """A tie-out that does not agree as the cells below `HEADERS`, at the first of its rows."""
    place = redaction.redact_address(result.rows[0]) if result.rows else Address("")
    whose = show_subject(result, redaction, show_ids=show_ids)
    sentence = say_difference(result, redaction, show_ids=show_ids)
    row = "" if place.row is None else place.row
    return (Level.QUESTION.value, TITLE, place.file, place.sheet or "", row, "", whose, sentence, "", "", result.id)


def list_cells(title: str, finding: Finding, redaction: Redaction, show_ids: bool) -> tuple[str | int, ...]:
    """A finding as the cells below `HEADERS`; `title` is that of its group."""
    issue = redaction.redact_issue(finding.issue)
    address = issue.address
    return (
        issue.level.value,
        title if issue.register is not None else "",
        address.file,
        address.sheet or "",
        "" if address.row is None else address.row,
        address.column or "",
        issue.show_value(show_ids),
        issue.write_message(show_ids),
        "、".join(finding.affected),
        "、".join(finding.concerned),
        issue.code,
    )
