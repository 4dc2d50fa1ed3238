"""Covering identifiers of persons in anything that is shown, wherever they stand (shifted rows, free text, file names).

Of each only the last three characters are shown (…789). The few words of the texts that are to be shown are looked up among the
office's identifiers, never the other way round: a million identifiers cost nothing where nothing is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from antidrug_kpi.issues import Address, Issue, mask_identifier
from antidrug_kpi.registers.person_numbers import SHORTEST, Span, find_candidates, find_national, fold, squeeze_folded
from antidrug_kpi.registers.register import Register

_COUNTED = re.compile(" (?:列|筆|項|件|人|家|場|次)")


@dataclass(frozen=True)
class Cover:
    """Covers texts: whatever looks like a national or resident number, and the office's identifiers in `known`. Where it
    `is_lifted` (`--show-ids`) it shows all.
    """

    known: frozenset[str] = frozenset()
    is_lifted: bool = False

    def hide(self, text: str) -> str:
        """The text with each identifier in it reduced to its last three characters."""
        if self.is_lifted or len(text) < SHORTEST:
            return text
        folded = fold(text)
        pieces: list[str] = []
        done = 0
        # Of spans that overlap the first and longest is covered.
        for start, end in sorted(self._find(folded), key=lambda span: (span[0], -span[1])):
            if start >= done:
                pieces += [text[done:start], mask_identifier(squeeze_folded(text[start:end]))]
                done = end
        return "".join([*pieces, text[done:]]) if done else text

    def _find(self, folded: str) -> Iterator[Span]:
        yield from find_national(folded)
        if self.known:
            for start, end in find_candidates(folded):
                if squeeze_folded(folded[start:end]) in self.known and not _is_count(folded, start, end):
                    yield start, end

    def cover_issue(self, issue: Issue) -> Issue:
        """The issue as it may be shown; itself where there is nothing to hide. A private value is masked by the issue."""
        address = self.cover_address(issue.address)
        facts = tuple((name, self.hide(text)) for name, text in issue.facts)
        value = issue.value if issue.value is None or issue.is_private else self.hide(issue.value)
        if (address, facts, value) == (issue.address, issue.facts, issue.value):
            return issue
        return replace(issue, address=address, facts=facts, value=value)

    def cover_address(self, address: Address) -> Address:
        """The address as it may be shown."""
        file, *others = (None if text is None else self.hide(text) for text in (address.file, address.sheet, address.column))
        return Address(file or "", others[0], address.row, others[1])


LIFTED = Cover(is_lifted=True)
NATIONAL = Cover()
"""For messages before the office's identifiers are known: covers national and resident numbers only."""


def make_cover(texts: Iterable[str], registers: Mapping[str, Register]) -> Cover:
    """A cover for the texts that are to be shown, of an office with these registers."""
    words = {squeeze_folded(folded[start:end]) for folded in map(fold, set(texts)) for start, end in find_candidates(folded)}
    return Cover(frozenset(_find_known(words, registers)))


def list_texts(issue: Issue) -> Iterator[str]:
    """All texts of an issue that are shown, without a private value, which the issue masks itself."""
    yield from filter(None, (issue.address.file, issue.address.sheet, issue.address.column))
    yield from (text for _, text in issue.facts)
    if issue.value is not None and not issue.is_private:
        yield issue.value


def _find_known(words: set[str], registers: Mapping[str, Register]) -> Iterator[str]:
    """The words that are identifiers in some private column."""
    if not words:
        return
    for register in registers.values():
        for column in register.spec.columns:
            if column.private and register.has_column(column.name):
                categories = register.frame[column.name].cat.categories
                yield from map(str, categories[categories.isin(words)])


def _is_count(folded: str, start: int, end: int) -> bool:
    """Whether a number counts or names rows in one of our own sentences, which may happen to equal an identifier."""
    return folded[start:end].isdigit() and _COUNTED.match(folded, end) is not None
