"""Reads a result of `compute` (.json) as something that was handed in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.result_json import SCHEMA
from antidrug_kpi.forms.submitted.submitted_form import Filling, SubmittedFigures, SubmittedForm, SubmittedMeasure, TypedNumber
from antidrug_kpi.issues import escape_controls
from antidrug_kpi.measures.results import Progress
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.statuses import Status
from antidrug_kpi.roc import to_roc_year

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MOST_SHOWN = 40
_MOST_BYTES = 16 * 1024 * 1024


def read_result(data: bytes, file: str, plan: Plan) -> SubmittedForm:
    """The figures of a result. Raises UserError where it is none, of a newer version, or of another plan."""
    content = _parse(data, file)
    if content.get("plan") != plan.id:
        raise UserError(f"{file}：這是計畫「{str(content.get('plan'))[:40]}」的結果，不是 {plan.id}；請以 --plan 指定那個計畫")
    listed = content.get("measures")
    known = (
        {entry["id"]: entry for entry in listed if isinstance(entry, dict) and isinstance(entry.get("id"), str)}
        if isinstance(listed, list)
        else {}
    )
    measures = [_read_measure(measure.id, known.get(measure.id), number) for number, (_, measure) in enumerate(plan.measures)]
    if not any(measure.id in known for _, measure in plan.measures):
        raise UserError(f"{file}：沒有任何一項是計畫 {plan.id} 的衡量項目；請確認是 antidrug-kpi compute 輸出的 .json")
    report = content.get("report")
    jurisdiction = content.get("jurisdiction")
    return SubmittedForm(
        file,
        "result",
        plan.id,
        next((name for name in plan.reports if name == report), None),
        _read_year(content.get("period")),
        jurisdiction if isinstance(jurisdiction, str) else None,
        tuple(measures),
    )


def _parse(data: bytes, file: str) -> Mapping[str, Any]:
    if len(data) > _MOST_BYTES:
        raise UserError(f"{file}：超過 {_MOST_BYTES // 1024 // 1024} MiB，不像是結果檔；請確認檔案")
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UserError(f"{file}：不是完整的 JSON；請以 antidrug-kpi compute 資料夾 -o 結果.json 重新輸出") from None
    if not isinstance(content, dict) or "measures" not in content or "plan" not in content:
        raise UserError(f"{file}：不是 antidrug-kpi compute 輸出的結果；請確認檔案")
    schema = content.get("schema")
    if not isinstance(schema, int) or schema > SCHEMA:
        raise UserError(f"{file}：是較新版本的結果（schema {str(schema)[:20]}）；請更新程式後再試")
    return content


def _read_year(period: object) -> int | None:
    """The ROC year of a result's period."""
    if isinstance(period, list) and period and isinstance(period[0], str) and re.fullmatch(r"\d{4}-\d\d-\d\d", period[0]):
        return to_roc_year(int(period[0][:4]))
    return None


def _read_measure(measure_id: str, entry: Mapping[str, Any] | None, number: int) -> SubmittedMeasure:
    if entry is None:
        return SubmittedMeasure(measure_id)
    status = entry.get("status")
    parts = entry.get("parts")
    progress = next((choice for choice in Progress if choice.value == entry.get("progress")), None)
    fault = _find_fault(entry)
    if fault is not None:
        odd = SubmittedFigures(Filling.UNREADABLE, fault=fault)
        return SubmittedMeasure(measure_id, odd, progress, f"measures[{number}]", (measure_id,))
    figures = SubmittedFigures(
        numerator=_read_number(entry.get("numerator")),
        denominator=_read_number(entry.get("denominator")),
        value=_read_number(entry.get("value")),
        attainment=_read_number(entry.get("attainment")),
        shortfall=_read_number(entry.get("shortfall")),
        verdict={Status.MET: True, Status.MISSED: False}.get(status) if isinstance(status, str) else None,  # type: ignore[call-overload]
        parts={str(name): _read_number(part) for name, part in parts.items()} if isinstance(parts, dict) else None,
    )
    filling = Filling.FIGURES if figures.has_figures else Filling.NO_CASE if status == Status.NOT_APPLICABLE else Filling.BLANK
    return SubmittedMeasure(measure_id, replace(figures, filling=filling), progress, f"measures[{number}]", (measure_id,))


def _find_fault(entry: Mapping[str, Any]) -> str | None:
    """The first figure that somebody has put a word in place of, as a sentence; None where all are numbers or nothing."""
    figures = {name: entry.get(name) for name in ("numerator", "denominator", "value", "attainment", "shortfall")}
    parts = entry.get("parts")
    figures |= {f"parts.{name}": part for name, part in parts.items()} if isinstance(parts, dict) else {"parts": parts}
    for name, value in figures.items():
        if value is not None and _read_number(value) is None:
            shown = escape_controls(json.dumps(value, ensure_ascii=False)[:_MOST_SHOWN])
            return f"「{escape_controls(str(name))}」應為數字，卻是 {shown}"
    return None


def _read_number(value: object) -> TypedNumber | None:
    if isinstance(value, bool) or value is None:
        return None
    text = str(value)
    return TypedNumber(text) if _NUMBER.fullmatch(text) else None
