"""Cells of a submitted form that cannot say anything: a formula without a result, an error value, a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from antidrug_kpi.forms.into.form_grid import CellPlace, FormFile, Grid
from antidrug_kpi.registers.cells.squeezing import squeeze

_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|(?:Err|錯誤|#ERR):?\d{3}", re.IGNORECASE)


def is_error(text: str) -> bool:
    """Whether a cell's text is what a formula shows that went wrong, whose digits are no figure."""
    return _ERROR.fullmatch(squeeze(text)) is not None


_TABLE = "儲存格裡是另一個表格或圖片，讀不到其中的數字；請改寫為文字後再核對"
_BESIDE = "儲存格裡除文字外另有表格，讀不到其中的數字；請改寫為文字後再核對"


def find_inner_table(form: FormFile, grids: Sequence[Grid], places: Iterable[CellPlace]) -> str | None:
    """That a cell has a table with figures beside its text, as a sentence: what it holds could say otherwise."""
    holds_table = getattr(form, "holds_table", None)
    if holds_table is None:
        return None
    return next(
        (_BESIDE for place in places if grids[place.grid].read(place.row, place.column).strip() and holds_table(place)), None
    )


def find_fault(form: FormFile, grids: Sequence[Grid], places: Iterable[CellPlace]) -> str | None:
    """What is wrong with the first of the cells that is such a one, as a sentence; None where none is."""
    is_uncalculated = getattr(form, "is_uncalculated", None)
    holds_object = getattr(form, "holds_object", None)
    for place in places:
        if is_uncalculated is not None and is_uncalculated(place):
            return "儲存格是公式，檔案裡沒有計算結果；請以試算表軟體開啟並存檔後再核對"
        text = squeeze(grids[place.grid].read(place.row, place.column))
        if is_error(text):
            return f"儲存格是錯誤值 {text}；請改正公式或改填數字"
        if not text and holds_object is not None and holds_object(place):
            return _TABLE
    return None
