"""An indicator told in words: what `show` prints, from the spec and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from antidrug_kpi import roc
from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.sentences import COMPARATOR_WORDS, Words, say, say_decisive, say_exclusion, say_population
from antidrug_kpi.plans.reads.columns_read import find_columns_read

Line = tuple[str, str]
# The label of a line that goes on with what the line above is about.
CONTINUED = "　"


def explain_indicator(plan: Plan, indicator: Indicator) -> list[Line]:
    """Label and text of each line about the indicator as a whole."""
    lines = [
        ("指標", f"{indicator.label} {indicator.title}"),
        ("分組", plan.groups[indicator.group]),
        ("目標值", indicator.target_text),
        ("出處", str(indicator.citation)),
    ]
    return lines + [("判讀說明", text) for text in indicator.interpretation]


def explain_measure(plan: Plan, measure: m.Measure) -> list[Line]:
    """Label and text of each line about one measure: formula, populations in words, target, registers and columns."""
    words = Words(plan)
    lines: list[Line] = [
        ("衡量項目", f"{measure.id} {measure.title}"),
        ("計算", measure.formula),
        *_explain_target(measure),
    ]
    if measure.applies_to:
        lines.append(("適用", "、".join(measure.applies_to)))
    if measure.accumulates:
        lines.append(("自評進度", "逐月累積：以目標值乘以已過整月數／12 評定"))
    if measure.hides_small_counts and plan.publishing is not None:
        lines.append(("公布", f"分子、分母或其差為 1 至 {plan.publishing.largest_hidden_count} 時不列數字"))
    match measure:
        case m.Ratio() | m.Mean():
            bottom = _explain_denominator(measure)
            lines += [("分母", f"{measure.denominator_text}{bottom}"), *_explain_population(measure.population, words)]
            if measure.added is not None:
                lines.append(("分子對象", say_population(measure.added, words)))
            lines.append(("分子", f"{measure.numerator_text}{_explain_numerator(measure.population, words)}"))
        case m.Count():
            lines += _explain_population(measure.population, words)
            lines.append(("計數", f"{measure.numerator_text}{_explain_numerator(measure.population, words)}"))
        case m.Difference():
            for side in (measure.minuend, measure.subtrahend):
                lines += _explain_side(side, words)
        case m.Evidence():
            lines += _explain_evidence(plan, measure, words)
        case m.Figure():
            names = f"「{measure.figures.numerator}」÷「{measure.figures.denominator}」"
            lines.append(("填報數據", f"{names}，由「填報數據」填列"))
    lines += [("附註", note) for note in measure.notes]
    return [*lines, *_explain_columns(plan, measure, words)]


def _explain_target(measure: m.Measure) -> Iterator[Line]:
    target = measure.target
    if target is None:
        yield "目標", "未訂目標值，統計填報"
        return
    yield "目標", target.text
    for dated in target.values:
        yield CONTINUED, f"{say_target_value(dated, target.comparator, measure.unit)}；{dated.citation}"
    yield from ((CONTINUED, text) for text in say_target_terms(target))
    if target.prior is not None:
        yield CONTINUED, f"{say_prior_ratio(target.prior, target.comparator)}；{target.prior.citation}"


def say_target_terms(target: m.Target) -> Iterator[str]:
    """What a target says beside its values: that nothing is made of how far it is surpassed, and what a zero means."""
    if not target.has_attainment:
        yield "來源未訂數量，目標數為本計畫規格的判讀：不計達成率，亦不評超前"
    if target.none_is_missed is not None:
        yield f"分母為 0 時未達成：{target.none_is_missed}"


def say_target_value(dated: m.DatedTarget, comparator: m.Comparator, unit: str) -> str:
    """A dated target in words: ≥ 65%，自 113 年 1 月 1 日起."""
    who = f"（{'、'.join(dated.jurisdictions)}）" if dated.jurisdictions else ""
    space = "" if unit == "%" else " "
    return f"{COMPARATOR_WORDS[comparator]} {dated.value}{space}{unit}{who}，自 {roc.format_roc_date(dated.from_)}起"


def say_prior_ratio(prior: m.PriorRatio, comparator: m.Comparator) -> str:
    """The ratio that takes a target's place, in words."""
    return f"{COMPARATOR_WORDS[comparator]} {'＋'.join(prior.numerator_sum)} ÷ {'＋'.join(prior.denominator_sum)}"


