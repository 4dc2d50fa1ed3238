"""Why a cell holds no value, in the words that the list of faulty cells shows."""

from __future__ import annotations

ERROR_REASON = "儲存格是錯誤值，沒有可用的內容；請修正公式或資料"
UNCALCULATED_REASON = "公式沒有計算結果，請在試算表軟體開啟並存檔"
_LONGEST_FORMULA = 60


def shorten_formula(formula: str) -> str:
    """A formula as a message shows it."""
    return f"{formula[:_LONGEST_FORMULA]}…" if len(formula) > _LONGEST_FORMULA else formula
