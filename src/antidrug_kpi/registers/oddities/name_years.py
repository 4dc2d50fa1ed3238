"""The years in the name of a file, a sheet or a folder: 112年度, 學校清冊_1121231, 2023, 112學年度, 112年7月至113年6月."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from antidrug_kpi import roc

# A number that is written as a year (112年, a whole date) is one in this range; a bare number only if it is near the report's
# year.
_FIRST_YEAR, _LAST_YEAR = 60, 200
_YEARS_BEFORE, _YEARS_AFTER = 5, 1
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_RANGE = re.compile(r"[-~–—－至到迄、]")
_TIME = r"(?:[T_-]?\d{2}[:.-]?\d{2}(?:[:.-]?\d{2})?)?"
_FORMS = re.compile(
    "|".join(
        (
            # 20231231, 1121231, each perhaps with a time of day behind it.
            rf"(?<![0-9A-Za-z])(?P<dy>(?:19|20)\d\d|\d{{3}})(?P<dm>0[1-9]|1[0-2])(?P<dd>0[1-9]|[12]\d|3[01]){_TIME}(?![0-9A-Za-z])",
            # 2023-12-31, 112.12.31, 112年12月31日
            r"(?<![0-9A-Za-z.])(?P<sy>(?:19|20)\d\d|\d{2,3})(?P<ss>[-./_])(?P<sm>\d{1,2})(?P=ss)(?P<sd>\d{1,2})(?![0-9A-Za-z])",
            r"(?<![0-9A-Za-z])(?P<cy>\d{2,4})\s*年\s*(?P<cm>\d{1,2})\s*月\s*(?P<cd>\d{1,2})\s*日",
            r"(?<![0-9A-Za-z])(?P<school>\d{2,3})\s*學年",
            # The second year of 112-113年 is met as 113年, the first one here.
            r"(?<![0-9A-Za-z])(?P<from>\d{2,4})(?=\s*[-~–—－至到]\s*\d{2,4}\s*(?:學?年))",
            r"(?:民國\s*|(?<![0-9A-Za-z]))(?P<year>\d{2,4})\s*年",
            r"民國\s*(?P<era>\d{2,3})(?!\d)",
            # 202312, 2023-12, 11212, 112-12
            r"(?<![0-9A-Za-z.])(?P<my>(?:19|20)\d\d|\d{3})[-./_]?(?P<mm>0[1-9]|1[0-2])(?![0-9A-Za-z])",
            # Alone or at an end: 112, 志工_112; of 110報案 it is no year, and 112-1 is a term.
            r"(?<![0-9A-Za-z.第])(?P<bare>(?:19|20)\d\d|\d{3})(?=$|[\s_)\]~～至到–-])(?!-\d(?!\d))",
        )
    )
)
_OTHER_WORDS = re.compile(r"(?<![含與及和較比同])(去年度?|上一?年度|前一?年度|前一年)(?!度?同期)")


@dataclass(frozen=True)
class _NamedYears:
    """The ROC years of one match in a name (of a school year both), and whether they are written as years."""

    years: tuple[int, ...]
    is_certain: bool


def find_other_year(name: str, year: int) -> str | None:
    """The other year that a name says, in the words of a message: 112 年, 「去年度」. None where the name holds the report's ROC
    `year`, alone or within a span, or no year at all.
    """
    text = unicodedata.normalize("NFKC", name)
    text = re.sub(r"[〇○零一二三四五六七八九]{3}(?=\s*年)", lambda found: found[0].translate(_NUMERALS), text)
    matches = [match for match in _list_years(text) if _is_year(match, year)]
    years = [named for match in matches for named in match.years]
    if year in years or (len(years) > 1 and _RANGE.search(text) and min(years) <= year <= max(years)):
        return None
    if years:
        return f" {'、'.join(map(str, dict.fromkeys(years)))} 年"
    word = _OTHER_WORDS.search(text)
    return f"「{word[1]}」" if word is not None else None


def _list_years(text: str) -> Iterator[_NamedYears]:
    for found in _FORMS.finditer(text):
        parts = {name: int(part) for name, part in found.groupdict().items() if part and part.isdigit()}
        if "school" in parts:
            yield _NamedYears((parts["school"], parts["school"] + 1), is_certain=True)
        for form in ("d", "s", "c"):
            if f"{form}y" in parts:
                day = _make_day(parts[f"{form}y"], parts[f"{form}m"], parts[f"{form}d"])
                yield _NamedYears((_to_roc(parts[f"{form}y"]),), is_certain=day is not None)
        for form in ("year", "from", "era"):
            if form in parts:
                yield _NamedYears((_to_roc(parts[form]),), is_certain=True)
        for form in ("my", "bare"):
            if form in parts:
                yield _NamedYears((_to_roc(parts[form]),), is_certain=False)


def _to_roc(year: int) -> int:
    return roc.to_roc_year(year) if year >= 1000 else year


def _make_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(_to_roc(year) + roc.ROC_OFFSET, month, day)
    except ValueError:
        return None


def _is_year(match: _NamedYears, year: int) -> bool:
    """Whether a match is a year at all, and no other number: it is written as one, or near the report's."""
    first = min(match.years)
    if match.is_certain:
        return _FIRST_YEAR <= first <= _LAST_YEAR
    return year - _YEARS_BEFORE <= first <= year + _YEARS_AFTER
