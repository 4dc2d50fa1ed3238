"""Conditions as sentences in Chinese: what `show`, `trace` and the manual print for a node of a spec."""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch

from antidrug_kpi.plans import conditions as c
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans import services as s
from antidrug_kpi.plans.plan import Plan

COMPARATOR_WORDS: Mapping[str, str] = {">=": "≥", "<=": "≤", ">": "＞", "=": "＝"}


class Words:
    """The names that sentences use: titles of registers and of windows."""

    def __init__(self, plan: Plan) -> None:
        registers = (*plan.registers, *plan.further_registers)
        self.registers: Mapping[str, str] = {register.id: register.title for register in registers}
        self.windows: Mapping[str, str] = {name: window.text for name, window in plan.windows.items()}
        self._plan = plan

    def list_values(self, register: str, column: str) -> list[str]:
        """The values of a category, as the register lists them."""
        spec = self._plan.find_register(register).find_column(column)
        return [value.name for value in spec.values] if spec is not None else []


def _say_bound(bound: object) -> str:
    return f"「{bound.column}」" if isinstance(bound, c.ColumnRef) else str(bound)


@singledispatch
def say(part: object, _words: Words) -> str:
    """The condition in words, without a full stop."""
    raise TypeError(part)


@say.register
def say_all(part: c.All, words: Words) -> str:
    return "，且".join(_say_inner(child, words) for child in part.all)


@say.register
def say_any_of(part: c.AnyOf, words: Words) -> str:
    return "，或".join(_say_inner(child, words) for child in part.any)


def _say_inner(child: c.Condition, words: Words) -> str:
    sentence = say(child, words)
    return f"（{sentence}）" if isinstance(child, c.All | c.AnyOf) else sentence


@say.register
def say_not(part: c.Not, words: Words) -> str:
    return f"並非（{say(part.not_, words)}）"


@say.register
def say_any_row(part: c.AnyRow, words: Words) -> str:
    return f"任一列：{say(part.any_row, words)}"


@say.register
def say_decisive_row(part: c.DecisiveRow, words: Words) -> str:
    return f"據以認定之列：{say(part.decisive_row, words)}"


@say.register
def say_related(part: c.Related, words: Words) -> str:
    where = f"，其{say(part.where, words)}" if part.where is not None else ""
    return f"「{words.registers[part.register_]}」中同一「{part.on}」之列{where}"


@say.register
def say_exists(part: c.Exists, words: Words) -> str:
    return f"有{say(part.exists, words)}"


@say.register
def say_open_in(part: c.OpenIn, words: Words) -> str:
    span = part.open_in
    window = words.windows[span.window]
    return f"起訖與{window}有重疊（「{span.opened}」不晚於末日，「{span.closed}」空白或不早於首日）"


@say.register
def say_share(part: c.Share, words: Words) -> str:
    share = part.share
    return f"「{share.of}」÷「{share.over}」達 {share.at_least}%"


@say.register
def say_is(part: c.Is, words: Words) -> str:
    return f"「{part.column}」為「{part.is_}」"


@say.register
def say_in(part: c.In, words: Words) -> str:
    return f"「{part.column}」為{'、'.join(f'「{value}」' for value in part.in_)}之一"


@say.register
def say_says(part: c.Says, words: Words) -> str:
    return f"「{part.column}」寫的是{'、'.join(f'「{value}」' for value in part.says)}之一"


@say.register
def say_present(part: c.Present, words: Words) -> str:
    return f"「{part.column}」{'有填' if part.present else '空白'}"


@say.register
def say_happened(part: c.Happened, words: Words) -> str:
    return f"「{part.column}」{'不晚於基準日' if part.happened else '空白或晚於基準日'}"


@say.register
def say_within(part: c.Within, words: Words) -> str:
    return f"「{part.column}」在{words.windows[part.within]}內"


@say.register
def say_not_after(part: c.NotAfter, words: Words) -> str:
    return f"「{part.column}」不晚於「{part.not_after.column}」"


@say.register
def say_in_year(part: c.InYear, words: Words) -> str:
    return f"「{part.column}」為{'計畫年度' if part.in_year == 0 else f'計畫年度{part.in_year:+d} 年'}"


@say.register
def say_at_least(part: c.AtLeast, words: Words) -> str:
    return f"「{part.column}」≥ {_say_bound(part.at_least)}"


@say.register
def say_at_most(part: c.AtMost, words: Words) -> str:
    return f"「{part.column}」≤ {_say_bound(part.at_most)}"


@say.register
def say_more_than(part: c.MoreThan, words: Words) -> str:
    return f"「{part.column}」> {_say_bound(part.more_than)}"


@say.register
def say_less_than(part: c.LessThan, words: Words) -> str:
    return f"「{part.column}」< {_say_bound(part.less_than)}"


@say.register
def say_equals(part: c.Equals, words: Words) -> str:
    return f"「{part.column}」= {_say_bound(part.equals)}"


@say.register
def say_days_between(part: p.DaysBetween, words: Words) -> str:
    until = f"基準日前無「{part.to}」者算至基準日；首日為第 {part.first_day} 日"
    return f"{part.name}＝「{part.days_from}」至「{part.to}」之日數（{until}）"


@say.register
def say_plus_months(part: p.PlusMonths, words: Words) -> str:
    days = f"再{'加' if part.plus_days > 0 else '減'} {abs(part.plus_days)} 日" if part.plus_days else ""
    return f"{part.name}＝「{part.date}」加 {part.plus_months} 個月（該月無此日者取月底）{days}"


@say.register
def say_earliest(part: p.Earliest, words: Words) -> str:
    return f"{part.name}＝各列最早的「{part.earliest}」"


