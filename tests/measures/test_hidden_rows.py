"""Which rows are hidden from the public: the rule worked by hand, and the cases in which the rule alone would not do."""

from dataclasses import replace
from fractions import Fraction

import pytest

from antidrug_kpi.measures.publishing.hidden_rows import HiddenRows, choose_hidden
from antidrug_kpi.measures.publishing.published_offices import choose_hidden_offices
from antidrug_kpi.measures.publishing.small_counts import Counts, Row
from antidrug_kpi.measures.results import MeasureResult, Status
from antidrug_kpi.plans.loading.loader import load_plan

LARGEST = 4


def row(numerator: int, denominator: int | None = None) -> Row:
    return (Counts(numerator, denominator),)


def hide(*strata: Row) -> HiddenRows:
    """What is hidden of the strata and of their sum."""
    top = sum(counts.numerator for ((counts),) in strata)
    bottom = sum(counts.denominator or 0 for ((counts),) in strata)
    return choose_hidden((Counts(top, bottom),), strata, LARGEST)


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_hidden"),
    [
        (0, 0, False),
        (0, 5, False),
        (0, 4, True),  # the denominator
        (1, 10, True),  # the numerator
        (4, 10, True),
        (5, 10, False),
        (5, 9, True),  # four are left
        (9, 10, True),  # one is left
        (10, 10, False),
        (14, 10, True),  # of visits over persons: more than there are, by four
        (15, 10, False),
    ],
)
def test_a_row_with_a_count_from_1_to_4_is_hidden(numerator: int, denominator: int, is_hidden: bool) -> None:
    assert choose_hidden(row(numerator, denominator), (), LARGEST) == HiddenRows(is_hidden)


@pytest.mark.parametrize(("count", "is_hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_a_count_without_a_denominator(count: int, is_hidden: bool) -> None:
    assert choose_hidden(row(count), (), LARGEST) == HiddenRows(is_hidden)


@pytest.mark.parametrize(("prior", "is_hidden"), [((5, 10), False), ((5, 9), True), ((1, 10), True), ((0, 4), True)])
def test_a_difference_is_hidden_for_either_side(prior: tuple[int, int], is_hidden: bool) -> None:
    assert choose_hidden((Counts(10, 20), Counts(*prior)), (), LARGEST) == HiddenRows(is_hidden)


def test_nothing_is_hidden_where_no_count_is_small() -> None:
    assert hide(row(20, 30), row(5, 10), row(0, 7)) == HiddenRows(False, frozenset())


def test_where_one_stratum_is_hidden_the_next_smallest_is_too() -> None:
    # The second is small; of the others the third has the fewest.
    assert hide(row(20, 30), row(2, 6), row(6, 12), row(5, 13)) == HiddenRows(False, frozenset({1, 2}))


def test_of_equals_the_first_is_the_next_smallest() -> None:
    assert hide(row(2, 6), row(5, 12), row(6, 12)) == HiddenRows(False, frozenset({0, 1}))


def test_where_two_strata_are_hidden_no_third_is() -> None:
    assert hide(row(2, 6), row(3, 8), row(6, 12)) == HiddenRows(False, frozenset({0, 1}))


def test_where_the_total_is_hidden_one_stratum_alone_may_be() -> None:
    # 20 of 23: the total is as small as the stratum that makes it so, and neither is known.
    assert hide(row(10, 10), row(10, 13)) == HiddenRows(True, frozenset({1}))


def test_a_total_whose_strata_are_all_shown_would_be_their_sum() -> None:
    # Visits over persons: five too few and eight too many are three too many together.
    assert hide(row(5, 10), row(18, 10)) == HiddenRows(True, frozenset({0}))


def test_three_strata_of_one_person_each_would_be_known_from_their_sum() -> None:
    # Three hidden strata, none of them empty, and together three: a fourth is hidden with them.
    assert hide(row(1, 1), row(0, 1), row(1, 1), row(20, 30), row(40, 60)) == HiddenRows(False, frozenset({0, 1, 2, 3}))


def test_where_every_stratum_is_one_person_the_total_is_hidden() -> None:
    assert hide(*[row(1, 1)] * 6) == HiddenRows(True, frozenset(range(6)))


def test_a_status_can_tell_a_hidden_total() -> None:
    # 6 of 10 misses 65 %. With 6 of 6 beside it four are missing: three would be 6 of 9, which meets it. So the other goes too.
    def misses(part: int | None, row: Row) -> bool:
        ((counts),) = row
        return part is not None or counts.numerator * 100 < 65 * (counts.denominator or 0)

    strata = (row(6, 6), row(0, 4))
    assert choose_hidden(row(6, 10), strata, LARGEST) == HiddenRows(True, frozenset({1}))
    assert choose_hidden(row(6, 10), strata, LARGEST, misses) == HiddenRows(True, frozenset({0, 1}))


def test_many_strata_take_no_time() -> None:
    strata = [row(number % 3, number % 3 + 1) for number in range(3000)]
    assert hide(*strata).parts == frozenset(range(3000))


def find_offices(measure: str, *figures: tuple[int, int] | None) -> HiddenRows:
    """What is hidden of a measure in offices with these figures, none of them having no data."""
    plan = load_plan("mohw-113")
    spec = next(known for _, known in plan.measures if known.id == measure)
    results = []
    for pair in figures:
        start = MeasureResult(measure, "", "", Status.NO_DATA, "%", comparator=">=", target=Fraction(65))
        if pair is not None:
            value = Fraction(*pair) * 100
            status = Status.MET if value >= 65 else Status.MISSED
            start = replace(start, status=status, numerator=pair[0], denominator=pair[1], value=value)
        results.append(start)
    return choose_hidden_offices(spec, results, LARGEST)


def test_offices_beside_their_sum() -> None:
    assert find_offices("3.3", (20, 30), None, (3, 9), (6, 12)) == HiddenRows(False, frozenset({2, 3}))
    assert find_offices("3.3", (20, 30), (6, 12)) == HiddenRows(False)
    assert find_offices("3.3", None, None) == HiddenRows(False)
    assert find_offices("4.8", (20, 30), (3, 9)) == HiddenRows(False)  # volunteers' training is nobody's case
