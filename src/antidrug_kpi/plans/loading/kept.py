"""Plans of the program's own that were checked when it was built, and are kept beside the code as plain data.

A kept plan holds only for the very files that it was made of: those of the plan and of all that it extends, and the code that
checked them. Where it does not fit, is damaged or is missing, it is as if there were none, and the files are read. It is data:
whoever could forge it could as well change the code beside it. Nothing is ever written while a command runs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.paths import is_file
from antidrug_kpi.plans.loading.folders import find_specs_folder, is_plan_name

_MODELS = Path(__file__).parents[1]
# Those of `spec_files`, which needs YAML.
_FOLDERS = ("indicators", "forms", "work_items", "statistics")
KEPT_FOLDER = _MODELS / "kept"


@dataclass(frozen=True)
class Summary:
    """What a list of plans says of one."""

    id: str
    year: int
    title: str
    indicators: int
    measures: int


@dataclass(frozen=True)
class Kept:
    """A kept plan that holds: what a list says of it, its content for `rebuild_plan`, that of its duties for `add_duties`, and
    the plans that it is made of, its own id first.
    """

    summary: Summary
    content: bytes
    duties: bytes
    plans: tuple[str, ...]


def find_kept(plan_id: str, kept: Path = KEPT_FOLDER, specs: Path | None = None) -> Kept | None:
    """The kept plan with this id; None where there is none that holds.

    Its first line is the digest of the others: a head that says what it was made of, the content, and that of the duties.
    """
    path = kept / f"{plan_id}.json"
    if not (is_plan_name(plan_id) and is_file(path)):
        return None
    try:
        digest, kept_bytes = path.read_bytes().split(b"\n", 1)
        if digest != digest_kept(kept_bytes):
            return None
        head, content, duties = kept_bytes.split(b"\n", 2)
        said = json.loads(head)
        summary = Summary(**said["summary"])
        if summary.id != plan_id or said["made_of"] != digest_sources(said["plans"], specs or find_specs_folder()):
            return None
        return Kept(summary, content, duties, tuple(said["plans"]))
    except (OSError, ValueError, KeyError, TypeError):  # a kept plan of another version
        return None


def digest_kept(kept_bytes: bytes) -> bytes:
    """The first line of a kept plan with this head and content."""
    return hashlib.sha256(kept_bytes).hexdigest().encode()


def digest_sources(plans: Sequence[str], specs: Path) -> str:
    """The digest of the spec files of these plans and of the code that checks them, names and lengths included."""
    digest = hashlib.sha256()
    for path in _list_sources(plans, specs):
        content = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _list_sources(plans: Sequence[str], specs: Path) -> Iterator[Path]:
    yield from sorted(_MODELS.rglob("*.py"))
    for plan_id in plans:
        yield from list_spec_files(specs / plan_id)


def list_spec_files(folder: Path) -> Iterator[Path]:
    """The files of a plan's folder, in an order that is always the same."""
    for pattern in ("*.yaml", *(f"{part}/*.yaml" for part in _FOLDERS)):
        yield from (path for path in sorted(folder.glob(pattern)) if is_file(path))
