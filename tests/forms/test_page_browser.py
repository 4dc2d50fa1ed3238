"""The forms as headless Chromium shows them on a screen and prints them."""

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

from antidrug_kpi.forms.document import Table

from .browser import browse, look, needs_browser
from .filling import build, fill, make_folder

pytestmark = pytest.mark.slow  # Chromium


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


@lru_cache
def print_pages(form: str) -> list[str]:
    """The text of the pages of a form printed, without white space."""
    folder = make_folder() / f"printed-{form}"
    folder.mkdir()
    pdf: Path = folder / "form.pdf"
    browse(folder, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", fill("final", ".html", form).as_uri())
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return [squeeze(page) for page in done.stdout.decode("utf-8").split("\f")[:-1]]


def list_rows(form: str) -> list[list[str]]:
    """The lines of each row's cells, those over several rows left out."""
    (table,) = [block for section in build("final", form).sections for block in section.blocks if isinstance(block, Table)]
    rows = [[cell for cell in row.cells if cell.rows == 1] for row in table.rows[table.header_rows :]]
    return [[squeeze(line.text) for cell in cells for line in cell.lines] for cells in rows]


@needs_browser
@pytest.mark.parametrize("width", [360, 800, 1280])
@pytest.mark.parametrize("form", ["full", "annex1", "annex5"])
def test_a_form_fits_the_screen_and_its_tables_scroll(form: str, width: int, tmp_path: Path) -> None:
    assert look(fill("final", ".html", form), tmp_path, width, is_open=False).width == width


@needs_browser
@pytest.mark.parametrize("form", ["annex1", "annex5"])
def test_a_table_begins_below_its_title_and_its_rows_stay_whole(form: str) -> None:
    pages = print_pages(form)
    rows = list_rows(form)
    assert len(rows) > 15
    assert all(line in pages[0] for line in rows[0])
    for lines in rows:
        assert any(all(line in page for line in lines) for page in pages), lines


@needs_browser
def test_the_header_stands_on_every_page_of_a_table() -> None:
    pages = print_pages("annex5")
    assert len(pages) > 3
    assert all("人力來源" in page and "個案管理及案量" in page for page in pages)


@needs_browser
def test_the_printed_report_has_a_cover_without_a_number_and_every_page_after_it_has_one() -> None:
    pages = print_pages("full")
    assert "頁，共" not in pages[0]
    assert all(f"第{number}頁，共{len(pages)}頁" in page for number, page in enumerate(pages[1:], start=2))
    empty = [number for number, page in enumerate(pages, start=1) if page in {"", f"第{number}頁，共{len(pages)}頁"}]
    assert empty == []
