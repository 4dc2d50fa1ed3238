"""A measure by the values of a column, as a table; people among the values are masked unless they are asked for."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.forms.markup import Markup
from antidrug_kpi.forms.report.tables import build_table
from antidrug_kpi.forms.words import STATUS_WORDS, say_number
from antidrug_kpi.measures.results import MeasureResult, Status, Stratum
from antidrug_kpi.measures.rounding import show_value


def build_strata(result: MeasureResult, by: str, show_ids: bool) -> Markup | None:
    """The strata of a measure; none where it has none."""
    if not result.strata:
        return None
    has_denominator = any(stratum.denominator is not None for stratum in result.strata)
    headers = (by, "分子", "分母", "數值") if has_denominator else (by, "計數")
    rows = [_list_cells(stratum, result.unit, has_denominator, show_ids) for stratum in result.strata]
    return build_table(f"{result.title}，依「{by}」分組", headers, rows)


def _list_cells(stratum: Stratum, unit: str, has_denominator: bool, show_ids: bool) -> Sequence[str]:
    key, numerator = stratum.show_key(show_ids), say_number(stratum.numerator)
    if not has_denominator:
        return key, f"{numerator} {unit}"
    denominator = "" if stratum.denominator is None else say_number(stratum.denominator)
    space = "" if unit == "%" else " "
    value = STATUS_WORDS[Status.NOT_APPLICABLE] if stratum.value is None else f"{show_value(stratum.value)}{space}{unit}"
    return key, numerator, denominator, value
