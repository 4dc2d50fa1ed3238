"""Registers that a sheet may be, though neither its name nor its headers say so: by likeness, and by the title above its header.

Only for the draft of a mapping file: a title suggests and never matches, since one sheet's title may stand on another's copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.files import Sheet
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.header_variants import ROWS_SEARCHED, HeaderCandidate
from antidrug_kpi.registers.finding.headers import find_by_headers, list_headers, normalise_name
from antidrug_kpi.registers.finding.likeness import measure_likeness, say_likeness
from antidrug_kpi.registers.vocabulary.footers import is_blank_cell

MOST_OPTIONS = 3
# Likeness from which a header counts as the register's when a register is looked for; 結案日期 is no 開案日期.
VERY_LIKE = 0.8
LIKE_NAMES = 0.5
# A title may have a unit or a date beside it; a row of more is no title. What is longer is a paragraph.
_MOST_BESIDE, _LONGEST_TITLE = 2, 60
_MERE_LIST = re.compile(r"(?:清冊|名冊|名單|紀錄|記錄|資料|明細|一覽|總表|表)+$")


@dataclass(frozen=True)
class RegisterOption:
    """A register that a sheet may be, and why, in words; `score` only ranks."""

    spec: RegisterSpec
    reason: str
    score: float = 0.0


def rank_candidates(
    sheet: Sheet,
    names: Sequence[str],
    candidates: Sequence[HeaderCandidate],
    row: HeaderCandidate | None,
    registers: Sequence[RegisterSpec],
) -> tuple[RegisterOption, ...]:
    """The registers that a sheet is like by its title, name and headers, the likeliest first; of those that its headers fit
    only these. `row` is its probable header.
    """
    fitting = [spec for spec, _ in find_by_headers(candidates, registers)]
    headers = [variants[0] for variants in row.columns.values()] if row is not None else []
    titles = tuple(_list_titles(sheet, ROWS_SEARCHED if row is None else row.position))
    scored = (_score(names, titles, headers, spec, registers) for spec in fitting or registers)
    ranked = sorted(filter(None, scored), key=lambda candidate: -candidate.score)
    return tuple(_add_fitting(candidate, fitting) for candidate in ranked)


def _add_fitting(candidate: RegisterOption, fitting: Sequence[RegisterSpec]) -> RegisterOption:
    """The candidate, with the other registers that the headers fit in its reason."""
    others = "、".join(f"「{other.title}」" for other in fitting if other is not candidate.spec)
    return replace(candidate, reason=f"{candidate.reason}；欄名也符合{others}") if others else candidate


def _list_titles(sheet: Sheet, above: int) -> Iterator[str]:
    """What stands alone in the rows above a position, squeezed."""
    for row in sheet.rows[: min(above, ROWS_SEARCHED)]:
        texts = [squeeze_cell(cell) for cell in row if not is_blank_cell(cell)]
        if len(texts) <= _MOST_BESIDE:
            yield from (text for text in texts if len(text) <= _LONGEST_TITLE)


def _score(
    names: Sequence[str], titles: Sequence[str], headers: Sequence[str], spec: RegisterSpec, registers: Sequence[RegisterSpec]
) -> RegisterOption | None:
    """How like a sheet is to a register: 1 where its title names the register, and the likeness of its name (0 to 1), and the
    share of its headers that are like the register's; None where none of them is enough.
    """
    short_names = [_drop_list_word(normalise_name(name)) for name in names]
    short_words = [_drop_list_word(word) for word in (spec.title, *spec.aliases)]
    ratio = max(measure_likeness(name, short_words) for name in short_names)
    known = list_headers(spec)
    count = sum(measure_likeness(header, known) >= VERY_LIKE for header in headers)
    is_titled = any(_name_register(title, registers) is spec for title in titles)
    if count < 2 and ratio < LIKE_NAMES and not is_titled:
        return None
    reasons = [
        *(["標題列寫的就是這份清冊"] if is_titled else []),
        *([f"{count} 個欄名相同或相近"] if count >= 2 else []),
        *([say_likeness(ratio)] if count < 2 and ratio >= LIKE_NAMES else []),
    ]
    share = count / len(headers) if headers else 0.0
    return RegisterOption(spec, "；".join(reasons), is_titled + ratio + share)


def _name_register(title: str, registers: Sequence[RegisterSpec]) -> RegisterSpec | None:
    """The register whose name stands in a title; of several the one with the longest: 家屬團體成員 has 家屬團體 in it."""
    words = [(squeeze(word), spec) for spec in registers for word in (spec.title, *spec.aliases) if squeeze(word) in title]
    return max(words, key=lambda word: len(word[0]))[1] if words else None


def _drop_list_word(name: str) -> str:
    """A name without the word at its end that says only that it is a list: 個案 of 個案清冊."""
    return _MERE_LIST.sub("", squeeze(name)) or name
