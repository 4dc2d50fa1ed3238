"""Whose is which part of a cell: the text of an indicator with several measures, divided among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from antidrug_kpi.forms.submitted.normal_text import NormalText, normalise_cell
from antidrug_kpi.forms.submitted.official_texts import compile_text, list_target_items, list_titles, list_words
from antidrug_kpi.plans.measure_specs import Difference, Measure
from antidrug_kpi.plans.plan import Indicator

_CHINESE = "一二三四五六七八九十"
_MARKER = re.compile(
    rf"\((?P<inner>\d{{1,2}}|[{_CHINESE}]{{1,3}})\)[、.]?"
    rf"|(?P<outer>\d{{1,2}}|[{_CHINESE}])(?:[.、)](?!\d)|\.(?=1\d\d年)|\)|-(?=\D))"
)
# An item's number right before a figure, 1.9/9: seen to be one only where the lines are numbered from 1 on.
_TIGHT = re.compile(r"(?P<inner>(?!))?(?P<outer>[1-9])\.(?=\d)")
# The same where it is the only item: counts have no point, 1.3/5 is no one and three tenths.
_LONE_ITEM = re.compile(r"[1-9]\.\d+(?:[/項種人件家場校]|分之)")
_INLINE = re.compile(r"(?<=[^\n(])(?=\([1-9]\)[^\d.]|\([1-9]\)\d+[^\d)])")
# Between pieces: a line, a mark, and the number of an item behind a blank or a closing bracket. A comma between digits is none.
_BREAK = re.compile(r"[\n;；。，、]|(?<!\d),|,(?!\d)|(?<=[)%\w]) ?(?=\d[.](?!\d)[^\d])")
_FIGURE = re.compile(rf"\d|達成|達標|無適用|無個案|不適用|免填|[{_CHINESE}零百]+[項種人件場次]|百分之")
_QUOTED = re.compile("「[^」]*」")


@dataclass(frozen=True)
class _Piece:
    """A stretch of the cell between two breaks; `opens` says that it begins a line or a sentence."""

    start: int
    end: int
    text: str
    opens: bool
    owner: str | None = None


def divide_cell(indicator: Indicator, source: str) -> dict[str, NormalText]:
    """The part of each measure that the text speaks of; a measure of which it does not has no entry."""
    whole = normalise_cell(source)
    if len(indicator.measures) == 1:
        return {indicator.measures[0].id: whole} if whole.text.strip() else {}
    pieces, whole = _assign_pieces(indicator, list(_list_pieces(whole.text)), whole)
    if not any(piece.owner for piece in pieces):
        return _divide_in_order(indicator, whole)
    parts: dict[str, NormalText] = {}
    for piece in _join_runs(pieces):
        if piece.owner is None:
            continue
        part = whole.cut(piece.start, piece.end)
        earlier = parts.get(piece.owner)
        parts[piece.owner] = part if earlier is None else earlier.join(part)
    return parts


def _list_pieces(text: str) -> Iterator[_Piece]:
    """The pieces of a text; a break within brackets is none."""
    start, opens = 0, True
    breaks = [*_BREAK.finditer(text), *(_INLINE.finditer(text) if "(1)" in text else ())]
    for found in sorted(breaks, key=lambda found: found.end()):
        if (found[0] and found[0] != "\n" and _is_within_brackets(text, start, found.start())) or found.end() <= start:
            continue
        yield _Piece(start, found.end(), text[start : found.end()], opens)
        start, opens = found.end(), found[0] in "\n;；。 " or not found[0]
    yield _Piece(start, len(text), text[start:], opens)


def _is_within_brackets(text: str, start: int, end: int) -> bool:
    return text.count("(", start, end) > text.count(")", start, end)


def _assign_pieces(indicator: Indicator, pieces: Sequence[_Piece], whole: NormalText) -> tuple[list[_Piece], NormalText]:
    """Each piece with its measure: by words, else by the item's number, else that of the piece before; and the text with the
    items' numbers left out.
    """
    words = {measure.id: _MeasureWords.make(indicator, measure) for measure in indicator.measures}
    numbers = _ItemNumbers(
        indicator,
        [piece.text for piece in pieces if piece.opens],
        [piece.text for piece in pieces if not piece.start or whole.text[piece.start - 1] == "\n"],
    )
    assigned: list[_Piece] = []
    current: str | None = None
    found = [_find_owner(words, piece) for piece in pieces]
    spoken = {owner for owner, piece in zip(found, pieces, strict=True) if owner is not None and piece.opens}
    # Within an item that its number gives a measure, the words of one that has an item of its own, or that the source numbers
    # before it, are said in passing.
    item: str | None = None
    numbered: set[str] = set()
    for position, piece in enumerate(pieces):
        owner = found[position]
        begins_line = not piece.start or whole.text[piece.start - 1] == "\n"
        if item is not None and not begins_line and (owner in numbered or (not piece.opens and numbers.precedes(owner, item))):
            owner = None
        has_figure = _has_figure(piece.text) or (owner is not None and _leads_on(pieces, found, position))
        if owner is not None and (has_figure or piece.opens):
            current = owner
        elif piece.opens and owner is None:
            current = numbers.find(piece.text, spoken, {name for name in found if name}) or current
        if begins_line:
            is_numbered = numbers.measure_marker(piece.text) > 0
            item = current if is_numbered and (owner is None or numbers.numbers(piece.text, owner)) else None
            if is_numbered and current is not None:
                numbered.add(current)
        if piece.opens:
            whole = whole.blank(piece.start, piece.start + numbers.measure_marker(piece.text))
        if current is not None and has_figure:
            spoken.add(current)
        assigned.append(replace(piece, owner=current))
    return _give_rest(indicator, assigned), whole


def _give_rest(indicator: Indicator, pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces before the first word of a measure, given to the only measure that nothing else speaks of."""
    owned = {piece.owner for piece in pieces if piece.owner}
    rest = [measure.id for measure in indicator.measures if measure.id not in owned]
    lead = next((place for place, piece in enumerate(pieces) if piece.owner), len(pieces))
    if not owned or len(rest) != 1 or not any(_has_figure(piece.text) for piece in pieces[:lead]):
        return list(pieces)
    return [replace(piece, owner=rest[0]) if place < lead else piece for place, piece in enumerate(pieces)]


