"""Opens a page in headless Chromium, as a reader would, and gives back what is seen there."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Where the checks of every change run, a missing browser is a failure and not a reason to look away.
needs_browser = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"),
    reason="reading the page as a browser shows it needs Chromium: install chromium",
)

_MEASURE = """\
<!DOCTYPE html><meta charset="utf-8"><body style="margin:0">
<iframe id="page" src="{page}" style="width:{width}px;height:2000px;border:0"></iframe>
<script>
document.getElementById("page").onload = function () {{
  const page = this.contentDocument;
  for (const part of page.querySelectorAll("details")) part.open = {opened};
  const out = document.createElement("pre");
  out.id = "seen";
  out.textContent = page.documentElement.scrollWidth + "\\n" + page.body.innerText;
  document.body.append(out);
}};
</script>
"""


@dataclass(frozen=True)
class Seen:
    """How wide the page is, in pixels, and the words that a reader sees in it."""

    width: int
    text: str


def browse(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run Chromium with a profile of its own in `folder`; what pages complain of stands on standard error as CONSOLE."""
    assert CHROMIUM is not None, "Chromium is not installed"
    # Chromium refuses its sandbox to root, which is who runs the checks in a container.
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    fixed = ["--headless=new", "--disable-gpu", "--hide-scrollbars", "--no-first-run", f"--user-data-dir={folder / 'profile'}"]
    logged = ["--enable-logging=stderr", "--v=0"]
    command = [CHROMIUM, *fixed, *sandbox, *logged, *arguments]
    return subprocess.run(command, check=True, capture_output=True, timeout=180)


def find_complaints(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    """What the page's console was told."""
    return [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]


def look(page: Path, folder: Path, width: int, *, is_open: bool) -> Seen:
    """The page in a window of a width, its folded parts open or as they come."""
    wrapper = folder / f"wrapper-{width}-{is_open}.html"
    wrapper.write_text(_MEASURE.format(page=page.as_uri(), width=width, opened=str(is_open).lower()), encoding="utf-8")
    done = browse(folder, "--allow-file-access-from-files", "--virtual-time-budget=20000", "--dump-dom", wrapper.as_uri())
    found = re.search(r'<pre id="seen">(\d+)\n(.*?)</pre>', done.stdout.decode("utf-8"), re.S)
    assert found is not None, done.stderr.decode("utf-8", "replace")[-2000:]
    return Seen(int(found[1]), unescape(found[2]))
