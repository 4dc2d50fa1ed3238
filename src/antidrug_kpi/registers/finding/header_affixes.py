"""Whether the text around a header (a bracket, a prefix, a unit) is harmless or makes another header of it.

Harmless is a unit that the column has anyway, 必填, a date's pattern. Words that change the meaning (千元, 分鐘, 預定, 前一年)
make another header (docs/registers.md). So does any text that is not known to be harmless: the office is told
of a column that was not read, while nobody would notice one that was read wrongly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers.cells.squeezing import squeeze

# Anywhere in what stands around a header, these make another column of it; also as the group above it in a header of two rows.
_CHANGES = re.compile(
    r"[千仟萬万億亿]|百[元萬人]|分鐘|預[定計估期訂]|擬[辦訂定]|應[於辦]|未[來完]|前[一1二2]?年|前期|去年|上[一1]?年|上期|上[一1]?季|同期"
    r"|目標|規[劃畫]|累[計積]"
    r"|(?i:planned|estimated|scheduled|thousand|million|minutes|\bmins\b|\bhours\b|\bdays\b|\bweeks\b|cumulative"
    r"|(?:last|prior|previous)[ _-]?(?:year|month|period|term))"
)
_NUMBERED = re.compile(r"[A-Za-z]{0,2}\d{0,2}|[一二三四五六七八九十]{1,2}|(?:備?註|說明)\d{0,2}|(?i:note|col)\.?\d{0,2}")
_ASKED = re.compile(
    r"[*＊]+|(?:為)?(?:非)?(?:必|選|免)[填選要](?:欄位?|項目?)?|下拉(?:式)?(?:選單|選擇|選取)?|(?:擇|單|限選)[一選]項?|單選題?|勾選|打勾"
    r"|(?:欄位)?(?:由)?(?:本?[\u3400-\u9fff]{0,6})(?:填|填寫|填報|填列|提供)"
    r"|(?:請|如有|若有|如無|若無|無則|務必).*"
)
_ENGLISH = re.compile(r"(?=.*[A-Za-z]{2})[A-Za-z\d&/.,:;'#%() _-]+")
_SEPARATORS = re.compile(r"[/、,;:|。.()（）\-_~至或及和與]")
_LIST = re.compile(r"[,、;。]")
_UNIT_WORD = re.compile(r"^(?:計量)?單位[:為]?|^以|計$|計算$|為單位$")
_DATE_WORDS = re.compile(
    r"(?i:yyyy|yyy|yy|mm|dd|roc|ad)|中華民國|民國|西元|年|月|日|國曆|陽曆|公曆|曆|格式|日期|範例|舉例|例如|例|如|數字|位數?|碼|\d"
)
_FLAG_WORDS = re.compile(
    r"(?i:yes|no|true|false|y|n|v|o|x)|是否|是|否|有無|有|無|打?勾|勾選|[✓✔√☑✅■●○✗☐□]|[01]|=|請|填|則|者|代表|表示"
)
_IDENTIFIER_WORDS = re.compile(
    r"(?i:id|no)|國民|身分證|身份證|居留證|統一證號|統一編號|統編|字號|證號|編號|代碼|代號|流水號|序號|系統|個案|號碼?|\d|位|碼|英文|數字|半形|末"
)
_TEXT_WORDS = re.compile(r"中文|英文|全名|全銜|簡稱|名稱|姓名|文字|敘述|敘明|簡述|說明|可?複選|\d|字|以內|內")
# Units by what a column holds; one that holds other numbers says its own in the plan.
_COUNTED = (
    *("人", "人次", "人數", "名", "位", "件", "件數", "案", "案件", "案次", "個案", "案家", "筆", "例", "份"),
    *("次", "次數", "場", "場次", "家", "戶", "所", "校", "間", "個", "組", "班", "單位"),
)
# What only says that there are numbers.
_PLAIN = frozenset({"數", "數量", "數值", "數字", "整數", "阿拉伯數字", "個數"})
_UNITS = {
    ColumnType.COUNT: _PLAIN | frozenset(_COUNTED),
    ColumnType.NUMBER: _PLAIN,
    ColumnType.MONEY: _PLAIN
    | frozenset({"元", "元整", "圓", "新臺幣", "新台幣", "新臺幣元", "新台幣元", "臺幣", "台幣", "$", "nt$", "ntd", "twd", "nt"}),
    ColumnType.PERCENT: _PLAIN | frozenset({"%", "百分比", "百分率", "百分數", "百分點"}),
}
_BY_TYPE = {
    ColumnType.DATE: _DATE_WORDS,
    ColumnType.MONTH: _DATE_WORDS,
    ColumnType.YEAR: _DATE_WORDS,
    ColumnType.FLAG: _FLAG_WORDS,
    ColumnType.IDENTIFIER: _IDENTIFIER_WORDS,
    ColumnType.CATEGORY: re.compile(r"\d|單選|選"),
    ColumnType.NAME: _TEXT_WORDS,
    ColumnType.TEXT: _TEXT_WORDS,
}


def find_changing_word(text: str) -> str | None:
    """The first word in a squeezed text that changes the meaning of a header beside it; None where it has none."""
    found = _CHANGES.search(text)
    return found[0] if found else None


@lru_cache(maxsize=20_000)
def _is_harmless_anywhere(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_NUMBERED, _ASKED, _ENGLISH))


def is_harmless(text: str, column: Column) -> bool:
    """Whether a text around a column's header, squeezed and without its brackets, leaves the column's meaning as it is."""
    plain = text.strip("*:")
    if plain.casefold() in _list_units(column):
        return True
    change = find_changing_word(plain)
    if change is not None:
        # Harmless only as the English twin of a header that says the same itself: 前一年同期學生數(last year).
        return plain.isascii() and find_changing_word(squeeze(column.name)) is not None
    return _is_known(plain, column) or all(_is_known(part, column) for part in _LIST.split(plain))


def _is_known(text: str, column: Column) -> bool:
    if _is_harmless_anywhere(text) or text in {squeeze(word) for word in (column.name, *column.aliases)}:
        return True
    unit = _UNIT_WORD.sub("", text).casefold()
    if {part for part in _SEPARATORS.split(unit) if part} <= _list_units(column):
        return True
    return _is_own_word(text, column)


def _list_units(column: Column) -> frozenset[str]:
    """The plain units of a column, in small letters."""
    return _UNITS.get(column.type, frozenset()) | {squeeze(unit).casefold() for unit in column.units}


def _is_own_word(text: str, column: Column) -> bool:
    """Whether nothing is left of a text without the words of the column's type, or without the values that it takes."""
    if column.values:
        for word in sorted((word for value in column.values for word in (value.name, *value.aliases)), key=len, reverse=True):
            text = text.replace(squeeze(word), "")
    pattern = _BY_TYPE.get(column.type)
    rest = _SEPARATORS.sub("", pattern.sub("", text) if pattern is not None else text)
    return rest == ""
