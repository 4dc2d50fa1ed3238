"""What a batch keeps of a finished office in its manifest, so that a later run need not compute it again: the key that it was
computed under, and the outcome with exact figures.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from antidrug_kpi.audit.manifest.manifest_record import SCHEMA, Manifest, read_manifest, write_manifest
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome, OfficeTerms
from antidrug_kpi.measures.results import Number
from antidrug_kpi.measures.summed_results import OfficeFigures

MANIFEST = "manifest.json"
_SECTION = "batch"


@dataclass(frozen=True)
class OfficeRecord:
    """A finished office as its manifest tells of it: the digests of its outputs by name among them."""

    key: str
    outcome: OfficeOutcome
    outputs: Mapping[str, str | None]


def write_record(manifest: Manifest, key: str | None, outcome: OfficeOutcome) -> str:
    """The manifest as JSON, with what a batch keeps; without a key the office is computed again whatever happens."""
    content = json.loads(write_manifest(manifest))
    content[_SECTION] = {"key": key, **_describe_outcome(outcome)}
    return dump_json(content) + "\n"


def refuse_newer(path: Path) -> None:
    """Raises UserError where a manifest of a newer version stands at the path: what it says cannot be known."""
    schema = _read_json(path).get("schema")
    if isinstance(schema, int) and schema > SCHEMA:
        read_manifest(path)


def read_record(path: Path, name: str) -> OfficeRecord | None:
    """The record in the manifest of the office of this name; None where there is none, or it is damaged."""
    content = _read_json(path)
    try:
        outcome = _read_outcome(name, content[_SECTION])
        outputs = {entry["file"]: entry["sha256"] for entry in content["outputs"]}
        key = content[_SECTION]["key"]
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        return None
    return OfficeRecord(key, outcome, outputs) if isinstance(key, str) else None


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _describe_outcome(outcome: OfficeOutcome) -> dict[str, Any]:
    terms = outcome.terms
    return {
        "exit": outcome.exit_status,
        "complete": outcome.is_complete,
        "reason": outcome.reason,
        "jurisdiction": outcome.jurisdiction,
        "rejected": outcome.rejected,
        "rows": outcome.rows,
        "terms": None
        if terms is None
        else [terms.plan, terms.report, terms.as_of.isoformat(), [[owner, list(chosen)] for owner, chosen in terms.readings]],
        "figures": {
            name: [
                figures.status,
                _write_exactly(figures.numerator),
                _write_exactly(figures.denominator),
                figures.value,
                None if figures.parts is None else {part: _write_exactly(number) for part, number in figures.parts.items()},
            ]
            for name, figures in outcome.figures.items()
        },
    }


def _read_outcome(name: str, content: Mapping[str, Any]) -> OfficeOutcome:
    plan, report, as_of, readings = content["terms"]
    return OfficeOutcome(
        name,
        content["exit"],
        content["complete"],
        reason=content["reason"],
        jurisdiction=content["jurisdiction"],
        terms=OfficeTerms(
            plan, report, dt.date.fromisoformat(as_of), tuple((owner, tuple(chosen)) for owner, chosen in readings)
        ),
        rejected=content["rejected"],
        rows=content["rows"],
        figures={
            measure: OfficeFigures(
                status,
                _read_exactly(numerator),
                _read_exactly(denominator),
                value,
                None if parts is None else {part: _read_exactly(number) for part, number in parts.items()},
            )
            for measure, (status, numerator, denominator, value, parts) in content["figures"].items()
        },
    )


def _write_exactly(number: Number | None) -> int | str | None:
    """A whole number as it is, a sum of money as 1.50, a fraction as 7/12: each is read as what it was."""
    return number if number is None or isinstance(number, int) else str(number)


def _read_exactly(written: int | str | None) -> Number | None:
    if written is None or isinstance(written, int):
        return written
    return Fraction(written) if "/" in written else Decimal(written)
