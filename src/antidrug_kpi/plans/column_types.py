"""The types that a column of a register may have, and the sets of them that a field of a spec may ask for."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class ColumnType(StrEnum):
    """How a cell is read (see docs/registers.md)."""

    IDENTIFIER = "identifier"
    NAME = "name"
    TEXT = "text"
    CATEGORY = "category"
    FLAG = "flag"
    DATE = "date"
    MONTH = "month"
    YEAR = "year"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    CODE = "code"


Types = frozenset[ColumnType]
DATES: Types = frozenset({ColumnType.DATE, ColumnType.MONTH})
COUNTS: Types = frozenset({ColumnType.COUNT})
NUMBERS: Types = COUNTS | {ColumnType.NUMBER, ColumnType.MONEY, ColumnType.PERCENT}
YEARS: Types = frozenset({ColumnType.YEAR})
CATEGORIES: Types = frozenset({ColumnType.CATEGORY})
CODES: Types = frozenset({ColumnType.CODE})
TEXTS: Types = frozenset({ColumnType.IDENTIFIER, ColumnType.NAME, ColumnType.TEXT})
WORDS: Types = TEXTS | CATEGORIES | CODES | {ColumnType.FLAG}
PERSONS: Types = frozenset({ColumnType.IDENTIFIER, ColumnType.NAME})
ANY: Types = frozenset(ColumnType)

# What columns of these types are called.
KINDS: Mapping[Types, str] = {
    DATES: "日期欄位",
    COUNTS: "整數欄位",
    NUMBERS: "數字欄位",
    YEARS: "年度欄位",
    CATEGORIES: "類別欄位",
    CODES: "指標代碼欄位",
    TEXTS: "文字欄位",
    WORDS: "文字欄位",
    ANY: "欄位",
}
