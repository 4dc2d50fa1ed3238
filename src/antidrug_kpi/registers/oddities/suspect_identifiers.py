"""Identifiers that look wrong although they can be read: a wrong check digit, a long number that a spreadsheet cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from antidrug_kpi.files import NumberedColumn
from antidrug_kpi.issues import Issue, mask_identifier
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.register import TypedRegister

# 國民身分證統一編號 (1, 2), 統一證號 of residents since 2021 (8, 9) and before (A to D).
_NATIONAL = re.compile(r"[A-Z][1289A-D]\d{8}")
# The counties' letters count as two digits, in the order in which they were given out.
_LETTERS = {letter: number for number, letter in enumerate("ABCDEFGHJKLMNPQRSTUVXYWZIO", start=10)}
_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_SIGN_OF_SCIENTIFIC = "E+"
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+\d{2,}")
_LENGTH = 10
# A spreadsheet keeps 15 significant digits of a number.
_FIRST_OF_16_DIGITS = 10**15


def _weigh_characters() -> npt.NDArray[np.int64]:
    """An array by place and ASCII code: what the character adds to the sum of the check digit there, -1 where it is not allowed.

    A sum that is a multiple of ten is right. The letter counts as a number of two digits, each with its weight.
    """
    values = np.full((_LENGTH, 128), -1, dtype=np.int64)
    for letter, number in _LETTERS.items():
        values[0, ord(letter)] = number // 10 * _WEIGHTS[0] + number % 10 * _WEIGHTS[1]
    for second in "1289ABCD":
        values[1, ord(second)] = (_LETTERS[second] % 10 if second.isalpha() else int(second)) * _WEIGHTS[2]
    for place in range(2, _LENGTH):
        values[place, ord("0") : ord("9") + 1] = np.arange(10) * _WEIGHTS[place + 1]
    return values


_VALUES = _weigh_characters()


def has_national_form(text: str) -> bool:
    """Whether an identifier is written like a national identifier or the number of a resident."""
    return _NATIONAL.fullmatch(text) is not None


def has_right_check_digit(text: str) -> bool:
    """Whether the check digit of a text in the national form is right: its weighted digits add up to a multiple of ten."""
    second = str(_LETTERS[text[1]] % 10) if text[1].isalpha() else text[1]
    digits = f"{_LETTERS[text[0]]}{second}{text[2:]}"
    return sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)) % 10 == 0


def find_wrong_check_digits(registers: Mapping[str, TypedRegister]) -> list[Issue]:
    """A warning for each private identifier in the national form whose check digit is wrong, where it first stands."""
    issues = []
    seen: set[str] = set()
    for register in registers.values():
        for column in register.spec.columns:
            if column.private and column.type is ColumnType.IDENTIFIER:
                wrong = {text: row for text, row in _find_first_rows(register, column) if text not in seen}
                seen |= wrong.keys()
                # Not even --show-ids shows it in full: a mistyped identifier is most likely one digit off somebody's own.
                issues += [
                    register.report(kinds.CHECK_DIGIT_WRONG, row, column.name, mask_identifier(text))
                    for text, row in wrong.items()
                ]
    return issues


def _find_first_rows(register: TypedRegister, column: Column) -> Iterator[tuple[str, int]]:
    """Each identifier of a column with a wrong check digit, and its first row, in the order of the rows."""
    words = register.frame[column.name].array
    wrong = list_wrong(words.categories.tolist())
    if wrong:
        rows = np.flatnonzero(np.isin(words.codes, wrong))
        numbers, first = np.unique(words.codes[rows], return_index=True)
        yield from sorted(zip(words.categories[numbers], rows[first].tolist(), strict=True), key=lambda pair: pair[1])


def list_wrong(texts: Sequence[str]) -> list[int]:
    """The positions of the texts in the national form with a wrong check digit, ascending.

    All ASCII texts of its length are checked at once as arrays, since most identifiers of an office may be of this form.
    """
    places = np.flatnonzero(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) == _LENGTH).tolist()
    plain = [place for place in places if texts[place].isascii()]
    others = [place for place in places if not texts[place].isascii() and has_national_form(texts[place])]
    wrong = [place for place in others if not has_right_check_digit(texts[place])]
    characters = np.frombuffer("".join([texts[place] for place in plain]).encode("ascii"), dtype=np.uint8)
    values = _VALUES[np.arange(_LENGTH), characters.reshape(-1, _LENGTH)]
    is_wrong = (values >= 0).all(axis=1) & (values.sum(axis=1) % 10 != 0)
    return sorted([*wrong, *np.array(plain, dtype=np.int64)[is_wrong].tolist()])


def find_cut_numbers(cells: NumberedColumn, words: pd.Series) -> dict[int, str]:
    """Row → the reason, for identifiers that a spreadsheet took for a number and cut: written as 1.23E+15, or numbers of more
    than 15 digits. `words` are the values read from `cells`.
    """
    texts = words.cat.categories if _SIGN_OF_SCIENTIFIC in "\n".join(words.cat.categories) else ()
    scientific = [number for number, text in enumerate(texts) if _SCIENTIFIC.fullmatch(text)]
    rewritten = np.flatnonzero(np.isin(words.cat.codes.to_numpy(), scientific)).tolist() if scientific else ()
    reasons = dict.fromkeys(rewritten, "是試算表以科學記號改寫的長編號")
    if not cells.is_text:
        cut = np.flatnonzero(cells.mark(lambda cell: isinstance(cell, int | float) and abs(cell) >= _FIRST_OF_16_DIGITS))
        reasons |= dict.fromkeys(cut.tolist(), "是超過 15 位的數值，試算表只保留前 15 位")
    return dict(sorted(reasons.items()))
