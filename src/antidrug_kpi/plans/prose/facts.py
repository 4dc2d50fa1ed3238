"""What a plan means, as labelled lines: what `plan diff` compares. Says nothing of examples and of where a source says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans import population_specs as p
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.explain import CONTINUED, Line, explain_measure, say_prior_ratio, say_target_terms, say_target_value
from antidrug_kpi.plans.prose.sentences import Words, say
from antidrug_kpi.plans.reads.columns_read import list_populations
from antidrug_kpi.plans.register_specs import Column, ColumnType, Register
from antidrug_kpi.plans.windows import DayOfYear, Report, Span, Window

TYPE_WORDS = {
    ColumnType.IDENTIFIER: "編號",
    ColumnType.NAME: "名稱",
    ColumnType.TEXT: "文字",
    ColumnType.CATEGORY: "類別",
    ColumnType.FLAG: "是否",
    ColumnType.DATE: "日期",
    ColumnType.MONTH: "年月",
    ColumnType.YEAR: "年度",
    ColumnType.COUNT: "整數",
    ColumnType.NUMBER: "數字",
    ColumnType.MONEY: "金額",
    ColumnType.PERCENT: "百分率",
    ColumnType.CODE: "指標代碼",
}
LEVEL_WORDS = {"fault": "有誤", "warning": "警告"}
STILL_WORDS = {"date": "補登日期", "again": "補登日期（空白或統計期間以前者）", "more": "增加", "fill": "填寫"}
AMONG_WORDS = {None: "", "excluded": "已排除者中，", "counted": "列入分母者中，"}
REPORT_WORDS = {"midterm": "期中", "final": "期末"}


def list_plan_facts(plan: Plan) -> Iterator[Line]:
    """The plan's own settings."""
    yield "計畫名稱", plan.title
    yield "計畫簡稱", plan.short_title
    yield "計畫年度", str(plan.year)
    yield "依據文件", plan.document
    yield from (("分組", text) for text in plan.groups.values())
    rule = plan.progress
    yield (
        "自評進度",
        f"達成率 {rule.ahead_from_attainment}% 以上為超前；上限型目標為目標值的 {rule.ahead_up_to_limit_share}% 以下",
    )
    if plan.publishing is not None:
        yield "公布", f"人、案的計數 1 至 {plan.publishing.largest_hidden_count} 不公布"
    for name, part in (("佐證清冊", plan.evidence), ("填報數據清冊", plan.figures)):
        if part is not None:
            yield name, "、".join(value for _, value in part if isinstance(value, str))
    if plan.evidence is not None and plan.evidence.placeholders is not None:
        yield "佐證清冊的占位文字", "、".join(plan.evidence.placeholders.words)
    yield from (("縣市", name) for name in plan.jurisdictions)
    yield from (("局處", "、".join((bureau.name, *bureau.aliases))) for bureau in plan.bureaus)


def list_report_facts(report: Report) -> Iterator[Line]:
    """A report's as-of date and its table."""
    yield "名稱", report.text
    yield "基準日", say_day(report.as_of)
    yield "附件", report.form.annex
    yield "標題", report.form.heading
    yield "欄位", "、".join(column.text for column in report.form.columns)


def list_window_facts(window: Window) -> Iterator[Line]:
    """A window's name and its days."""
    yield "名稱", window.text
    if window.span is not None:
        yield "起訖", _say_span(window.span)
    yield from (("起訖", f"{REPORT_WORDS[name]}：{_say_span(span)}") for name, span in window.by_report.items())


def _say_span(span: Span) -> str:
    return f"{say_day(span.start)}至{'基準日' if isinstance(span.end, str) else say_day(span.end)}"


def say_day(day: DayOfYear) -> str:
    """A day of a plan's year in words: 次年 1 月 31 日."""
    years = {0: "當年", -1: "前一年", 1: "次年"}
    year = years.get(day.year) or (f"前 {-day.year} 年" if day.year < 0 else f"後 {day.year} 年")
    return f"{year} {day.month} 月 {day.day} 日"


