"""The catalogue of file issues."""

import csv
from pathlib import Path
from string import Formatter

import pytest

from antidrug_kpi.files import kinds, read_data
from antidrug_kpi.files.kinds import KINDS
from antidrug_kpi.issues import IssueKind


def test_every_kind_is_listed_once_under_a_code_of_its_own() -> None:
    declared = [value for value in vars(kinds).values() if isinstance(value, IssueKind)]
    assert sorted(kind.code for kind in KINDS) == sorted({kind.code for kind in declared})
    assert len(KINDS) == len(declared)


def test_every_sentence_is_one_line_that_says_what_to_do() -> None:
    for kind in KINDS:
        assert "\n" not in kind.template
        assert "；" in kind.template, kind.code
        assert all(name != "" for _, name, _, _ in Formatter().parse(kind.template)), kind.code


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (kinds.FILE_UNDECODABLE, b"a,b\n1,\xff\xff\n"),
        (kinds.UTF16_UNMARKED, "編號,年\n1,113\n".encode("utf-16-le") + b"\x00\xd8,\0\n\0"),
        (kinds.LINE_TOO_LONG, b"a,b\n" + b"x" * 1_000_001 + b"\n"),
        (kinds.FIELD_TOO_LONG, b'a,b\n1,"' + b"x,y\n" * (csv.field_size_limit() // 4 + 1)),
        (kinds.TEXT_PRIVATE, b"a,b\n1,\x81\x40\n"),
    ],
    ids=lambda one: one.code if isinstance(one, IssueKind) else "",
)
def test_the_example_of_the_manual_is_what_the_program_says(tmp_path: Path, kind: IssueKind, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    (reading,) = read_data(path)
    assert [issue.write_message() for issue in reading.issues] == [kind.template.format(**kind.example)]
