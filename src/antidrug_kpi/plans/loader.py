"""From a folder of YAML files to a plan, or to a list of everything that is wrong with them, each with file and line."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from antidrug_kpi.errors import SpecError, UsageError
from antidrug_kpi.plans.formchecks import find_form_problems
from antidrug_kpi.plans.located import Located, Trail, graft, read_yaml
from antidrug_kpi.plans.messages import describe_error
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.references import find_problems


def find_specs_folder() -> Path:
    """The specs that come with the program: inside an installed package, or at the top of a checkout."""
    return find_shipped_folder("specs")


def find_shipped_folder(name: str) -> Path:
    """A folder that travels with the package; in a checkout it stands at the top of the repo."""
    package = Path(str(resources.files("antidrug_kpi")))
    inside = package / name
    return inside if inside.is_dir() else package.parents[1] / name


def list_plan_ids(folders: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The ids of all plans in the folders, the program's own included, in alphabetical order."""
    found = {path.parent.name for folder in (*folders, find_specs_folder()) for path in folder.glob("*/plan.yaml")}
    return tuple(sorted(found))


@lru_cache
def load_plan(plan_id: str, folders: tuple[Path, ...] = ()) -> Plan:
    """The plan with this id, looked for in `folders` and then among the program's own.

    Raises UsageError where there is no such plan, and SpecError with one line per problem, all of them, where its files are
    wrong.
    """
    source = _read_plan(plan_id, folders, ())
    if source.problems:
        raise SpecError(list(source.problems))
    try:
        plan = Plan.model_validate(source.data)
    except ValidationError as error:
        # Pydantic also calls a list too short whose items were refused: only an empty one is.
        found = (problem for problem in error.errors() if problem["type"] != "too_short" or not problem["input"])
        raise SpecError(list(dict.fromkeys(describe_error(problem, source) for problem in found))) from None
    problems = [_locate(source, trail, text) for trail, text in (*find_problems(plan), *find_form_problems(plan))]
    if problems:
        raise SpecError(problems)
    return plan


def _locate(source: Located, trail: Trail, text: str) -> str:
    return f"{source.find_place(trail) or 'plan.yaml'}：{text}"


def _find_plan_folder(plan_id: str, folders: tuple[Path, ...]) -> Path:
    for folder in (*folders, find_specs_folder()):
        if (folder / plan_id / "plan.yaml").is_file():
            return folder / plan_id
    known = "、".join(list_plan_ids(folders))
    raise UsageError(f"找不到計畫「{plan_id}」；可用的計畫：{known}。請改用其中之一，或以 --specs 指定規格資料夾")


def _read_plan(plan_id: str, folders: tuple[Path, ...], seen: tuple[str, ...]) -> Located:
    """The raw data of a plan with its parents' beneath it."""
    if plan_id in seen:
        return Located(None, {}, (f"{plan_id}/plan.yaml：extends 形成循環（{' → '.join((*seen, plan_id))}）；請改寫其中之一",))
    own = _read_folder(_find_plan_folder(plan_id, folders))
    if not isinstance(own.data, dict) or "extends" not in own.data:
        return own
    parent_id = str(own.data.pop("extends"))
    dropped = own.data.pop("drop", None) or []
    try:
        parent = _read_plan(parent_id, folders, (*seen, plan_id))
    except UsageError as error:
        return Located(None, {}, (*own.problems, f"{own.find_place(('extends',))}：{error}"))
    if parent.data is None:
        return Located(None, {}, own.problems + parent.problems)
    merged = graft(_keep_year(parent, own.data.get("year")), own)
    return _drop_indicators(merged, dropped, own)


def _keep_year(parent: Located, year: Any) -> Located:
    """The parent's data for a plan of another year: its examples, whose dates are of its own year, remember that year."""
    if not isinstance(parent.data, dict) or year in {None, parent.data.get("year")}:
        return parent
    indicators = [
        {**part, "examples": [{"year": parent.data.get("year"), **example} for example in part["examples"]]}
        if isinstance(part.get("examples"), list) and all(isinstance(example, dict) for example in part["examples"])
        else part
        for part in parent.data.get("indicators", [])
    ]
    return Located({**parent.data, "indicators": indicators}, parent.places, parent.problems)


def _drop_indicators(source: Located, dropped: list[Any], own: Located) -> Located:
    """The plan without the indicators that it drops; places of those behind them move up."""
    indicators = source.data.get("indicators", [])
    known = {part.get("id") for part in indicators}
    problems = [
        f"{own.find_place(('drop', number))}：drop 列出的指標「{name}」不在所延伸的計畫中；請改正或刪去"
        for number, name in enumerate(dropped)
        if name not in known
    ]
    kept = [index for index, part in enumerate(indicators) if part.get("id") not in dropped]
    moves = {old: new for new, old in enumerate(kept)}
    places = {}
    for trail, place in source.places.items():
        if len(trail) > 1 and trail[0] == "indicators":
            if trail[1] in moves:
                places[("indicators", moves[int(trail[1])], *trail[2:])] = place
        else:
            places[trail] = place
    data = {**source.data, "indicators": [indicators[index] for index in kept]}
    return Located(data, places, source.problems + tuple(problems))


def _read_folder(folder: Path) -> Located:
    """`plan.yaml`, `registers.yaml` and every file of `indicators/` and `forms/` as one tree."""
    top = read_yaml(folder / "plan.yaml", f"{folder.name}/plan.yaml")
    if not isinstance(top.data, dict):
        return Located(None, top.places, top.problems or (f"{folder.name}/plan.yaml：應為鍵與值，內容是空的或為清單",))
    data: dict[str, Any] = dict(top.data)
    places = dict(top.places)
    problems = list(top.problems)
    registers_file = folder / "registers.yaml"
    if registers_file.is_file():
        part = read_yaml(registers_file, f"{folder.name}/registers.yaml")
        problems += part.problems
        data["registers"] = part.data
        places.update({("registers", *trail): place for trail, place in part.places.items()})
    for kind in ("indicators", "forms"):
        parts = _read_parts(folder, kind, problems)
        for index, part in enumerate(parts):
            places.update({(kind, index, *trail): place for trail, place in part.places.items()})
        if parts:
            data[kind] = [part.data for part in parts]
    return Located(data, places, tuple(problems))


def _read_parts(folder: Path, kind: str, problems: list[str]) -> list[Located]:
    """The files of a plan's subfolder that hold keys and values; `problems` gets what is wrong with the others."""
    files = sorted((folder / kind).glob("*.yaml"))
    read = [read_yaml(path, f"{folder.name}/{kind}/{path.name}") for path in files]
    for path, part in zip(files, read, strict=True):
        is_mapping = isinstance(part.data, dict) or part.problems
        problems += part.problems if is_mapping else (f"{folder.name}/{kind}/{path.name}：應為鍵與值，內容是空的或為清單",)
    return [part for part in read if isinstance(part.data, dict)]
