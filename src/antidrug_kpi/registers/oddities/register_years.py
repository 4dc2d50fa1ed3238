"""Registers whose dates lie in another year than the report's, and single dates that are hardly meant (民國 13 年)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from antidrug_kpi import roc
from antidrug_kpi.issues import Address, Issue, report_issue
from antidrug_kpi.plans.register_specs import ColumnType, Expected
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.column_values import DATE_TYPES
from antidrug_kpi.registers.register import TypedRegister, show_value

# A register may well hold old records beside those of the year; it is another year's where 19 of 20 are.
_NEARLY_ALL, _OF_ALL = 19, 20
_YEARS_NAMED = 3
# Dates before are mistyped: nobody in a register came so early, and 24/1/5 means 2024. Dates ahead may be planned, for a year or
# two.
FIRST_YEAR = 60
YEARS_AHEAD = 2


def find_other_years(registers: Mapping[str, TypedRegister], periods: Periods) -> list[Issue]:
    """A warning for each register (nearly) all of whose dates lie outside the years of the windows that the plan expects, or that
    lacks the last year of a window.
    """
    issues: list[Issue] = []
    for register in registers.values():
        expected = register.spec.expected
        if expected is None or not register.has_column(expected.column):
            continue
        found, wanted = _count_years(register, expected.column), _list_wanted(expected, periods)
        total, outside = found.total(), sorted(found.keys() - set(wanted))
        count = sum(found[year] for year in outside)
        if count and count * _OF_ALL >= total * _NEARLY_ALL:
            facts = {
                "register": register.spec.title,
                "share": "都" if count == total else "幾乎都",
                "found": _say_years(outside),
                "wanted": _say_years(wanted),
            }
            source = register.sources[0]
            place = Address(source.file, source.sheet, column=expected.column)
            issues.append(report_issue(kinds.OTHER_YEAR, place, register=register.spec.id, facts=facts))
        else:
            issues += _find_lacking_year(register, expected, found, periods)
    return issues


def _find_lacking_year(register: TypedRegister, expected: Expected, found: Counter[int], periods: Periods) -> list[Issue]:
    """A warning where a window that is over runs into a year of which the register has (nearly) nothing, and it has records of
    the years before: their years are those of the window, and still the register is last year's.
    """
    for start, end in (periods.spans[name] for name in expected.windows):
        last = roc.to_roc_year(end.year)
        if start.year == end.year or end > periods.as_of:
            continue
        total = sum(found[year] for year in range(roc.to_roc_year(start.year), last + 1))
        if total >= _OF_ALL and found[last] * _OF_ALL < total:
            place = Address(register.sources[0].file, register.sources[0].sheet, column=expected.column)
            facts = {
                "register": register.spec.title,
                "count": f"{total:,}",
                "share": "幾乎沒有" if found[last] else "沒有",
                "found": str(last),
                "until": end.isoformat(),
            }
            return [report_issue(kinds.YEAR_LACKING, place, register=register.spec.id, facts=facts)]
    return []


def find_far_dates(registers: Mapping[str, TypedRegister], periods: Periods) -> list[Issue]:
    """A warning for each date, month or year before FIRST_YEAR or more than YEARS_AHEAD after the report's; it counts."""
    last = periods.year + YEARS_AHEAD
    issues = []
    for register in registers.values():
        for column in register.spec.columns:
            if column.type not in DATE_TYPES | {ColumnType.YEAR} or not register.has_column(column.name):
                continue
            if all(FIRST_YEAR <= year <= last for year in _find_bounds(register, column.name)):
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


def _find_bounds(register: TypedRegister, column: str) -> list[int]:
    """The first and the last ROC year of a column's readable cells; empty where there is none."""
    cells = _list_numbers(register, column)
    return _read_years(register, column, np.array([cells.min(), cells.max()])).tolist() if len(cells) else []


def _count_years(register: TypedRegister, column: str) -> Counter[int]:
    """How many of a column's readable cells are of each ROC year; the year of each distinct day is found once."""
    cells = _list_numbers(register, column)
    first = int(cells.min(initial=0))
    counts = np.bincount(cells - first)
    filled = np.flatnonzero(counts)
    years: Counter[int] = Counter()
    for year, count in zip(_read_years(register, column, filled + first).tolist(), counts[filled].tolist(), strict=True):
        years[year] += count
    return years


def _list_years(register: TypedRegister, column: str) -> npt.NDArray[np.int64]:
    """The ROC years of a column's readable cells."""
    return _read_years(register, column, _list_numbers(register, column))


def _list_numbers(register: TypedRegister, column: str) -> npt.NDArray[np.int64]:
    """A column's readable cells as numbers: days since 1970, or years as they stand."""
    cells = register.frame[column]
    if _is_year(register, column):
        return cells.dropna().to_numpy(dtype=np.int64)
    days = cells.to_numpy().astype("datetime64[D]")
    is_blank = np.isnat(days)
    return (days[~is_blank] if is_blank.any() else days).astype(np.int64)


def _read_years(register: TypedRegister, column: str, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The ROC years of a column's cells as numbers."""
    if _is_year(register, column):
        return numbers
    years = numbers.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    return years + 1970 - roc.ROC_OFFSET


def _is_year(register: TypedRegister, column: str) -> bool:
    spec = register.spec.find_column(column)
    return spec is not None and spec.type is ColumnType.YEAR


def _list_wanted(expected: Expected, periods: Periods) -> list[int]:
    """The ROC years that the windows touch."""
    spans = [periods.spans[name] for name in expected.windows]
    return sorted({roc.to_roc_year(year) for start, end in spans for year in range(start.year, end.year + 1)})


def _say_years(years: list[int]) -> str:
    if len(years) > _YEARS_NAMED:
        return f"{years[0]} 至 {years[-1]}"
    return "、".join(map(str, years))
