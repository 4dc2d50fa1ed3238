"""What a random office's figures are, by the tests' own calculator, with the exact value and attainment behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from antidrug_kpi.plans.loading.loader import load_plan
from oracle.calculate import calculate, figure_of, frame_of
from oracle.contract import NO_REFERRAL_ALIASES
from oracle.office import Office, read_office
from oracle.readings import place_of
from oracle.results import attainment_of

from .typed_texts import Figures

Options = Mapping[str, Any]
NO_FIGURES = ("no_data", "withheld")
# Reasons of whom is in the denominator alone where the reason is not known: closed early, not yet due, nothing due.
PLAIN_REASONS = ("1.6", "2.1", "3.3", "3.6.1")


@dataclass(frozen=True)
class Truth:
    """An office's tables and options, and what they come to."""

    tables: Mapping[str, Any]
    options: Options
    results: Mapping[str, Mapping[str, Any]]
    figures: Mapping[str, Figures]

    def at(self, detail: Mapping[str, str]) -> Mapping[str, Mapping[str, Any]]:
        """The results for another report or as-of date."""
        given = dict(self.options)
        if "report" in detail:
            given["report"] = detail["report"]
            given.pop("as_of", None)
        else:
            given["as_of"] = date.fromisoformat(detail["as_of"])
            given["year"] = given["as_of"].year - 1911
        return calculate(self.tables, **given)

    def under(self, measure: str, names: list[str]) -> Mapping[str, Any]:
        """A measure's result under other readings; none chosen is the plan's own."""
        place = place_of(measure)
        given = {**self.options, "readings": {place: names}} if names and place is not None else dict(self.options)
        return calculate(self.tables, **given)[measure]

    def count_rejected(self, title: str, measure: str) -> int:
        """How many rows of a register are rejected for a measure."""
        return read_tables(self.tables, self.options).tables[title].rejected(measure)

    def without(self, measure: str, reasons: list[str]) -> tuple[int, int] | None:
        """Numerator and denominator with these reasons counted as none; None where the calculator cannot tell."""
        result = self.results[measure]
        counts = {entry["reason"]: entry["count"] for entry in result["excluded"]}
        if measure in PLAIN_REASONS:
            return result["numerator"], result["denominator"] + sum(counts.get(reason, 0) for reason in reasons)
        if measure != "2.9":
            return None
        column = "無需轉介就業原因"

        def clear(text: str) -> str:
            bare = "".join(text.split())
            return "" if NO_REFERRAL_ALIASES.get(bare, bare) in reasons else text

        rows = [{**row, column: clear(row.get(column, ""))} for row in self.tables["追蹤輔導個案"]]
        changed = calculate({**self.tables, "追蹤輔導個案": rows}, **self.options)["2.9"]
        return changed["numerator"], changed["denominator"]  # type: ignore[return-value]

    def combine(self, indicator: str) -> str | None:
        """The progress of all measures of an indicator together."""
        measures = next(part.measures for part in load_plan("mohw-113").indicators if part.id == indicator)
        own = [self.results[measure.id] for measure in measures]
        found = {result["progress"] for result in own if result["progress"]}
        if "落後" in found:
            return "落後"
        if not found or any(result["status"] in NO_FIGURES for result in own):
            return None
        return "超前" if found == {"超前"} else "符合"


def find_truth(tables: Mapping[str, Any], options: Options) -> Truth:
    """The office's results, and the exact numbers behind them."""
    office = read_tables(tables, options)
    results = calculate(tables, **options)
    figures = {}
    for name, result in results.items():
        value, attainment = None, None
        if result["value"] is not None:
            figure, goal = figure_of(office, name)
            assert figure is not None
            value = figure.value
            if value is not None and result["attainment"] is not None:
                attainment = attainment_of(value, goal)
        figures[name] = make_figures(name, result, value, attainment)
    return Truth(tables, options, results, figures)


def read_tables(tables: Mapping[str, Any], options: Options) -> Office:
    """The office as the calculator reads it."""
    frame = frame_of(options.get("year", 113), options["report"], options.get("as_of"), options.get("jurisdiction"))
    return read_office(tables, frame, options.get("columns"), options.get("unreadable", ()))


def make_figures(name: str, result: Mapping[str, Any], value: Fraction | None, attainment: Fraction | None = None) -> Figures:
    """A result as it is to be typed."""
    return Figures(
        name,
        result["numerator"],
        result["denominator"],
        value,
        attainment,
        result["shortfall"],
        str(result["status"]),
        result.get("parts"),
    )
