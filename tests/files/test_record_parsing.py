"""Delimited text in pieces against the reader of the standard library over the whole of it, and against its own faults."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, zip_longest
from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from antidrug_kpi.files.cells.numbered_columns import number_cells
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.text.decoding import Encoding
from antidrug_kpi.files.text.record_parsing import parse_records
from antidrug_kpi.files.text.text_numbering import TextNumbering
from antidrug_kpi.files.text.text_pieces import read_pieces
from antidrug_kpi.files.text.uniform_fields import FieldColumn, locate_even
from antidrug_kpi.files.text.uniform_text import split_even
from chance import take_examples

Outcome = tuple[object, ...]
SMALL = Limits(records=7, cells=20)

LINES = st.sampled_from(
    [
        *("a,b", "1,2", " 1, 2 ", ",", ",,", "a", "", "a,b,c", "中,\u2028", "x\x0b,y\x0c", "\x85,\x1c", 'a"b,c', "a,b,", "=1,2"),
        *(
            '"a","b"',
            '"","x,y"',
            '",",","',
            '"a,""b""",c',
            '"a\nb",c',
            '"a\r\nb",c',
            '"a\rb","c"',
            '"a\n"',
            '="01",x',
            '"=""01""",x',
        ),
        *('"a,b\n1,2"', 'a,"b\nc,d"', "abcdefgh,i", '"abcdefgh",i'),
        *('"a"b,c', 'a,"b', '"'),
    ]
)
TEXTS = st.one_of(
    st.lists(st.tuples(LINES, st.sampled_from(["\n", "\n", "\r\n", "\r", ""])).map("".join), max_size=14).map("".join),
    st.tuples(LINES, st.integers(1, 9), LINES).map(lambda parts: f"{parts[0]}\n" * parts[1] + parts[2]),
    st.text('ab,"\n\r =\u2028中', max_size=24),
)


@contextmanager
def limit_fields(characters: int) -> Iterator[None]:
    before = csv.field_size_limit(characters)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def read_in_pieces(text: str, step: int, batch: int, limits: Limits, fewest: int) -> Outcome:
    pieces = read_pieces(io.BytesIO(text.encode()), Encoding("utf-8"), limits, step)
    try:
        records, has_formulas = parse_records(pieces, ",", limits, batch=batch, fewest=fewest)
    except RefusedError as refusal:
        return refusal.kind.code, refusal.row, refusal.facts.get("rows") or refusal.facts.get("size")
    assert has_formulas or not any(str(cell).startswith('="') for column in records.columns for cell in column)
    for column in records.columns:
        assert sorted(set(column.codes.tolist())) == list(range(len(column.distinct)))
        assert list(dict.fromkeys(column)) == column.distinct
    return [list(column) for column in records.columns], list(records.numbers), list(records.widths), records.has_breaks


