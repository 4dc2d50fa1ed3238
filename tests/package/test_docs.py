"""What is written about the code names what is there: files, folders, functions, options, targets of make, links."""

import ast
import builtins
import importlib
import json
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "antidrug_kpi"
GENERATED = (ROOT / "docs" / "issues.md", ROOT / "docs" / "vocabulary.md")  # of which only the links are looked at
BY_HAND = sorted(
    page
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "decisions").glob("*.md"))
    if page not in GENERATED
)
FOR_USERS = {
    *(ROOT / name for name in ("README.md", "README.zh-TW.md", "GLOSSARY.md", "CHANGELOG.md")),
    *(ROOT / "docs" / name for name in ("planner.md", "auditor.md", "batch.md")),  # they name the reader's files, and systems
}
ABOUT_CODE = [page for page in BY_HAND if page not in FOR_USERS]
LINKED = sorted({*BY_HAND, *(ROOT / "docs").rglob("*.md"), ROOT / "benchmarks" / "README.md", ROOT / "sample_data" / "README.md"})

FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)">')
PATH = re.compile(r"[\w.*/-]+/[\w.*/-]*|[\w*-]+\.(?:py|md|toml|txt|yaml|json)")
DOTTED = re.compile(r"([a-z_0-9]+)((?:\.[A-Za-z_]\w*)+)")
CLASS = re.compile(r"(?:[A-Z][a-z]+){2,}")
OPTION = re.compile(r"--[a-z][a-z-]+")
TARGET = re.compile(r"make ([a-z-]+)")


def list_spans(page: Path) -> list[str]:
    """What stands between backticks, blocks of code apart."""
    return SPAN.findall(FENCE.sub("", page.read_text("utf-8")))


