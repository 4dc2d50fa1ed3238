"""A manifest as data, written as JSON and read again: program, plan, readings, options, inputs, outputs and figures.

It holds no time and no identifier of a person. Paths of inputs run from the data, those of outputs from the manifest's folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from antidrug_kpi.audit.figure_records import FigureRecord
from antidrug_kpi.audit.json_files import read_json_object, refuse_content
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.spreadsheet_safety import dump_json

SCHEMA = 1
WHAT = "存證檔（--manifest）"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXTS = ("command", "report", "as_of", "jurisdiction", "by", "mapping", "readings_sha256")
_REQUIRED = ("command", "report", "as_of")


@dataclass(frozen=True)
class FileDigest:
    """A file and the SHA-256 of its bytes, None where it could not be opened."""

    file: str
    sha256: str | None


@dataclass(frozen=True)
class RunOptions:
    """With what a run was computed, nothing left open: `mapping` is a path from the data, `readings_sha256` the digest of the
    measures as the chosen readings restate them.
    """

    command: str
    report: str
    year: int
    as_of: str
    jurisdiction: str | None = None
    only: tuple[str, ...] = ()
    strict: bool = False
    by: str | None = None
    mapping: str | None = None
    readings_sha256: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What a run was made of, and its figures by measure."""

    tool: str
    plan: str
    plan_sha256: str
    readings: Mapping[str, tuple[str, ...]]
    options: RunOptions
    inputs: tuple[FileDigest, ...]
    outputs: tuple[FileDigest, ...]
    figures: Mapping[str, FigureRecord]


def write_manifest(manifest: Manifest) -> str:
    """The manifest as indented JSON with a final line break; the same run gives the same bytes."""
    options = manifest.options
    content = {
        "schema": SCHEMA,
        "tool": {"version": manifest.tool},
        "plan": {"id": manifest.plan, "sha256": manifest.plan_sha256},
        "readings": {owner: list(chosen) for owner, chosen in manifest.readings.items()},
        "options": {
            "command": options.command,
            "report": options.report,
            "year": options.year,
            "as_of": options.as_of,
            "jurisdiction": options.jurisdiction,
            "only": list(options.only),
            "strict": options.strict,
            "by": options.by,
            "mapping": options.mapping,
            "readings_sha256": options.readings_sha256,
        },
        "inputs": [{"file": file.file, "sha256": file.sha256} for file in manifest.inputs],
        "outputs": [{"file": file.file, "sha256": file.sha256} for file in manifest.outputs],
        "measures": [{"id": name, **figures.describe()} for name, figures in manifest.figures.items()],
    }
    return dump_json(content) + "\n"


def read_manifest(path: Path) -> Manifest:
    """The manifest at a path. Raises UserError, one line, where it is none, damaged, or of a newer version."""
    content = read_json_object(path, SCHEMA, WHAT)
    tool, plan = content.get("tool"), content.get("plan")
    if not (isinstance(tool, dict) and isinstance(tool.get("version"), str)):
        raise refuse_content(path, WHAT, "tool ", "程式版本")
    if not (isinstance(plan, dict) and isinstance(plan.get("id"), str) and isinstance(plan.get("sha256"), str)):
        raise refuse_content(path, WHAT, "plan ", "計畫的 id 與 sha256")
    return Manifest(
        tool["version"],
        plan["id"],
        plan["sha256"],
        _read_readings(path, content.get("readings")),
        _read_options(path, content.get("options")),
        _read_files(path, "inputs", content.get("inputs")),
        _read_files(path, "outputs", content.get("outputs")),
        _read_figures(path, content.get("measures")),
    )


def _read_readings(path: Path, value: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(value, dict) or not all(_holds_texts(chosen) for chosen in value.values()):
        raise refuse_content(path, WHAT, "readings ", "各項的判讀")
    return {owner: tuple(chosen) for owner, chosen in value.items()}


def _read_options(path: Path, value: Any) -> RunOptions:
    error = refuse_content(path, WHAT, "options ", "計算的選項")
    if not isinstance(value, dict) or not isinstance(value.get("year"), int) or not _holds_texts(value.get("only")):
        raise error
    texts = {name: value.get(name) for name in _TEXTS}
    if not isinstance(value.get("strict"), bool) or any(texts[name] is None for name in _REQUIRED):
        raise error
    if not all(text is None or isinstance(text, str) for text in texts.values()):
        raise error
    return RunOptions(**texts, year=value["year"], only=tuple(value["only"]), strict=value["strict"])  # type: ignore[arg-type]


def _read_files(path: Path, name: str, value: Any) -> tuple[FileDigest, ...]:
    if not isinstance(value, list) or not all(_is_file(entry) for entry in value):
        raise refuse_content(path, WHAT, f"{name} ", "檔案與 SHA-256 的清單")
    return tuple(FileDigest(entry["file"], entry["sha256"]) for entry in value)


def _is_file(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        return False
    digest = entry.get("sha256")
    return digest is None or (isinstance(digest, str) and _DIGEST.fullmatch(digest) is not None)


def _read_figures(path: Path, value: Any) -> dict[str, FigureRecord]:
    if not isinstance(value, list):
        raise _refuse_figures(path)
    figures = {}
    for entry in value:
        if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
            raise _refuse_figures(path)
        numbers = [entry.get("numerator"), entry.get("denominator")]
        texts = [entry.get("status"), entry.get("value")]
        is_number = all(number is None or (isinstance(number, int | str) and not isinstance(number, bool)) for number in numbers)
        if not is_number or not all(text is None or isinstance(text, str) for text in texts):
            raise _refuse_figures(path)
        figures[entry["id"]] = FigureRecord(texts[0], numbers[0], numbers[1], texts[1])
    return figures


def _refuse_figures(path: Path) -> UserError:
    return refuse_content(path, WHAT, "measures ", "各衡量項目的數字")


def _holds_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(part, str) for part in value)
