"""What offices come to together, worked out by hand."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from antidrug_kpi.forms.summary.batch_summary import OfficeOutcome, OfficeTerms
from antidrug_kpi.measures.summed_results import OfficeFigures, can_sum, sum_figures
from antidrug_kpi.pipeline.batch.batch_run import summarise
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.measure_specs import Measure
from antidrug_kpi.settings import Settings
from cli.running import run, write_csv

from .small_batches import read_summary, run_batch, write_office

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A batch of three offices: a large one, a small one, and one where nothing is comparable; and one that is broken."""
    folder = tmp_path_factory.mktemp("national")
    root = folder / "root"
    write_office(
        root / "甲",
        schools="S1,900,30,800,20\n",
        admissions=(5, 10),
        funding="800,200,15%\n",
        lectures="L1,2,113/3/1,113/4/1,是\nL2,3,113/3/1,113/4/1,否\nL3,2,112/3/1,112/4/1,否\n",
        volunteers=(4, 4, 3.5),
    )
    write_office(
        root / "乙",
        schools="S1,100,10,100,1\n",
        admissions=(2, 2),
        funding="1000,600,20%\n",
        lectures="L1,2,113/3/1,113/4/1,是\nL2,2,112/3/1,112/4/1,是\nL3,2,112/5/1,112/6/1,否\n",
        volunteers=(4,),
    )
    # No prior pupils, nobody admitted, no second-time case this year, no volunteers.
    write_office(
        root / "丙",
        schools="S1,50,5,0,0\n",
        admissions=(0, 0),
        funding="200,0,10%\n",
        lectures="L1,2,112/3/1,112/4/1,否\n",
        volunteers=(),
    )
    write_office(root / "丁", settings="report: 年底\n")
    run_batch(root, folder / "out")
    return folder / "out"


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "value"),
    [
        # 30 + 10 + 5 of 900 + 100 + 50 = 4.2857…; the mean of 3.33, 10 and 10 would be 7.78.
        ("1.2", 45, 1050, "4.29"),
        # 5 of 10 and 2 of 2; the mean of 50 and 100 would be 75.
        ("3.3", 7, 12, "58.33"),
        # Own money 200 + 600 + 0 of 1,000 + 1,600 + 200 = 28.5714…, less the highest least rate, 20.
        ("4.1.3", None, None, "8.57"),
        # This year 1 of 2 and 1 of 1 = 66.67; the year before 0 of 1, 1 of 2 and 0 of 1 = 25.
        ("4.6.2", None, None, "41.67"),
        # Two of three and one of one; the mean of 66.67 and 100 would be 83.33.
        ("4.8", 3, 4, "75.00"),
    ],
)
def test_five_measures_by_hand(out: Path, measure: str, numerator: int | None, denominator: int | None, value: str) -> None:
    together = read_summary(out)["together"][measure]
    expected = {"numerator": numerator, "denominator": denominator, "value": value, "offices": 3, "left_out": ["丁"]}
    assert together == expected


def test_offices_without_a_value_are_summed_all_the_same(out: Path) -> None:
    (third,) = (office for office in read_summary(out)["offices"] if office["name"] == "丙")
    assert third["measures"]["1.2"] == {"status": "not_applicable", "numerator": 5, "denominator": 50, "value": None}
    assert third["measures"]["4.6.2"]["status"] == "not_applicable"