def read_at_once(text: str, batch: int, limits: Limits) -> Outcome:
    """The same by the plainest means."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    numbers = []
    while True:
        numbers.append(reader.line_num + 1)
        try:
            record = next(reader, None)
        except csv.Error as error:
            return "field-too-long" if "field limit" in str(error) else "quote-unpaired", numbers[-1], None
        rows += [] if record is None else [record]
        width = max(map(len, rows), default=0)
        if rows and (record is None or len(rows) % batch == 0):
            if len(rows) > limits.records:
                return "file-too-large", None, f"{len(rows)} 列以上"
            if len(rows) * width > limits.cells:
                return "sheet-too-large", None, str(len(rows))
        if record is None:
            break
    stray = find_stray(rows, numbers)
    if stray is not None:
        return "quote-unpaired", stray, None
    widths = list(map(len, rows)) if len(set(map(len, rows)) - {0}) > 1 else []
    columns = [list(column) for column in zip_longest(*rows, fillvalue="")]
    return columns, numbers[:-1], widths, reader.line_num != len(rows)


def find_stray(rows: list[list[str]], numbers: list[int]) -> int | None:
    lines = [io.StringIO(",".join(row), newline=None).read().split("\n") for row in rows]
    widths = Counter(len(row) for row, held in zip(rows, lines, strict=True) if row and len(held) == 1)
    usual = max(widths, key=lambda width: (widths[width], width), default=1)
    counts = [[line.count(",") + 1 for line in held if line] for held in lines]
    found = (n for n, held in zip(numbers, counts, strict=False) if usual > 1 and len(held) > 1 and set(held) == {usual})
    return next(found, None)


@take_examples(400)
@given(TEXTS, st.integers(1, 40), st.integers(1, 5), st.sampled_from([131_072, 8]), st.sampled_from([DEFAULT_LIMITS, SMALL]))
@example('a,b\n1,"2\n3"\n4,5\n' * 3, 1, 2, 131_072, DEFAULT_LIMITS)
@example("\n\n\na,b\n\n", 1, 2, 131_072, DEFAULT_LIMITS)
def test_pieces_give_what_the_whole_gives(text: str, step: int, batch: int, field: int, limits: Limits) -> None:
    with limit_fields(field):
        whole = read_at_once(text, batch, limits)
        assert [read_in_pieces(text, step, batch, limits, fewest) for fewest in (1, 1_000)] == [whole, whole]


@take_examples(100)
@given(TEXTS, st.integers(1, 9))
def test_pieces_are_the_text_cut_at_line_ends(text: str, step: int) -> None:
    pieces = list(read_pieces(io.BytesIO(text.encode()), Encoding("utf-8"), DEFAULT_LIMITS, step))
    assert "".join(pieces) == text
    assert all(piece.endswith(("\n", "\r")) for piece in pieces[:-1])
    assert not any(one.endswith("\r") and other.startswith("\n") for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("a,b\n1,2\n", [["a", "1"], ["b", "2"]]),
        ("a,b\r\n,\r\n", [["a", ""], ["b", ""]]),
        ('"a","1,2"\n"","b"', [["a", ""], ["1,2", "b"]]),
        ('"a"\n""\n', [["a", ""]]),
        ("a\nb\n", [["a", "b"]]),
        ("a\n\nb\n", None),
        ("a,b\n1\n2,3,4\n", None),
        ('"a",b\n', None),
        ('"a","b\nc"\n', None),
        ("a,b\r1,2\n", None),
    ],
)
def test_what_is_split_at_once(text: str, columns: list[list[str]] | None) -> None:
    """All that is ordinary goes the fast way, and nothing else."""
    assert split_even(text, ",") == columns


@pytest.mark.parametrize(("length", "is_even"), [(131_071, True), (131_072, True), (131_073, False)])
def test_a_line_that_is_longer_than_a_field_may_be_is_left_to_the_reader(length: int, *, is_even: bool) -> None:
    assert (split_even("a\n" * 9 + "x" * length + "\na\n", ",") is not None) is is_even


@pytest.mark.parametrize("texts", [3, 700, 5_000])
def test_fields_and_texts_are_numbered_alike(texts: int) -> None:
    """Texts of all lengths, in pieces that come as fields and as lists of texts in turn, and rows that are blank."""
    chance = Random(texts)
    cells = ["", *(f"{'中' * chance.randrange(7)}{number:o}" * chance.choice([1, 1, 2]) for number in range(texts))]
    numbering = TextNumbering()
    every: list[str] = []
    for piece in range(40):
        some = chance.choices(cells[: 1 + texts * (piece + 1) // 40], k=500)
        some += ["長" * 30] if piece % 5 == 2 else []  # of which no piece is asked for its bytes
        if piece % 4 == 3:
            numbering.add(some)
            numbering.add_blank(2)
            some += ["", ""]
        else:
            fields = locate_even("".join(f"x,{cell}\n" for cell in some), ",")
            assert fields is not None
            numbering.add_fields(FieldColumn(fields, 1))
        every += some
    assert numbering.finish() == number_cells(every)
