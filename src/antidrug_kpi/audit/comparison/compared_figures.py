"""Two sources laid side by side, measure by measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from antidrug_kpi.audit.comparison.compared_sources import ComparedSource, SourceKind
from antidrug_kpi.audit.comparison.movements import MovementFinder, Movements
from antidrug_kpi.audit.figure_records import NO_FIGURES, FigureRecord, Shown
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.columns_read import find_columns_read, merge_columns
from antidrug_kpi.plans.reads.growing_parts import list_growing_parts


@dataclass(frozen=True)
class MeasureComparison:
    """A measure on both sides: by A's id, or B's where A does not have it; `other_id` is B's where the two differ.

    `change` is the exact value of B less that of A, None where one has none; `fell` marks a figure of the same year that is lower
    at the later day although it can only grow; `differs` whether anything is different. `movements` are of two sets of data only.
    """

    id: str
    title: str
    unit: str
    a: FigureRecord
    b: FigureRecord
    change: Fraction | None
    fell: bool
    differs: bool
    movements: Movements | None = None
    other_id: str | None = None

    @property
    def name(self) -> str:
        """3.3, or 3.3→3.4 of a measure that has another number in B."""
        return self.id if self.other_id is None else f"{self.id}→{self.other_id}"


@dataclass(frozen=True)
class Comparison:
    """Two sources and their measures, in the order of the first one's plan, then those that only the second one's has."""

    a: ComparedSource
    b: ComparedSource
    measures: tuple[MeasureComparison, ...]

    @property
    def differs(self) -> bool:
        """Whether any figure or status differs."""
        return any(measure.differs for measure in self.measures)


Names = tuple[str | None, str | None]
"""The id of a measure in A and in B; None where a side does not have it."""


def compare(a: ComparedSource, b: ComparedSource, names: Sequence[Names] | None = None) -> Comparison:
    """The comparison of two sources; entries and exits only where both are an office's data. A measure is the same on both sides
    where its id is, unless `names` say which is which.
    """
    specs = [{measure.id: measure for _, measure in source.plan.measures} for source in (a, b)]
    finder = MovementFinder(a.data, b.data) if a.data is not None and b.data is not None else None
    wanted = [pair for pair in names or _list_names(a, b) if pair[0] in a.figures or pair[1] in b.figures]
    return Comparison(a, b, tuple(_compare_measure(pair, (a, b), specs, finder) for pair in wanted))


def _list_names(a: ComparedSource, b: ComparedSource) -> list[Names]:
    ordered = [measure.id for source in (a, b) for _, measure in source.plan.measures]
    return [(name, name) for name in dict.fromkeys([*ordered, *a.figures, *b.figures])]


def _compare_measure(
    names: Names, sides: tuple[ComparedSource, ComparedSource], specs: list[dict[str, Measure]], finder: MovementFinder | None
) -> MeasureComparison:
    a, b = sides
    own, other = (
        NO_FIGURES if name is None else side.figures.get(name, NO_FIGURES) for name, side in zip(names, sides, strict=True)
    )
    measures = [None if name is None else known.get(name) for name, known in zip(names, specs, strict=True)]
    spec = measures[0] or measures[1]
    return MeasureComparison(
        names[0] or names[1] or "",
        spec.title if spec is not None else "",
        spec.unit if spec is not None else "",
        own,
        other,
        None if own.exact is None or other.exact is None else other.exact - own.exact,
        _has_fallen(sides, measures, (own, other)),
        _differs(own, other, is_form=SourceKind.FORM in {a.kind, b.kind}),
        None if finder is None else finder.find(measures[0], measures[1], _find_reads((a.plan, b.plan), measures)),
        names[1] if None not in names and names[0] != names[1] else None,
    )


def _differs(own: FigureRecord, other: FigureRecord, *, is_form: bool) -> bool:
    """Whether a status or a figure differs; what a form does not say is no difference."""
    pairs = zip(own.describe().values(), other.describe().values(), strict=True)
    return any(first != second and not (is_form and None in {first, second}) for first, second in pairs)


def _has_fallen(
    sides: tuple[ComparedSource, ComparedSource], measures: Sequence[Measure | None], figures: tuple[FigureRecord, FigureRecord]
) -> bool:
    (a, b), (own, other) = sides, measures
    if a.year != b.year or b.as_of <= a.as_of or own is None or other is None:
        return False
    earlier, later = (record.describe() for record in figures)
    growing = list_growing_parts(a.plan, own) & list_growing_parts(b.plan, other)
    return any(_is_lower(later[part], earlier[part]) for part in growing)


def _is_lower(later: Shown, earlier: Shown) -> bool:
    return later is not None and earlier is not None and Fraction(later) < Fraction(earlier)


def _find_reads(plans: tuple[Plan, Plan], measures: list[Measure | None]) -> Mapping[str, frozenset[str]]:
    """Register id → the columns that the measure reads under either plan."""
    reads: dict[str, frozenset[str]] = {}
    for found in _list_reads(plans, measures):
        reads = merge_columns(reads, found)
    return reads


def _list_reads(plans: tuple[Plan, Plan], measures: list[Measure | None]) -> Iterator[Mapping[str, frozenset[str]]]:
    for plan, measure in zip(plans, measures, strict=True):
        if measure is not None:
            yield find_columns_read(plan, measure)
