"""A status as a word on its colour: the word says it, the colour only helps to find it."""

from __future__ import annotations

from antidrug_kpi.forms.html_markup import Markup, element
from antidrug_kpi.measures.results import Status
from antidrug_kpi.plans.statuses import STATUS_WORDS


def build_chip(status: Status) -> Markup:
    """The status's word."""
    return element("span", STATUS_WORDS[status], class_=f"chip {status.value}")
