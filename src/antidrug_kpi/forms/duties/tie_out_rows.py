"""Tie-outs as the rows of a table: what does not agree by itself, what agrees subject by subject in one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from antidrug_kpi.forms.duties.table_json import write_exact
from antidrug_kpi.forms.figure_words import say_number
from antidrug_kpi.issues import Address, escape_controls, mask_identifier
from antidrug_kpi.measures.duties.duty_results import TieOutResult
from antidrug_kpi.measures.results import Number
from antidrug_kpi.registers.redaction import Redaction

TITLE = "勾稽"
HEADERS = ("編號", "勾稽", "對象", "左邊", "關係", "右邊", "差", "結果", "左邊的列", "請確認")
BRIEF_HEADERS = ("編號", "勾稽", "對象", "兩邊", "差", "結果", "左邊的列", "請確認")
RELATIONS = {"=": "＝", "<=": "≤"}
AGREES, DIFFERS, IDLE = "相符", "不符", "缺資料，未勾稽"
MOST_ROWS_NAMED = 5


def list_tie_out_rows(tie_outs: Sequence[TieOutResult], redaction: Redaction, *, show_ids: bool = False) -> list[tuple[str, ...]]:
    """The cells below `HEADERS`, in the plan's order; of subjects those that do not agree first, then how many others do."""
    rows = []
    for _, group in groupby(tie_outs, key=lambda result: result.id):
        results = list(group)
        differing = [result for result in results if result.holds is False]
        agreeing = [result for result in results if result.holds]
        rows += [_list_cells(result, redaction, show_ids) for result in differing]
        if agreeing and agreeing[0].subject is not None:
            first = agreeing[0]
            whom = f"{'其餘 ' if differing else ''}{len(agreeing):,} 個對象"
            rows.append((first.id, first.text, whom, "", RELATIONS[first.relation], "", "", AGREES, "", ""))
        else:
            rows += [_list_cells(result, redaction, show_ids) for result in results if result.holds is not False]
    return rows


def shorten_rows(rows: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The same rows below `BRIEF_HEADERS`, for a terminal or a page: both sides in one cell, and what is compared said once."""
    before = ""
    for number, text, whom, left, relation, right, difference, outcome, places, question in rows:
        is_new, before = number != before, number
        sides = f"{left} {relation} {right}" if left else ""
        yield number, text if is_new else "", whom, sides, difference, outcome, places, question if is_new else ""


def say_tie_outs(tie_outs: Sequence[TieOutResult]) -> str:
    """How many tie-outs agree, differ and lack a side, in one line."""
    ids = list(dict.fromkeys(result.id for result in tie_outs))
    differing = {result.id for result in tie_outs if result.holds is False}
    idle = {result.id for result in tie_outs if result.holds is None}
    return (
        f"勾稽 {len(ids)} 項：{AGREES} {len(ids) - len(differing) - len(idle)} 項、{DIFFERS} {len(differing)} 項、"
        f"缺資料 {len(idle)} 項（不符者請確認，不影響數字與完成狀態）"
    )


def list_differing(tie_outs: Sequence[TieOutResult]) -> Iterator[TieOutResult]:
    """Those that ask something."""
    return (result for result in tie_outs if result.holds is False)


def say_difference(result: TieOutResult, redaction: Redaction, *, show_ids: bool = False) -> str:
    """One that does not agree in a sentence: what, whose, both sides, and the question."""
    whose = show_subject(result, redaction, show_ids=show_ids)
    figures = f"{_say(result.left)}，應 {RELATIONS[result.relation]} {_say(result.right)}，差 {_say(result.difference)}"
    return f"{result.text}{f'（{whose}）' if whose else ''}：{figures}；{redaction.redact(result.question)}"


def show_subject(result: TieOutResult, redaction: Redaction, *, show_ids: bool = False) -> str:
    """Whose figures they are; a person's name masked unless `show_ids`."""
    if result.subject is None:
        return ""
    is_masked = result.is_subject_private and not show_ids
    return escape_controls(mask_identifier(result.subject) if is_masked else redaction.redact(result.subject))


def list_tie_out_texts(tie_outs: Sequence[TieOutResult]) -> Iterator[str]:
    """Every text of the tie-outs in which an identifier may stand."""
    for result in tie_outs:
        if result.subject is not None and not result.is_subject_private:
            yield result.subject
        yield from (text for place in result.rows for text in (place.file, place.sheet) if text is not None)


def describe_tie_out(result: TieOutResult, redaction: Redaction, *, show_ids: bool = False) -> dict[str, Any]:
    """A tie-out as the JSON of `compute` and of `check` has it."""
    described: dict[str, Any] = {"id": result.id, "relation": result.relation, "holds": result.holds}
    if result.subject is not None:
        described["subject"] = show_subject(result, redaction, show_ids=show_ids)
    return {
        **described,
        **{name: write_exact(getattr(result, name)) for name in ("left", "right", "difference")},
        "rows": [redaction.redact_address(place).brief for place in result.rows],
        "question": redaction.redact(result.question) if result.holds is False else None,
    }


def _list_cells(result: TieOutResult, redaction: Redaction, show_ids: bool) -> tuple[str, ...]:
    outcome = {True: AGREES, False: DIFFERS, None: IDLE}[result.holds]
    return (
        result.id,
        result.text,
        show_subject(result, redaction, show_ids=show_ids),
        _say(result.left),
        RELATIONS[result.relation],
        _say(result.right),
        _say(result.difference),
        outcome,
        _name_rows([redaction.redact_address(place) for place in result.rows]),
        redaction.redact(result.question) if result.holds is False else "",
    )


def _name_rows(places: Sequence[Address]) -> str:
    """The first few rows, those of one sheet together, and how many there are if more."""
    shown = "；".join(
        f"{escape_controls(file)}{f' 工作表「{escape_controls(sheet)}」' if sheet is not None else ''} "
        f"第 {'、'.join(str(place.row) for place in group)} 列"
        for (file, sheet), group in groupby(places[:MOST_ROWS_NAMED], key=lambda place: (place.file, place.sheet))
    )
    return f"{shown}等 {len(places):,} 列" if len(places) > MOST_ROWS_NAMED else shown


def _say(number: Number | None) -> str:
    return "—" if number is None else say_number(number)
