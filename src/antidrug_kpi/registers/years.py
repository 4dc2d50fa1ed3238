"""Whether a register is about another year than the report's windows ask for, and which of its dates are about none at all."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi import roc
from antidrug_kpi.issues import Address, Issue, report_issue
from antidrug_kpi.plans.registers import ColumnType, Expected
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.columns import DATE_TYPES
from antidrug_kpi.registers.register import Register, show_value

# A register may well hold old records beside those of the year; it is another year's where 19 of 20 are.
_NEARLY_ALL, _OF_ALL = 19, 20
_YEARS_NAMED = 3
# Nobody in a register came before, and of 24/1/5 the year is 2024. What is planned lies a year or two ahead.
FIRST_YEAR = 60
YEARS_AHEAD = 2


def find_other_years(registers: Mapping[str, Register], periods: Periods) -> list[Issue]:
    """A warning for each register (nearly) all of whose dates lie outside the years of the windows that the plan expects."""
    issues = []
    for register in registers.values():
        expected = register.spec.expected
        if expected is None or not register.has_column(expected.column):
            continue
        found, wanted = _list_years(register, expected.column), _list_wanted(expected, periods)
        outside = found[~np.isin(found, wanted)]
        if len(outside) and len(outside) * _OF_ALL >= len(found) * _NEARLY_ALL:
            facts = {
                "register": register.spec.title,
                "share": "都" if len(outside) == len(found) else "幾乎都",
                "found": _say_years(np.unique(outside).tolist()),
                "wanted": _say_years(wanted),
            }
            source = register.sources[0]
            place = Address(source.file, source.sheet, column=expected.column)
            issues.append(report_issue(kinds.OTHER_YEAR, place, register=register.spec.id, facts=facts))
    return issues


def find_far_dates(registers: Mapping[str, Register], periods: Periods) -> list[Issue]:
    """A warning for each date, month or year before FIRST_YEAR or more than YEARS_AHEAD after the report's; it counts."""
    last = periods.year + YEARS_AHEAD
    issues = []
    for register in registers.values():
        for column in register.spec.columns:
            if column.type not in DATE_TYPES | {ColumnType.YEAR} or not register.has_column(column.name):
                continue
            cells = register.frame[column.name]
            filled = np.flatnonzero(cells.notna().to_numpy())
            years = _list_years(register, column.name)
            far = (years < FIRST_YEAR) | (years > last)
            for row, year in zip(filled[far].tolist(), years[far].tolist(), strict=True):
                side = f"早於民國 {FIRST_YEAR} 年" if year < FIRST_YEAR else f"晚於民國 {last} 年"
                is_year = column.type is ColumnType.YEAR
                day = f"民國 {year} 年" if is_year else f" {show_value(cells.iat[row])}（民國 {year} 年）"
                facts = {"day": day, "side": side}
                issues.append(register.report(kinds.DATE_FAR, row, column.name, register.show_typed(row, column.name), facts))
    return issues


def _list_years(register: Register, column: str) -> npt.NDArray[np.int64]:
    """The ROC years of a column's readable cells."""
    cells = register.frame[column].dropna()
    spec = register.spec.find_column(column)
    if spec is not None and spec.type is ColumnType.YEAR:
        return cells.to_numpy(dtype=np.int64)
    return pd.DatetimeIndex(cells).year.to_numpy().astype(np.int64) - roc.ROC_OFFSET


def _list_wanted(expected: Expected, periods: Periods) -> list[int]:
    """The ROC years that the windows touch."""
    spans = [periods.spans[name] for name in expected.windows]
    return sorted({roc.to_roc_year(year) for start, end in spans for year in range(start.year, end.year + 1)})


def _say_years(years: list[int]) -> str:
    if len(years) > _YEARS_NAMED:
        return f"{years[0]} 至 {years[-1]}"
    return "、".join(map(str, years))
