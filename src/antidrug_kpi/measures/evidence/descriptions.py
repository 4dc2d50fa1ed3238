"""Doubtful descriptions in the evidence, placeholders above all: they count, and the office is asked about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from antidrug_kpi.issues import Issue
from antidrug_kpi.measures.evidence.rows_by_measure import RowsByMeasure
from antidrug_kpi.measures.measure_scope import RowFrame
from antidrug_kpi.plans.measure_specs import Evidence
from antidrug_kpi.plans.plan import EvidenceColumns, Placeholders, Plan
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.register import TypedRegister

# Numbers of annexes and the marks around a text say nothing by themselves.
_MARKS = frozenset("0123456789abcdefg一二三四五六七八九十〇之第-–~、,.。:：;；()[]「」『』【】〈〉《》!/*#")
LONGEST_PLACEHOLDER = 40


@dataclass(frozen=True)
class DoubtfulDescription:
    """A doubtful description: `row` is its position in the register; `word` and `why` are empty for a placeholder, else the word
    in it that makes it doubtful and the reason.
    """

    row: int
    text: str
    word: str = ""
    why: str = ""


def find_doubtful(plan: Plan, measure: Evidence, rows: RowFrame) -> Iterator[DoubtfulDescription]:
    """The doubtful descriptions among the rows about a measure."""
    columns = plan.evidence
    if columns is None or not len(rows):
        return
    elements = {squeeze(element): element for element in measure.evidence.elements}
    is_placeholder = _make_test(columns.placeholders)
    for row, element_text, text in zip(rows.index, rows[columns.element], rows[columns.text], strict=True):
        element = elements.get(squeeze(element_text)) if isinstance(element_text, str) else None
        if element is None or not isinstance(text, str):
            continue
        if is_placeholder(text):
            yield DoubtfulDescription(int(row), text)
        doubtful = measure.evidence.questioned.get(element)
        words = doubtful.words if doubtful is not None else ()
        named = next((word for word in words if squeeze(word).casefold() in squeeze(text).casefold()), None)
        if doubtful is not None and named is not None:
            yield DoubtfulDescription(int(row), text, named, doubtful.text)


def _make_test(placeholders: Placeholders | None) -> Callable[[str], bool]:
    """Whether a text is nothing but words that hold the place."""
    if placeholders is None:
        return lambda _text: False
    holding = {squeeze(word).casefold() for word in placeholders.words}
    beside = {squeeze(word).casefold() for word in placeholders.beside} | _MARKS
    words = {**dict.fromkeys(beside, False), **dict.fromkeys(holding, True)}

    def is_placeholder(text: str) -> bool:
        squeezed = squeeze(text).casefold()
        return len(squeezed) <= LONGEST_PLACEHOLDER and _is_made_of(squeezed, words)

    return is_placeholder


def _is_made_of(text: str, words: Mapping[str, bool]) -> bool:
    """Whether the text is words that hold the place (true), at least one of them, and words that stand beside such, in any
    order.
    """
    # At each position, whether the words so far can end there, with or without a placeholder among them. One pass suffices.
    reached: list[set[bool]] = [set() for _ in range(len(text) + 1)]
    reached[0].add(False)
    for start, known in enumerate(reached[:-1]):
        for word, holds in words.items() if known else ():
            if text.startswith(word, start):
                reached[start + len(word)] |= {has or holds for has in known}
    return True in reached[-1]


def list_description_questions(plan: Plan, measure: Evidence, rows: RowFrame) -> list[str]:
    """Questions about the doubtful descriptions among a measure's accepted rows, one for each kind of doubt, with counts."""
    doubts = list(find_doubtful(plan, measure, rows))
    places = sum(not doubt.word for doubt in doubts)
    shown = "、".join(dict.fromkeys(f"「{doubt.text}」" for doubt in doubts if not doubt.word))
    questions = [f"請確認：說明只寫{shown}，尚無內容，仍予列計（{places} 列）"] if places else []
    for why, count in Counter(doubt.why for doubt in doubts if doubt.word).items():
        shown = "、".join(dict.fromkeys(f"「{doubt.text}」" for doubt in doubts if doubt.why == why))
        questions.append(f"請確認：{why}；{shown}仍予列計（{count} 列）")
    return questions


def report_doubtful_descriptions(rows_by_measure: RowsByMeasure) -> list[Issue]:
    """An issue of level question for each doubtful description in the evidence, at its cell."""
    plan, columns = rows_by_measure.plan, rows_by_measure.plan.evidence
    register = rows_by_measure.registers.get(columns.register_) if columns is not None else None
    if columns is None or register is None or not _has_columns(columns, register):
        return []
    found: dict[tuple[int, str], Issue] = {}
    for _, measure in plan.measures:
        if isinstance(measure, Evidence):
            for doubt in find_doubtful(plan, measure, rows_by_measure.select_evidence(measure, RowFrame(register.frame))):
                kind = kinds.DESCRIPTION_DOUBTFUL if doubt.word else kinds.DESCRIPTION_PLACEHOLDER
                facts = {"word": doubt.word, "why": doubt.why} if doubt.word else {}
                found.setdefault((doubt.row, kind.code), register.report(kind, doubt.row, columns.text, doubt.text, facts))
    return list(found.values())


def _has_columns(columns: EvidenceColumns, register: TypedRegister) -> bool:
    return all(register.has_column(name) for name in (columns.code, columns.element, columns.text))