def _has_figure(text: str) -> bool:
    return _FIGURE.search(_MARKER.sub("", text, count=1)) is not None


def _leads_on(pieces: Sequence[_Piece], found: Sequence[str | None], position: int) -> bool:
    """Whether a piece without a figure names the measure of the next one."""
    after = position + 1
    return after < len(pieces) and found[after] is None and _has_figure(pieces[after].text)


def _find_owner(words: dict[str, _MeasureWords], piece: _Piece) -> str | None:
    """The measure whose words a piece holds most of; none where it holds none, or as many of two."""
    text = _QUOTED.sub("", piece.text)
    titled = {name: titles for name, own in words.items() if (titles := own.find_titles(text))}
    if titled:
        return max(titled, key=lambda name: max(map(len, titled[name])))
    scores = {name: score for name, own in words.items() if (score := own.score(text))}
    best = max(scores.values(), default=0)
    leading = [name for name, score in scores.items() if score == best]
    return min(leading, key=lambda name: words[name].find_first(text)) if leading else None


@dataclass(frozen=True)
class _MeasureWords:
    titles: tuple[str, ...]
    common: tuple[str, ...]

    @classmethod
    def make(cls, indicator: Indicator, measure: Measure) -> _MeasureWords:
        """A measure's official texts, those of its target among the indicator's, and what offices call it."""
        items = list_target_items(indicator.target_text)
        own = [
            item
            for number, item in enumerate(items, start=1)
            if len(items) == len(indicator.measures) and indicator.measures[number - 1] is measure
        ]
        names = (getattr(measure, name, "") for name in ("numerator_text", "denominator_text"))
        parts = measure.part_texts.values() if isinstance(measure, Difference) else ()
        titles = {*list_titles(measure), *own, *map(_strip, (*names, *parts))}
        shared = {title for other in indicator.measures if other is not measure for title in _list_texts(other)}
        return cls(tuple(title for title in titles if len(title) > 3 and title not in shared), list_words(measure.called.measure))

    def find_titles(self, text: str) -> list[str]:
        """The official texts that stand there."""
        return [title for title in self.titles if compile_text(title).search(text)]

    def score(self, text: str) -> int:
        """How many letters of the common words stand there."""
        return sum(len(word) for word in self.common if word in text)

    def find_first(self, text: str) -> int:
        """Where the first of the common words stands."""
        return min((text.find(word) for word in self.common if word in text), default=len(text))


