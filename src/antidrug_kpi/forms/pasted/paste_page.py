"""paste.html: every field with its text and a button that copies it. The page is one file, and asks no other machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import groupby

from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.pasted.paste_text import BETWEEN
from antidrug_kpi.forms.pasted.pasted_field import PastedField
from antidrug_kpi.forms.web_page import build_webpage

_HOW = (
    "依序按「複製」，再到毒防系統的同一欄貼上。已複製的欄位會打勾；關閉本頁後勾選不保留。空白的欄位沒有按鈕，請在系統中自行填寫。"
)


def write_paste_page(title: str, system: str, fields: Sequence[PastedField]) -> bytes:
    """The page's bytes; `system` says where in the Ministry's system the fields are."""
    filled = sum(bool(field.text) for field in fields)
    main = element(
        "main",
        element("h1", title),
        element("p", system) if system else None,
        element("p", _HOW),
        element("p", f"已複製 0／{filled} 欄", id="progress", class_="progress", aria_live="polite"),
        list(_build_parts(fields)),
    )
    folder = files(__package__)
    return build_webpage(title, folder / "paste.css", element("body", main), folder / "paste.js")


def _build_parts(fields: Sequence[PastedField]) -> Iterator[Child]:
    numbered = list(enumerate(fields, start=1))
    for part, group in groupby(numbered, key=lambda pair: pair[1].place[0]):
        yield element("h2", part)
        yield from (_build_field(number, field) for number, field in group)


def _build_field(number: int, field: PastedField) -> Markup:
    name = f"[{number}] {BETWEEN.join(field.place[1:] or field.place)}"
    if not field.text:
        prompts = "；".join(field.prompts)
        return element(
            "section",
            element("h3", name),
            element("p", f"空白：{prompts}" if prompts else "空白", class_="blank"),
            class_="field",
        )
    button = element("button", "複製", type="button", data_field=number, aria_label=f"複製 {name}")
    head = element("div", element("h3", name), element("span", "", id=f"mark-{number}", role="status"), button, class_="head")
    # A long text scrolls in its box, which the keyboard must reach.
    text = element("pre", field.text, tabindex=0, role="group", aria_label=name, id=f"text-{number}")
    more = element("p", f"另請自行填寫：{'；'.join(field.prompts)}", class_="prompt") if field.prompts else None
    return element("section", head, text, more, class_="field")
