"""The way from the register's rows to the numerator (人數流程), as a table with a small picture of each step."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from antidrug_kpi.forms.figure_words import say_number
from antidrug_kpi.forms.html_markup import Markup, element
from antidrug_kpi.forms.report.bar_scale import Share, show_share
from antidrug_kpi.measures.results import WaterfallStep

Piece = tuple[Share, Share]


def build_flow(steps: Sequence[WaterfallStep]) -> Markup | None:
    """The steps as a table, with pictures where each step is a part of the one before; None without steps."""
    if not steps:
        return None
    pieces = lay_out_pieces(steps)
    cells = [
        (
            element("th", f"－ {step.text}" if step.is_part else step.text, scope="row"),
            element("td", say_number(step.count), class_="number"),
        )
        for step in steps
    ]
    drawn = [element("td", _draw_piece(piece, step), class_="drawn") for piece, step in zip(pieces, steps, strict=False)]
    rows = [
        element("tr", cell, drawn[index] if drawn else None, class_="part" if steps[index].is_part else "whole")
        for index, cell in enumerate(cells)
    ]
    head = [element("th", "步驟", scope="col"), element("th", "數量", scope="col", class_="number")]
    if drawn:
        head.append(element("td", class_="drawn"))
    return element("table", element("thead", element("tr", head)), element("tbody", rows), class_="flow")


def lay_out_pieces(steps: Sequence[WaterfallStep]) -> tuple[Piece, ...]:
    """Where each step lies, as shares of the largest: what is left from 0 on, what is taken off at the end of what was left.

    Empty where the steps do not narrow: those of two populations, or a sum after a number of rows, have no common measure.
    """
    largest = max((Fraction(step.count) for step in steps), default=Fraction(0))
    if not largest or steps[0].is_part:
        return ()
    left = largest
    pieces: list[Piece] = []
    for step in steps:
        count = Fraction(step.count)
        if not 0 <= count <= left:
            return ()
        pieces.append(((left - count) / largest, left / largest) if step.is_part else (Fraction(0), count / largest))
        left = left - count if step.is_part else count
    return tuple(pieces)


def _draw_piece(piece: Piece, step: WaterfallStep) -> Markup:
    """A picture that says nothing beside the row's own number, and is therefore hidden from those who listen."""
    start, end = piece
    kind = "taken" if step.is_part else "left"
    drawn = element("rect", class_=kind, x=show_share(start), y=0, width=show_share(end - start), height="100%")
    return element("svg", drawn, class_="piece", aria_hidden="true", width="100%", height=12)
