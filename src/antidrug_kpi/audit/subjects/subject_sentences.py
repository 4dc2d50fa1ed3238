"""Subjects told in sentences: what of them decided, clause by clause, and where that puts them.

新收 112/7/6，在收案期間 112/7/1–113/6/30 內；結案 112/10/14，留置 100 日，未滿 180 日；結案原因「死亡」屬可排除 → 排除
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from antidrug_kpi.audit.subjects.case_facts import CaseFacts
from antidrug_kpi.audit.subjects.fact_words import FactWords, show_number
from antidrug_kpi.audit.subjects.phrases import Parts, join_parts, phrase_reason, tell
from antidrug_kpi.audit.subjects.row_groups import RowGroups
from antidrug_kpi.audit.subjects.shown_cells import ShownCells
from antidrug_kpi.audit.subjects.subject_blocks import OUTSIDE, POPULATION_WORDS, Objects
from antidrug_kpi.measures.clause_results import FAILS, HOLDS, NOT_REACHED, Clause, ClauseResults, ClauseStage
from antidrug_kpi.measures.measure_scope import Integers
from antidrug_kpi.measures.population_table import PopulationTable
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.registers.register import TypedRegister

ARROW = " → "


@dataclass(frozen=True)
class RowSentences:
    """Tells rows of a register by their position: what made the population select them, or not."""

    register: TypedRegister
    results: ClauseResults
    words: FactWords
    cells: ShownCells

    @cached_property
    def accepted(self) -> Integers:
        """The positions in the register of the rows that were asked, in order."""
        return self.results.subjects.frame.index

    @cached_property
    def _facts(self) -> CaseFacts:
        return CaseFacts(self.results.subjects, self.results.masks)

    def say(self, row: int, *, only_failing: bool) -> Parts:
        """What the row has that the clauses ask for, of all clauses or of those that fail."""
        at = self.places[row]
        asked = [clause for clause, results in self._results if not only_failing or results[at] == FAILS]
        return say_clauses(asked, self._facts, at, self.words)

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The place of each accepted row among them."""
        return dict(zip(self.accepted.tolist(), range(len(self.accepted)), strict=True))

    @cached_property
    def _results(self) -> list[tuple[Clause, list[int]]]:
        return list_results(self.results.clauses)

    def point(self, row: int, first: int) -> str:
        """Where a row stands, beside the first of its subject."""
        place = self.register.point(row, first).strip()
        return place if place.startswith("第") else self.cells.redact_texts([place])[0]


def list_results(clauses: Sequence[Clause]) -> list[tuple[Clause, list[int]]]:
    """Clauses with their results as plain numbers, which are looked up one by one."""
    return [(clause, clause.results.tolist()) for clause in clauses]


def say_clauses(clauses: Sequence[Clause], facts: CaseFacts, at: int, words: FactWords) -> Parts:
    """Conditions told of the subject at a position, each part once."""
    conditions = [clause.part for clause in clauses if not isinstance(clause.part, p.Exclusion | p.ExclusionByColumn)]
    return join_parts(tell(condition, facts, at, words) for condition in conditions)


@dataclass(frozen=True)
class OutsideView:
    """How a population saw the rows outside it: row by row, and as the subject (-1: none) that it did not keep."""

    label: str
    rows: RowSentences
    kept: ClauseResults
    owner: Integers

    def say_reason(self, row: int) -> str:
        """Why the row does not count."""
        at = self._owners[self.rows.places[row]]
        if at < 0:
            parts = self.rows.say(row, only_failing=True)
        else:
            failing = [clause for clause, results in self._kept_results if results[at] == FAILS]
            parts = say_clauses(failing, self._kept_facts, at, self.rows.words)
        return "，".join(parts)

    @cached_property
    def _owners(self) -> list[int]:
        owners: list[int] = self.owner.tolist()
        return owners

    @cached_property
    def _kept_results(self) -> list[tuple[Clause, list[int]]]:
        return list_results(self.kept.clauses)

    @cached_property
    def _kept_facts(self) -> CaseFacts:
        return CaseFacts(self.kept.subjects, self.kept.masks)


