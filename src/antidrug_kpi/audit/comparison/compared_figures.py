"""Two sources laid side by side, measure by measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """A measure on both sides.

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


def compare(a: ComparedSource, b: ComparedSource) -> Comparison:
    """The comparison of two sources; entries and exits only where both are an office's data."""
    specs = [{measure.id: measure for _, measure in source.plan.measures} for source in (a, b)]
    finder = MovementFinder(a.data, b.data) if a.data is not None and b.data is not None else None
    return Comparison(a, b, tuple(_compare_measure(name, a, b, specs, finder) for name in _list_ids(a, b)))


def _list_ids(a: ComparedSource, b: ComparedSource) -> list[str]:
    ordered = [measure.id for source in (a, b) for _, measure in source.plan.measures]
    known = dict.fromkeys([*ordered, *a.figures, *b.figures])
    return [name for name in known if name in a.figures or name in b.figures]


def _compare_measure(
    name: str, a: ComparedSource, b: ComparedSource, specs: list[dict[str, Measure]], finder: MovementFinder | None
) -> MeasureComparison:
    own, other = a.figures.get(name, NO_FIGURES), b.figures.get(name, NO_FIGURES)
    measures = [known.get(name) for known in specs]
    spec = measures[0] or measures[1]
    return MeasureComparison(
        name,
        spec.title if spec is not None else "",
        spec.unit if spec is not None else "",
        own,
        other,
        None if own.exact is None or other.exact is None else other.exact - own.exact,
        _has_fallen(name, a, b, specs),
        _differs(own, other, is_form=SourceKind.FORM in {a.kind, b.kind}),
        None if finder is None else finder.find(measures[0], measures[1], _find_reads((a.plan, b.plan), measures)),
    )


def _differs(own: FigureRecord, other: FigureRecord, *, is_form: bool) -> bool:
    """Whether a status or a figure differs; what a form does not say is no difference."""
    pairs = zip(own.describe().values(), other.describe().values(), strict=True)
    return any(first != second and not (is_form and None in {first, second}) for first, second in pairs)


def _has_fallen(name: str, a: ComparedSource, b: ComparedSource, specs: list[dict[str, Measure]]) -> bool:
    if a.year != b.year or b.as_of <= a.as_of or not all(name in known for known in specs):
        return False
    growing = [list_growing_parts(source.plan, known[name]) for source, known in zip((a, b), specs, strict=True)]
    own, other = (source.figures.get(name, NO_FIGURES).describe() for source in (a, b))
    return any(_is_lower(other[part], own[part]) for part in growing[0] & growing[1])


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
