"""The manual of the indicators as Markdown pages, from the specs and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from antidrug_kpi.plans import measure_specs as m
from antidrug_kpi.plans.checking.example_checks import split_table
from antidrug_kpi.plans.example_specs import Example, Expectation
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.prose.alternative_lines import explain_alternatives
from antidrug_kpi.plans.prose.explain import CONTINUED, Line, explain_indicator, explain_measure
from antidrug_kpi.plans.prose.form_sentences import explain_form
from antidrug_kpi.plans.prose.markdown import escape_text, join_blocks, write_table
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status
from antidrug_kpi.plans.windows import ReportName

INDEX = "README.md"
MARK = "<!-- 由 antidrug-kpi plan manual 依規格檔產生（make docs）；請改規格檔，不要改此檔。 -->"
WHOLE_PLAN = 30  # a plan of more indicators than this gets a page for each group
FIELD_WORDS = {
    "status": "狀態",
    "numerator": "分子",
    "denominator": "分母",
    "value": "數值",
    "target": "目標",
    "attainment": "達成率",
    "progress": "進度",
    "shortfall": "尚差",
    "rejected": "剔退",
    "excluded": "排除",
    "parts": "組成",
    "notes": "說明（節錄）",
}
PART_WORDS = {
    "numerator": "分子",
    "denominator": "分母",
    "prior_numerator": "比較基準之分子",
    "prior_denominator": "比較基準之分母",
}
HOW_TO_READ = (
    "每一頁由規格檔產生：官方名稱與目標值、計算方式、分母與分子是誰、排除誰、判讀說明，以及範例。",
    "範例是小張的清冊與應得的結果，也是程式的測試。「→ 3.3」欄寫的是該列的對象在衡量項目 3.3 歸入何處：分子（也在分母）、"
    "分母（不在分子）、不計（不在母群體）、剔退（儲存格有誤）或排除的原因。結果表只列出該範例所要說明的項目，「—」表示沒有數字。",
)


def write_manual(plans: Sequence[Plan]) -> dict[str, str]:
    """Every page of the manual by its file name, the index among them."""
    pages = {INDEX: _write_index(plans)}
    for plan in plans:
        for name, heading, indicators in list_pages(plan):
            pages[name] = _write_page(plan, heading, indicators)
        if plan.forms:
            pages[name_forms_page(plan)] = _write_forms_page(plan)
    return pages


def name_forms_page(plan: Plan) -> str:
    """The file name of the page that tells of a plan's forms."""
    return f"{plan.id}-forms.md"


def list_pages(plan: Plan) -> list[tuple[str, str, tuple[Indicator, ...]]]:
    """File name, heading and indicators of each page of a plan: one for all, or one for each group that has any."""
    if len(plan.indicators) <= WHOLE_PLAN:
        return [(f"{plan.id}.md", plan.title, plan.indicators)]
    groups = {group: tuple(indicator for indicator in plan.indicators if indicator.group == group) for group in plan.groups}
    return [(f"{plan.id}-{group}.md", plan.groups[group], found) for group, found in groups.items() if found]


def _write_index(plans: Sequence[Plan]) -> str:
    blocks = [MARK, "# 指標手冊", *HOW_TO_READ]
    for plan in plans:
        size = f"{len(plan.indicators)} 項指標、{len(plan.measures)} 項衡量項目"
        lines = [f"- [{escape_text(heading)}]({name})：{_list_labels(found)}" for name, heading, found in list_pages(plan)]
        if plan.forms:
            lines.append(f"- [表單]({name_forms_page(plan)})：{'、'.join(escape_text(form.id) for form in plan.forms)}")
        blocks += [
            f"## {escape_text(plan.title)}",
            f"計畫代號 `{plan.id}`，{plan.year} 年度，{size}。依據：{escape_text(plan.document)}。",
            "\n".join(lines),
        ]
    return join_blocks(blocks)


def _list_labels(indicators: Sequence[Indicator]) -> str:
    return "、".join(escape_text(indicator.label) for indicator in indicators)


def _write_page(plan: Plan, heading: str, indicators: Sequence[Indicator]) -> str:
    rows = [
        (
            f"[{escape_text(indicator.label)}](#{_name_anchor(indicator)})",
            escape_text(indicator.title),
            escape_text(indicator.target_text),
        )
        for indicator in indicators
    ]
    blocks = [MARK, f"# {escape_text(heading)}"]
    if heading != plan.title:
        blocks.append(escape_text(plan.title))
    blocks += [f"計畫代號 `{plan.id}`，{plan.year} 年度。[回目錄]({INDEX})", write_table(("指標", "名稱", "目標值"), rows)]
    for indicator in indicators:
        blocks += _write_indicator(plan, indicator)
    return join_blocks(blocks)


def _write_forms_page(plan: Plan) -> str:
    """What the plan's forms count and list, and how that is read."""
    blocks = [MARK, "# 表單", escape_text(plan.title), f"計畫代號 `{plan.id}`，{plan.year} 年度。[回目錄]({INDEX})"]
    for form in plan.forms:
        (_, title), *lines = explain_form(plan, form)
        notes = [text for label, text in lines if label == "判讀說明"]
        blocks += [f"## {escape_text(title)}", _write_lines([line for line in lines if line[0] != "判讀說明"])]
        blocks += ["### 判讀說明", _number_lines(notes)] if notes else []
    return join_blocks(blocks)


