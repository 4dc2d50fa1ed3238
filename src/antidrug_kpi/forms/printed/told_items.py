"""What the report tells of each work item: its statistics drafted, the evidence, and what the office writes itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from antidrug_kpi.forms.document import Paragraph, make_plain_paragraph
from antidrug_kpi.forms.evidence_words import say_items
from antidrug_kpi.forms.figure_words import say_figures
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.statistic_tables import say_rows, tabulate
from antidrug_kpi.forms.printed.statistic_words import say_statistic
from antidrug_kpi.forms.printed.told_parts import TO_WRITE, ToldItem, ToldPart, ToldTable, make_blank
from antidrug_kpi.measures.duties.duty_results import StatisticResult, StatisticStatus
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.plans.duties.work_items import Demand, HandIn, ToldStatistic, WorkItem
from antidrug_kpi.registers.redaction import Redaction

_WITHOUT_FIGURE = {Status.NO_DATA, Status.WITHHELD}


def tell_items(source: FormSource, hand_in: HandIn) -> tuple[ToldItem, ...]:
    """Every work item of the plan in its order, with what this hand-in tells of it."""
    teller = _Teller(source)
    return tuple(ToldItem(item, tuple(teller.tell(item, hand_in))) for item in source.plan.all_work_items)


def tell_statistics(source: FormSource, numbers: tuple[str, ...]) -> tuple[ToldPart, ...]:
    """The statistics of these work items alone, for a chapter that asks for them too."""
    teller = _Teller(source)
    items = {item.id: item for item in source.plan.all_work_items}
    return tuple(part for number in numbers if number in items for part in teller.tell_statistics(items[number]))


class _Teller:
    """The results of an office by what they are known by, and the redaction of what the statistics show."""

    def __init__(self, source: FormSource) -> None:
        self.source = source
        duties = source.duties
        self.statistics = {} if duties is None else {statistic.id: statistic for statistic in duties.statistics}
        rules = () if duties is None else duties.rules
        self.measures = {measure.id: measure for measure in (*source.result.measures, *rules)}
        texts = [text for statistic in self.statistics.values() for text in _list_texts(statistic)]
        self.redaction = source.choose_redaction(texts)

    def tell(self, item: WorkItem, hand_in: HandIn) -> Iterator[ToldPart]:
        if item.is_heading:
            return
        demand = item.demand
        if hand_in == "plan":  # nothing has been done yet
            yield _make_prompt(demand, hand_in)
            return
        yield from self.tell_statistics(item)
        if demand is None:
            yield _make_prompt(demand, hand_in)
            return
        yield from (self._tell_measure(self.measures.get(name)) for name in demand.measures if name in self.measures)
        yield from self._tell_evidence(demand)
        if demand.refers:
            yield make_plain_paragraph(demand.refers)
        yield _make_prompt(demand, hand_in)

    def tell_statistics(self, item: WorkItem) -> Iterator[ToldPart]:
        for told in item.told_statistics:
            if self.source.is_annotated or not told.is_annotation:
                yield from (_redact(part, self.redaction) for part in self._tell_statistic(told))

    def _tell_statistic(self, told: ToldStatistic) -> Iterator[ToldPart]:
        """A sentence, a table or a list; a mean may have a table beside it."""
        result = self.statistics.get(told.id)
        is_blank = result is None or result.status is StatisticStatus.BLANK
        if "{" in told.say:
            yield say_statistic(told, result)
        elif is_blank:
            yield make_blank(before=f"{told.say}：")
        if result is not None and not is_blank:
            yield from self._tell_rows(told, result)
            if self.source.is_annotated:
                yield from (make_plain_paragraph(f"註：{note}", "note") for note in result.notes)

    def _tell_rows(self, told: ToldStatistic, result: StatisticResult) -> Iterator[ToldPart]:
        caption = "" if "{" in told.say else told.say
        if result.table is not None and result.table.rows:
            tables = tabulate(told, result.table, show_ids=self.source.show_ids)
            yield from (replace(table, caption=table.caption if caption else "") for table in tables)
        elif result.listing is not None and result.listing.rows:
            yield make_plain_paragraph(f"{caption}：")
            hides = told.is_annotation and not self.source.show_ids
            yield from map(make_plain_paragraph, say_rows(told, result.listing, hides_private=hides))
        elif caption:
            yield make_plain_paragraph(f"{caption}：無")

    def _tell_measure(self, result: MeasureResult | None) -> Paragraph:
        if result is None or result.status in _WITHOUT_FIGURE:
            return make_blank(before="" if result is None else f"{result.title}：")
        return make_plain_paragraph(f"{result.title}：{say_figures(result)}")

    def _tell_evidence(self, demand: Demand) -> Iterator[Paragraph]:
        """All that is described for these indicators, whether it counts as a whole item or lacks an element."""
        for name in demand.evidence:
            measure = self.measures.get(name)
            if measure is not None and measure.items:
                yield make_plain_paragraph(f"{measure.title}：")
                yield from map(make_plain_paragraph, say_items(measure.items))


def _make_prompt(demand: Demand | None, hand_in: HandIn) -> Paragraph:
    """The blank below what is told, which says what the office writes there."""
    prompt = None if demand is None else demand.prompts.get(hand_in)
    return make_blank(TO_WRITE if prompt is None else f"{TO_WRITE[:-1]}：{prompt}{TO_WRITE[-1]}")


def _list_texts(result: StatisticResult) -> Iterator[str]:
    if result.table is not None:
        yield from (*result.table.rows, *result.table.columns)
    if result.listing is not None:
        yield from (cell for row in result.listing.rows for cell in row if isinstance(cell, str))


def _redact(part: ToldPart, redaction: Redaction) -> ToldPart:
    if isinstance(part, ToldTable):
        headings = tuple(map(redaction.redact, part.headings))
        rows = tuple(tuple(None if text is None else redaction.redact(text) for text in row) for row in part.rows)
        return replace(part, headings=headings, rows=rows)
    return replace(part, runs=tuple(run if run.is_blank else replace(run, text=redaction.redact(run.text)) for run in part.runs))
