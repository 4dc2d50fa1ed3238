"""Faults planted into a right form, one of every cause of the contract's table, as offices make them.

Each is made from the calculator's own figures: a percentage cut off, one unit off or of other parts; of the other report or
of another month-end; another reading; an excluded reason counted; a rejected row counted; those of another measure; parts or a
value a few off; a box or a verdict turned round; a blank, a placeholder, a text without a figure, two numerators.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from random import Random

from antidrug_kpi.plans.loading.loader import load_plan
from oracle.readings import ALTERNATIVES, place_of
from oracle.results import half_up

from .truth import NO_FIGURES, PLAIN_REASONS, Truth
from .typed_texts import ITEMS, MEANS, PARTS_MEASURES, Figures, type_figures

# Ratios of rows without a condition on the rows: every rejected row could have been counted.
WHOLE_REGISTERS = {"1.1.2": "學校清冊", "4.8": "志工"}


@dataclass(frozen=True)
class Planted:
    """A planted fault: its cause, the text that is typed, the figures in it, and the box where it is turned round."""

    cause: str
    text: str | None
    figures: Figures | None = None
    progress: str | None = None


def plant(rng: Random, cause: str, measure: str, truth: Truth) -> Planted | None:
    """A fault of this cause in a measure; none where the office's figures do not allow it."""
    return _PLANTERS[cause](rng, measure, truth)


def list_causes() -> tuple[str, ...]:
    """All causes that are planted."""
    return tuple(_PLANTERS)


def _is_ratio(measure: str) -> bool:
    return measure not in (*ITEMS, *PARTS_MEASURES, *MEANS)


def _type(rng: Random, cause: str, figures: Figures, *, parts: bool = True) -> Planted:
    """The fault typed without what would contradict the figures by itself."""
    bare = replace(figures, attainment=None, shortfall=None, status="reported")
    return Planted(cause, type_figures(rng, bare, must_have_parts=parts), bare)


def _with_parts(figures: Figures, top: int, bottom: int) -> Figures | None:
    if top < 0 or bottom <= 0:
        return None
    return replace(figures, numerator=top, denominator=bottom, value=Fraction(top, bottom) * 100)


def not_filled(rng: Random, measure: str, truth: Truth) -> Planted | None:
    texts = (None, "", "－", "○", "（請填寫）", "【待填】", "待補", "辦理中", "詳附件", "資料未備", "分子○／分母○＝○%", "____")
    return Planted("not_filled", rng.choice(texts))


def unreadable(rng: Random, measure: str, truth: Truth) -> Planted | None:
    texts = ("依計畫辦理，成效良好", "持續推動各項工作", "已於期程內完成") if not _is_ratio(measure) else (
        "依計畫持續辦理", "分子3、分母5，分子4", "3/5=60%；4/5=80%", "60%（61%）")  # fmt: skip
    return Planted("unreadable", rng.choice(texts))


def no_data(rng: Random, measure: str, truth: Truth) -> Planted | None:
    if truth.results[measure]["status"] not in NO_FIGURES or not _is_ratio(measure):
        return None
    return Planted("no_data", rng.choice(("3/5=60%", "分子 12／分母 20＝60.00%", "60%")))


def rounding(rng: Random, measure: str, truth: Truth) -> Planted | None:
    figures = truth.figures[measure]
    if figures.value is None or not _is_ratio(measure) or figures.denominator in (None, 0):
        return None
    cut = f"{int(figures.value * 100) // 100}.{int(figures.value * 100) % 100:02d}"
    right = half_up(figures.value)
    wrong = cut if cut != right and rng.random() < 0.5 else half_up(Fraction(right) + Fraction(1, 100))
    return _type(rng, "rounding", replace(figures, value_text=wrong))


def own_parts(rng: Random, measure: str, truth: Truth) -> Planted | None:
    figures = truth.figures[measure]
    if figures.value is None or not _is_ratio(measure) or figures.denominator in (None, 0):
        return None
    return _type(rng, "own_parts", replace(figures, value_text=half_up(figures.value + rng.choice((2, 5, 11)))))


def reading(rng: Random, measure: str, truth: Truth) -> Planted | None:
    place = place_of(measure)
    figures = truth.figures[measure]
    if place is None or not _is_ratio(measure) or figures.value is None:
        return None
    for name in rng.sample(ALTERNATIVES[place], len(ALTERNATIVES[place])):
        other = truth.under(measure, [name])
        made = _with_parts(figures, other["numerator"], other["denominator"]) if other["value"] is not None else None
        if made is not None and not _has_same_parts(made, figures):
            return _type(rng, "reading", made)
    return None


def window(rng: Random, measure: str, truth: Truth) -> Planted | None:
    others = [
        {"report": "midterm" if truth.options["report"] == "final" else "final"},
        {"as_of": "2024-09-30"},
        {"as_of": "2023-12-31"},
    ]
    other = truth.at(rng.choice(others))[measure]
    figures = truth.figures[measure]
    if not _is_ratio(measure) or figures.value is None or other["value"] is None or not other["denominator"]:
        return None
    made = _with_parts(figures, other["numerator"], other["denominator"])
    if made is None or (made.numerator, made.denominator) == (figures.numerator, figures.denominator):
        return None
    return _type(rng, "window", made)


