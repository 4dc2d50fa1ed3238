"""The checkup as JSON for a program and as .csv for a spreadsheet. The same checkup gives the same bytes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from antidrug_kpi.forms.check.checkup import Checkup, Finding
from antidrug_kpi.forms.jsontext import describe_run
from antidrug_kpi.forms.safety import neutralise

HEADERS = ("等級", "清冊", "檔案", "工作表", "列", "欄", "內容", "說明", "影響指標", "代碼")


def write_checkup_json(checkup: Checkup, *, show_ids: bool = False) -> str:
    """The checkup as indented JSON with a final line break; `column` of a missing register is null."""
    content = {
        **describe_run(checkup.result),
        "missing": [
            {"register": each.register, "title": each.title, "column": each.column, "measures": list(each.measures)}
            for each in checkup.missing
        ],
        "issues": [_describe(finding, show_ids) for finding in checkup.findings],
        "complete": checkup.is_complete,
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _describe(finding: Finding, show_ids: bool) -> dict[str, Any]:
    issue = finding.issue
    return {
        "code": issue.code,
        "level": issue.level.name.lower(),
        "register": issue.register,
        "file": issue.address.file,
        "sheet": issue.address.sheet,
        "row": issue.address.row,
        "column": issue.address.column,
        "value": None if issue.value is None else issue.show_value(show_ids),
        "message": issue.tell(show_ids),
        "indicators": list(finding.indicators),
    }


def write_checkup_csv(checkup: Checkup, *, show_ids: bool = False) -> str:
    """A row per issue under Chinese headers; the mark at the start lets Excel read it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADERS)
    for group in checkup.groups:
        for finding in group.findings:
            writer.writerow([neutralise(str(cell)) for cell in list_cells(group.title, finding, show_ids)])
    return "\ufeff" + text.getvalue()


def list_cells(title: str, finding: Finding, show_ids: bool) -> tuple[str | int, ...]:
    """A finding as the cells below `HEADERS`; `title` is that of its group."""
    issue, address = finding.issue, finding.issue.address
    return (
        issue.level.value,
        title if issue.register is not None else "",
        address.file,
        address.sheet or "",
        "" if address.row is None else address.row,
        address.column or "",
        issue.show_value(show_ids),
        issue.tell(show_ids),
        "、".join(finding.indicators),
        issue.code,
    )