def test_fractions_of_denominators_are_summed_exactly_also_when_resumed(tmp_path: Path) -> None:
    header, root, out = "社工編號,年月,服務案家數,新開案數\n", tmp_path / "root", tmp_path / "out"
    for name, months, opened in (("甲", 5, 7), ("乙", 2, 3)):
        rows = [f"W1,113/{month:02},30,{opened if month == 1 else 0}\n" for month in range(1, months + 1)]
        write_csv(root / name, "家支社工", header + "".join(rows))
    options = ("--only", "2.3.2", "--reading", "2.3.2=worker-years", "--jurisdiction", "臺中市")
    for resume in ((), ("--resume",)):
        assert run("batch", root, "-o", out, *options, *resume, cwd=tmp_path).status == 0
        # 10 cases in 5/12 + 2/12 of a year are 17.142…; 0.42 + 0.17 as shown would give 16.95.
        assert read_summary(out)["together"]["2.3.2"] == {
            "numerator": 10,
            "denominator": "0.58",
            "value": "17.14",
            "offices": 2,
            "left_out": [],
        }


def test_offices_with_other_terms_than_most_are_left_out() -> None:
    usual = OfficeTerms("mohw-113", "final", dt.date(2024, 12, 31))
    others = {
        "丙": replace(usual, report="midterm"),
        "丁": replace(usual, as_of=dt.date(2024, 11, 30)),
        "戊": replace(usual, readings=(("4.2", ("elapsed",)),)),
        "己": replace(usual, plan="mohw-113-annex"),
    }
    figures = {"4.8": OfficeFigures("met", 1, 1, "100.00")}
    offices = [
        OfficeOutcome(name, 0, is_complete=True, terms=terms, figures=figures)
        for name, terms in {"甲": usual, "乙": usual, **others}.items()
    ]
    (together,) = summarise(Settings(), offices, []).together
    assert (together.offices, together.left_out, together.summed.numerator) == (2, ("丙", "丁", "戊", "己"), 2)


def test_where_every_office_is_broken_nothing_is_summed(tmp_path: Path) -> None:
    write_office(tmp_path / "root" / "甲", settings="report: 年底\n")
    done = run_batch(tmp_path / "root", tmp_path / "out")
    together = read_summary(tmp_path / "out")["together"]
    assert (done.status, list(together)) == (3, ["1.2", "3.3", "4.1.3", "4.6.2", "4.8"])
    assert together["3.3"] == {"numerator": None, "denominator": None, "value": None, "offices": 0, "left_out": ["甲"]}


def find_measure(name: str) -> Measure:
    return next(measure for _, measure in load_plan("mohw-113").measures if measure.id == name)


def make_figures(numerator: int | None, denominator: int | None, value: str | None, **parts: int | None) -> OfficeFigures:
    return OfficeFigures("reported", numerator, denominator, value, parts or None)


def test_without_any_prior_pupils_there_is_no_value() -> None:
    measure = find_measure("1.2")
    parts = {"current_numerator": 5, "current_denominator": 100, "prior_numerator": 0}
    for prior, value in ((0, None), (1, Fraction(5))):
        office = make_figures(5, 100, None, **parts, prior_denominator=prior)
        assert sum_figures(measure, [office]).value == value


@pytest.mark.parametrize(
    ("name", "figures", "is_summed"),
    [
        ("3.3", (1, 2, "50.00"), True),
        ("3.3", (0, 0, None), True),
        ("3.3", (None, None, None), False),
        ("2.2", (3, None, "3.00"), True),
        ("2.2", (None, None, None), False),
    ],
)
def test_an_office_needs_both_parts(name: str, figures: tuple[int | None, int | None, str | None], *, is_summed: bool) -> None:
    assert can_sum(find_measure(name), make_figures(*figures)) is is_summed


def test_a_rate_that_is_not_known_leaves_an_office_out() -> None:
    measure = find_measure("4.1.3")
    assert can_sum(measure, make_figures(None, None, None, self_funded=1, subsidy=3, minimum_rate=20))
    assert not can_sum(measure, make_figures(None, None, None, self_funded=0, subsidy=0, minimum_rate=None))


def test_items_are_added_up_without_a_denominator() -> None:
    summed = sum_figures(find_measure("2.2"), [make_figures(3, None, "3.00"), make_figures(0, None, "0.00")])
    assert (summed.numerator, summed.denominator, summed.value) == (3, None, Fraction(3))
