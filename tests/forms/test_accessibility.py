"""Every page that the program writes passes axe-core with no violation, its folded parts open."""

import json
import os
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from batch.small_batches import run_batch, write_office
from cli.running import run
from hand_ins.chromium_pipe import Browser, start_browser

from .browser import needs_browser
from .filling import SAMPLE, make_folder

AXE = find_spec("axe_playwright_python")
pytestmark = [
    pytest.mark.slow,  # Chromium
    needs_browser,
    pytest.mark.skipif(
        AXE is None and not os.environ.get("CI"),
        reason="axe-core comes with axe-playwright-python, installed without what it needs itself: see the Makefile",
    ),
]
OFFICE = SAMPLE / "office"
# A card of every kind: counted with groups, a ratio of money, one by hand, one without its register, two measures in one.
ONLY = tuple(word for name in ("1.2", "2.11", "3.3", "4.3", "4.6.2") for word in ("--only", name))
_RUN = """axe.run(document, {resultTypes: ["violations"]}).then(found => JSON.stringify(found.violations.map(
    rule => [rule.id, rule.nodes.map(node => node.html.slice(0, 200))])))"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with start_browser(tmp_path_factory.mktemp("profile")) as started:
        yield started


@lru_cache
def read_axe() -> str:
    assert AXE is not None, "axe-playwright-python is not installed"
    assert AXE.origin is not None
    return Path(AXE.origin).with_name("axe.min.js").read_text("utf-8")


def find_violations(browser: Browser, page: Path, width: int) -> list[list[object]]:
    """The rules that are broken, each with where."""
    tab = browser.open(page)
    tab.send("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
    tab.ask("document.querySelectorAll('details').forEach(part => part.open = true)")
    tab.ask(f"{read_axe()}; 0")
    found: list[list[object]] = json.loads(tab.ask(_RUN))
    tab.send("Page.close")
    return found


@lru_cache
def write_page(kind: str) -> Path:
    folder = make_folder() / "accessible" / kind
    folder.mkdir(parents=True)
    page = folder / "page.html"
    match kind:
        case "check":
            status = run("check", OFFICE, *ONLY, "-o", page, cwd=folder).status
        case "paste":
            status = run("fill", OFFICE, "--form", "paste", "--report", "midterm", "-o", folder, cwd=folder).status
            page = folder / "paste.html"
        case "summary":
            for name in ("甲縣", "乙縣"):
                write_office(folder / "counties" / name)
            status = run_batch(folder / "counties", folder / "out").status
            page = folder / "out" / "summary.html"
        case "months":
            status = run("compute", OFFICE, "--only", "3.3", "--monthly", "-o", page, cwd=folder).status
        case "report":
            status = run("fill", OFFICE, *ONLY, "--by", "機構代碼", "-o", page, cwd=folder).status
        case form:
            status = run("fill", OFFICE, "--form", form, "-o", page, cwd=folder).status
    assert status in {0, 3}
    return page


@pytest.mark.parametrize(
    ("kind", "width"),
    [("report", 360), ("report", 1280), ("months", 360), ("check", 360), ("paste", 360), ("summary", 1280), ("annex5", 360)],
)
def test_axe_finds_nothing(kind: str, width: int, browser: Browser) -> None:
    assert find_violations(browser, write_page(kind), width) == []


def test_a_summary_shows_its_remarks_without_scrolling(browser: Browser) -> None:
    tab = browser.open(write_page("summary"))
    tab.send("Emulation.setDeviceMetricsOverride", width=1200, height=900, deviceScaleFactor=1, mobile=False)
    assert tab.ask("document.querySelector('.brief th:last-child').innerText") == "說明"
    assert tab.ask("(box => box.scrollWidth - box.clientWidth)(document.querySelector('.brief').parentElement)") == 0


def test_axe_is_heard(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "poor.html"
    page.write_text("<!DOCTYPE html><title>表</title><main><h1>表</h1><img src='data:,'></main>", encoding="utf-8")
    assert {rule for rule, _ in find_violations(browser, page, 1280)} == {"html-has-lang", "image-alt"}


def test_the_link_of_a_measure_leads_to_its_card(browser: Browser) -> None:
    tab = browser.open(write_page("report"))
    tab.click("#measure-3\\.3 a.permanent")
    assert tab.ask("location.hash") == "#measure-3.3"
    assert tab.ask("document.querySelector(':target h4, :target .verdict').innerText").startswith("64.86%")
    assert tab.ask("document.querySelector(':target a.permanent').innerText") == "#3.3"
