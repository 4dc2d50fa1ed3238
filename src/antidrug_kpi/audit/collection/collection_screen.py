"""A collection on a terminal or in a pipe: a line for each bureau, then what somebody has to see to."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Console

from antidrug_kpi import roc
from antidrug_kpi.audit.collection.collected import BureauReturn, Collection, Lateness
from antidrug_kpi.forms.screen.fitting_columns import Fitting, say_hidden_columns
from antidrug_kpi.forms.screen.screen_table import print_fitted_table
from antidrug_kpi.forms.terminal import make_text
from antidrug_kpi.registers.redaction import NATIONAL_NUMBERS_ONLY

_HEADERS = ("局處", "交回的檔案", "最後存檔", "清冊", "狀態")
_FITTING = Fitting(("最後存檔", "清冊", "交回的檔案"), frozenset({"交回的檔案", "狀態"}), seen_by="--format json")


def print_collection(console: Console, collection: Collection) -> None:
    """The table of bureaus, what is blank, what contradicts, what was not collected, and the notes."""
    rows = [tuple(_list_cells(bureau, collection)) for bureau in collection.bureaus]
    say_hidden_columns(console, print_fitted_table(console, _HEADERS, rows, _FITTING), _FITTING)
    for line in _list_remarks(collection):
        console.print(make_text(line))


def say_incomplete_collection(collection: Collection) -> str:
    """Why a collection is not complete, in a sentence with counts and names."""
    reasons = [
        *_name(collection, "未交回", lambda bureau: bureau.lateness is Lateness.MISSING),
        *_name(collection, "逾期", lambda bureau: bureau.lateness is Lateness.AFTER_DUE),
        *_name(collection, "看不出何時存檔", lambda bureau: bureau.lateness is Lateness.UNKNOWN),
        *_name(collection, "原樣交回", lambda bureau: bureau.is_untouched),
        *_name(collection, "有清冊未填", lambda bureau: bool(bureau.blanks) and not bureau.is_untouched),
        *([f"牴觸 {len(collection.contradictions)} 項"] if collection.contradictions else []),
        *([f"未收或無法讀取 {len(collection.not_collected)} 項"] if collection.not_collected else []),
    ]
    return f"彙整不完整（{'；'.join(reasons)}）；請洽各局處補正後，再執行一次 antidrug-kpi collect"


def _name(collection: Collection, word: str, is_so: Callable[[BureauReturn], bool]) -> list[str]:
    names = [bureau.name for bureau in collection.bureaus if is_so(bureau)]
    return [f"{word}：{'、'.join(names)}"] if names else []


def _list_cells(bureau: BureauReturn, collection: Collection) -> Iterator[str]:
    yield bureau.name
    yield "" if bureau.file is None else NATIONAL_NUMBERS_ONLY.redact(bureau.file)
    moment = bureau.saved_at
    yield "" if moment is None else f"{roc.to_roc_year(moment.year)}/{moment.month}/{moment.day} {moment:%H:%M}"
    rows = sum(register.rows for register in bureau.filled)
    yield "" if bureau.file is None else f"{len(bureau.filled)} 份 {rows:,} 列"
    yield "、".join(_list_states(bureau, collection))


def _list_states(bureau: BureauReturn, collection: Collection) -> Iterator[str]:
    match bureau.lateness:
        case Lateness.MISSING:
            yield "未交回"
        case Lateness.AFTER_DUE:
            yield "逾期"
        case Lateness.UNKNOWN:
            yield "看不出何時存檔"
    if bureau.is_untouched:
        yield "原樣交回，沒有填過"
    elif bureau.blanks:
        yield f"{len(bureau.blanks)} 份未填"
    if any(bureau.name in each.bureaus for each in collection.contradictions):
        yield "牴觸"
    is_fine = bureau.file is not None and bureau.lateness is None and not bureau.blanks and not bureau.is_untouched
    if is_fine and not any(bureau.name in each.bureaus for each in collection.contradictions):
        yield "收齊"


def _list_remarks(collection: Collection) -> Iterator[str]:
    if collection.due is not None:
        yield f"期限 {roc.format_roc_date(collection.due)}（當日在內），依活頁簿內記載的最後存檔時刻（臺灣時間）"
    for bureau in collection.bureaus:
        if bureau.blanks:
            titles = "、".join(f"「{title}」" for title in bureau.blanks)
            yield f"［未填］{bureau.name}：{titles}；確實沒有的，請局處在該表的「本期無資料」填「是」"
    yield from (f"［牴觸］{each.text}" for each in collection.contradictions)
    yield from (f"［未收］{each.text}" for each in collection.not_collected)
    yield from (f"［說明］{note}" for note in collection.notes)
