"""Small offices in folders, computed and compared without the command line."""

from pathlib import Path
from typing import Any

from antidrug_kpi.audit.comparison.comparison_json import write_comparison_json
from antidrug_kpi.pipeline import Run, compare_sources, compute, read_source
from antidrug_kpi.settings import Settings

MEETINGS = "會議日期,會議名稱,秘書長或主任秘書以上主持\n"
ADMISSIONS = "個案編號,機構代碼,新收日期,結案日期,結案原因\n"
CASES = "個案編號,開案日期,結案日期,結案原因,需求等級,無需轉介就業原因,就業轉介日期\n"


def write_office(folder: Path, **registers: str) -> Path:
    """A folder with a .csv per register, named by its title."""
    folder.mkdir(parents=True, exist_ok=True)
    for title, text in registers.items():
        (folder / f"{title}.csv").write_text(text, encoding="utf-8")
    return folder


def compute_folder(folder: Path, *only: str, **settings: Any) -> Run:
    return compute(folder, Settings(only=only, **settings))


def compare_paths(a: Path, b: Path, *only: str, show_ids: bool = False, **own: Any) -> dict[str, Any]:
    """The comparison as its JSON; `report_a` and the like hold for one side."""
    import json

    sides = []
    for path, letter in ((a, "a"), (b, "b")):
        given = {name.removesuffix(f"_{letter}"): value for name, value in own.items() if name.endswith(f"_{letter}")}
        sides.append(read_source(path, Settings(only=only, **given), given, letter))
    read: dict[str, Any] = json.loads(write_comparison_json(compare_sources(*sides, show_ids=show_ids)))
    return read


def find_entry(comparison: dict[str, Any], measure: str) -> dict[str, Any]:
    """The entry of a measure."""
    entry: dict[str, Any] = next(entry for entry in comparison["measures"] if entry["id"] == measure)
    return entry
