"""Cells merged over several rows of a register: what they say of the rows below their first.

A merged word speaks for all its rows, and is said; of a merged number or date the rows below are blank, since nobody knows
whether it is meant once or for each, and that is asked (contract, What a cell may look like).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.files import Merge, NumberedColumn, Sheet, join_numbers, renumber, show_runs
from antidrug_kpi.issues import Issue, report_issue
from antidrug_kpi.plans.register_specs import ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.vocabulary.footers import FooterColumn, is_blank_cell, is_footer_row

# Texts are among them: they hold names (學校名稱, 組別) and what the contract counts with the categories (結案原因).
_SPEAKING = frozenset(
    {ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT, ColumnType.CATEGORY, ColumnType.FLAG, ColumnType.CODE}
)


@dataclass(frozen=True)
class MergedColumn:
    """The merged cells of one column of a register, below its header; whether they speak for the rows that they cover."""

    name: str
    merges: Sequence[Merge]
    speaks: bool

    @property
    def covered(self) -> list[int]:
        """The positions of the rows below the first of each, in order."""
        return [row for merge in self.merges for row in range(merge.first + 1, merge.last + 1)]


def find_merged(sheet: Sheet, position: int, spec: RegisterSpec, indexes: Mapping[str, int]) -> tuple[MergedColumn, ...]:
    """The register's columns with merged cells that hold something, below the header at `position`."""
    found = []
    for column in spec.columns:
        index = indexes.get(column.name, -1)
        merges = [
            merge
            for merge in sheet.merged
            if merge.column == index and merge.first > position and not is_blank_cell(sheet.rows[merge.first][index])
        ]
        if merges:
            found.append(MergedColumn(column.name, merges, column.type in _SPEAKING))
    return tuple(found)


def spread_merged(sheet: Sheet, merged: Sequence[MergedColumn]) -> Sheet:
    """The sheet with what merged words say in every row that they cover, and nothing below a merged number or date."""
    columns = list(sheet.columns)
    for one in merged:
        index = one.merges[0].column
        columns[index] = _spread(columns[index], one)
    return replace(sheet, columns=columns)


def _spread(column: NumberedColumn, merged: MergedColumn) -> NumberedColumn:
    codes = column.codes.copy()
    for merge in merged.merges:
        codes[merge.first + 1 : merge.last + 1] = codes[merge.first] if merged.speaks else len(column.distinct)
    return renumber(codes, [*column.distinct, ""])


def find_covered_footers(sheet: Sheet, merged: Sequence[MergedColumn], columns: Mapping[int, FooterColumn]) -> set[int]:
    """The positions of covered rows that are footers as they stand: the subtotal at the end of a merged institution's rows."""
    covered = {row for column in merged for row in column.covered}
    return {row for row in covered if is_footer_row(sheet.rows[row], columns)}


def report_merged(sheet: Sheet, spec: RegisterSpec, merged: Sequence[MergedColumn], kept: Collection[int]) -> list[Issue]:
    """What merged cells say of records, a line a column; `kept` are the positions of the records."""
    issues = []
    records = set(kept) if merged else set()
    for column in merged:
        covered = [row for row in column.covered if row in records]
        if covered:
            kind = kinds.MERGED_SPREAD if column.speaks else kinds.MERGED_BLANK
            shown = show_runs(join_numbers(sheet.numbers[row] for row in covered), str)
            facts = {"count": f"{len(covered):,}", "rows": shown}
            issues.append(report_issue(kind, sheet.address(column=column.name), register=spec.id, facts=facts))
    return issues
