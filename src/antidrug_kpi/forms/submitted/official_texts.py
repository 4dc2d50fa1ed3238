"""The plan's own words in a form's text: titles, targets and the names of numerator and denominator hold numbers that are no
figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from antidrug_kpi.forms.into.form_words import normalise
from antidrug_kpi.plans.measure_specs import Difference, Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.population_specs import Exclusion, ExclusionByColumn, Population
from antidrug_kpi.registers.cells.squeezing import squeeze

# Stand where the names of numerator and denominator stood.
NUMERATOR_MARK, DENOMINATOR_MARK = "\ue001", "\ue002"
_LEAST = 4  # letters of an official text that is looked for
_TARGETS = re.compile(r"[；;。]\s*(?=\d\.)|(?<=[。])\s*")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_BRACKETS = re.compile(r"\([^()]*\)")
# What our own forms say of a progress that is held against a part of the year: no figure, `figure_words.say_share`.
_SHARE = re.compile(r"\(全年目標[;；,，]?期中以 ?\d+/12 ?計\)")


def list_titles(measure: Measure) -> tuple[str, ...]:
    """The texts that name the measure and its target."""
    target = [measure.target.text] if measure.target is not None else []
    return _list_writings((measure.title, *target))


def list_target_items(target_text: str) -> tuple[str, ...]:
    """The numbered items of an indicator's target, without their numbers."""
    items = _TARGETS.split(target_text)
    return tuple(item for item in _list_writings(re.sub(r"^\s*\d\.\s*", "", item) for item in items) if not item.isdigit())


def blank_official(text: str, measure: Measure, target_text: str) -> str:
    """The text with the plan's own words about the measure left out, and marks in the place of its numerator's and denominator's
    names.
    """
    text = _SHARE.sub(" ", text)
    for title in sorted({*list_titles(measure), *list_target_items(target_text)}, key=len, reverse=True):
        # A share alone is a target as well as a value: 80% is taken out by what stands around it, or not at all.
        if not re.fullmatch(r"[\d%以上下含至少項]*", title):
            text = compile_text(title).sub(" ", text)
    if isinstance(measure, Difference):
        return text
    names = [
        *((name, NUMERATOR_MARK) for name in _list_writings([getattr(measure, "numerator_text", "")])),
        *((name, DENOMINATOR_MARK) for name in _list_writings([getattr(measure, "denominator_text", "")])),
    ]
    for name, mark in sorted(names, key=lambda pair: -len(pair[0])):
        text = compile_text(name).sub(mark, text)
    return text


@lru_cache(maxsize=1024)
def compile_text(letters: str) -> re.Pattern[str]:
    """A pattern of a normalised text, whatever marks stand between its letters."""
    between, within = r"(?:(?!\n)[\W_])*", r"[^\w.\n]*"
    # 完成率10.00% does not hold 完成率100: within a number no point, and no digit behind the last.
    pattern = "".join(
        f"{re.escape(letter)}{'' if not after else within if letter.isdigit() and after.isdigit() else between}"
        for letter, after in zip(letters, [*letters[1:], ""], strict=True)
    )
    return re.compile(pattern + (r"(?!\.?\d)" if letters[-1:].isdigit() else ""), re.IGNORECASE)


def _list_writings(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text without marks, and without what it has in brackets."""
    found: dict[str, None] = {}
    for text in texts:
        whole = squeeze(text)
        for text_part in (whole, _BRACKETS.sub("", whole)):
            writing = ".".join(map(normalise, _POINT.split(text_part)))
            if len(writing) >= _LEAST:
                found[writing] = None
    return tuple(found)


def list_words(words: Sequence[str]) -> tuple[str, ...]:
    """Words of a spec as they are looked for in a normalised text."""
    return tuple(squeeze(word) for word in words)


def list_reasons(plan: Plan, measure: Measure) -> tuple[str, ...]:
    """The reasons for which subjects of a measure are excluded, in all their writings."""
    population = getattr(measure, "population", None)
    return tuple(map(squeeze, _list_reasons(plan, population))) if isinstance(population, Population) else ()


def _list_reasons(plan: Plan, population: Population) -> Iterator[str]:
    for rule in population.exclude:
        if isinstance(rule, Exclusion):
            yield rule.reason
        elif isinstance(rule, ExclusionByColumn):
            for reason, words in rule.reason_in.reasons.items():
                yield from (reason, *words)
            column = plan.find_register(population.register_).find_column(rule.reason_in.column)
            for value in column.values if column is not None else ():
                yield from (value.name, *value.aliases)
