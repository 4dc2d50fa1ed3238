"""Descriptions in the evidence that an office should look at: they count, and may not be what the source asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass

from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.evidence.own_rows import OwnRows
from antidrug_kpi.measures.measure_scope import Rows
from antidrug_kpi.plans.measure_specs import Evidence
from antidrug_kpi.plans.plan import EvidenceColumns, Placeholders, Plan
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import Register

# Numbers of annexes and the marks around a text say nothing by themselves.
_MARKS = frozenset("0123456789abcdefg一二三四五六七八九十〇之第-–~、,.。:：;；()[]「」『』【】〈〉《》!/*#")
LONGEST_PLACEHOLDER = 40


@dataclass(frozen=True)
class Doubt:
    """A row of the evidence whose description is asked about: the placeholder it is, or the word in it and why that matters."""

    row: int
    text: str
    word: str = ""
    why: str = ""


def find_doubts(plan: Plan, measure: Evidence, own: Rows) -> Iterator[Doubt]:
    """The doubtful descriptions of a measure's elements, of its `own` rows; `row` is the position in the register."""
    columns = plan.evidence
    if columns is None or not len(own):
        return
    elements = {squeeze(element): element for element in measure.evidence.elements}
    is_placeholder = _make_test(columns.placeholders)
    for row, word, text in zip(own.index, own[columns.element], own[columns.text], strict=True):
        element = elements.get(squeeze(word)) if isinstance(word, str) else None
        if element is None or not isinstance(text, str):
            continue
        if is_placeholder(text):
            yield Doubt(int(row), text)
        doubtful = measure.evidence.questioned.get(element)
        words = doubtful.words if doubtful is not None else ()
        named = next((each for each in words if squeeze(each).casefold() in squeeze(text).casefold()), None)
        if doubtful is not None and named is not None:
            yield Doubt(int(row), text, named, doubtful.text)


def _make_test(placeholders: Placeholders | None) -> Callable[[str], bool]:
    """Whether a text is nothing but words that hold the place."""
    if placeholders is None:
        return lambda _text: False
    holding = {squeeze(word).casefold() for word in placeholders.words}
    beside = {squeeze(word).casefold() for word in placeholders.beside} | _MARKS

    def is_placeholder(text: str) -> bool:
        squeezed = squeeze(text).casefold()
        return len(squeezed) <= LONGEST_PLACEHOLDER and _is_made_of(squeezed, holding, beside)

    return is_placeholder


def _is_made_of(text: str, holding: Set[str], beside: Set[str]) -> bool:
    """Whether the text is words that hold the place, at least one of them, and words that stand beside such, in any order."""
    words = {**dict.fromkeys(beside, False), **dict.fromkeys(holding, True)}
    # Where a word can begin, and whether one that holds the place stands before it: each place is looked at once.
    reached: list[set[bool]] = [set() for _ in range(len(text) + 1)]
    reached[0].add(False)
    for start, known in enumerate(reached[:-1]):
        for word, holds in words.items() if known else ():
            if text.startswith(word, start):
                reached[start + len(word)] |= {has or holds for has in known}
    return True in reached[-1]


def list_description_questions(plan: Plan, measure: Evidence, own: Rows) -> list[str]:
    """What a measure asks about its own accepted rows, each kind once with how many there are."""
    doubts = list(find_doubts(plan, measure, own))
    places = sum(not doubt.word for doubt in doubts)
    shown = "、".join(dict.fromkeys(f"「{doubt.text}」" for doubt in doubts if not doubt.word))
    questions = [f"請確認：說明只寫{shown}，尚無內容，仍予列計（{places} 列）"] if places else []
    for why, count in Counter(doubt.why for doubt in doubts if doubt.word).items():
        shown = "、".join(dict.fromkeys(f"「{doubt.text}」" for doubt in doubts if doubt.why == why))
        questions.append(f"請確認：{why}；{shown}仍予列計（{count} 列）")
    return questions


def find_doubtful_descriptions(own_rows: OwnRows) -> list[Issue]:
    """A question for each such row, with its address."""
    plan, columns = own_rows.plan, own_rows.plan.evidence
    register = own_rows.registers.get(columns.register_) if columns is not None else None
    if columns is None or register is None or not _has_columns(columns, register):
        return []
    found: dict[tuple[int, str], Issue] = {}
    for _, measure in plan.measures:
        if isinstance(measure, Evidence):
            for doubt in find_doubts(plan, measure, own_rows.select_evidence(measure, register.frame)):
                kind = kinds.DESCRIPTION_DOUBTFUL if doubt.word else kinds.DESCRIPTION_PLACEHOLDER
                facts = {"word": doubt.word, "why": doubt.why} if doubt.word else {}
                found.setdefault((doubt.row, kind.code), register.report(kind, doubt.row, columns.text, doubt.text, facts))
    return list(found.values())


def _has_columns(columns: EvidenceColumns, register: Register) -> bool:
    return all(register.has_column(name) for name in (columns.code, columns.element, columns.text))
