"""A whole mid-term report is pasted field by field, by the page's buttons, into a web form of the same fields."""

import re
from functools import lru_cache
from html import escape
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings
from forms.browser import browse, find_complaints, needs_browser
from forms.filling import make_folder
from hand_ins.chromium_pipe import start_browser

pytestmark = pytest.mark.slow  # Chromium

SAMPLE = Path(pipeline.__file__).resolve().parents[3] / "sample_data" / "office"


@lru_cache
def paste_midterm() -> Path:
    """The folder with the sample office's fields."""
    folder = make_folder() / "pasted"
    run = pipeline.compute(SAMPLE, Settings(report="midterm"), with_duties=True)
    pipeline.save_pasted(pipeline.make_form_source(run), "full", folder)
    return folder


def read_fields(text: str) -> dict[str, str]:
    """The fields of paste.txt by their line: `[3] part › row › column`, then the text and an empty line."""
    starts = list(re.finditer(r"^\[\d+\] .* *$", text, re.MULTILINE))
    numbered = [found for number, found in enumerate(starts, start=1) if found[0].startswith(f"[{number}] ")]
    ends = [*(found.start() for found in numbered[1:]), len(text) + 1]
    return {found[0]: text[found.end() + 1 : end - 1].removesuffix("\n") for found, end in zip(numbered, ends, strict=True)}


def write_form(path: Path, names: list[str]) -> Path:
    """A plain web form, as the Ministry's system may have it: a box a field."""
    boxes = "".join(f'<p><label>{escape(name)}<br><textarea id="box-{n}"></textarea></label>' for n, name in enumerate(names, 1))
    path.write_text(f'<!DOCTYPE html><meta charset="utf-8"><form>{boxes}</form>', encoding="utf-8")
    return path


@needs_browser
def test_every_field_arrives_byte_for_byte_and_is_ticked(tmp_path: Path) -> None:
    folder = paste_midterm()
    fields = read_fields((folder / "paste.txt").read_text(encoding="utf-8"))
    names = list(fields)
    with start_browser(tmp_path / "profile") as browser:
        page = browser.open(folder / "paste.html")
        form = browser.open(write_form(tmp_path / "form.html", names))
        filled = [number for number, name in enumerate(names, start=1) if fields[name]]
        assert len(filled) > 80
        for number in filled:
            page.show()
            page.click(f'button[data-field="{number}"]')
            page.wait(f"document.getElementById('mark-{number}').textContent === '☑ 已複製'")
            form.show()
            form.click(f"#box-{number}")
            form.paste()
            form.wait(f"document.getElementById('box-{number}').value !== ''")
        values = form.ask("Array.from(document.querySelectorAll('textarea'), box => box.value)")
        assert dict(zip(names, values, strict=True)) == fields
        assert page.ask("document.getElementById('progress').textContent") == f"已複製 {len(filled)}／{len(filled)} 欄"
        assert page.ask("document.querySelectorAll('button').length") == len(filled)
        # What was copied is ticked while the page is open, and no longer.
        page.send("Page.reload")
        page.wait("document.getElementById('progress').textContent.startsWith('已複製 0／')")


@needs_browser
def test_the_page_asks_no_other_machine_and_complains_of_nothing(tmp_path: Path) -> None:
    page = (paste_midterm() / "paste.html").read_text(encoding="utf-8")
    assert not re.search(r"https?://|//[a-z]+\.", page)
    done = browse(tmp_path, "--dump-dom", (paste_midterm() / "paste.html").as_uri())
    assert find_complaints(done) == []
