"""Whether what `recheck` says of a form is true, by the calculator: no claim may be refuted by recomputing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from .truth import NO_FIGURES, Truth

ORDER = (
    "not_filled", "unreadable", "no_data", "agrees", "rounding", "own_parts", "reading", "window", "exclusion",
    "rejected_counted", "other_row", "numerator", "denominator", "both", "value", "progress",
)  # fmt: skip


def list_refuted(entry: Mapping[str, Any], explanations: Sequence[tuple[str, Mapping[str, Any]]], truth: Truth) -> Iterator[str]:
    """What of the causes of a measure, first and further ones, the calculator refutes."""
    for cause, detail in explanations:
        if not _holds(entry, cause, detail, truth):
            yield f"{entry['id']}: {cause} {detail} of {entry['submitted']} computed {entry['computed']}"


def _holds(entry: Mapping[str, Any], cause: str, detail: Mapping[str, Any], truth: Truth) -> bool:
    submitted, result = entry["submitted"], truth.results[entry["id"]]
    top, bottom = submitted["numerator"], submitted["denominator"]
    match cause:
        case "window":
            return _is_figure_of(submitted, truth.at(detail)[entry["id"]])
        case "reading":
            return _is_figure_of(submitted, truth.under(entry["id"], list(detail["reading"])))
        case "exclusion":
            counts = truth.without(entry["id"], list(detail["reasons"]))
            return counts is None or _has_counts(submitted, *counts)
        case "other_row":
            other = truth.results[detail["id"]]
            return (top, bottom) == (other["numerator"], other["denominator"])
        case "rejected_counted":
            more = bottom - result["denominator"]
            return bool(0 <= top - result["numerator"] <= more and 1 <= more <= min(result["rejected"], len(detail["rows"])))
        case "no_data":
            return result["status"] in NO_FIGURES
        case "rounding":
            return abs(Fraction(submitted["value"]) - Fraction(result["value"])) <= Fraction(1, 100) or detail["how"] == "cut"
        case "own_parts" if submitted["value"] is not None and top is not None and bottom and result["unit"] == "%":
            return (
                abs(Fraction(submitted["value"]) - Fraction(top * 100, bottom)) > Fraction(1, 100)
                or submitted["attainment"] is not None
                or submitted["shortfall"] is not None
            )
        case "agrees":
            return _is_figure_of(submitted, result)
    return True


def _is_figure_of(submitted: Mapping[str, Any], result: Mapping[str, Any]) -> bool:
    """Whether the submitted parts are those of a result, and without both parts the value too."""
    for name in ("numerator", "denominator"):
        if submitted[name] is not None and submitted[name] != result[name]:
            return False
    if submitted["numerator"] is not None and submitted["denominator"] is not None:
        return True
    return submitted["value"] is None or (result["value"] is not None and _is_near(submitted["value"], result["value"]))


def _has_counts(submitted: Mapping[str, Any], top: int, bottom: int) -> bool:
    known = ((submitted["numerator"], top), (submitted["denominator"], bottom))
    if any(given is not None and given != wanted for given, wanted in known):
        return False
    value = submitted["value"]
    is_whole = submitted["numerator"] is not None and submitted["denominator"] is not None
    return is_whole or value is None or (bool(bottom) and _is_near(value, str(float(Fraction(top * 100, bottom)))))


def _is_near(typed: str, shown: str) -> bool:
    """Whether a typed value is the shown one to its own digits."""
    digits = len(typed.partition(".")[2])
    return abs(Fraction(typed) - Fraction(shown)) <= Fraction(6, 10 ** (digits + 1)) + Fraction(1, 200)


def is_found(planted: str, entry: Mapping[str, Any]) -> bool:
    """Whether the planted cause was named, or an earlier one of the table."""
    return ORDER.index(entry["cause"]) <= ORDER.index(planted) and entry["cause"] != "agrees"
