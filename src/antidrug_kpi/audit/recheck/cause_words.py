"""The causes in words, for people: what a finding is called, and the sentence that explains it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from antidrug_kpi.audit.recheck.findings import Cause, RecheckFinding
from antidrug_kpi.plans.plan import Plan
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
_PART_WORDS = {"numerator": "分子", "denominator": "分母"}
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
    """相同 42、差異 2、未填 3、讀不懂 1; 無清冊可核 where there are such."""
    apart = {Cause.AGREES, Cause.NOT_FILLED, Cause.UNREADABLE, Cause.NO_DATA}
    counts = {cause: sum(finding.cause is cause for finding in findings) for cause in apart}
    different = sum(finding.cause not in apart for finding in findings)
    said = f"相同 {counts[Cause.AGREES]}、差異 {different}、未填 {counts[Cause.NOT_FILLED]}、讀不懂 {counts[Cause.UNREADABLE]}"
    return f"{said}、無清冊可核 {counts[Cause.NO_DATA]}" if counts[Cause.NO_DATA] else said


def explain_finding(plan: Plan, finding: RecheckFinding) -> str:
    """The cause of a finding in a sentence, and what else would explain it; empty where it agrees."""
    said = _say_cause(plan, finding.cause, finding.detail, finding)
    if finding.cause in _SOUGHT or any(explanation.cause in _SOUGHT for explanation in finding.also):
        said = f"可能原因：{said}"
    others = [_say_cause(plan, explanation.cause, explanation.detail, finding) for explanation in finding.also]
    if others:
        said += f"；另可能：{'；'.join(others)}"
    if finding.tried:
        said += f"（試算 {finding.tried} 種判讀、期間與排除）"
    return said


def _say_cause(plan: Plan, cause: Cause, detail: Mapping[str, Any], finding: RecheckFinding) -> str:
    match cause:
        case Cause.AGREES | Cause.NOT_FILLED | Cause.UNREADABLE | Cause.NO_DATA:
            return _say_undisputed(cause, detail, finding)
        case Cause.ROUNDING:
            return _ROUNDING_WORDS[detail["how"]]
        case Cause.OWN_PARTS:
            return f"與所填的其他數字不合，依所填應為 {detail['follows']}"
        case Cause.READING:
            return f"採其他判讀（{'、'.join(detail['reading'])}）" if detail["reading"] else "未採所選的判讀（依計畫原判讀）"
        case Cause.WINDOW:
            return _say_window(plan, detail)
        case Cause.EXCLUSION:
            return f"未排除「{'」「'.join(detail['reasons'])}」"
        case Cause.REJECTED_COUNTED:
            return f"計入剔退的列：{_say_places(detail['rows'])}"
        case Cause.OTHER_ROW:
            return f"所填為 {detail['id']} 的數字"
        case Cause.PROGRESS:
            expected = detail["expected"]
            words = STATUS_WORDS[Status(expected)] if expected in {Status.MET.value, Status.MISSED.value} else expected
            return f"數字相符，惟應為「{words}」"
        case _:
            return _say_difference(cause, detail)


def _say_undisputed(cause: Cause, detail: Mapping[str, Any], finding: RecheckFinding) -> str:
    match cause:
        case Cause.NOT_FILLED:
            return "未填" if finding.submitted.place else "表上沒有這一列"
        case Cause.UNREADABLE:
            if detail.get("fault"):
                return str(detail["fault"])
            two = detail.get("contradiction")
            return f"同一項有兩個不同的數字：{two}" if two else "有文字而找不到數字"
        case Cause.NO_DATA:
            return f"清冊{STATUS_WORDS[finding.computed.status]}，無從核對"
        case _:
            return ""


def _say_window(plan: Plan, detail: Mapping[str, Any]) -> str:
    if "report" in detail:
        return f"為{plan.reports[detail['report']].text}報告的數字"
    return f"統計基準日為 {detail['as_of']}"


def _say_difference(cause: Cause, detail: Mapping[str, Any]) -> str:
    difference = detail.get("difference")
    if isinstance(difference, Mapping):
        parts = (f"{_PART_WORDS.get(name, name)} {_sign(value)}" for name, value in difference.items())
        said = f"填報減重算：{'、'.join(parts)}"
    elif difference is None:
        said = "所填與重算不同"
    else:
        said = f"{CAUSE_WORDS[cause].removesuffix('不同')}填報減重算：{_sign(difference)}"
    candidates = detail.get("candidates")
    return f"{said}；界線上的列：{_say_places(candidates)}" if candidates else said


def _sign(value: object) -> str:
    if value is None:
        return "（無重算值）"
    text = str(value)
    return text if text.startswith("-") else f"+{text}"


def _say_places(rows: Sequence[Mapping[str, Any]]) -> str:
    shown = [_say_place(row) for row in rows[:_MOST_PLACES]]
    return "、".join(shown) + (f" 等 {len(rows)} 列" if len(rows) > _MOST_PLACES else "")


def _say_place(row: Mapping[str, Any]) -> str:
    sheet = f" 工作表「{row['sheet']}」" if row.get("sheet") else ""
    subject = f"（{row['subject']}）" if row.get("subject") else ""
    return f"{row['file']}{sheet} 第 {row['row']} 列{subject}"
