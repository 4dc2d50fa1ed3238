"""The label of a status: its word on a colour; the word alone says it, for those who do not see the colour."""

from __future__ import annotations

from antidrug_kpi.forms.html_markup import Markup, element
from antidrug_kpi.measures.results import Status
from antidrug_kpi.plans.statuses import STATUS_WORDS


def build_status_label(status: Status) -> Markup:
    """The status's word as an element with the class of its colour."""
    return element("span", STATUS_WORDS[status], class_=f"chip {status.value}")
