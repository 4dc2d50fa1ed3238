"""The head counts of a form: how many rows of a register fulfil a condition, with notes on what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.forms.document import Paragraph, make_plain_paragraph
from antidrug_kpi.forms.printed.filled_places import CountedPlaces, Value, fill_paragraph
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.office_notes import make_office_notes
from antidrug_kpi.forms.printed.printed_faults import say_missing, say_rejected
from antidrug_kpi.measures.acceptance import Acceptance, accept_columns
from antidrug_kpi.measures.condition_masks import filter_related
from antidrug_kpi.plans.form_specs import HeadCount
from antidrug_kpi.plans.reads.form_reads import find_count_reads


@dataclass(frozen=True)
class HeadCounts:
    """The values of a form's counts by name, none where their register cannot be counted, and the notes on each of them: what was
    not counted, which is for the office, and what is counted without being printed.
    """

    values: Mapping[str, Value]
    faults: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]

    def list_notes(self, names: Sequence[str]) -> tuple[Paragraph, ...]:
        """The notes on these counts, each said once."""
        faults, notes = (dict.fromkeys(note for name in names for note in kind[name]) for kind in (self.faults, self.notes))
        return *make_office_notes(faults), *(make_plain_paragraph(f"註：{note}", "note") for note in notes)


def count_heads(counts: Sequence[HeadCount], source: FormSource) -> HeadCounts:
    """Every count of a form.

    A row that is rejected for one count is rejected for all counts of its register, so that parts add up to their total.
    """
    values: dict[str, Value] = {}
    faults: dict[str, tuple[str, ...]] = {}
    notes: dict[str, tuple[str, ...]] = {}
    # By register, since all counts of a register are made from the same accepted rows.
    for register in dict.fromkeys(count.register_ for count in counts):
        of_register = [count for count in counts if count.register_ == register]
        acceptance = accept_columns(source.plan, find_count_reads(of_register), source.registers, source.periods)
        is_countable = not acceptance.missing and not acceptance.emptied
        said = source.hide_in(_say_acceptance(acceptance, of_register, source))
        for count in of_register:
            values[count.name] = _count(count, acceptance) if is_countable else None
            faults[count.name] = said
            notes[count.name] = source.hide_in(_say_rest(count, acceptance) if is_countable else ())
    return HeadCounts(values, faults, notes)


def _count(count: HeadCount, acceptance: Acceptance) -> CountedPlaces:
    rows = filter_related(count, acceptance.scope)
    if count.by is None:
        return CountedPlaces(len(rows), {})
    return CountedPlaces(
        len(rows), {str(value): int(number) for value, number in rows[count.by].value_counts(sort=False).items() if number}
    )


def _say_acceptance(acceptance: Acceptance, counts: Sequence[HeadCount], source: FormSource) -> Iterator[str]:
    if acceptance.missing:
        yield say_missing(acceptance.missing)
    for name, columns in find_count_reads(counts).items():
        if name in acceptance.rejected:
            wanted = columns | set(source.plan.find_register(name).key_columns)
            yield from say_rejected(source.registers[name], acceptance.rejected[name], wanted, "未計入上列人數")


def _say_rest(count: HeadCount, acceptance: Acceptance) -> Iterator[str]:
    """A note that some of those counted have a value that the form does not print, or none."""
    counted = _count(count, acceptance)
    others = {value: number for value, number in counted.by_value.items() if value not in count.values}
    blank = counted.total - sum(counted.by_value.values())
    if count.rest is not None and (others or blank):
        words = "、".join([*(f"「{value}」" for value in others), *(["空白"] if blank else [])])
        yield fill_paragraph(count.rest, {"count": sum(others.values()) + blank, "values": words}).text
