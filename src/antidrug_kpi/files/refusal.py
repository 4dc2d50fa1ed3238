"""How a reader gives up on a file: an exception that never leaves this package, turned into an issue of the file."""

from __future__ import annotations

from antidrug_kpi.files import kinds
from antidrug_kpi.files.limits import show_size
from antidrug_kpi.issues import Address, Issue, IssueKind, escape_controls, report_issue


class RefusedError(Exception):
    """This file is not read, for the reason that `kind` states."""

    def __init__(self, kind: IssueKind, *, sheet: str | None = None, row: int | None = None, **facts: str) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.sheet = sheet
        self.row = row
        self.facts = facts

    def to_issue(self, file: str) -> Issue:
        """The issue of `file` that says so."""
        return report_issue(self.kind, Address(file, self.sheet, self.row), facts=self.facts)


def refuse_damaged(reason: str, sheet: str | None = None) -> RefusedError:
    """The refusal of a file that does not hold together."""
    return RefusedError(kinds.FILE_DAMAGED, sheet=sheet and escape_controls(sheet), reason=reason)


def refuse_size(what: str, size: int, limit: int) -> RefusedError:
    """The refusal of so many bytes."""
    return RefusedError(kinds.FILE_TOO_LARGE, what=what, size=show_size(size), limit=show_size(limit))


def refuse_count(what: str, count: int, limit: int, unit: str) -> RefusedError:
    """The refusal of so many of something; the unit may say that they are at least so many."""
    size, most = f"{count:,} {unit}", f"{limit:,} {unit.removesuffix('以上')}"
    return RefusedError(kinds.FILE_TOO_LARGE, what=what, size=size, limit=most)


def refuse_characters(characters: int, limit: int) -> RefusedError:
    """The refusal of so much text, counted for each cell that shows it."""
    return refuse_count("各儲存格的文字合計", characters, limit, "字以上")


def refuse_extent(rows: int, columns: int, limit: int, sheet: str | None = None) -> RefusedError:
    """The refusal of a table that reaches too far."""
    return RefusedError(
        kinds.SHEET_TOO_LARGE,
        sheet=sheet and escape_controls(sheet),
        rows=f"{rows:,}",
        columns=f"{columns:,}",
        cells=f"{rows * columns:,}",
        limit=f"{limit:,}",
    )
