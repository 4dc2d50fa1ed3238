"""What a cell displays under its number format, as Excel and LibreOffice display it."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antidrug_kpi.files import ShownNumber
from antidrug_kpi.files.cells.number_formats import FormatKind, mark_shown, parse_format
from chance import take_examples


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("0%", 0.6549, "65%"),
        ("0." + "0" * 30, 0.5, "0.5" + "0" * 29),  # more digits than a Decimal has by itself
        ("0." + "0" * 1_022, 123456789012345.0, "123456789012345." + "0" * 1_022),
        ("0" + "%" * 1_023, 1.0, "1" + "0" * 2_046 + "%" * 1_023),
        ("0%", 0.655, "66%"),  # half up
        ("0%", 1.0, "100%"),
        ("0%", -0.001, "0%"),  # no minus before a zero
        ("0.00%", 0.65, "65.00%"),
        ("0.0%", -0.125, "-12.5%"),
        ("0.00", 4.1, "4.10"),
        ("0.00", 1.005, "1.01"),  # as displayed, not as its binary neighbour 1.00499…
        ("0.00", 0.285 * 100, "28.50"),  # 28.499999999999996 in binary, 28.5 in fifteen digits
        ("#,##0.00", 1234567.891, "1,234,567.89"),
        ("0.00_);[Red]\\(0.00\\)", -3.125, "-3.13"),  # accounting brackets are a minus
        ('##0.00;\\-##0.00;"    －"', 5, "5.00"),
        ("0.0_ ;[Red]\\-0.0\\ ", -4.0, "-4.0"),
        ("00000", 123, "00123"),
        ("0000000000", 1130105, "0001130105"),
        ('[=0]"-";0.0%', 0.5, "50.0%"),
        ("[<1]0.0%;0%", 2, "200%"),
        ("[Red][<0.6]0%;[Green]0.0%", 0.7, "70.0%"),
        ("0.0%;@", 0.5, "50.0%"),  # the second section is that of texts
        ("0.0%;General", 0.5, "50.0%"),
        ('"約"0%', 0.65, "約65%"),  # whatever else it says, the bare value would be a hundredth of it
        ("0.0\\%", 65, "65.0%"),
    ],
)
def test_a_number_that_displays_more_than_its_value(code: str, value: float, text: str) -> None:
    shown = parse_format(code).show(value)
    assert isinstance(shown, ShownNumber)
    assert (float(shown), shown.text) == (value, text)


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("General", 4.1),
        ("G/通用格式", 4.1),
        ("0", 3.7),
        ("#,##0", 6031),
        ("@", 5),
        ("", 5),
        ("0.00", 4.12),  # the same as the bare number
        ("0.##", 4.1),
        ('"NT$"#,##0.00', 1234.5),
        ("[$NT$-404]#,##0.0", 4),
        ('0.0"分"', 4.1),
        ('_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)', 0),  # the dash of accounting is a zero
        ('##0.00;\\-##0.00;"    －"', 0),
        ("0.00;;", 0),
        ("0.0%;General", -0.5),
        ("0.00E+00", 12.5),
        ("# ?/?", 0.5),
        ("0.0,", 12500),
        ("0.00", 1e300),
        ("0.00", float("nan")),
        ("0.00", float("inf")),
    ],
)
def test_a_number_that_means_its_bare_value(code: str, value: float) -> None:
    assert type(parse_format(code).show(value)) is not ShownNumber


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("yyyy/m/d", FormatKind.DATE),
        ('[$-404]e"年"m"月"d"日"', FormatKind.DATE),
        ("[DBNum1][$-404]m/d", FormatKind.DATE),
        ("h:mm AM/PM", FormatKind.DATE),
        ("[$-404]e", FormatKind.ERA_DATE),
        ('ggge"年"', FormatKind.ERA_DATE),
        ("[$-404]aaaa", FormatKind.ERA_DATE),
        ("[h]:mm", FormatKind.DURATION),
        ("[ss].00", FormatKind.DURATION),
        ('0.0"days"', FormatKind.NUMBER),
        ("0.00_d", FormatKind.NUMBER),
        ("[Red]0.00", FormatKind.NUMBER),
        ("\\Y0.00", FormatKind.NUMBER),
        ("0.00E+00", FormatKind.PLAIN),
    ],
)
def test_dates_are_told_from_numbers(code: str, kind: FormatKind) -> None:
    assert parse_format(code).kind is kind


@take_examples(100)
@given(st.text(alphabet='0#?.,%;[]"\\_*-()<>=1 ymdhseEgG@/元$a+', max_size=20), st.floats(allow_nan=True, allow_infinity=True))
def test_no_format_code_stops_the_reading(code: str, value: float) -> None:
    shown = parse_format(code).show(value)
    assert float(shown) == value or math.isnan(value)


@take_examples(100)
@given(st.decimals(min_value=-1000, max_value=1000, places=3))
def test_two_decimals_round_half_away_from_zero(number: Decimal) -> None:
    shown = parse_format("0.00").show(float(number))
    text = shown.text if isinstance(shown, ShownNumber) else str(shown)
    assert abs(Decimal(text) - number) <= Decimal("0.005")
    assert abs(Decimal(text)) >= abs(number) or abs(Decimal(text) - number) < Decimal("0.005")


def test_a_displayed_text_that_is_no_number_is_left_aside() -> None:
    assert type(mark_shown(0.0, "－")) is float
    assert type(mark_shown(1234.5, "NT$1,234.50")) is float
    assert mark_shown(0.65, " 65.0% ") == ShownNumber(0.65, "65.0%")