def _explain_population(population: p.Population, words: Words) -> Iterator[Line]:
    yield "統計對象", say_population(population, words)
    if population.blank_rejects:
        yield "空白剔退", "、".join(f"「{name}」" for name in population.blank_rejects)
    if population.joined is not None:
        yield "併為一段", say(population.joined, words)
    if population.decisive is not None:
        yield "據以認定", say_decisive(population.decisive, words)
    for part in population.derive:
        yield "換算", say(part, words)
    if population.keep is not None:
        yield "列計對象", say(population.keep, words)
    for rule in population.exclude:
        yield "排除", say_exclusion(rule, population.register_, words)
    if population.exempt is not None:
        yield "不排除", f"{say(population.exempt, words)}者，不論原因，均列入分母"
    yield from _explain_bringing_in(population)


def _explain_bringing_in(population: p.Population) -> Iterator[Line]:
    if population.brings_in:
        yield "補辦", "尚不在統計對象而期末前補辦後即列入分子者，gaps 也列為可補辦"


def _explain_numerator(population: p.Population, words: Words) -> str:
    if population.numerator is not None:
        return f"：{say(population.numerator, words)}"
    return _explain_sum(population.numerator_sum)


def _explain_denominator(measure: m.Ratio | m.Mean) -> str:
    added_up = _explain_sum(measure.population.denominator_sum)
    if measure.denominator_weight is None:
        return added_up
    return f"{added_up or '：統計對象數'} × {measure.denominator_weight}"


def _explain_sum(columns: tuple[str, ...]) -> str:
    return f"：{'＋'.join(columns)}之合計" if columns else ""


def _explain_side(side: m.Side, words: Words) -> Iterator[Line]:
    if side.highest is not None:
        yield side.label, f"「{words.registers[side.highest.register_]}」中「{side.highest.column}」最高者"
    if side.population is not None:
        yield side.label, say_population(side.population, words)
        bottom = f"÷ {'＋'.join(side.population.denominator_sum)}之合計" if side.population.denominator_sum else ""
        yield CONTINUED, f"其中{_explain_numerator(side.population, words)}{bottom}"
        yield from _explain_bringing_in(side.population)


def _explain_evidence(plan: Plan, measure: m.Evidence, words: Words) -> Iterator[Line]:
    if plan.evidence is not None:
        yield "佐證", f"於「{words.registers[plan.evidence.register_]}」逐項填列要件及說明"
    yield "要件", "、".join(measure.evidence.elements)
    if plan.evidence is not None and plan.evidence.placeholders is not None:
        shown = "、".join(f"「{word}」" for word in plan.evidence.placeholders.words)
        yield CONTINUED, f"說明只寫{shown}等字者仍列計，另請確認"
    if measure.evidence.differ is not None:
        yield CONTINUED, f"{'與'.join(f'「{name}」' for name in measure.evidence.differ)}的內容須不同"
    for element, doubtful in measure.evidence.questioned.items():
        yield CONTINUED, f"「{element}」含{'、'.join(f'「{word}」' for word in doubtful.words)}者請確認：{doubtful.text}"
    if measure.evidence.count == "texts":
        yield CONTINUED, "以內容不同者計數（去除空白後比較）"


def _explain_columns(plan: Plan, measure: m.Measure, words: Words) -> Iterator[Line]:
    for register, columns in find_columns_read(plan, measure).items():
        spec = plan.find_register(register)
        ordered = [column.name for column in spec.columns if column.name in columns]
        yield "所需清冊", f"「{words.registers[register]}」：{'、'.join(ordered)}"
