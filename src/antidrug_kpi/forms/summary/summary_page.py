"""The summary as a page: how the offices ended, and every measure in every office beside what they come to together."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi import __version__
from antidrug_kpi.forms.figure_words import say_publishing
from antidrug_kpi.forms.html_markup import Child, Markup, element
from antidrug_kpi.forms.report.anchors import MAIN
from antidrug_kpi.forms.report.report_head import build_page
from antidrug_kpi.forms.report.report_tables import frame_table
from antidrug_kpi.forms.report.status_label import build_status_label
from antidrug_kpi.forms.summary.batch_summary import BatchSummary, MeasureTogether
from antidrug_kpi.forms.summary.summary_tables import (
    OFFICE_HEADERS,
    TOGETHER_NOTE,
    OfficeCell,
    list_cells,
    list_office_rows,
    say_completeness,
    say_counts,
    say_terms,
    say_together,
)

TITLE = "各機關衡量指標彙總"
_CLASSES = {"完整": "met", "不完整": "no_data"}
_CELL_CLASSES = {"機關": None, "縣市": None, "資料": None, "說明": "remark"}


def write_summary_page(summary: BatchSummary) -> bytes:
    """The page's bytes; the same summary gives the same."""
    main = element("main", _build_offices(summary), _build_matrix(summary), id=MAIN)
    footer = element(
        "footer", element("p", f"由 antidrug-kpi {__version__} 依各機關清冊計算；本檔不含連線與程式，可離線開啟、列印。")
    )
    return build_page(f"{summary.plan.short_title} {TITLE}", element("body", _build_header(summary), main, footer, class_="wide"))


def _build_header(summary: BatchSummary) -> Markup:
    facts = [("機關", say_counts(summary))]
    if summary.terms is not None:
        facts.append(("多數機關", say_terms(summary.plan, summary.terms)))
    if summary.skipped:
        facts.append(("有清冊而不屬於任何機關，未計算", "、".join(summary.skipped)))
    facts += [("對外公布", note) for note in say_publishing(summary.largest_hidden_count)]
    return element(
        "header",
        element("h1", element("span", summary.plan.title), " ", element("span", TITLE)),
        element("dl", [element("div", element("dt", name), element("dd", text)) for name, text in facts], class_="facts"),
    )


def _build_offices(summary: BatchSummary) -> Markup:
    rows = []
    for office, row in zip(summary.offices, list_office_rows(summary), strict=True):
        word = say_completeness(office)
        label = element("span", word, class_=f"chip {_CLASSES.get(word, 'missed')}")
        cells = [
            element("td", label if header == "資料" else str(text), class_=_CELL_CLASSES.get(header, "number"))
            for header, text in list(zip(OFFICE_HEADERS, row, strict=True))[1:]
        ]
        rows.append(element("tr", element("th", office.name, scope="row"), cells))
    table = _build_table(
        [(header, _CELL_CLASSES.get(header, "number")) for header in OFFICE_HEADERS], rows, "各機關", "side brief"
    )
    return element("section", element("h2", "各機關", id="offices"), table, aria_labelledby="offices")


def _build_matrix(summary: BatchSummary) -> Markup:
    headers = [("衡量項目", None), ("目標", "remark"), ("合計", None), *((office.name, "number") for office in summary.offices)]
    rows = [_build_row(summary, together) for together in summary.together]
    return element(
        "section",
        element("h2", "各項指標", id="measures"),
        element("p", TOGETHER_NOTE),
        _build_table(headers, rows, "各項指標"),
        aria_labelledby="measures",
    )


def _build_row(summary: BatchSummary, together: MeasureTogether) -> Markup:
    measure = together.measure
    target = "" if measure.target is None else measure.target.text
    left_out = f"未列入：{'、'.join(together.left_out)}" if together.left_out else ""
    return element(
        "tr",
        element("th", element("b", f"{together.indicator.label}　{measure.id}"), " ", measure.title, scope="row"),
        element("td", target, class_="remark"),
        element(
            "td",
            element("b", say_together(together) or "—"),
            element("div", f"{together.offices} 個機關", class_="reason"),
            element("div", left_out, class_="reason") if left_out else None,
            class_="remark",
        ),
        [element("td", _build_cell(cell), class_="number") for cell in list_cells(summary, together)],
    )


def _build_cell(cell: OfficeCell) -> Child:
    if cell.status is None:
        return element("span", cell.word, class_="reason")
    label = build_status_label(cell.status)
    return label if cell.value is None else [element("div", cell.value), label]


def _build_table(headers: Sequence[tuple[str, str | None]], rows: Sequence[Markup], name: str, look: str = "side") -> Markup:
    """A table with headers and their classes, in a box that the keyboard can scroll."""
    head = element("thead", element("tr", [element("th", header, scope="col", class_=kind) for header, kind in headers]))
    table = element("table", head, element("tbody", rows), class_=look)
    return frame_table(table, name)
