"""The documentation as a site: every link leads somewhere, nothing is fetched, the references are those of the code."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FETCHED = re.compile(r"""(?:<(?:script|img|link|iframe)\b[^>]*?(?:src|href)=|@import |url\()["']?(https?:)?//[^"')\s]+""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "site"
    path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=600)
    assert done.returncode == 0, (done.stdout + done.stderr).decode()
    return folder


def test_the_site_fetches_nothing_and_is_searched_in_chinese(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 40
    fetched = {page.name: found[0] for page in pages if (found := FETCHED.search(page.read_text("utf-8")))}
    assert fetched == {}
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert index["config"]["lang"] == ["zh", "en"]
    # Words of Chinese are told apart by marks between them, as the search in the page tells them.
    assert any("\u200b留置\u200b" in entry["text"] for entry in index["docs"])


def test_the_references_are_made_from_the_code(site: Path) -> None:
    commands = (site / "commands.html").read_text("utf-8")
    assert all(name in commands for name in ("antidrug-kpi compute", "antidrug-kpi plan diff", "--fail-on-miss"))
    registers = (site / "register-columns.html").read_text("utf-8")
    assert all(title in registers for title in ("美沙冬收案", "新收日期", "訓練紀錄"))
    assert json.loads((site / "spec.schema.json").read_text("utf-8"))["$schema"].startswith("https://json-schema.org")
