"""Whether tie-outs can be computed and their examples run: ids used once, measures with the figure asked for, known tables."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.checking.example_checks import is_date, split_table
from antidrug_kpi.plans.duties import tie_out_figures as f
from antidrug_kpi.plans.duties.tie_out_specs import TieOut, TieOutExample
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.reads.walking import walk
from antidrug_kpi.plans.yaml_source.author_messages import say_unknown
from antidrug_kpi.plans.yaml_source.located import Problem, Trail


def find_untieable(plan: Plan) -> Iterator[Problem]:
    """Every id used twice, and what a tie-out or an example of it names that is not there or does not fit."""
    ids = [tie_out.id for tie_out in plan.tie_outs]
    for index, tie_out in enumerate(plan.tie_outs):
        trail: Trail = ("tie_outs", index)
        if tie_out.id in ids[:index]:
            yield (*trail, "id"), f"id「{tie_out.id}」已用過；每個 id 只能用一次，請改名"
        if tie_out.each is not None and len(tie_out.each.each) > 1:
            yield (*trail, "each", "each"), "勾稽的對象至多以一個欄位區別；請只列一個欄位"
        for visit in walk(tie_out, None, trail):
            yield from ((visit.trail, text) for text in _find_misfits(plan, tie_out, visit.part))
            if isinstance(visit.part, f.MeasureDenominator):
                yield from _check_others(plan, visit.part, visit.trail)
        for number, example in enumerate(tie_out.examples):
            yield from _check_example(plan, example, (*trail, "examples", number))


def _find_misfits(plan: Plan, tie_out: TieOut, part: object) -> Iterator[str]:
    """What keeps a figure from being computed."""
    measures = {measure.id: measure for _, measure in plan.measures}
    match part:
        case f.OwnCell() | f.OwnSum() if tie_out.each is None:
            yield "own 與 own_sum 是每一對象自己的數字；請寫出 each，或改用 sum"
        case f.SubjectCount() if part.on is not None and (tie_out.each is None or not tie_out.each.each):
            yield "on 以對象的欄位對應；請在 each 以一個欄位區別對象，或刪去 on"
        case f.MeasureDenominator():
            known = [name for name, measure in measures.items() if isinstance(measure, m.Ratio | m.Mean)]
            if part.denominator_of not in known:
                yield say_unknown("有分母的衡量項目", part.denominator_of, known)
        case f.EnteredFigure() if part.measure not in measures:
            yield say_unknown("衡量項目", part.measure, list(measures))
        case _:
            pass


def _check_others(plan: Plan, figure: f.MeasureDenominator, trail: Trail) -> Iterator[Problem]:
    """The columns and words by which a measure is asked of others, where the measure is there."""
    measure = next((measure for _, measure in plan.measures if measure.id == figure.denominator_of), None)
    if not isinstance(measure, m.Ratio | m.Mean):
        return
    registers = {register.id: register for register in plan.registers}
    register = registers.get(measure.population.register_)
    known = {
        column.name: [value.name for value in column.values] for column in (register.columns if register else ()) if column.values
    }
    for name, words in figure.of_others.items():
        place = (*trail, "of_others", name)
        if name not in known:
            yield place, say_unknown("類別欄位", name, known)
            continue
        for number, word in enumerate(words):
            if word not in known[name]:
                yield (*place, number), say_unknown("類別值", word, known[name])


def _check_example(plan: Plan, example: TieOutExample, trail: Trail) -> Iterator[Problem]:
    if example.as_of is not None and not is_date(example.as_of):
        yield (*trail, "as_of"), f"「as_of」應為日期（如 113-06-30），讀到「{example.as_of}」；請改正"
    known = {register.id: register for register in (*plan.registers, *plan.further_registers)}
    for name, text in example.registers.items():
        place = (*trail, "registers", name)
        if name not in known:
            yield place, say_unknown("清冊", name, known)
            continue
        lines = split_table(text)
        columns = [column.name for column in (*known[name].columns, *known[name].further_columns)]
        header = lines[0] if lines else []
        yield from ((place, say_unknown("欄位", word, columns)) for word in header if word not in columns)
        if any(len(line) > len(header) for line in lines):
            yield place, "有一列比標題列長；請補上標題或刪去多出的儲存格"
