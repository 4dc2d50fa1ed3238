"""The report as headless Chromium shows and prints it, and whether its colours can be read."""

import re
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.forms.figure_words import STATUS_WORDS, say_attainment, say_figures
from antidrug_kpi.settings import Settings

from .browser import browse, find_complaints, look, needs_browser
from .filling import SAMPLE

pytestmark = pytest.mark.slow  # Chromium

STYLE = files("antidrug_kpi.forms.report").joinpath("style.css").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def run() -> pipeline.Run:
    return pipeline.compute(SAMPLE / "office", Settings(report="final", by="機構代碼"))


@pytest.fixture(scope="module")
def page(run: pipeline.Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "報告.html"
    pipeline.fill_form(run, path)
    return path


def squeeze(text: str) -> str:
    return re.sub(r"\s", "", text)


def list_figures(run: pipeline.Run) -> list[str]:
    """What must be read of every measure."""
    results = run.result.measures
    texts = [say_figures(result) for result in results if result.value is not None]
    return [*texts, *(say_attainment(result) for result in results), *(STATUS_WORDS[result.status] for result in results)]


@needs_browser
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_page_fits_and_shows_every_figure(run: pipeline.Run, page: Path, tmp_path: Path, width: int) -> None:
    seen = look(page, tmp_path, width, is_open=False)
    assert seen.width == width
    text = squeeze(seen.text)
    assert [words for words in list_figures(run) if squeeze(words) not in text] == []
    # What is folded is not in the way.
    assert "不在統計範圍" not in text


@needs_browser
def test_narrow_page_fits_with_every_part_open(page: Path, tmp_path: Path) -> None:
    seen = look(page, tmp_path, 360, is_open=True)
    assert seen.width == 360
    assert "不在統計範圍" in seen.text
    assert "結案原因為自由文字" in seen.text


@needs_browser
def test_console_is_silent(page: Path, tmp_path: Path) -> None:
    assert find_complaints(browse(tmp_path, "--dump-dom", page.as_uri())) == []
    # A page that does complain is heard.
    noisy = tmp_path / "noisy.html"
    noisy.write_text("<!DOCTYPE html><script>console.error('heard')</script>", encoding="utf-8")
    assert len(find_complaints(browse(tmp_path, "--dump-dom", noisy.as_uri()))) == 1


@needs_browser
def test_printed_pages_hold_every_figure_and_what_is_folded_on_the_screen(run: pipeline.Run, page: Path, tmp_path: Path) -> None:
    pdf = tmp_path / "報告.pdf"
    browse(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    told = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, timeout=60).stdout.decode("utf-8")
    assert "(A4)" in told
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    pages = [squeeze(text) for text in done.stdout.decode("utf-8").split("\f")[:-1]]
    assert all(f"第{number}頁，共{len(pages)}頁" in text for number, text in enumerate(pages, start=1))
    assert "跳到主要內容" not in "".join(pages)
    # Long lines are broken over several, and other columns stand between their parts: a figure is looked for by its value.
    for result in run.result.measures:
        if result.value is not None:
            assert squeeze(say_figures(result)).rpartition("＝")[2] in "".join(pages)
    assert "－不在統計範圍" in "".join(pages)
    assert "「美沙冬收案」資料列620" in "".join(pages)


def read_colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def weigh(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((weigh(first), weigh(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


SCHEMES = [read_colours(block) for block in re.findall(r":root \{(.*?)\}", STYLE, re.S)]


@pytest.mark.parametrize("colours", SCHEMES, ids=["light", "dark", "print"])
def test_words_stand_out_from_what_is_behind_them(colours: dict[str, str]) -> None:
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("page", "paper", "shade")]
    for status in STATUS_WORDS:
        pairs += [(status.value, "paper"), ("on-status", status.value)]
    weak = {pair: ratio for pair in pairs if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 4.5}
    assert weak == {}


def test_pictures_stand_out_from_what_is_behind_them() -> None:
    # WCAG asks 3 : 1 of graphics: a value on the goal's stretch, and the target's line on everything.
    for colours in SCHEMES:
        pairs = [(status.value, ground) for status in STATUS_WORDS for ground in ("goal", "shade")]
        pairs += [("ink", "goal"), ("ink", "shade"), ("left", "paper")]
        assert {pair: ratio for pair in pairs if (ratio := contrast(colours[pair[0]], colours[pair[1]])) < 3} == {}
