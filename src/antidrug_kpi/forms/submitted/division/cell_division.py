"""Whose is which part of a cell: the text of an indicator with several measures, divided among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from antidrug_kpi.forms.submitted.division.item_numbers import CHINESE, MARKER, ItemNumbers, write_labels
from antidrug_kpi.forms.submitted.division.measure_words import MeasureWords
from antidrug_kpi.forms.submitted.normal_text import NormalText, normalise_cell
from antidrug_kpi.plans.plan import Indicator

_INLINE = re.compile(r"(?<=[^\n(])(?=\([1-9]\)[^\d.]|\([1-9]\)\d+[^\d)])")
# Between pieces: a line, a mark, and the number of an item behind a blank or a closing bracket. A comma between digits is none.
_BREAK = re.compile(r"[\n;；。，、]|(?<!\d),|,(?!\d)|(?:(?<=[)%\w]) |(?<=[)%]|[^\W\d]))(?=\d[.](?!\d)[^\d])")
_FIGURE = re.compile(rf"\d|達成|達標|無適用|無個案|不適用|免填|[{CHINESE}零百]+[項種人件場次]|百分之")
_QUOTED = re.compile("「[^」]*」")
# One answer for several measures: 均為31.25%, 二者皆為0/2, 滿12個月及滿18個月留任率均為0%.
_SHARED = re.compile(r"(?P<named>[^\n;；。]*?)(?:(?<!平)均|皆|都)(?:各?為|是|達|計|有|:)[^\n;；。]*\d[^\n;；。]*")


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
    words = {measure.id: MeasureWords.make(indicator, measure) for measure in indicator.measures}
    whole = write_labels(whole)
    shared = _share_answers(words, whole)
    pieces, whole = _assign_pieces(indicator, words, list(_list_pieces(whole.text)), whole)
    if not any(piece.owner for piece in pieces):
        return shared or _divide_in_order(indicator, whole)
    parts: dict[str, NormalText] = {}
    for piece in _join_runs(pieces):
        if piece.owner is None:
            continue
        part = whole.cut(piece.start, piece.end)
        earlier = parts.get(piece.owner)
        parts[piece.owner] = part if earlier is None else earlier.join(part)
    return {**parts, **shared}


def _share_answers(words: Mapping[str, MeasureWords], whole: NormalText) -> dict[str, NormalText]:
    """The sentences that answer for several measures at once: those that they name, or all where they are the whole text."""
    shared: dict[str, NormalText] = {}
    for found in _SHARED.finditer(whole.text):
        named = [name for name, own in words.items() if own.score(found["named"]) or own.find_titles(found["named"])]
        if not named and not whole.text[: found.start()].strip() and not re.search(r"\d", found["named"]):
            named = list(words)
        if len(named) > 1:
            shared |= dict.fromkeys(named, whole.cut(*found.span()))
    return shared


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


def _assign_pieces(
    indicator: Indicator, words: Mapping[str, MeasureWords], pieces: Sequence[_Piece], whole: NormalText
) -> tuple[list[_Piece], NormalText]:
    """Each piece with its measure: by words, else by the item's number, else that of the piece before; and the text with the
    items' numbers left out.
    """
    numbers = ItemNumbers(
        indicator,
        [piece.text for piece in pieces if piece.opens],
        [piece.text for piece in pieces if not piece.start or whole.text[piece.start - 1] == "\n"],
    )
    assigned: list[_Piece] = []
    current: str | None = None
    numbered_as = [numbers.find_outer(piece.text) if piece.opens else None for piece in pieces]
    found = _prefer_numbers(
        [_find_owner(words, piece, number) for piece, number in zip(pieces, numbered_as, strict=True)], numbered_as, pieces
    )
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
            marker = numbers.measure_marker(piece.text)
            # 1.(1): the first number only opens the list.
            is_numbered = marker > 0 and (piece.text[marker:].strip() != "" or not _opens_next(pieces, position))
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
    if not owned or not any(_has_figure(piece.text) for piece in pieces[:lead]):
        return list(pieces)
    if not pieces[lead].opens:
        # 機構5家，已辦理訓練3家: the sentence goes on, whose words are those of a measure.
        own = max(place for place in range(lead) if pieces[place].opens)
        pieces = [
            replace(piece, owner=pieces[lead].owner) if own <= place < lead else piece for place, piece in enumerate(pieces)
        ]
        lead = own
    if len(rest) != 1:
        return list(pieces)
    return [replace(piece, owner=rest[0]) if place < lead else piece for place, piece in enumerate(pieces)]


def _prefer_numbers(found: Sequence[str | None], numbered: Sequence[str | None], pieces: Sequence[_Piece]) -> list[str | None]:
    """The owners by words; an item with the number of a measure that no words are of is its, where those that it has are of one
    with another item: (2)二次以上, and 2.本期無第二次以上裁罰者.
    """
    opening = [owner for owner, piece in zip(found, pieces, strict=True) if piece.opens]
    return [
        number if number is not None and number not in found and owner is not None and opening.count(owner) > 1 else owner
        for owner, number in zip(found, numbered, strict=True)
    ]


def _has_figure(text: str) -> bool:
    return _FIGURE.search(MARKER.sub("", text, count=1)) is not None


def _opens_next(pieces: Sequence[_Piece], position: int) -> bool:
    return position + 1 < len(pieces) and pieces[position + 1].opens


def _leads_on(pieces: Sequence[_Piece], found: Sequence[str | None], position: int) -> bool:
    """Whether a piece without a figure names the measure of the next one."""
    after = position + 1
    return after < len(pieces) and found[after] is None and _has_figure(pieces[after].text)


def _find_owner(words: Mapping[str, MeasureWords], piece: _Piece, numbered: str | None) -> str | None:
    """The measure whose words a piece holds most of; none where it holds none, or as many of two. That of its number where its
    own words are among them, or those of several others: 1.初次及二次以上查獲者課程不同.
    """
    text = _QUOTED.sub("", piece.text)
    titled = {name: titles for name, own in words.items() if (titles := own.find_titles(text))}
    if titled:
        return max(titled, key=lambda name: max(map(len, titled[name])))
    scores = {name: score for name, own in words.items() if (score := own.score(text))}
    if numbered is not None and scores and (numbered in scores or len(scores) > 1):
        return numbered
    best = max(scores.values(), default=0)
    leading = [name for name, score in scores.items() if score == best]
    return min(leading, key=lambda name: words[name].find_first(text)) if leading else None


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
