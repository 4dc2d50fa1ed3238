"""From a folder of YAML files to one tree of raw data, with the place of each value."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from antidrug_kpi.plans.yaml_source.located import Located, read_yaml
from antidrug_kpi.printable import escape_controls

MOST_FILES = 2_000
# Parts of a plan that stand together in a file, and those of which each has a file of its own.
LISTS = ("registers", "further_registers", "tie_outs", "annexes")
FOLDERS = ("indicators", "forms", "work_items", "statistics")
_PLACES = "指標請放進 indicators/（副檔名 .yaml），不要的請移出計畫的資料夾"


def read_folder(folder: Path) -> Located:
    """`plan.yaml`, the files of lists, and every file of the folders of parts as one tree."""
    top = read_yaml(folder / "plan.yaml", f"{folder.name}/plan.yaml")
    if not isinstance(top.data, dict):
        return Located(None, top.places, top.problems or (f"{folder.name}/plan.yaml：應為鍵與值，內容是空的或為清單",))
    data: dict[str, Any] = dict(top.data)
    places = dict(top.places)
    problems = list(top.problems)
    for kind in LISTS:
        path = folder / f"{kind}.yaml"
        if os.path.lexists(path):
            part = read_yaml(path, f"{folder.name}/{path.name}")
            problems += part.problems
            data[kind] = part.data
            places.update({(kind, *trail): place for trail, place in part.places.items()})
    for kind in FOLDERS:
        parts = _read_parts(folder, kind, problems)
        for index, part in enumerate(parts):
            places.update({(kind, index, *trail): place for trail, place in part.places.items()})
        if parts:
            data[kind] = [part.data for part in parts]
    problems += find_strays(folder)
    return Located(data, places, tuple(problems))


def find_strays(folder: Path) -> Iterator[str]:
    """A sentence for each YAML file in a plan's folder that no part of the plan reads, so that what it says would not hold."""
    read = {Path(f"{name}.yaml") for name in ("plan", *LISTS)}
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        place = Path(parent).relative_to(folder)
        for path in (place / name for name in sorted(files) if not name.startswith(".")):
            is_part = path in read or (path.suffix == ".yaml" and place.as_posix() in FOLDERS)
            if _is_meant_as_yaml(path) and not is_part:
                shown = escape_controls(path.as_posix())
                yield f"{escape_controls(folder.name)}/{shown}：計畫不讀放在這裡的檔案，所寫的不會生效；{_PLACES}"


def _is_meant_as_yaml(path: Path) -> bool:
    """Whether the name ends as YAML's do, or did before an editor added .txt."""
    name = path.name.lower().removesuffix(".txt")
    return name.endswith((".yaml", ".yml"))


def _read_parts(folder: Path, kind: str, problems: list[str]) -> list[Located]:
    """The files of a plan's subfolder that hold keys and values; `problems` gets what is wrong with the others."""
    files = sorted((folder / kind).glob("*.yaml"))
    if len(files) > MOST_FILES:
        problems.append(f"{folder.name}/{kind}：超過 {MOST_FILES} 個檔案，未讀取；請確認規格資料夾")
        return []
    read = [read_yaml(path, f"{folder.name}/{kind}/{path.name}") for path in files]
    for path, part in zip(files, read, strict=True):
        is_mapping = isinstance(part.data, dict) or part.problems
        problems += part.problems if is_mapping else (f"{folder.name}/{kind}/{path.name}：應為鍵與值，內容是空的或為清單",)
    return [part for part in read if isinstance(part.data, dict)]
