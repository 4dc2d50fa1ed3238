"""Which rows below a header are no records: blank ones, and footers such as totals, notes and signatures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.files import Cell
from antidrug_kpi.registers.values import show_cell
from antidrug_kpi.registers.words import squeeze


@dataclass(frozen=True)
class FooterColumn:
    """What the test for footers needs of a column; `can_read` says whether a cell holds a value of it."""

    is_key: bool
    is_required: bool
    can_read: Callable[[Cell], bool]


# The vocabulary, as it stands after NFKC without blanks.
_UNITS = r"(?:[人件筆次場案家校名位項元所間列戶班]|人次|場次)"
# A total, with or without its figure: the word and nothing else.
_TOTAL = re.compile(
    r"[(〔\[]?(?:合計|總計|小計|總數|累計|共計|核總計|總合計|本頁小計)(?i:/?(?:grand|sub)?total)?[)〕\]]?:?"
    rf"(?:[\d,.]+{_UNITS}?)?(?:\(.*\))?"
)
# What may well be a total, since it ends like one: 全市合計, Total, 全部. It counts until the office takes it out.
_LIKE_TOTAL = re.compile(
    r"(?:合計|總計|小計|總數|總和|總人數|總校數|總家數|全部|平均值?|(?i:average|(?:grand|sub)?total))[)〕\]]?:?"
    rf"(?:[\d,.]+{_UNITS}?)?$"
)
# A note or a signature, unless the row holds everything else that a record needs.
_FOOTER = re.compile(
    r"(?:第\d+頁(?:[/,、共].*)?$|核章|(?:機關|單位)首長.*|[※*＊◎]*(?:(?:備註|附註|製表).*|註|說明|填表說明|資料來源|資料日期|資料時間"
    r"|填表|審核|覆核|主管|承辦|單位主管|更新日期|更新時間|列印)"
    r"(?:人|者|人員|日期|時間|單位|機關|核章|簽章|主管|科長)*\d*(?:[:、.)]|$)|https?://|[※◎])"
)
# A note or a signature only where it stands alone in its row: a record's own number or name could begin so too.
_REMARK = r"(?:本(?:表|頁|清冊|名冊|資料|報表)|以上|上[列述表]|備考|說明[一二三四五六七八九十])"
_ALONE = re.compile(
    rf"[※*◎#]*[(\[【<]*(?:{_REMARK}"
    r"|以下(?:空白|無資料|略)"
    r"|填報(?:人|者|單位|機關|學校|日期|時間)|(?:聯絡|連絡)(?:人|電話|方式)|(?:電話|傳真|分機):"
    r"|(?:承辦人?員?|科長|股長|組長|課長|主任|主任秘書|秘書|處長|局長|所長|院長|校長|首長|主管|主計|會計|人事)(?:簽章|核章)?:"
    rf"|(?:總?共|共?計)[\d,]+{_UNITS}"
    rf"|\d{{1,2}}[.、)](?:{_REMARK}|.*[,。;:])"
    r"|[-‐-―─━═=_~*]{4,}$)"
)


def is_blank_cell(cell: Cell) -> bool:
    """Whether a cell holds nothing but blanks."""
    return cell is None or (isinstance(cell, str) and not cell.strip("\u3000 \t\r\n\u200b\ufeff"))


def is_footer_row(row: Sequence[Cell], columns: Mapping[int, FooterColumn]) -> bool:
    """Whether a row whose first filled cell begins like a footer is one; `columns` are the register's columns by index.

    Such a row is a record only where every other required cell can be read, and another key column is among them; a total's
    numbers alone make no record. In a register whose only required cell is the one that begins so, a note stands alone or beside
    other notes. So a record whose own cell merely begins so (a clinic named 合計診所, a number 註1) stays a record.
    """
    first = next((index for index, cell in enumerate(row) if not is_blank_cell(cell)), None)
    if first is None or not could_be_footer(row[first]):
        return False
    others = {index: column for index, column in columns.items() if index != first}
    required = [index for index, column in others.items() if column.is_required or column.is_key]
    text = show_cell(row[first])
    if is_total(text):
        has_key = any(column.is_key for column in others.values())
        return not (has_key and all(others[index].can_read(row[index]) for index in required))
    if not _FOOTER.match(squeeze(text)):
        return all(is_blank_cell(cell) or could_be_footer(cell) for cell in row)
    if required:
        return not all(others[index].can_read(row[index]) for index in required)
    return all(is_blank_cell(row[index]) or could_be_footer(row[index]) for index in others)


def could_be_footer(cell: Cell) -> bool:
    """A quick test of a row's first filled cell, made before the row is looked at as a whole."""
    if not isinstance(cell, str):
        return False
    text = squeeze(cell)
    return (_TOTAL.fullmatch(text) or _FOOTER.match(text) or _ALONE.match(text)) is not None


def is_total(text: str) -> bool:
    """Whether a text is the word for a total, with or without its figure, and nothing else."""
    return _TOTAL.fullmatch(squeeze(text)) is not None


def find_total(squeezed: str) -> str | None:
    """The word for a total that a squeezed text is or ends in, with what follows it: 合計 of 全市合計."""
    found = _TOTAL.fullmatch(squeezed) or _LIKE_TOTAL.search(squeezed)
    return found[0] if found else None
