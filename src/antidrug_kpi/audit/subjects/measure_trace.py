"""A measure with all its subjects in the register's order, and the subjects that are drawn of it for a working paper."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.audit.subjects.subject_blocks import POPULATIONS, SubjectBlock
from antidrug_kpi.audit.subjects.trace_terms import TraceTerms
from antidrug_kpi.audit.subjects.traced_subjects import list_blocks
from antidrug_kpi.issues import Address
from antidrug_kpi.measures.compute import Computation
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.plans.plan import Indicator

Subject = tuple[SubjectBlock, int]
"""A subject by its block and its position in it."""


@dataclass(frozen=True)
class MeasureTrace:
    """A measure, its result, and subjects of it in the order of the register; `counts` says how many subjects each population
    has, drawn or not.
    """

    indicator: Indicator
    measure: Measure
    result: MeasureResult
    subjects: Sequence[Subject]
    counts: Mapping[str, int]


def trace_measures(computations: Iterable[Computation], terms: TraceTerms) -> Iterator[MeasureTrace]:
    """Each measure that was computed with all its subjects."""
    specs = {measure.id: (indicator, measure) for indicator, measure in terms.plan.measures}
    for computation in computations:
        indicator, measure = specs[computation.result.id]
        blocks = list_blocks(measure, computation, terms)
        counts = Counter(population for block in blocks for population in block.populations.tolist())
        yield MeasureTrace(indicator, measure, computation.result, order_subjects(blocks), counts)


def order_subjects(blocks: Sequence[SubjectBlock]) -> list[Subject]:
    """The subjects of several blocks in the order of their first rows, a register's together."""
    registers = list(dict.fromkeys(block.register.spec.id for block in blocks))
    keyed = [
        (registers.index(block.register.spec.id), row, number, at)
        for number, block in enumerate(blocks)
        for at, row in enumerate(block.groups.first_rows.tolist())
    ]
    keyed.sort()
    return [(blocks[number], at) for _, _, number, at in keyed]


def draw_sample(trace: MeasureTrace, count: int, seed: int) -> MeasureTrace:
    """The trace with `count` subjects of each population, all where there are fewer: those whose seed and address have the least
    SHA-256, so that the same seed draws the same subjects and nobody can choose them.
    """
    drawn: set[int] = set()
    for population in POPULATIONS:
        digests = [
            (digest_subject(seed, find_first_place(subject)), number)
            for number, subject in enumerate(trace.subjects)
            if subject[0].populations[subject[1]] == population
        ]
        drawn.update(number for _, number in sorted(digests)[:count])
    return replace(trace, subjects=[subject for number, subject in enumerate(trace.subjects) if number in drawn])


def find_first_place(subject: Subject) -> Address:
    """The address of the subject's first row that counts, or of its first row."""
    block, at = subject
    return block.register.locate(int(block.groups.first_rows[at]))


def digest_subject(seed: int, place: Address) -> str:
    """The hexadecimal SHA-256 of seed|file|sheet|row; a delimited file has no sheet."""
    return hashlib.sha256(f"{seed}|{place.file}|{place.sheet or ''}|{place.row}".encode()).hexdigest()