def _number_lines(texts: Sequence[str]) -> str:
    return "\n".join(f"{number}. {escape_text(text)}" for number, text in enumerate(texts, start=1))


def _name_anchor(indicator: Indicator) -> str:
    return "i" + indicator.id.replace(".", "-")


def _write_indicator(plan: Plan, indicator: Indicator) -> Iterator[str]:
    yield f'## <a id="{_name_anchor(indicator)}"></a>{escape_text(indicator.label)} {escape_text(indicator.title)}'
    facts = explain_indicator(plan, indicator)
    yield _write_lines([(label, text) for label, text in facts if label in {"目標值", "出處"}])
    for measure in indicator.measures:
        yield f"### {escape_text(measure.id)} {escape_text(measure.title)}"
        yield _write_lines(explain_measure(plan, measure)[1:])
    if indicator.interpretation:
        yield "### 判讀說明"
        yield _number_lines(indicator.interpretation)
    yield from _write_alternatives(plan, indicator)
    if indicator.examples:
        yield "### 範例"
    for number, example in enumerate(indicator.examples, start=1):
        yield f"#### 例 {number}：{escape_text(example.title)}"
        yield from _write_example(plan, indicator, example)


def _write_alternatives(plan: Plan, indicator: Indicator) -> Iterator[str]:
    """The alternative readings, and the examples of each."""
    if indicator.alternatives:
        yield "### 其他判讀"
        yield _write_lines(explain_alternatives(plan, indicator))
    for alternative in indicator.alternatives:
        for number, example in enumerate(alternative.examples, start=1):
            yield f"#### {escape_text(alternative.id)} 例 {number}：{escape_text(example.title)}"
            yield from _write_example(plan, indicator, example)


def _write_lines(lines: Sequence[Line]) -> str:
    """Labelled lines as a list; a line that goes on with the one above stands below it."""
    return "\n".join(
        f"  - {escape_text(text)}" if label == CONTINUED else f"- **{escape_text(label)}**：{escape_text(text)}"
        for label, text in lines
    )


def _write_example(plan: Plan, indicator: Indicator, example: Example) -> Iterator[str]:
    terms = [plan.reports[_check_report(plan, example.report)].text]
    terms += [f"{example.year} 年度"] if example.year not in {None, plan.year} else []
    terms += [f"基準日 {example.as_of}"] if example.as_of else []
    terms += [example.jurisdiction] if example.jurisdiction else []
    yield escape_text(f"{'，'.join(terms)}。")
    for name, text in example.registers.items():
        headers, *rows = split_table(text) or [[]]
        yield escape_text(f"清冊「{_find_title(plan, name)}」{'' if rows else '（沒有資料列）'}：")
        if headers:
            yield write_table([escape_text(cell) for cell in headers], [[escape_text(cell) for cell in row] for row in rows])
    yield "結果："
    yield _write_expected(indicator.measures, example.expect)


def _check_report(plan: Plan, report: ReportName) -> ReportName:
    """The report of an example, or the plan's only one where it has no such report."""
    return report if report in plan.reports else next(iter(plan.reports))


def _find_title(plan: Plan, name: str) -> str:
    return next((register.title for register in plan.registers if register.id == name), name)


def _write_expected(measures: Sequence[m.Measure], expect: dict[str, Expectation]) -> str:
    """What an example expects of each measure, with a column for each thing that it names."""
    named = [field for field in FIELD_WORDS if any(field in expected.model_fields_set for expected in expect.values())]
    known = {measure.id: measure for measure in measures}
    rows = [[escape_text(name), *(_show(expected, field, known[name]) for field in named)] for name, expected in expect.items()]
    return write_table(("項目", *(FIELD_WORDS[field] for field in named)), rows)


def _show(expected: Expectation, field: str, measure: m.Measure) -> str:
    """One thing expected, in words; empty where the example does not name it."""
    if field not in expected.model_fields_set:
        return ""
    value = getattr(expected, field)
    if value is None or value in ({}, ()):
        return "—"
    if isinstance(value, dict):
        names = _find_part_words(measure) if field == "parts" else {}
        return escape_text("、".join(f"{names.get(name, name)} {part}" for name, part in value.items()))
    if isinstance(value, tuple):
        return escape_text("；".join(value))
    text = STATUS_WORDS[Status(value)] if field == "status" else str(value)
    if field in {"value", "target"}:
        text += measure.unit if measure.unit == "%" else f" {measure.unit}"
    return escape_text(f"{text}%" if field == "attainment" else text)


def _find_part_words(measure: m.Measure) -> dict[str, str]:
    """The names of the figures that a measure is made of, in words."""
    match measure:
        case m.Difference():
            return measure.part_texts
        case m.Counted():
            return {name: PART_WORDS[role] for name, role in measure.parts.items()}
        case _:
            return {}