def _list_texts(measure: Measure) -> set[str]:
    names = (getattr(measure, name, "") for name in ("numerator_text", "denominator_text"))
    return {*list_titles(measure), *map(_strip, names)}


def _strip(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise_cell(text).text)


class _ItemNumbers:
    """The numbers by which a cell's items tell its measures: the source's (1., (1), (2), 2.), or their order."""

    def __init__(self, indicator: Indicator, texts: Sequence[str], lines: Sequence[str]) -> None:
        self._measures = indicator.measures
        self._paths = {indicator.find_path(measure): measure.id for measure in indicator.measures}
        self._is_nested = any(len(path) > 1 for path in self._paths)
        ids = "|".join(re.escape(measure.id) for measure in indicator.measures)
        self._id = re.compile(rf"(?P<id>{ids})(?![\d.]*\d)[.、:)]?")
        ahead = [next((found for pattern in (_MARKER, _TIGHT) if (found := pattern.match(text))), None) for text in lines]
        known = [_read_number(found["outer"]) for found in ahead if found is not None and found["outer"]]
        is_counted = known == list(range(1, len(known) + 1)) if len(known) > 1 else any(map(_LONE_ITEM.match, lines))
        self._patterns = (_MARKER, _TIGHT) if is_counted else (_MARKER,)
        markers = [found for text in texts if (found := self._match(text)) is not None]
        outer = [_read_number(found["outer"]) for found in markers if found["outer"]]
        inner = [found for found in markers if found["inner"]]
        self._has_outer = bool(outer)
        count = len(self._measures)
        self._is_plain = self._is_nested and not inner and outer == list(range(1, count + 1))
        self._outer = 0

    def _match(self, text: str) -> re.Match[str] | None:
        return next((found for pattern in self._patterns if (found := pattern.match(text)) is not None), None)

    def numbers(self, text: str, owner: str) -> bool:
        """Whether a piece begins with the number that the source has for a measure."""
        found = self._match(text)
        number = None if found is None or not found["outer"] else _read_number(found["outer"])
        return any(name == owner and path[:1] == (number,) for path, name in self._paths.items())

    def precedes(self, owner: str | None, item: str) -> bool:
        """Whether the source numbers a measure before another's item, and not within it."""
        outer = {name: path[0] for path, name in self._paths.items() if path}
        return owner in outer and item in outer and outer[owner] < outer[item]

    def measure_marker(self, text: str) -> int:
        """How long the item's number is with which a piece begins."""
        found = self._id.match(text) or self._match(text)
        return 0 if found is None else found.end()

    def find(self, text: str, spoken: Set[str], worded: Set[str]) -> str | None:
        """The measure that an item's number stands for; none without a number or where it stands for none. A number in brackets
        is an outer one where the inner measure is `spoken` of elsewhere, nothing is `worded` as the outer one's, and no item has
        an outer number.
        """
        named = self._id.match(text)
        if named is not None:
            return named["id"]
        found = self._match(text)
        if found is None:
            return None
        number = _read_number(found["outer"] or found["inner"])
        if self._is_plain:
            return self._measures[number - 1].id if 0 < number <= len(self._measures) else None
        if self._is_nested and found["inner"]:
            inner, outer = self._paths.get((self._outer or 1, number)), self._paths.get((number,))
            is_outer = inner in spoken and outer is not None and outer not in worded and not self._has_outer
            return outer if is_outer else inner
        self._outer = number
        return self._paths.get((number,))


def _read_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.partition("十")
    if not found:
        return _CHINESE.index(text[0]) + 1
    return (_CHINESE.index(tens) + 1 if tens else 1) * 10 + (_CHINESE.index(ones) + 1 if ones else 0)


def _join_runs(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Pieces of one measure that follow one another as one."""
    run: _Piece | None = None
    for piece in pieces:
        if run is not None and run.owner == piece.owner:
            run = replace(run, end=piece.end)
            continue
        if run is not None:
            yield run
        run = piece
    if run is not None:
        yield run


def _divide_in_order(indicator: Indicator, whole: NormalText) -> dict[str, NormalText]:
    """A line a measure in the plan's order, where there are as many lines with figures and nothing says whose they are."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n;；]+", whole.text) if _has_figure(found[0])]
    if len(lines) == len(indicator.measures):
        return {measure.id: whole.cut(*line) for measure, line in zip(indicator.measures, lines, strict=True)}
    return {}