@cache
def list_modules() -> dict[str, Path]:
    """The modules by their names, each of which is one module's."""
    named = {path.stem: path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py"}
    packages = {path.parent.name: path for path in PACKAGE.rglob("__init__.py") if path.parent.name not in named}
    return named | packages


@cache
def list_names(module: Path) -> dict[str, ast.stmt]:
    """What a module defines at its top."""
    names: dict[str, ast.stmt] = {}
    for part in ast.parse(module.read_text("utf-8")).body:
        match part:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                names[name] = part
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names[name] = part
    return names


@cache
def list_classes() -> frozenset[str]:
    found = (list_names(path) for path in PACKAGE.rglob("*.py"))
    return frozenset(name for names in found for name, part in names.items() if isinstance(part, ast.ClassDef))


def is_path(text: str) -> bool:
    """Whether there is such a file or folder: from the top, in the package, or by its name anywhere."""
    if any(any(base.glob(text.rstrip("/"))) for base in (ROOT, PACKAGE)):
        return True
    folders = (ROOT / name for name in ("src", "tests", "specs", "docs", "sample_data", "benchmarks", "fuzz", "bundle"))
    return "/" not in text and any(any(folder.rglob(text)) for folder in folders)


def is_name(module: str, names: list[str]) -> bool:
    """Whether a module of ours, or of a library that is here, has this name."""
    if module in list_modules():
        part = list_names(list_modules()[module]).get(names[0])
        return part is not None and (
            len(names) == 1 or names[1] in {getattr(own, "name", "") for own in getattr(part, "body", ())}
        )
    try:
        found: object = importlib.import_module(module)
        for name in names:
            found = getattr(found, name)
    except (ImportError, AttributeError):
        return False
    return True


def find_stale(text: str) -> str | None:
    """What is wrong with a text between backticks, if it names something at all."""
    if PATH.fullmatch(text):
        return None if is_path(text) else "no such file or folder"
    if found := DOTTED.fullmatch(text):
        return None if is_name(found[1], found[2][1:].split(".")) else "no such name"
    if CLASS.fullmatch(text):
        return None if text in list_classes() or hasattr(builtins, text) else "no such class"
    if OPTION.fullmatch(text):
        return (
            None if any(f'"{text}' in path.read_text("utf-8") for path in (PACKAGE / "cli").rglob("*.py")) else "no such option"
        )
    if found := TARGET.match(text):
        is_target = re.search(rf"^{found[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return None if is_target else "no such target"
    return None


@pytest.mark.parametrize("page", ABOUT_CODE, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    stale = {text: why for text in list_spans(page) if (why := find_stale(text))}
    assert stale == {}


def test_a_name_that_is_not_there_is_found() -> None:
    texts = ["files/gone/", "gone_module.py", "population.gone", "gone.tabulate", "PopulationChart", "--gone", "make gone"]
    assert [text for text in texts if find_stale(text)] == texts
    there = ["files/xlsx/", "population.py", "population.tabulate", "csv.reader", "PopulationTable", "--only", "make test", "3.3"]
    assert [text for text in there if find_stale(text)] == []


def list_anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made for display, and those that it sets itself."""
    text = page.read_text("utf-8")
    headings = (re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in HEADING.findall(text))
    return {*headings, *ANCHOR.findall(text)}


@pytest.mark.parametrize("page", LINKED, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", page.read_text("utf-8"))):
        if not link.startswith(("http://", "https://", "mailto:")):
            name, _, anchor = link.partition("#")
            target = page.parent / name if name else page
            assert target.exists(), link
            assert not anchor or anchor in list_anchors(target), link


def test_the_exit_statuses_stand_in_one_table_which_is_that_of_the_code() -> None:
    from antidrug_kpi import cli, errors
    from antidrug_kpi.cli import exit_messages
    from antidrug_kpi.pipeline.batch import batch_options

    row = re.compile(r"^\| (\d+) \|", re.MULTILINE)
    named = list(map(int, row.findall((ROOT / "docs" / "exit-statuses.md").read_text("utf-8"))))
    known = (
        exit_messages.COMPLETE,
        errors.COULD_NOT_COMPUTE,
        errors.WRONG_USAGE,
        errors.INCOMPLETE,
        exit_messages.TARGET_MISSED,
        exit_messages.DIFFERENT,
        cli.INTERRUPTED,
    )
    assert named == list(known)
    assert (exit_messages.INCOMPLETE, batch_options.DIFFERENT) == (errors.INCOMPLETE, exit_messages.DIFFERENT)
    assert [page.name for page in BY_HAND if row.search(page.read_text("utf-8")) and page.name != "exit-statuses.md"] == []
    # Whatever a command ends with is one of them, by its name.
    literal = re.compile(r"typer\.Exit\((?:[^()]*\b)?([2-9]|\d\d+)\b")
    assert [path.name for path in (PACKAGE / "cli").rglob("*.py") if literal.search(path.read_text("utf-8"))] == []


def list_keys(heading: str, until: str) -> set[str]:
    """The keys that docs/interface.md lists in the table between two texts."""
    text = (ROOT / "docs" / "interface.md").read_text("utf-8")
    table = text[text.index(heading) : text.index(until, text.index(heading))]
    return {key for line in table.splitlines() if line.startswith("| `") for key in SPAN.findall(line.split("|")[1])}


def test_the_keys_of_results_are_those_that_the_page_lists(tmp_path: Path) -> None:
    from antidrug_kpi import pipeline
    from antidrug_kpi.settings import Settings

    (tmp_path / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    (tmp_path / "志工副本.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    run = pipeline.compute(tmp_path, Settings(by="志工編號"), with_duties=True)
    result = json.loads(pipeline.write_results(run, "json"))
    assert set(result) == list_keys("## `compute --format json`", "Of an entry of `inputs`")
    assert {key for entry in result["inputs"] for key in entry} == list_keys(
        "Of an entry of `inputs`", "Of an entry of `measures`"
    ) - {"sheet"}
    measures = {key for entry in result["measures"] for key in entry}
    assert measures == list_keys("Of an entry of `measures`", "A status is decided") - {"parts"}
