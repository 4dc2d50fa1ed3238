"""Where values and targets lie on the report's bars, by hand: below, at and above the target for every way to be held to one."""

from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import Element

import pytest

from antidrug_kpi.forms.report.bar_scale import round_up
from antidrug_kpi.forms.report.counting_flow import lay_out_pieces
from antidrug_kpi.forms.report.strata_table import build_strata
from antidrug_kpi.forms.report.target_bar import draw_bar
from antidrug_kpi.measures.results import MeasureResult, Status, Stratum, WaterfallStep

from .page import read_element

RATIO = MeasureResult("3.3", "三(三)", "留置率", Status.MET, "%")
COUNT = replace(RATIO, unit="項")
POINTS = replace(RATIO, unit="百分點")


def draw(like: MeasureResult, value: str, comparator: str | None = None, target: str | None = None) -> Element:
    """The bar of a value held against a target."""
    bound = None if target is None else Fraction(target)
    drawn = draw_bar(replace(like, value=Fraction(value), comparator=comparator, target=bound))
    assert drawn is not None
    return read_element(drawn)


def find(picture: Element, kind: str) -> Element | None:
    found = [part for part in picture if part.get("class") == kind]
    assert len(found) <= 1
    return found[0] if found else None


def get_stretch(picture: Element, kind: str) -> tuple[str, str] | None:
    """Left end and width of a rectangle."""
    part = find(picture, kind)
    return None if part is None else (part.attrib["x"], part.attrib["width"])


def get_line(picture: Element, kind: str = "target") -> str | None:
    line = find(picture, kind)
    return None if line is None else line.attrib["x1"]


def list_ends(picture: Element) -> list[str]:
    return [part.text or "" for part in picture if part.get("class") == "end"]


@pytest.mark.parametrize(
    ("value", "width"),
    [("64.99", "64.99%"), ("65", "65.00%"), ("65.01", "65.01%")],
)
def test_at_least(value: str, width: str) -> None:
    picture = draw(RATIO, value, ">=", "65")
    assert get_stretch(picture, "value") == ("0.00%", width)
    assert get_line(picture) == "65.00%"
    # What meets the target lies to the right of the line.
    assert get_stretch(picture, "goal") == ("65.00%", "35.00%")
    assert list_ends(picture) == ["0%", "100%"]


@pytest.mark.parametrize(
    ("value", "width"),
    # All of it lies in the lowest fifth: the scale ends at 20, so 15 lies at three quarters.
    [("14", "70.00%"), ("15", "75.00%"), ("16", "80.00%")],
)
def test_at_most(value: str, width: str) -> None:
    picture = draw(RATIO, value, "<=", "15")
    assert get_stretch(picture, "value") == ("0.00%", width)
    assert get_line(picture) == "75.00%"
    assert get_stretch(picture, "goal") == ("0.00%", "75.00%")
    assert list_ends(picture) == ["0%", "20%"]


@pytest.mark.parametrize(
    ("value", "stretch", "ends"),
    [
        ("-3", ("20.00%", "30.00%"), ["0", "-5 項", "5 項"]),
        ("0", ("50.00%", "0.00%"), ["0", "-1 項", "1 項"]),
        ("3", ("50.00%", "30.00%"), ["0", "-5 項", "5 項"]),
    ],
)
def test_exactly_zero(value: str, stretch: tuple[str, str], ends: list[str]) -> None:
    picture = draw(COUNT, value, "=", "0")
    assert get_stretch(picture, "value") == stretch
    assert get_line(picture) == "50.00%"
    assert find(picture, "goal") is None
    assert list_ends(picture) == ends


@pytest.mark.parametrize(
    ("value", "stretch"),
    [("-100", ("0.00%", "50.00%")), ("0", ("50.00%", "0.00%")), ("16.67", ("50.00%", "41.68%"))],
)
def test_difference_has_zero_in_the_middle(value: str, stretch: tuple[str, str]) -> None:
    # 16.67 is held on a scale to 20: 16.67/40 = 41.675 %.
    picture = draw(POINTS, value, ">", "0")
    assert get_stretch(picture, "value") == stretch
    assert get_line(picture) == "50.00%"
    assert get_stretch(picture, "goal") == ("50.00%", "50.00%")


@pytest.mark.parametrize(
    ("like", "value", "target", "ends"),
    [
        # Headroom of a tenth: 1.07 × 1.1 = 1.177.
        (RATIO, "1.07", "0.96", ["0%", "2%"]),
        (RATIO, "20", "20", ["0%", "50%"]),
        (RATIO, "20.01", "20", ["0%", "100%"]),
        (RATIO, "100", "100", ["0%", "100%"]),
        (RATIO, "180.77", "180", ["0%", "200%"]),
        (RATIO, "0", "65", ["0%", "100%"]),
        (COUNT, "1", "1", ["0 項", "2 項"]),
        (COUNT, "31.99", "30", ["0 項", "50 項"]),
        (COUNT, "1200", "30", ["0 項", "2000 項"]),
        (RATIO, "-12", "5", ["0", "-20%", "20%"]),
    ],
)
def test_scale_holds_value_and_target(like: MeasureResult, value: str, target: str, ends: list[str]) -> None:
    assert list_ends(draw(like, value, ">=", target)) == ends


