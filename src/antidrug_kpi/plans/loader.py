"""From a folder of YAML files to a plan, or to a list of everything that is wrong with them, each with file and line."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from antidrug_kpi.errors import SpecError, UsageError, take_some
from antidrug_kpi.paths import is_file, is_folder
from antidrug_kpi.plans.formchecks import find_form_problems
from antidrug_kpi.plans.grafting import graft
from antidrug_kpi.plans.located import Located, Trail
from antidrug_kpi.plans.messages import describe_error
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.references import find_problems
from antidrug_kpi.plans.spec_files import read_folder
from antidrug_kpi.printable import quote_briefly

# A plan extends one of another year, and that perhaps another.
MOST_PARENTS = 20


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
    existing = (folder for folder in (*folders, find_specs_folder()) if is_folder(folder))
    found = {path.parent.name for folder in existing for path in folder.glob("*/plan.yaml")}
    return tuple(sorted(found))


@lru_cache
def load_plan(plan_id: str, folders: tuple[Path, ...] = ()) -> Plan:
    """The plan with this id, looked for in `folders` and then among the program's own.

    Raises UsageError where there is no such plan, and SpecError with one line per problem, all of them, where its files are
    wrong.
    """
    source = _read_plan(plan_id, folders, ())
    if source.problems:
        raise SpecError(take_some(source.problems))
    try:
        plan = Plan.model_validate(source.data)
    except ValidationError as error:
        # Pydantic also calls a list too short whose items were refused: only an empty one is.
        found = (problem for problem in error.errors() if problem["type"] != "too_short" or not problem["input"])
        raise SpecError(list(dict.fromkeys(take_some(describe_error(problem, source) for problem in found)))) from None
    misfits = chain(find_problems(plan), find_form_problems(plan))
    problems = take_some(_locate(source, trail, text) for trail, text in misfits)
    if problems:
        raise SpecError(problems)
    return plan


def _locate(source: Located, trail: Trail, text: str) -> str:
    return f"{source.find_place(trail) or 'plan.yaml'}：{text}"


def _find_plan_folder(plan_id: str, folders: tuple[Path, ...]) -> Path:
    is_name = plan_id not in {"", ".", ".."} and Path(plan_id).name == plan_id  # an id is no path to somewhere else
    for folder in (*folders, find_specs_folder()) if is_name else ():
        if is_file(folder / plan_id / "plan.yaml"):
            return folder / plan_id
    known = "、".join(list_plan_ids(folders))
    shown = quote_briefly(plan_id)
    raise UsageError(f"找不到計畫「{shown}」；可用的計畫：{known}。請改用其中之一，或以 --specs 指定規格資料夾")


def _read_plan(plan_id: str, folders: tuple[Path, ...], seen: tuple[str, ...]) -> Located:
    """The raw data of a plan with its parents' beneath it."""
    if plan_id in seen:
        return Located(None, {}, (f"{plan_id}/plan.yaml：extends 形成循環（{' → '.join((*seen, plan_id))}）；請改寫其中之一",))
    own = read_folder(_find_plan_folder(plan_id, folders))
    if not isinstance(own.data, dict) or "extends" not in own.data:
        return own
    parent_id = own.data.pop("extends")
    dropped = own.data.pop("drop", None) or []
    problem = _find_misfit(parent_id, dropped, len(seen))
    if problem is not None:
        return Located(None, {}, (*own.problems, f"{own.find_place(problem[:1])}：{problem[1]}"))
    try:
        parent = _read_plan(parent_id, folders, (*seen, plan_id))
    except UsageError as error:
        return Located(None, {}, (*own.problems, f"{own.find_place(('extends',))}：{error}"))
    if parent.data is None:
        return Located(None, {}, own.problems + parent.problems)
    merged = graft(_keep_year(parent, own.data.get("year")), own)
    return _drop_indicators(merged, dropped, own)


def _find_misfit(parent_id: Any, dropped: Any, depth: int) -> tuple[str, str] | None:
    """The key of an extending plan that says nothing that can be followed, and why."""
    if not isinstance(parent_id, str):
        return "extends", f"「extends」應為一個計畫代號，讀到「{quote_briefly(parent_id)}」；請改正"
    if not isinstance(dropped, list) or not all(isinstance(name, str) for name in dropped):
        return "drop", f"「drop」應為指標代號的清單，讀到「{quote_briefly(dropped)}」；請改正"
    if depth >= MOST_PARENTS:
        return "extends", f"extends 超過 {MOST_PARENTS} 層；請改為直接延伸所需的計畫"
    return None


def _keep_year(parent: Located, year: Any) -> Located:
    """The parent's data for a plan of another year: its examples, whose dates are of its own year, remember that year."""
    own = parent.data.get("year")
    if not isinstance(year, int) or year == own or not _holds_indicators(parent):
        return parent
    indicators = [_date_examples(part, own) for part in parent.data["indicators"]]
    return Located({**parent.data, "indicators": indicators}, parent.places, parent.problems)


def _date_examples(indicator: dict[str, Any], year: Any) -> dict[str, Any]:
    examples = indicator.get("examples")
    if not isinstance(examples, list) or not all(isinstance(example, dict) for example in examples):
        return indicator
    return {**indicator, "examples": [{"year": year, **example} for example in examples]}


def _holds_indicators(source: Located) -> bool:
    """Whether raw data hold indicators as keys and values; what plan.yaml itself lists may be anything, which is told later."""
    found = source.data.get("indicators")
    return isinstance(found, list) and all(isinstance(part, dict) for part in found)


def _drop_indicators(source: Located, dropped: list[str], own: Located) -> Located:
    """The plan without the indicators that it drops; places of those behind them move up."""
    if not _holds_indicators(source):
        return source
    indicators = source.data["indicators"]
    known = {part["id"] for part in indicators if isinstance(part.get("id"), str)}
    problems = [
        f"{own.find_place(('drop', number))}：drop 列出的指標「{quote_briefly(name)}」不在所延伸的計畫中；請改正或刪去"
        for number, name in enumerate(dropped)
        if name not in known
    ]
    gone = known.intersection(dropped)
    kept = [index for index, part in enumerate(indicators) if not (isinstance(part.get("id"), str) and part["id"] in gone)]
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
