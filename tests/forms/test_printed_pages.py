"""The filled form as an office suite prints it: the pages are rendered, and their text is read back."""

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from .filling import GROUPS, HEADERS, fill, open_form

NEEDED = ("soffice", "pdfinfo", "pdftotext")
ABSENT = [name for name in NEEDED if shutil.which(name) is None]
# Where the checks of every change run, a missing tool is a failure and not a reason to look away.
needs_suite = pytest.mark.skipif(
    bool(ABSENT) and not os.environ.get("CI"),
    reason=f"rendering needs {', '.join(ABSENT)}: install libreoffice-calc and poppler-utils",
)


def print_pages(workbook: Path, folder: Path) -> Path:
    """The workbook as .pdf."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{workbook.stem}.pdf"


def ask(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


def strip(text: str) -> str:
    return re.sub(r"\s", "", text)


@needs_suite
@pytest.mark.parametrize("report", ["final", "midterm"])
def test_pages(report: str, tmp_path: Path) -> None:
    pdf = print_pages(fill(report), tmp_path)
    told = dict(line.split(":", maxsplit=1) for line in ask("pdfinfo", str(pdf)).splitlines() if ":" in line)
    size = re.match(r"\s*([\d.]+) x ([\d.]+) pts \(A4\)", told["Page size"])
    assert size is not None
    assert float(size[1]) > float(size[2])

    pages = [strip(page) for page in ask("pdftotext", "-layout", str(pdf), "-").split("\f")[:-1]]
    assert len(pages) == int(told["Pages"]) > 1
    for number, page in enumerate(pages, start=1):
        assert "".join(HEADERS[report]) in page
        assert f"第{number}頁，共{len(pages)}頁" in page
    whole = "".join(pages)
    assert [whole.index(group) for group in GROUPS] == sorted(whole.index(group) for group in GROUPS)
    # Nothing is cut off: every character of the sheet is on paper at least as often.
    written = Counter(strip("".join(str(cell.value or "") for row in open_form(report).iter_rows() for cell in row)))
    assert written - Counter(whole) == Counter()
