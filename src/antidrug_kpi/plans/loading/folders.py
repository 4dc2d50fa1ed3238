"""Where plans lie: among the program's own, and in folders of an office's own."""

from __future__ import annotations

from pathlib import Path

from antidrug_kpi.errors import UsageError, name_closest
from antidrug_kpi.paths import is_file, is_folder
from antidrug_kpi.printable import quote_argument, quote_briefly, show_path

PlanPlace = tuple[str, tuple[Path, ...]]
"""A plan's id, and the folders of plans that it is looked for in before the program's own."""
_LIKENESS = 0.5
"""113 is like mohw-113."""


def find_specs_folder() -> Path:
    """The specs that come with the program: inside an installed package, or at the top of a checkout."""
    return find_shipped_folder("specs")


def find_shipped_folder(name: str) -> Path:
    """A folder that travels with the package; in a checkout it stands at the top of the repo."""
    package = Path(__file__).parents[2]
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def list_plan_ids(folders: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The ids of all plans in the folders, the program's own included, in alphabetical order."""
    existing = (folder for folder in (*folders, find_specs_folder()) if is_folder(folder))
    found = {path.parent.name for folder in existing for path in folder.glob("*/plan.yaml")}
    return tuple(sorted(found))


def refuse_specs(folders: tuple[Path, ...]) -> None:
    """UsageError for a folder of `--specs` that is not there, or that is a plan's own instead of the one above it."""
    for folder in folders:
        if not is_folder(folder):
            raise UsageError(f"--specs 的資料夾「{show_path(folder)}」不存在；請指定放計畫資料夾的那一層，例如 specs")
        if is_file(folder / "plan.yaml"):
            raise UsageError(f"--specs 的資料夾「{show_path(folder)}」是計畫本身；請指定它的上一層：{say_plan_options(folder)}")


def find_plan_folder(plan_id: str, folders: tuple[Path, ...] = ()) -> Path:
    """The folder of this plan, looked for in `folders` and then among the program's own; UsageError where there is none."""
    for folder in (*folders, find_specs_folder()) if is_plan_name(plan_id) else ():
        if is_file(folder / plan_id / "plan.yaml"):
            return folder / plan_id
    known = list_plan_ids(folders)
    shown = quote_briefly(plan_id)
    if not is_plan_name(plan_id) and is_file(Path(plan_id) / "plan.yaml"):
        raise UsageError(f"「{shown}」是計畫的資料夾，應為計畫代號；請改用 {say_plan_options(Path(plan_id))}")
    hint = name_closest(plan_id, known, _LIKENESS) if is_plan_name(plan_id) else ""
    raise UsageError(f"找不到計畫「{shown}」{hint}；可用的計畫：{'、'.join(known)}。請改用其中之一，或以 --specs 指定規格資料夾")


def say_plan_options(folder: Path) -> str:
    """The options that name the plan of a folder: --plan mohw-114 --specs specs."""
    name, above = folder.resolve().name, folder.parent if folder.name else folder / ".."
    return f"--plan {quote_argument(name)} --specs {quote_argument(show_path(above))}"


def is_plan_name(plan_id: str) -> bool:
    """Whether an id can be a folder's name: it is no path to somewhere else."""
    return plan_id not in {"", ".", ".."} and Path(plan_id).name == plan_id