@say.register
def say_joined_rows(part: s.Joined, words: Words) -> str:
    undated = f"；{say(part.undated, words)}者不知何日離開，不併入任何一段" if part.undated is not None else ""
    return (
        f"後一列「{part.opened}」不晚於前一列「{part.closed}」次日者，前後併為一段，自首列「{part.opened}」起算"
        f"（基準日仍在者與其後各列相接）{undated}"
    )


@say.register
def say_count_related(part: p.CountRelated, words: Words) -> str:
    return f"{part.name}＝{say(part.count, words)}之列數"


@say.register
def say_tally(part: p.Tally, words: Words) -> str:
    inner = part.tally
    spared = f"（{say(inner.exempt, words)}者不扣除）" if inner.exempt is not None else ""
    less = f"，扣除{'；'.join(say(rule, words) for rule in inner.exclude)}{spared}" if inner.exclude else ""
    counted = f"，及其中{say(inner.numerator, words)}者" if inner.numerator is not None else ""
    return f"{part.denominator}、{part.numerator}＝同一「{part.on}」之{say_population(inner, words)}{less}{counted}"


@say.register
def say_service_units(part: s.ServiceUnits, words: Words) -> str:
    terms = part.service_units
    owed = "、".join(f"{level} {count} 次" for level, count in terms.owed_a_unit.items())
    days = f"；{part.days}＝服務期間的日數" if part.days is not None else ""
    return (
        f"{part.owed}、{part.counted}＝服務期間（最早「{terms.opened}」，不早於{words.windows[terms.window]}首日，至最晚「{terms.closed}」"
        f"或基準日，首尾均計）以 {terms.unit_days} 日為一單位（不足一單位者計一單位，末尾餘日不計），每單位依「{terms.level}」應"
        f"{owed}；{say(terms.contacts, words)}，依「{terms.contact_date}」歸入單位，每單位採計至應辦次數"
        f"{_say_kind(terms, words)}{days}"
    )


def _say_kind(terms: s.ServiceTerms, words: Words) -> str:
    if terms.of_kind is None:
        return ""
    levels = "、".join(f"{level}每 {every} 單位" for level, every in terms.of_kind_every.items() if every)
    return f"；應辦次數中，{levels}的最末單位須有 1 次{say(terms.of_kind, words)}者，此次不得以其他代替"


@say.register
def say_recurring_spans(part: p.RecurringSpans, words: Words) -> str:
    terms = part.spans
    since = f"（不早於{words.windows[terms.not_before]}首日）" if terms.not_before is not None else ""
    first = "當日或其後開始的第一個曆年期別（1 月起分期）起，" if terms.calendar else "起"
    spans = f"自「{terms.start}」{since}{first}每 {terms.months} 個月一期、共 {terms.times} 期"
    due = f"{spans}中，末日在{words.windows[terms.due_in]}內之期數"
    if terms.by is None:
        return f"{part.due}＝{due}"
    return f"{part.due}、{part.covered}＝{due}，及其中有{say(terms.by, words)}（依「{terms.by_date}」）之期數"


@say.register
def say_total(part: p.Total, words: Words) -> str:
    less = "".join(f" － 「{name}」" for name in part.less)
    return f"{part.name}＝{' ＋ '.join(f'「{name}」' for name in part.total)}{less}"


@say.register
def say_related_sum(part: p.RelatedSum, words: Words) -> str:
    rows = part.sum_related
    same = f"中同一「{rows.on}」之列" if rows.on is not None else "之列"
    where = f"，其{say(rows.where, words)}" if rows.where is not None else ""
    return f"{part.name}＝「{words.registers[rows.register_]}」{same}{where}，「{part.of}」之合計"


@say.register
def say_scaled(part: p.Scaled, words: Words) -> str:
    return f"{part.name}＝「{part.scaled}」× {part.by}（四捨五入至整數）"


@say.register
def say_quotas(part: p.Quotas, words: Words) -> str:
    terms = part.quotas
    asked = "、".join(f"{name} {least}" for name, least in terms.at_least.items())
    return f"{part.name}＝{say(terms.rows, words)}，依「{terms.by}」合計「{terms.of}」，達下列數額之項數：{asked}"


@say.register
def say_reason_of_exclusion(part: p.Exclusion, words: Words) -> str:
    return f"{part.reason}：{say(part.when, words)}"


def say_exclusion(part: p.AnyExclusion, register: str, words: Words) -> str:
    """Who of the register's subjects is taken out, and for which reasons."""
    if isinstance(part, p.Exclusion):
        return say(part, words)
    reasons = part.reason_in.reasons or words.list_values(register, part.reason_in.column)
    narrowed = f"{say(part.when, words)}，且" if part.when is not None else ""
    return f"{narrowed}「{part.reason_in.column}」為：{'、'.join(reasons)}"


def say_decisive(part: p.Decisive, words: Words) -> str:
    """Which of a subject's rows decides."""
    first, *others = [say(condition, words) for condition in part.preferences] or [""]
    prefer = f"；同日者以{first}之列為先" if first else ""
    return f"「{part.latest}」最晚之列{prefer}{''.join(f'，次為{other}之列' for other in others)}"


def say_population(population: p.Population, words: Words) -> str:
    """Who the subjects are, in words: 「追蹤輔導個案」之個案編號（不重複），其……."""
    subject = f"之{'＋'.join(population.each)}（不重複計）" if population.each else "之列"
    where = f"，{say(population.rows, words)}" if population.rows is not None else ""
    return f"「{words.registers[population.register_]}」{subject}{where}"
