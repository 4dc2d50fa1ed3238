"""The causes in words, for people: what a finding is called, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from antidrug_kpi.audit.recheck.difference_words import say_differences, say_own_fault
from antidrug_kpi.audit.recheck.figure_comparison import FigureComparison
from antidrug_kpi.audit.recheck.findings import UNDISPUTED, Cause, DifferenceExplanation, RecheckFinding
from antidrug_kpi.audit.recheck.own_figures import find_own_fault
from antidrug_kpi.plans.plan import Indicator, Plan
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status

CAUSE_WORDS: Mapping[Cause, str] = {
    Cause.NOT_FILLED: "未填",
    Cause.UNREADABLE: "讀不懂",
    Cause.NO_DATA: "無清冊可核",
    Cause.AGREES: "相同",
    Cause.ROUNDING: "進位不同",
    Cause.OWN_PARTS: "自相矛盾",
    Cause.READING: "判讀不同",
    Cause.WINDOW: "期間不同",
    Cause.EXCLUSION: "未扣除排除者",
    Cause.REJECTED_COUNTED: "計入剔退列",
    Cause.OTHER_ROW: "填錯列",
    Cause.NUMERATOR: "分子不同",
    Cause.DENOMINATOR: "分母不同",
    Cause.BOTH: "分子分母不同",
    Cause.VALUE: "數值不同",
    Cause.PROGRESS: "自評不符",
}
# What weighs most for a reader stands first.
_GRAVITY = (
    Cause.BOTH,
    Cause.NUMERATOR,
    Cause.DENOMINATOR,
    Cause.VALUE,
    Cause.OTHER_ROW,
    Cause.OWN_PARTS,
    Cause.REJECTED_COUNTED,
    Cause.EXCLUSION,
    Cause.WINDOW,
    Cause.READING,
    Cause.PROGRESS,
    Cause.ROUNDING,
    Cause.NOT_FILLED,
    Cause.UNREADABLE,
    Cause.NO_DATA,
    Cause.AGREES,
)
_ROUNDING_WORDS = {
    "cut": "無條件捨去，應四捨五入",
    "half_even": "以四捨六入（銀行家進位）取位，應四捨五入",
    "off_by_one": "末位差 1，可能由已進位的數字再算",
}
_MOST_PLACES = 3
_SOUGHT = frozenset({Cause.READING, Cause.WINDOW, Cause.EXCLUSION, Cause.REJECTED_COUNTED, Cause.OTHER_ROW})


def sort_by_gravity(findings: Sequence[RecheckFinding]) -> list[RecheckFinding]:
    """The findings with what weighs most first, of one weight in the plan's order; a blank of a figure that there is goes before
    one of none.
    """
    return sorted(findings, key=find_gravity)


def find_gravity(finding: RecheckFinding) -> int:
    """How much a finding weighs; less is more."""
    return _GRAVITY.index(finding.cause) + (3 if finding.cause is Cause.NOT_FILLED and not finding.differs else 0)


def say_summary(findings: Sequence[RecheckFinding]) -> str:
    """相同 42、差異 2（自相矛盾 1、分子不同 1）、未填 3、讀不懂 1; 無清冊可核 where there are such."""
    apart = {Cause.AGREES, Cause.NOT_FILLED, Cause.UNREADABLE, Cause.NO_DATA}
    counts = {cause: sum(finding.cause is cause for finding in findings) for cause in Cause}
    named = [f"{CAUSE_WORDS[cause]} {counts[cause]}" for cause in _GRAVITY if counts[cause] and cause not in apart]
    different = sum(count for cause, count in counts.items() if cause not in apart)
    kinds = f"（{'、'.join(named)}）" if named else ""
    said = f"相同 {counts[Cause.AGREES]}、差異 {different}{kinds}"
    said += f"、未填 {counts[Cause.NOT_FILLED]}、讀不懂 {counts[Cause.UNREADABLE]}"
    return f"{said}、無清冊可核 {counts[Cause.NO_DATA]}" if counts[Cause.NO_DATA] else said


def explain_finding(plan: Plan, finding: RecheckFinding) -> str:
    """What differs and by how much, its cause in a sentence, and what else would explain it; empty where it agrees."""
    if finding.cause in UNDISPUTED:
        return _say_undisputed(finding)
    if finding.cause is Cause.PROGRESS:
        return _say_progress(finding.detail["expected"], is_of_row=len(finding.submitted.row) > 1)
    indicator, measure = next(pair for pair in plan.measures if pair[1].id == finding.submitted.id)
    comparison = FigureComparison(measure, finding.submitted.figures, finding.computed)
    explanations = (DifferenceExplanation(finding.cause, finding.detail), *finding.also)
    firm = [_say_firmly(found, comparison) for found in explanations if found.cause not in _SOUGHT]
    sought = [_say_possibly(plan, indicator, found) for found in explanations if found.cause in _SOUGHT]
    said = [say_differences(comparison), *firm]
    said += [f"可能原因：{'；或'.join(sought)}"] if sought else []
    if finding.tried:
        outcome = "，數字相合也可能只是巧合" if sought else "，都不能得出所填數字"
        said.append(f"已試算其他判讀、期間與排除共 {finding.tried} 種{outcome}")
    return "；".join(filter(None, said))


def _say_undisputed(finding: RecheckFinding) -> str:
    match finding.cause:
        case Cause.NOT_FILLED:
            return "未填" if finding.submitted.place else "表上沒有這一列"
        case Cause.UNREADABLE:
            if finding.detail.get("fault"):
                return str(finding.detail["fault"])
            two = finding.detail.get("contradiction")
            return f"同一項有兩個不同的數字：{two}" if two else "有文字而找不到數字"
        case Cause.NO_DATA:
            return f"清冊{STATUS_WORDS[finding.computed.status]}，無從核對"
        case _:
            return ""


def _say_progress(expected: str, *, is_of_row: bool) -> str:
    if expected in {Status.MET.value, Status.MISSED.value}:
        return f"數字相符，惟應為「{STATUS_WORDS[Status(expected)]}」"
    return f"數字相符，惟整列自評與本項的「{expected}」不合" if is_of_row else f"數字相符，惟自評應為「{expected}」"


def _say_firmly(found: DifferenceExplanation, comparison: FigureComparison) -> str:
    """What is certain beside the difference: how it was rounded, what contradicts the other figures, the rows close to it."""
    if found.cause is Cause.ROUNDING:
        return _ROUNDING_WORDS[found.detail["how"]]
    if found.cause is Cause.OWN_PARTS:
        fault = find_own_fault(comparison)
        return "" if fault is None else say_own_fault(comparison, fault)
    candidates = found.detail.get("candidates")
    return f"可能有關的列（差一點就計入或不計入）：{_say_places(candidates)}" if candidates else ""


def _say_possibly(plan: Plan, indicator: Indicator, found: DifferenceExplanation) -> str:
    detail = found.detail
    match found.cause:
        case Cause.READING:
            return _say_reading(indicator, detail["reading"])
        case Cause.WINDOW:
            return _say_window(plan, detail)
        case Cause.EXCLUSION:
            return f"未排除「{'」「'.join(detail['reasons'])}」"
        case Cause.REJECTED_COUNTED:
            return f"計入剔退的列：{_say_places(detail['rows'])}"
        case _:
            return f"所填為 {detail['id']} 的數字"


def _say_reading(indicator: Indicator, chosen: Sequence[str]) -> str:
    """The readings by their titles and by the names with which they are chosen."""
    if not chosen:
        return "未採所選的判讀（依計畫原判讀）"
    titles = {other.id: other.title for other in indicator.alternatives}
    return f"採其他判讀「{'」「'.join(f'{titles[name]}（{name}）' for name in chosen)}」"


def _say_window(plan: Plan, detail: Mapping[str, Any]) -> str:
    if "report" in detail:
        return f"為{plan.reports[detail['report']].text}報告的數字"
    return f"統計基準日為 {detail['as_of']}"


def _say_places(rows: Sequence[Mapping[str, Any]]) -> str:
    shown = [_say_place(row) for row in rows[:_MOST_PLACES]]
    return "、".join(shown) + (f" 等 {len(rows)} 列" if len(rows) > _MOST_PLACES else "")


def _say_place(row: Mapping[str, Any]) -> str:
    sheet = f" 工作表「{row['sheet']}」" if row.get("sheet") else ""
    subject = f"（{row['subject']}）" if row.get("subject") else ""
    return f"{row['file']}{sheet} 第 {row['row']} 列{subject}"