def list_register_facts(register: Register, titles: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[Line]:
    """A register's names, columns and checks; `titles` are those of all registers by id, `texts` those of the windows by name."""
    yield "名稱", register.title
    yield from (("別名", name) for name in register.aliases)
    if register.answered_by is not None:
        yield "負責的局處", register.answered_by
    yield from ((f"欄位「{column.name}」", _say_column(column)) for column in register.columns)
    for order in register.orders:
        yield "檢核", f"「{order.earlier}」不晚於「{order.later}」（{LEVEL_WORDS[order.level]}）"
    for parent in register.parents:
        yield "檢核", f"「{parent.column}」應見於「{titles[parent.register_]}」的「{parent.parent_column or parent.column}」"
        if parent.date is not None:
            yield "檢核", f"「{parent.date}」應在「{titles[parent.register_]}」的起訖日內"
    yield from (("檢核", f"{'＋'.join(f'「{name}」' for name in names)}不重複") for names in register.unique)
    if register.episodes is not None:
        episodes = register.episodes
        yield "檢核", f"同一「{episodes.of}」的各段「{episodes.opened}」至「{episodes.closed}」不重疊"
    if register.expected is not None:
        windows = "、".join(f"「{texts[name]}」" for name in register.expected.windows)
        yield "檢核", f"「{register.expected.column}」的年度應合於{windows}"
    if register.rows is not None:
        yield "仍可增列", "本機關自辦，不限" if register.rows == "own" else f"限已有之「{register.rows.of}」"


def _say_column(column: Column) -> str:
    marks = [(column.required, "不得空白"), (column.key, "每項必讀"), (column.private, "個人編號")]
    parts = [TYPE_WORDS[column.type], *(text for is_set, text in marks if is_set)]
    if column.values:
        parts.append(f"可用「{'、'.join('＝'.join((value.name, *value.aliases)) for value in column.values)}」")
    if column.aliases:
        parts.append(f"別名「{'、'.join(column.aliases)}」")
    if column.still is not None:
        parts.append(f"仍可{_say_still(column)}")
    return "；".join(parts)


def _say_still(column: Column) -> str:
    if column.still == "flag":
        until = f"（至「{column.until}」止）" if column.until else ""
        return f"由空白或{column.from_ or '否'}改為{column.to or '是'}{until}"
    return STILL_WORDS[column.still or ""]


def list_indicator_facts(plan: Plan, indicator: Indicator) -> Iterator[Line]:
    """An indicator's official words and how they are read."""
    yield "序號", indicator.label
    yield "名稱", indicator.title
    yield "分組", plan.groups[indicator.group]
    yield "目標值", indicator.target_text
    yield from (("判讀說明", text) for text in indicator.interpretation)


def list_measure_facts(plan: Plan, measure: m.Measure) -> Iterator[Line]:
    """A measure's formula, target, populations in words, registers and columns."""
    yield "名稱", measure.title
    yield "單位", measure.unit
    yield from _list_target_facts(measure)
    label = ""
    for said, text in explain_measure(plan, measure):
        label = label if said == CONTINUED else said
        if label not in {"衡量項目", "目標"}:
            yield label, text
    words = Words(plan)
    for population in list_populations(measure):
        yield from (("警告", f"{part.text}：{AMONG_WORDS[part.among]}{say(part.when, words)}") for part in population.warn)
        yield from _list_other_spellings(population)
    if not isinstance(measure, m.Evidence):
        yield "計數單位", measure.subject
    if isinstance(measure, m.Counted):
        yield from (("分子計數單位", name) for name in (measure.numerator_subject,) if name)
        yield from (("人數流程", f"{part.text}：{say(part.when, words)}") for part in measure.breakdown)


def _list_other_spellings(population: p.Population) -> Iterator[Line]:
    """The texts that mean a reason of exclusion beside its own name."""
    for rule in population.exclude:
        if isinstance(rule, p.ExclusionByColumn):
            for reason, others in rule.reason_in.reasons.items():
                if others:
                    yield "排除原因的別稱", f"{reason}＝{'、'.join(others)}"


def _list_target_facts(measure: m.Measure) -> Iterator[Line]:
    target = measure.target
    if target is None:
        yield "目標", "未訂目標值，統計填報"
        return
    yield "目標文字", target.text
    yield from (("目標", say_target_value(dated, target.comparator, measure.unit)) for dated in target.values)
    yield from (("目標", text) for text in say_target_terms(target))
    if target.prior is not None:
        yield "目標", say_prior_ratio(target.prior, target.comparator)
