"""The filled form as an office suite prints it from each format: the pages are rendered, and their text is read back."""

import os
import re
import shutil
import subprocess
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pytest

from antidrug_kpi.forms.document import Contents, Document, PageBreak, Section, Table, TableRow, make_cell, make_plain_paragraph
from antidrug_kpi.forms.writers import write_document

from .filling import GROUPS, HEADERS, build, fill, make_folder

pytestmark = pytest.mark.slow  # LibreOffice

NEEDED = ("soffice", "pdfinfo", "pdftotext")
ABSENT = [name for name in NEEDED if shutil.which(name) is None]
# Where the checks of every change run, a missing tool is a failure and not a reason to look away.
needs_suite = pytest.mark.skipif(
    bool(ABSENT) and not os.environ.get("CI"),
    reason=f"rendering needs {', '.join(ABSENT)}: install libreoffice-calc, libreoffice-writer and poppler-utils",
)
SUFFIXES = (".docx", ".odt", ".xlsx", ".ods")
REPORTS = ("final", "midterm")
# One paragraph of some 4,000 characters, whose parts can be told apart.
HIGH = "".join(f"〔{number}〕第{number}項說明文字甲乙、" for number in range(1, 301))


@lru_cache
def print_forms() -> Path:
    """The folder where every form lies as .pdf; the office suite starts once for all of them."""
    files = [fill(report, suffix) for report in REPORTS for suffix in SUFFIXES]
    files += [fill("final", suffix, "full") for suffix in SUFFIXES]
    folder = make_folder()
    files += [write_high(folder / f"high-final-{suffix[1:]}{suffix}") for suffix in SUFFIXES]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def write_high(path: Path) -> Path:
    """A form with a row that is higher than a page, and one that is not."""
    head = TableRow((make_cell("指標", is_bold=True), make_cell("達成情形", is_bold=True)))
    rows = (head, TableRow((make_cell("高"), make_cell(HIGH))), TableRow((make_cell("低"), make_cell("完"))))
    section = Section("很高", (Table((20, 60), rows), make_plain_paragraph("表末", "note")), is_landscape=True)
    path.write_bytes(write_document(Document("很高的列", (section,)), path.suffix))
    return path