@pytest.mark.parametrize(
    ("target", "anchor"), [("24", "start"), ("25", "middle"), ("75", "middle"), ("76", "end"), ("100", "end")]
)
def test_label_of_the_target_stays_inside(target: str, anchor: str) -> None:
    (label,) = [part for part in draw(RATIO, "90", ">=", target) if (part.text or "").startswith("目標")]
    assert label.attrib["text-anchor"] == anchor


def test_percentage_without_a_target_has_no_line() -> None:
    picture = draw(RATIO, "62.65")
    assert get_stretch(picture, "value") == ("0.00%", "62.65%")
    assert get_line(picture) is None
    assert find(picture, "goal") is None


@pytest.mark.parametrize(
    "result", [RATIO, replace(COUNT, value=Fraction(3)), replace(RATIO, comparator=">=", target=Fraction(65))]
)
def test_nothing_to_draw(result: MeasureResult) -> None:
    assert draw_bar(result) is None


def test_place_is_exact_for_numbers_beyond_floats() -> None:
    # One part in 10^20 short of the target is drawn at the same place, and no float was asked.
    value = Fraction(65) - Fraction(1, 10**20)
    assert get_stretch(draw(RATIO, str(value), ">=", "65"), "value") == ("0.00%", "65.00%")


@pytest.mark.parametrize(
    ("number", "bound"),
    [
        ("0", "1"),
        ("0.003", "0.01"),
        ("0.011", "0.02"),
        ("1", "1"),
        ("1.01", "2"),
        ("2.5", "5"),
        ("5.01", "10"),
        ("100", "100"),
        ("101", "200"),
    ],
)
def test_round_ends(number: str, bound: str) -> None:
    assert round_up(Fraction(number)) == Fraction(bound)


def test_flow_takes_off_from_what_was_left() -> None:
    steps = (
        WaterfallStep("資料列", 20),
        WaterfallStep("剔退", 1, True),
        WaterfallStep("不在統計範圍", 4, True),
        WaterfallStep("分母", 15),
        WaterfallStep("未達", 6, True),
        WaterfallStep("分子", 9),
    )
    shares = [(int(start * 100), int(end * 100)) for start, end in lay_out_pieces(steps)]
    assert shares == [(0, 100), (95, 100), (75, 95), (0, 75), (45, 75), (0, 45)]


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (WaterfallStep("資料列", 0), WaterfallStep("分母", 0)),
        # Pupils are more than schools: there is no one scale.
        (WaterfallStep("資料列", 120), WaterfallStep("分母", 87188)),
        (WaterfallStep("當年度", 100), WaterfallStep("分子", 60), WaterfallStep("前一年度", 90)),
        (WaterfallStep("資料列", 5), WaterfallStep("剔退", 6, True)),
    ],
)
def test_steps_that_do_not_narrow_are_not_drawn(steps: tuple[WaterfallStep, ...]) -> None:
    assert lay_out_pieces(steps) == ()


def draw_strata(like: MeasureResult, *strata: Stratum) -> list[tuple[str | None, str, str | None]]:
    """Of each bar of a measure's strata: what it says, how long it is, and where the target's line stands."""
    drawn = build_strata(replace(like, strata=strata), "機構代碼", show_ids=False)
    assert drawn is not None
    table = read_element(drawn)
    pictures = list(table.iter("svg"))
    assert {picture.get("role") for picture in pictures} <= {"img"}
    return [(picture.get("aria-label"), (get_stretch(picture, "left") or ("", ""))[1], get_line(picture)) for picture in pictures]


def test_strata_share_a_scale_and_the_target() -> None:
    ratio = replace(RATIO, comparator=">=", target=Fraction(65))
    strata = (Stratum("甲", 2, 3, Fraction(200, 3)), Stratum("乙", 0, 4, Fraction(0)), Stratum("丙", 0, 0, None))
    assert draw_strata(ratio, *strata) == [
        ("66.67%，目標 ≥ 65%", "66.67%", "65.00%"),
        ("0.00%，目標 ≥ 65%", "0.00%", "65.00%"),
    ]


def test_strata_of_a_mean_reach_above_the_largest_and_the_target() -> None:
    # The largest of 12, 18 and 30 is 30, with a tenth above it 33, and the next round end is 50.
    mean = replace(COUNT, unit="案", comparator=">=", target=Fraction(30))
    strata = (Stratum("甲", 12, 1, Fraction(12)), Stratum("乙", 36, 2, Fraction(18)))
    assert draw_strata(mean, *strata) == [
        ("12.00 案，目標 ≥ 30 案", "24.00%", "60.00%"),
        ("18.00 案，目標 ≥ 30 案", "36.00%", "60.00%"),
    ]


def test_strata_of_a_count_have_no_target_of_their_own() -> None:
    # 4 and a tenth is 4.4, and the next round end is 5.
    count = replace(COUNT, comparator=">=", target=Fraction(1))
    assert draw_strata(count, Stratum("甲", 4, None, None), Stratum("乙", 1, None, None)) == [
        ("4 項", "80.00%", None),
        ("1 項", "20.00%", None),
    ]


@pytest.mark.parametrize(
    "strata",
    [
        (Stratum("甲", 0, 0, None),),
        (Stratum("甲", 0, 4, Fraction(0)),),
        (Stratum("甲", -1, 4, Fraction(-25)), Stratum("乙", 1, 4, Fraction(25))),
    ],
)
def test_strata_without_a_common_scale_are_figures_alone(strata: tuple[Stratum, ...]) -> None:
    assert draw_strata(RATIO, *strata) == []
