"""What a numeric cell displays under the number formats that matter to a register.

Three kinds matter: percent, fixed decimals (4.1 shown as 4.10) and leading zeros (123 shown as 00123). A number under any
other format means its bare value, so it stays one: thousands separators, currency, and the dash for zero of accounting.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum

from antidrug_kpi.files.cells.cell_types import ShownNumber
from antidrug_kpi.files.refusal import refuse_count

# Number formats that a file uses by their id, without defining them (ECMA-376 part 1, 18.8.30). 27 to 36 and 50 to 58 are dates
# and times in the Chinese, Japanese and Korean Excel.
BUILT_IN: Mapping[int, str] = {
    2: "0.00",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    39: "#,##0.00_);(#,##0.00)",
    40: "#,##0.00_);[Red](#,##0.00)",
    43: "_(* #,##0.00_);_(* \\(#,##0.00\\);_(* \\-??_);_(@_)",
    46: "[h]:mm:ss",
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 36, 50, 51, 54, 57, 58), "yyyy/m/d"),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36), 45, 47, 52, 53, 55, 56), "h:mm"),
}

_PIECE = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|General|G/通用格式|[Ee][+-]|.', re.IGNORECASE | re.DOTALL)
_DATE_LETTERS = frozenset("ymdhs")
_ERA_LETTERS = frozenset("egb")
_DIGITS = frozenset("0#?")
_NUMERIC = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "=": operator.eq,
    "<>": operator.ne,
}
_LONGEST_CODE = 1_024  # Excel allows 255
# Enough for all the digits that the longest code of zeros and percent signs can show.
_EXACT = Context(prec=4 * _LONGEST_CODE)
_TOO_LARGE = 1e15  # from here on a number has more digits than are shown
_SIGNIFICANT_DIGITS = 15  # a spreadsheet shows no more, so 0.1 + 0.2 is 0.3


class FormatKind(Enum):
    """What a format makes of a number."""

    PLAIN = "plain"
    """The bare number."""
    NUMBER = "number"
    """A number with a text that says more than the bare one."""
    DATE = "date"
    """Also a time of day."""
    ERA_DATE = "era-date"
    """A date of which only the year of the era or the day of the week is shown. calamine reads it as a number."""
    DURATION = "duration"
    """A length of time, in hours beyond 24, or in minutes or seconds alone."""


@dataclass(frozen=True)
class _Section:
    """One of the three sections that a format may have for numbers: for positive, negative and zero, or each for a condition.

    `prefix` and `suffix` are what is shown before and after the digits. `least_integers` and `least_decimals` are how many digits
    are shown at least, as zeros where need be. `percents` counts percent signs: each multiplies what is shown by 100.
    """

    condition: tuple[str, float] | None
    prefix: str
    suffix: str
    least_integers: int
    least_decimals: int
    most_decimals: int
    is_grouped: bool
    percents: int


@dataclass(frozen=True)
class NumberFormat:
    """A number format. `sections` are those for numbers; None stands for one with parts that are not understood here."""

    kind: FormatKind
    sections: tuple[_Section | None, ...] = ()
    code: str = ""
    """The format code, for dates only."""

    def show(self, value: float) -> float | ShownNumber:
        """The number with the text that a cell displays for it; the bare number where that says no more."""
        if self.kind is not FormatKind.NUMBER or not abs(value) < _TOO_LARGE:
            return value
        section = _choose_section(value, self.sections)
        if section is None:
            return value
        # A section for negative numbers shows them without a sign, unless it writes one itself, as in 0.0;(0.0).
        has_sign = value < 0 and (len(self.sections) == 1 or section is self.sections[0])
        return mark_shown(value, _render(section, abs(value), "-" if has_sign else ""))


PLAIN = NumberFormat(FormatKind.PLAIN)


def parse_format(code: str) -> NumberFormat:
    """The format of a format code (0.00%, yyyy/m/d); PLAIN where it changes nothing that matters, or is not understood.

    Raises RefusedError where the code is longer than any program writes.
    """
    if len(code) > _LONGEST_CODE:
        raise refuse_count("一個數字格式的代碼", len(code), _LONGEST_CODE, "字")
    sections = [_split_pieces(part) for part in _split_sections(code)]
    kind = _find_date_kind(sections[0])
    if kind is not None:
        return NumberFormat(kind, code=code)
    for_numbers = [pieces for pieces in sections if "@" not in pieces]  # the last may be the section for texts
    parsed = tuple(_parse_section(pieces) for pieces in for_numbers[:3])
    return NumberFormat(FormatKind.NUMBER, parsed) if any(map(_says_more, parsed)) else PLAIN


def mark_shown(value: float, text: str) -> float | ShownNumber:
    """`value` with its displayed `text`, where that is a number and says more than the bare value; else the bare value.

    Percent signs, decimals and leading zeros say more. Any text with a percent sign is kept, even where it is no number: the bare
    value would be a hundredth of what the reader sees.
    """
    text = text.strip()
    if text.startswith("(") and text.endswith(")"):  # how accounting formats show a negative number
        text = "-" + text[1:-1].strip()
    if not _NUMERIC.fullmatch(text):
        return ShownNumber(value, text) if "%" in text else value
    has_leading_zero = len(text) > 1 and text.isdigit() and text.startswith("0")
    if not (text.endswith("%") or "." in text or has_leading_zero) or text == format(value, ".15g"):
        return value
    return ShownNumber(value, text)


def _split_sections(code: str) -> list[str]:
    """The sections of a code, cut at each ; that is not quoted or escaped."""
    sections = [""]
    for piece in _PIECE.findall(code):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return sections


def _split_pieces(section: str) -> list[str]:
    """The pieces of a section: quoted texts, brackets, escaped and single characters. Fillers (*-) are left out: they show as
    many characters as the column is wide.
    """
    return [piece for piece in _PIECE.findall(section) if not piece.startswith("*")]


def _find_date_kind(pieces: list[str]) -> FormatKind | None:
    """The kind of a format for dates or times; None where it is for numbers."""
    if any(re.fullmatch(r"\[(h+|m+|s+)\]", piece, re.IGNORECASE) for piece in pieces):
        return FormatKind.DURATION
    letters = "".join(piece.lower() for piece in pieces if len(piece) == 1)
    if _DATE_LETTERS & set(letters):
        return FormatKind.DATE
    return FormatKind.ERA_DATE if _ERA_LETTERS & set(letters) or "aaa" in letters else None


def _parse_section(pieces: list[str]) -> _Section | None:
    """A section that has at most one run of digit placeholders, with texts around it; None for any other."""
    before: list[str] = []
    after: list[str] = []
    digits = ""
    percents = 0
    condition = None
    for piece in pieces:
        if found := _CONDITION.fullmatch(piece):
            condition = (found[1], float(found[2]))
            continue
        if piece in _DIGITS or piece in {".", ","}:
            if after:
                return None
            digits += piece
            continue
        literal = _read_literal(piece)
        if literal is None:
            return None
        percents += piece == "%"
        (after if digits else before).append(literal)
    integers, _, decimals = digits.partition(".")
    if "." in decimals or "," in decimals or integers.endswith(","):  # a trailing comma divides by a thousand
        return None
    return _Section(
        condition=condition,
        prefix="".join(before),
        suffix="".join(after),
        least_integers=integers.count("0"),
        least_decimals=decimals.count("0"),
        most_decimals=len(decimals),
        is_grouped="," in integers,
        percents=percents,
    )


def _read_literal(piece: str) -> str | None:
    """The text that a literal piece displays; None for a piece that is not literal."""
    if piece.startswith('"'):
        return piece.strip('"')
    if piece.startswith("\\") and len(piece) == 2:
        return piece[1]
    if piece.startswith("_"):
        return " "
    if piece.startswith("["):
        # [$NT$-404] displays NT$; [Red], [$-404] and [DBNum1] display nothing
        found = re.fullmatch(r"\[\$([^\]-]*)(?:-[^\]]*)?\]", piece)
        return found[1] if found else ""
    if len(piece) > 1 or piece in "@/":
        return None
    return piece


def _says_more(section: _Section | None) -> bool:
    return section is not None and bool(section.percents or section.most_decimals or section.least_integers > 1)


def _choose_section(value: float, sections: tuple[_Section | None, ...]) -> _Section | None:
    """The section by which a number is shown: the first whose condition holds, else the one for its sign."""
    if any(section is not None and section.condition for section in sections):
        for section in sections:
            if section is None or section.condition is None or _COMPARE[section.condition[0]](value, section.condition[1]):
                return section
        return sections[-1]
    if value < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if value == 0 and len(sections) > 2 else sections[0]


def _render(section: _Section, value: float, sign: str) -> str:
    """The text that a section displays for a number, which is not negative; `sign` goes before it, unless it rounds to zero."""
    number = Decimal(format(value, f".{_SIGNIFICANT_DIGITS}g")).scaleb(2 * section.percents)
    rounded = number.quantize(Decimal(1).scaleb(-section.most_decimals), rounding=ROUND_HALF_UP, context=_EXACT)
    integers, _, decimals = f"{rounded:f}".partition(".")
    kept = decimals[section.least_decimals :].rstrip("0")
    decimals = decimals[: section.least_decimals] + kept
    integers = integers.lstrip("0").rjust(section.least_integers, "0")
    if section.is_grouped and integers:
        integers = f"{int(integers):,}".rjust(section.least_integers, "0")
    shown_sign = sign if rounded else ""
    return f"{shown_sign}{section.prefix}{integers}{'.' if decimals else ''}{decimals}{section.suffix}"
