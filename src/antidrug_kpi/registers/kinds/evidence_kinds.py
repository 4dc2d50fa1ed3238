"""The catalogue of issues about descriptions of evidence that may not be what the source asks for."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

DESCRIPTION_PLACEHOLDER = IssueKind(
    "evidence-placeholder",
    Level.QUESTION,
    "「{value}」只是占位文字，仍予列計；請補上實際內容，或留空使該要件不列計",
    "佐證說明只有占位文字",
    example={"value": "詳附件"},
    why="程式看不到附件，內容可能另有，因此照計而請機關確認。",
)
DESCRIPTION_DOUBTFUL = IssueKind(
    "evidence-doubtful",
    Level.QUESTION,
    "「{value}」含「{word}」，{why}，仍予列計；如屬之請刪去這一列",
    "佐證說明可能不合來源所列",
    example={"value": "縣政府官網", "word": "官網", "why": "地方政府網頁不算宣導媒體、通路"},
    why="程式由文字無從判斷是哪一種網頁，因此照計而請機關確認。",
)
