"""The rooms of the package: what a stranger searches for is found once, and no listing is longer than a page."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

import antidrug_kpi

PACKAGE = Path(antidrug_kpi.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})
MOST_FILES, MOST_LINES, LONGEST_FUNCTION = 25, 300, 50


def list_repeated(named: list[tuple[str, str]]) -> dict[str, list[str]]:
    """The names that are borne more than once, each with who bears it."""
    found = defaultdict(list)
    for name, place in named:
        found[name].append(place)
    return {name: places for name, places in found.items() if len(places) > 1}


def show(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def test_no_two_files_bear_one_name() -> None:
    assert list_repeated([(path.name, show(path)) for path in MODULES if path.name != "__init__.py"]) == {}


def test_no_two_public_classes_bear_one_name() -> None:
    classes = [
        (node.name, show(path))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]
    assert list_repeated(classes) == {}


@pytest.mark.parametrize("folder", FOLDERS, ids=show)
def test_a_folder_is_a_room_that_can_be_looked_over(folder: Path) -> None:
    files = [path for path in folder.glob("*.py") if path.name != "__init__.py"]
    assert len(files) < MOST_FILES


def test_every_room_says_what_it_is_for() -> None:
    empty = [show(folder) for folder in FOLDERS if not ast.get_docstring(ast.parse((folder / "__init__.py").read_text("utf-8")))]
    assert [name for name in empty if name != "."] == []


def test_modules_and_functions_can_be_read_in_one_sitting() -> None:
    long = []
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        long += [show(path)] if len(text.splitlines()) > MOST_LINES else []
        long += [
            f"{show(path)} {node.name}"
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
        ]
    assert long == []