def find_pages(report: str, suffix: str, form: str = "indicators") -> tuple[Path, list[str]]:
    """The .pdf of a form, and the text of its pages without white space, in the order in which it was written."""
    pdf = print_forms() / f"{form}-{report}-{suffix[1:]}.pdf"
    return pdf, [strip(page) for page in ask("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1]]


def list_words(pdf: Path, page: int) -> list[tuple[str, float]]:
    """The words of a page, and how far below its upper edge each ends."""
    told = ask("pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-")
    return [(word, float(bottom)) for bottom, word in re.findall(r'yMax="([\d.]+)">(.*?)</word>', told)]


def ask(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode("utf-8")


def strip(text: str) -> str:
    return re.sub(r"\s", "", text)


def list_texts(report: str, form: str) -> list[str]:
    """Every line of the form."""
    texts = []
    for section in build(report, form).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                texts += [line.text for row in block.rows for cell in row.cells for line in cell.lines]
            elif not isinstance(block, PageBreak):
                texts.append(block.title if isinstance(block, Contents) else block.text)
    return [strip(text) for text in texts]


@needs_suite
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("report", REPORTS)
def test_pages_lie_across_with_header_and_number(report: str, suffix: str) -> None:
    pdf, pages = find_pages(report, suffix)
    told = dict(line.split(":", maxsplit=1) for line in ask("pdfinfo", str(pdf)).splitlines() if ":" in line)
    size = re.match(r"\s*([\d.]+) x ([\d.]+) pts \(A4\)", told["Page size"])
    assert size is not None
    assert float(size[1]) > float(size[2])
    assert len(pages) == int(told["Pages"]) > 1
    for number, page in enumerate(pages, start=1):
        assert "".join(HEADERS[report]) in page
        assert f"第{number}頁，共{len(pages)}頁" in page
    whole = "".join(pages)
    assert [whole.index(group) for group in GROUPS] == sorted(whole.index(group) for group in GROUPS)


@needs_suite
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("report", REPORTS)
def test_every_title_figure_and_tick_is_on_paper(report: str, suffix: str) -> None:
    _, pages = find_pages(report, suffix)
    whole = "".join(pages)
    texts = list_texts(report, "indicators")
    assert len(texts) > 36 * 6
    assert [text for text in texts if text not in whole] == []
    assert Counter("".join(texts)) - Counter(whole) == Counter()


@needs_suite
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_row_higher_than_a_page_is_printed_whole_and_not_over_the_foot(suffix: str) -> None:
    pdf, pages = find_pages("final", suffix, "high")
    assert len(pages) > 3
    assert all(f"第{number}頁，共{len(pages)}頁" in page for number, page in enumerate(pages, start=1))
    text = "".join(pages)
    assert [text.count(f"〔{number}〕") for number in range(1, 301)] == [1] * 300
    assert "表末" in pages[-1]
    for number in range(1, len(pages) + 1):
        words = list_words(pdf, number)
        (foot,) = [bottom for word, bottom in words if word == "頁，共"]
        assert max(bottom for word, bottom in words if "〔" in word or "達成" in word) < foot - 10


@needs_suite
@pytest.mark.parametrize("suffix", [".docx", ".odt", ".ods"])
@pytest.mark.parametrize("report", REPORTS)
def test_rows_stay_on_one_page_and_groups_with_their_rows(report: str, suffix: str) -> None:
    _, pages = find_pages(report, suffix)
    (table,) = [block for block in build(report).sections[0].blocks if isinstance(block, Table)]
    for row in table.rows:
        lines = [strip(line.text) for cell in row.cells for line in cell.lines]
        assert any(all(line in page for line in lines) for page in pages), lines[0]
    for group, following in pairwise(table.rows):
        if group.cells[0].text in GROUPS:
            words = [strip(row.cells[0].text) for row in (group, following)]
            assert any(all(word in page for word in words) for page in pages), words


@needs_suite
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_whole_report_is_on_paper(suffix: str) -> None:
    _, pages = find_pages("final", suffix, "full")
    whole = "".join(pages)
    assert [text for text in list_texts("final", "full") if text not in whole and not is_continued(text, pages)] == []


def is_continued(text: str, pages: list[str]) -> bool:
    """Whether a text stands in two parts or three: each at a page's end, or in a row of its own, and the next below it."""
    return any(_stands_in_parts(text, pages[first : first + 3]) for first in range(len(pages)))


def _stands_in_parts(text: str, pages: list[str], parts: int = 3) -> bool:
    if any(text in page for page in pages):
        return True
    cut = next((cut for cut in range(len(text) - 1, 3, -1) if any(text[:cut] in page for page in pages)), 0)
    return parts > 1 and cut > 0 and _stands_in_parts(text[cut:], pages, parts - 1)


@needs_suite
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_cover_has_no_number_and_pages_after_it_have(suffix: str) -> None:
    _, pages = find_pages("final", suffix, "full")
    assert "頁，共" not in pages[0]
    assert all(f"第{number}頁，共{len(pages)}頁" in page for number, page in enumerate(pages[1:], start=2))


@needs_suite
@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_contents_of_a_text_tell_the_pages_at_once(suffix: str) -> None:
    _, pages = find_pages("final", suffix, "full")
    contents = pages[1]
    for heading in ("壹、113年毒品現況分析與處遇資源說明", "參、衡量指標達成情形", "附件一、藥癮治療服務量統計表"):
        (number,) = re.findall(rf"{heading}\.*(\d+)", contents)
        assert heading in pages[int(number) - 1]
