"""The catalogue of file issues."""

from string import Formatter

from antidrug_kpi.files import kinds
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
