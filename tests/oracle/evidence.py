"""Schemes shown by 佐證清冊, and figures entered by hand in 填報數據."""

from dataclasses import replace
from fractions import Fraction

from .contract import ELEMENTS
from .office import Office, evidence_codes, figure_code, figure_name
from .results import Figure, ratio


def texts_by_item(office: Office, measure: str) -> dict[str, dict[str, set[str]]]:
    """Item -> element -> the texts given for it."""
    items: dict[str, dict[str, set[str]]] = {}
    for row in office.rows("佐證清冊", measure):
        element = row.text("要件")
        if measure in evidence_codes(row.text("指標代碼"), element):
            item = items.setdefault(row.text("項目名稱"), {})
            if element in ELEMENTS[measure] and row.text("說明"):
                item.setdefault(element, set()).add(row.text("說明"))
    return items


def counted_items(office: Office, measure: str) -> Figure:
    count = 0
    for texts in texts_by_item(office, measure).values():
        whole = all(element in texts for element in ELEMENTS[measure])
        if measure == "4.6.1.0" and whole:
            first, second = (texts[element] for element in ELEMENTS[measure])
            whole = len(first | second) > 1
        count += whole
    return Figure(Fraction(count), Fraction(count))


def media(office: Office) -> Figure:
    texts = {text for item in texts_by_item(office, "4.12.2").values() for text in item.get("宣導媒體", set())}
    return Figure(Fraction(len(texts)), Fraction(len(texts)))


def entered(office: Office, measure: str) -> Figure | None:
    """The ratio of the two figures given for a measure, where both are."""
    table = office.tables.get("填報數據")
    if table is None or "填報數據" in office.unreadable or not {"指標代碼", "項目", "數值"} <= table.present:
        return None
    given: dict[str, Fraction] = {}
    for row in table.accepted(measure):
        name = figure_name(measure, row.text("項目"))
        if name is not None and figure_code(row.text("指標代碼")) == (measure,):
            given[name] = row.amount("數值")
    if given.keys() != {"分子", "分母"}:
        return None
    figure = ratio(given["分子"], given["分母"], source="figures")
    return replace(figure, none_is_missed=measure == "4.1.2")
