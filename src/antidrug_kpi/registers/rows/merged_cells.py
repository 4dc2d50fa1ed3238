"""Cells merged over several rows of a register: which value the rows below the first one have.

A merged word is the value of all its rows, with a note. Of a merged number or date the rows below are blank, with a question:
only the office knows whether it is meant once or for each row (docs/registers.md).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.files import Merge, NumberedColumn, Sheet, group_runs, renumber, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.vocabulary.footers import FooterColumn, is_blank_cell, is_footer_row

# Types whose merged cells hold for every row. Texts are among them: they hold names (學校名稱, 組別) and reasons (結案原因).
_HOLDING_FOR_ALL = frozenset(
    {ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT, ColumnType.CATEGORY, ColumnType.FLAG, ColumnType.CODE}
)


@dataclass(frozen=True)
class MergedColumn:
    """The merged cells of one column of a register, below its header; `holds_for_all` says whether their content is the value of
    every row that they cover.
    """

    name: str
    merges: Sequence[Merge]
    holds_for_all: bool

    @property
    def covered(self) -> list[int]:
        """The positions of the covered rows, which are those below the first of each merged cell, ascending."""
        return [row for merge in self.merges for row in range(merge.first + 1, merge.last + 1)]


def find_merged(sheet: Sheet, position: int, spec: RegisterSpec, indexes: Mapping[str, int]) -> tuple[MergedColumn, ...]:
    """The columns of a register with filled merged cells below the header, which stands at `position`."""
    found = []
    for column in spec.columns:
        index = indexes.get(column.name, -1)
        merges = [
            merge
            for merge in sheet.merged
            if merge.column == index and merge.first > position and not is_blank_cell(sheet.rows[merge.first][index])
        ]
        if merges:
            found.append(MergedColumn(column.name, merges, column.type in _HOLDING_FOR_ALL))
    return tuple(found)


def spread_merged(sheet: Sheet, merged: Sequence[MergedColumn]) -> Sheet:
    """The sheet with merged words in every row that they cover, and blanks below merged numbers and dates."""
    columns = list(sheet.columns)
    for merged_column in merged:
        index = merged_column.merges[0].column
        columns[index] = _spread(columns[index], merged_column)
    return replace(sheet, columns=columns)


def _spread(column: NumberedColumn, merged: MergedColumn) -> NumberedColumn:
    codes = column.codes.copy()
    for merge in merged.merges:
        codes[merge.first + 1 : merge.last + 1] = codes[merge.first] if merged.holds_for_all else len(column.distinct)
    return renumber(codes, [*column.distinct, ""])


def find_covered_footers(sheet: Sheet, merged: Sequence[MergedColumn], columns: Mapping[int, FooterColumn]) -> set[int]:
    """The positions of covered rows that are footers before merged cells are spread: the subtotal at the end of the rows of one
    institution, whose merged name would make a record of it.
    """
    covered = {row for column in merged for row in column.covered}
    return {row for row in covered if is_footer_row(sheet.rows[row], columns)}


def report_merged(sheet: Sheet, spec: RegisterSpec, merged: Sequence[MergedColumn], kept: Collection[int]) -> list[Issue]:
    """An issue for each column with merged cells that cover records: a note for words, a question for numbers and dates. `kept`
    are the positions of the records in the sheet.
    """
    issues = []
    records = set(kept) if merged else set()
    for column in merged:
        covered = [row for row in column.covered if row in records]
        if covered:
            kind = kinds.MERGED_SPREAD if column.holds_for_all else kinds.MERGED_BLANK
            shown = show_runs(group_runs(sheet.numbers[row] for row in covered), str)
            facts = {"count": f"{len(covered):,}", "rows": shown}
            issues.append(report_issue(kind, sheet.address(column=column.name), register=spec.id, facts=facts))
    return issues
