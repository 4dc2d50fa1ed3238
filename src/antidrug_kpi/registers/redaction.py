"""Redaction of persons' identifiers in all that is shown, wherever they stand: shifted rows, free text, names of files.

Of each identifier only the last three characters are shown (…789). The words of the texts to be shown are looked up among the
office's identifiers, not the other way round: texts are few, and there may be a million identifiers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from antidrug_kpi.issues import Address, Issue, mask_identifier
from antidrug_kpi.registers.person_numbers import SHORTEST, Span, find_candidates, find_national, fold, squeeze_folded
from antidrug_kpi.registers.register import TypedRegister

_COUNTED = re.compile(" (?:列|筆|項|件|人|家|場|次)")


@dataclass(frozen=True)
class Redaction:
    """Redacts texts: all that looks like a national or resident number, and the office's own identifiers in `known`.

    Where it `is_off` (`--show-ids`), texts stay as they are.
    """

    known: frozenset[str] = frozenset()
    is_off: bool = False

    def redact(self, text: str) -> str:
        """The text with each identifier in it reduced to its last three characters."""
        return text if self.is_off or len(text) < SHORTEST else _redact_once(self, text)

    def find(self, folded: str) -> Iterator[Span]:
        """Start and end of each identifier in a folded text; they may overlap."""
        yield from find_national(folded)
        if self.known:
            for start, end in find_candidates(folded):
                if squeeze_folded(folded[start:end]) in self.known and not _is_count(folded, start, end):
                    yield start, end

    def redact_issue(self, issue: Issue) -> Issue:
        """The issue as it may be shown; the same object where nothing is to be hidden.

        A value that is private by its column is left: the issue masks it itself where it writes its message.
        """
        address = self.redact_address(issue.address)
        facts = tuple((name, self.redact(text)) for name, text in issue.facts)
        value = issue.value if issue.value is None or issue.is_private else self.redact(issue.value)
        if (address, facts, value) == (issue.address, issue.facts, issue.value):
            return issue
        return replace(issue, address=address, facts=facts, value=value)

    def redact_address(self, address: Address) -> Address:
        """The address as it may be shown."""
        file, *others = (None if text is None else self.redact(text) for text in (address.file, address.sheet, address.column))
        return Address(file or "", others[0], address.row, others[1])


@lru_cache(maxsize=10_000)
def _redact_once(redaction: Redaction, text: str) -> str:
    """The text redacted, once: the names of the same few files and sheets stand in hundreds of addresses."""
    folded = fold(text)
    pieces: list[str] = []
    done = 0
    # Of spans that overlap the first is redacted, and of those that begin alike the longest.
    for start, end in sorted(redaction.find(folded), key=lambda span: (span[0], -span[1])):
        if start >= done:
            pieces += [text[done:start], mask_identifier(squeeze_folded(text[start:end]))]
            done = end
    return "".join([*pieces, text[done:]]) if done else text


NO_REDACTION = Redaction(is_off=True)
NATIONAL_NUMBERS_ONLY = Redaction()
"""For messages that come before the office's identifiers are known: it redacts national and resident numbers alone."""


def make_redaction(texts: Iterable[str], registers: Mapping[str, TypedRegister]) -> Redaction:
    """The redaction for these texts, which are to be shown, of an office with these registers. In others it may miss some."""
    words = {squeeze_folded(folded[start:end]) for folded in map(fold, set(texts)) for start, end in find_candidates(folded)}
    return Redaction(frozenset(_find_known(words, registers)))


def list_texts(issue: Issue) -> Iterator[str]:
    """All texts of an issue that are shown, without a private value, which the issue masks itself."""
    yield from filter(None, (issue.address.file, issue.address.sheet, issue.address.column))
    yield from (text for _, text in issue.facts)
    if issue.value is not None and not issue.is_private:
        yield issue.value


def _find_known(words: set[str], registers: Mapping[str, TypedRegister]) -> Iterator[str]:
    """The words that stand in some private column."""
    if not words:
        return
    for register in registers.values():
        for column in (*register.spec.columns, *register.spec.further_columns):
            if column.private and register.has_column(column.name):
                categories = register.frame[column.name].cat.categories
                yield from map(str, categories[categories.isin(words)])


def _is_count(folded: str, start: int, end: int) -> bool:
    """Whether a number is a count in one of this program's sentences (12 列), which may happen to equal an identifier."""
    return folded[start:end].isdigit() and _COUNTED.match(folded, end) is not None
