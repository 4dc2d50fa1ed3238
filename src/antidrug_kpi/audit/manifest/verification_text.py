"""What `verify` found, as JSON and as lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from antidrug_kpi.audit.figure_records import FigureRecord
from antidrug_kpi.audit.manifest.verifying import InputState, Verification
from antidrug_kpi.forms.spreadsheet_safety import dump_json
from antidrug_kpi.plans.statuses import STATUS_WORDS, Status

SCHEMA = 1
_STATE_WORDS = {InputState.CHANGED: "內容改變", InputState.GONE: "不在了", InputState.NEW: "新增"}


def write_verification_json(found: Verification) -> str:
    """The verification as indented JSON with a final line break, in the keys of docs/interface.md."""
    content = {
        "schema": SCHEMA,
        "identical": found.is_identical,
        "inputs": [{"file": file, "state": state.value} for file, state in found.inputs],
        "plan": _say_same(found.is_same_plan),
        "readings": _say_same(found.is_same_readings),
        "tool": {"then": found.tool_then, "now": found.tool_now},
        "measures": [{"id": name, "then": then.describe(), "now": now.describe()} for name, then, now in found.measures],
    }
    return dump_json(content) + "\n"


def _say_same(is_same: bool) -> str:
    return "same" if is_same else "changed"


def list_verification_lines(found: Verification) -> Iterator[str]:
    """Lines: the verdict, then what changed; inputs that are the same are only counted."""
    counts = Counter(state for _, state in found.inputs)
    verdict = "與存證相同" if found.is_identical else "與存證不同"
    same, other = counts[InputState.SAME], counts.total() - counts[InputState.SAME]
    yield f"{verdict}：檔案相同 {same} 份、不同 {other} 份；數字不同 {len(found.measures)} 項"
    yield from (f"檔案　{file}：{_STATE_WORDS[state]}" for file, state in found.inputs if state in _STATE_WORDS)
    if not found.is_same_plan:
        yield "計畫規格：與當時的不同"
    if not found.is_same_readings:
        yield "判讀：與當時的不同"
    if found.tool_then != found.tool_now:
        yield f"程式版本：當時 {found.tool_then}，現在 {found.tool_now}"
    yield from (f"數字　{name}：當時 {_say_figures(then)}，現在 {_say_figures(now)}" for name, then, now in found.measures)


def _say_figures(figures: FigureRecord) -> str:
    parts = "／".join(str(number) for number in (figures.numerator, figures.denominator) if number is not None)
    shown = "＝".join(text for text in (parts, figures.value) if text)
    status = STATUS_WORDS.get(Status(figures.status)) if figures.status in {known.value for known in Status} else None
    return f"{shown}（{status}）" if shown and status else shown or status or "沒有這一項"