def exclusion(rng: Random, measure: str, truth: Truth) -> Planted | None:
    result, figures = truth.results[measure], truth.figures[measure]
    reasons = [entry["reason"] for entry in result["excluded"]]
    if not reasons or measure not in (*PLAIN_REASONS, "2.9") or figures.value is None:
        return None
    counts = truth.without(measure, rng.sample(reasons, min(len(reasons), rng.choice((1, 2)))))
    made = None if counts is None else _with_parts(figures, *counts)
    if made is None or (made.numerator, made.denominator) == (figures.numerator, figures.denominator):
        return None
    return _type(rng, "exclusion", made)


def rejected_counted(rng: Random, measure: str, truth: Truth) -> Planted | None:
    figures = truth.figures[measure]
    if measure not in WHOLE_REGISTERS or truth.results[measure]["source"] != "register" or figures.value is None:
        return None
    rejected = truth.count_rejected(WHOLE_REGISTERS[measure], measure)
    if not rejected:
        return None
    more = rng.randint(1, rejected)
    made = _with_parts(figures, (figures.numerator or 0) + rng.randint(0, more), (figures.denominator or 0) + more)
    return None if made is None else _type(rng, "rejected_counted", made)


def other_row(rng: Random, measure: str, truth: Truth) -> Planted | None:
    figures = truth.figures[measure]
    others = [
        other
        for name, other in truth.figures.items()
        if _is_ratio(name) and other.value is not None and other.denominator and not _has_same_parts(other, figures)
    ]
    if not _is_ratio(measure) or figures.value is None or not others:
        return None
    other = rng.choice(others)
    return _type(rng, "other_row", replace(figures, numerator=other.numerator, denominator=other.denominator, value=other.value))


def _has_same_parts(one: Figures, other: Figures) -> bool:
    return (one.numerator, one.denominator) == (other.numerator, other.denominator)


def numerator(rng: Random, measure: str, truth: Truth) -> Planted | None:
    return _shift(rng, measure, truth, "numerator", rng.choice((-1, 1, 7)), 0)


def denominator(rng: Random, measure: str, truth: Truth) -> Planted | None:
    return _shift(rng, measure, truth, "denominator", 0, rng.choice((-1, 1, 9)))


def both(rng: Random, measure: str, truth: Truth) -> Planted | None:
    return _shift(rng, measure, truth, "both", rng.choice((-1, 2)), rng.choice((3, 50)))


def _shift(rng: Random, measure: str, truth: Truth, cause: str, top: int, bottom: int) -> Planted | None:
    figures = truth.figures[measure]
    if not _is_ratio(measure) or figures.value is None:
        return None
    made = _with_parts(figures, (figures.numerator or 0) + top, (figures.denominator or 0) + bottom)
    return None if made is None else _type(rng, cause, made)


def value(rng: Random, measure: str, truth: Truth) -> Planted | None:
    figures = truth.figures[measure]
    if not _is_ratio(measure) or figures.value is None:
        return None
    wrong = half_up(figures.value + rng.choice((Fraction(3), Fraction(-3, 2), Fraction(20))))
    text = rng.choice((f"{wrong}%", f"為{wrong}％", f"比率 {wrong} %")) if not wrong.startswith("-") else None
    return None if text is None else Planted("value", text, replace(figures, numerator=None, denominator=None, value_text=wrong))


def progress(rng: Random, measure: str, truth: Truth) -> Planted | None:
    figures = truth.figures[measure]
    result = truth.results[measure]
    if not _is_ratio(measure) or result["progress"] is None or figures.value is None:
        return None
    if rng.random() < 0.5:
        wrong = "未達成" if result["status"] == "met" else "已達成"
        return Planted("progress", f"{figures.numerator}/{figures.denominator}={half_up(figures.value)}%，{wrong}", figures)
    if len(next(part.measures for part in load_plan("mohw-113").indicators for own in part.measures if own.id == measure)) > 1:
        return None
    turned = "符合" if result["progress"] == "落後" else "落後"
    return Planted("progress", f"{figures.numerator}/{figures.denominator}={half_up(figures.value)}%", figures, turned)


_PLANTERS: dict[str, Callable[[Random, str, Truth], Planted | None]] = {
    planter.__name__: planter
    for planter in (
        not_filled, unreadable, no_data, rounding, own_parts, reading, window, exclusion, rejected_counted, other_row, numerator,
        denominator, both, value, progress,
    )
}  # fmt: skip


def plant_some(rng: Random, truth: Truth, most: int) -> dict[str, Planted]:
    """Faults in some measures, of as many causes as the office's figures allow."""
    return dict(_plant_each(rng, truth, most))


def _plant_each(rng: Random, truth: Truth, most: int) -> Iterator[tuple[str, Planted]]:
    measures = list(truth.results)
    rng.shuffle(measures)
    causes = ["rejected_counted", "exclusion", "reading", *_PLANTERS, "window"]
    count = 0
    for cause in causes * 3:
        for measure in measures:
            planted = plant(rng, cause, measure, truth)
            if planted is not None:
                yield measure, planted
                measures.remove(measure)
                count += 1
                break
        if count == most:
            return