@dataclass(frozen=True)
class CountedSentences:
    """Tells the subjects of a population table by their position in it.

    `outside` is how the population saw the rows of a person that do not count. `kept` holds the clauses that keep subjects, over
    all subjects of the selected rows; `is_kept` are the positions there of those in the table.
    """

    population: p.Population
    table: PopulationTable
    groups: RowGroups
    populations: Objects
    rows: RowSentences
    outside: OutsideView
    kept: ClauseResults
    is_kept: Integers
    results: ClauseResults

    def find_reason(self, at: int) -> str | None:
        reason = self.table.reasons[at]
        return reason if isinstance(reason, str) else None

    def say(self, at: int) -> str:
        rows = self.groups.list_rows(at)
        word = POPULATION_WORDS[self.populations[at]]
        groups = list(self._list_groups(at, rows))
        lines = list(self._list_lines(at, rows)) if len(rows) > 1 else []
        said: set[str] = set()
        stages = []
        for group in groups:
            fresh = [part for part in group if part not in said]
            said.update(fresh)
            stages += ["，".join(fresh)] if fresh else []
        last = "；".join(stages) or f"「{self.rows.register.spec.title}」之列"
        return "\n".join([*lines, f"{last}{ARROW}{word}"])

    def _list_lines(self, at: int, rows: Sequence[int]) -> Iterator[str]:
        """A line for each row of a subject that has several, those that do not count behind the others."""
        counting = int(self.groups.counting[at])
        for number, row in enumerate(rows):
            place = self.rows.point(row, rows[0])
            if number < counting:
                yield f"{place}：{'，'.join(self.rows.say(row, only_failing=False)) or '列入'}"
            else:
                yield f"{place}：{self.outside.say_reason(row)}{ARROW}{POPULATION_WORDS[OUTSIDE]}"

    def _list_groups(self, at: int, rows: Sequence[int]) -> Iterator[Parts]:
        if len(rows) == 1:
            yield self.rows.say(rows[0], only_failing=False)
        yield say_clauses(self.kept.clauses, self._kept_facts, int(self.is_kept[at]), self.rows.words)
        asked = []
        for clause, results in self._results:
            if results[at] == NOT_REACHED:
                continue
            if clause.stage is ClauseStage.EXCLUSION:
                yield from self._say_exclusion(clause, at, is_hit=results[at] == HOLDS)
            elif clause.stage is ClauseStage.NUMERATOR or results[at] == HOLDS:
                asked.append(clause)
        yield say_clauses(asked, self._facts, at, self.rows.words)
        yield tuple(self._say_amounts(at))

    def _say_exclusion(self, clause: Clause, at: int, *, is_hit: bool) -> Iterator[Parts]:
        """A rule that takes the subject out, or one that would but for its reason; nothing where it is not about the subject."""
        rule, words = clause.part, self.rows.words
        if isinstance(rule, p.ExclusionByColumn):
            value = self._facts.of_decisive_rows.get(rule.reason_in.column, at)
            is_asked = rule.when is None or self._facts.holds(rule.when, at)
            if is_asked and value is not None:
                yield () if rule.when is None else tell(rule.when, self._facts, at, words)
                yield phrase_reason(rule, str(value), words, is_reason=is_hit)
        elif isinstance(rule, p.Exclusion) and is_hit:
            yield (*tell(rule.when, self._facts, at, words), rule.reason)

    def _say_amounts(self, at: int) -> Iterator[str]:
        """What the subject adds to sums."""
        sums = (
            (self.population.numerator_sum, self.table.numerator_amounts),
            (self.population.denominator_sum, self.table.denominator_amounts),
        )
        for columns, amounts in sums:
            if columns:
                yield f"{'＋'.join(columns)} {show_number(amounts[at])}"

    @cached_property
    def _results(self) -> list[tuple[Clause, list[int]]]:
        return list_results(self.results.clauses)

    @cached_property
    def _facts(self) -> CaseFacts:
        return CaseFacts(self.results.subjects, self.results.masks)

    @cached_property
    def _kept_facts(self) -> CaseFacts:
        return CaseFacts(self.kept.subjects, self.kept.masks)


@dataclass(frozen=True)
class OutsideSentences:
    """Tells the subjects that are outside, by the row that came nearest to being selected."""

    views: tuple[OutsideView, ...]
    groups: RowGroups
    nearest: Integers

    def find_reason(self, at: int) -> str:
        return self._say_reason(int(self.nearest[at]))

    def say(self, at: int) -> str:
        rows = self.groups.list_rows(at)
        word = POPULATION_WORDS[OUTSIDE]
        if len(rows) == 1:
            return f"{self._say_reason(rows[0])}{ARROW}{word}"
        point = self.views[0].rows.point
        return "\n".join(f"{point(row, rows[0])}：{self._say_reason(row)}{ARROW}{word}" for row in rows)

    def _say_reason(self, row: int) -> str:
        reasons = (f"{view.label}：{view.say_reason(row)}" if view.label else view.say_reason(row) for view in self.views)
        return "；".join(reasons)
