"""200 random summaries as they are published: whoever knows the rule and reads every number with an exact solver (z3) still has
two values for each hidden count from 1 to 4.
"""

import datetime as dt
import json
import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import z3

from antidrug_kpi.forms.result_json import write_json
from antidrug_kpi.measures.publishing.published_offices import choose_hidden_offices
from antidrug_kpi.measures.publishing.published_results import publish_results
from antidrug_kpi.measures.results import MeasureResult, OfficeResult, Status, Stratum
from antidrug_kpi.plans.loading.loader import load_plan

pytestmark = pytest.mark.slow

PLAN = load_plan("mohw-113")
LARGEST = 4
# A lower and an upper limit, one without a target, and visits over persons.
MEASURES = {"3.3": (">=", 65), "1.3": ("<=", 15), "1.6": (">=", 100), "4.6.1.1": None, "4.3.2": None}
Pair = tuple[int, int]


def draw_strata(chance: random.Random, *, is_mean: bool) -> list[Pair]:
    """Strata of which many are small."""
    pairs = []
    for _ in range(chance.randint(1, 7)):
        bottom = chance.choice([0, 1, 1, 2, 3, 4, 5, 6, 8, 12, 25, 60])
        pairs.append(
            (chance.choice([0, bottom, chance.randint(0, bottom), chance.randint(0, bottom * (3 if is_mean else 1))]), bottom)
        )
    return pairs


def add_up(pairs: list[Pair]) -> Pair:
    return sum(top for top, _ in pairs), sum(bottom for _, bottom in pairs)


def judge(measure: str, top: int, bottom: int) -> Status:
    target = MEASURES[measure]
    if not bottom:
        return Status.NOT_APPLICABLE
    if target is None:
        return Status.REPORTED
    comparator, limit = target
    return Status.MET if (top * 100 >= limit * bottom if comparator == ">=" else top * 100 <= limit * bottom) else Status.MISSED


def make_result(measure: str, pairs: list[Pair]) -> OfficeResult:
    top, bottom = add_up(pairs)
    target = MEASURES[measure]
    scale = 1 if measure == "4.3.2" else 100
    result = MeasureResult(
        id=measure,
        indicator="",
        title="",
        status=judge(measure, top, bottom),
        unit="次" if scale == 1 else "%",
        numerator=top,
        denominator=bottom,
        value=Fraction(top, bottom) * scale if bottom else None,
        comparator=target[0] if target else None,
        target=Fraction(target[1]) if target else None,
        strata=tuple(
            Stratum(str(number), *pair, Fraction(*pair) * scale if pair[1] else None) for number, pair in enumerate(pairs)
        ),
    )
    day = dt.date(2024, 12, 31)
    return OfficeResult("mohw-113", 113, "final", None, (day, day), day, "0", (), (result,), by="機構代碼")


def is_small(top: int, bottom: int) -> bool:
    return any(1 <= abs(number) <= LARGEST for number in (top, bottom, bottom - top))


class Reader:
    """Everything that a reader of the table knows, as constraints on the hidden counts."""

    def __init__(self, measure: str, published: dict[str, Any], pairs: list[Pair]) -> None:
        self.solver = z3.Solver()
        self.is_part = all(top <= bottom for top, bottom in pairs)
        rows = [self._read(f"s{number}", row) for number, row in enumerate(published["strata"])]
        total = self._read("total", published)
        self.solver.add(*(z3.Sum([row[place] for row in rows]) == total[place] for place in (0, 1)))
        self.hidden = [number for number, row in enumerate(published["strata"]) if row.get("hidden")]
        self._know_rule(published, rows, total, pairs)
        self._know_status(measure, published, total)
        for number in self.hidden:  # an office's status stays, and a stratum has none
            self._know_status(measure, published["strata"][number], rows[number])
        self.counts = [(rows[number], pairs[number]) for number in self.hidden]
        if published.get("hidden"):
            self.counts.append((total, add_up(pairs)))

    def _read(self, name: str, row: dict[str, Any]) -> tuple[Any, Any]:
        top, bottom = z3.Int(f"{name}n"), z3.Int(f"{name}d")
        self.solver.add(top >= 0, bottom >= 0)
        if self.is_part:
            self.solver.add(top <= bottom)
        if not row.get("hidden"):
            self.solver.add(top == row["numerator"], bottom == row["denominator"])
        return top, bottom

    def _know_rule(self, published: dict[str, Any], rows: list[Any], total: Any, pairs: list[Pair]) -> None:
        """Rows that are not small are hidden for the sake of others alone: at most as many as really are (which no reader knows),
        one of two, and none larger than one that is shown.
        """
        small = {number: _say_small(*rows[number]) for number in self.hidden}
        large = sum(not is_small(*pairs[number]) for number in self.hidden)
        is_hidden = bool(published.get("hidden"))
        if len(self.hidden) == 2 and not is_hidden:
            large = max(large, 1)
        self.solver.add(z3.Sum([z3.If(known, 0, 1) for known in small.values()]) <= large)
        for number, row in enumerate(published["strata"]):
            if number not in self.hidden:
                self.solver.add(*(z3.Or(small[other], rows[other][1] <= row["denominator"]) for other in self.hidden))
        if is_hidden and is_small(*add_up(pairs)):
            self.solver.add(_say_small(*total))

    def _know_status(self, measure: str, published: dict[str, Any], total: Any) -> None:
        target = MEASURES[measure]
        if published.get("status") == "not_applicable":
            self.solver.add(total[1] == 0)
        if published.get("status") == "reported":
            self.solver.add(total[1] > 0)
        if published.get("status") in {"met", "missed"} and target is not None:
            comparator, limit = target
            met = total[0] * 100 >= limit * total[1] if comparator == ">=" else total[0] * 100 <= limit * total[1]
            self.solver.add(total[1] > 0, met if published["status"] == "met" else z3.Not(met))

    def can_differ(self, count: Any, known: int) -> bool:
        """Whether the count could be another number."""
        self.solver.push()
        self.solver.add(count != known)
        found = self.solver.check()
        self.solver.pop()
        assert found != z3.unknown
        return bool(found == z3.sat)


def _say_small(top: Any, bottom: Any) -> Any:
    counts = (top, bottom, bottom - top)
    return z3.Or(*(z3.Or(z3.And(count >= 1, count <= LARGEST), z3.And(count >= -LARGEST, count <= -1)) for count in counts))


def list_certain(measure: str, published: dict[str, Any], pairs: list[Pair]) -> list[str]:
    """The hidden small counts that can have one value alone."""
    reader = Reader(measure, published, pairs)
    assert reader.solver.check() == z3.sat, "the true numbers break a constraint"
    certain = []
    for (top, bottom), (known_top, known_bottom) in reader.counts:
        for count, known in ((top, known_top), (bottom, known_bottom), (bottom - top, known_bottom - known_top)):
            if 1 <= abs(known) <= LARGEST and not reader.can_differ(count, known):
                certain.append(f"{known} of {known_top}/{known_bottom} in {pairs}")
    return certain


def publish_strata(measure: str, pairs: list[Pair]) -> dict[str, Any]:
    """The measure as its JSON for the public has it."""
    result = publish_results(PLAN, make_result(measure, pairs))
    (published,) = json.loads(write_json(PLAN, result, is_complete=True))["measures"]
    return dict(published)


def publish_offices(measure: str, pairs: list[Pair]) -> dict[str, Any]:
    """Offices with these figures beside their sum, in the same form: each keeps its status, and the sum has none."""
    spec = next(known for _, known in PLAN.measures if known.id == measure)
    results = [make_result(measure, [pair]).measures[0] for pair in pairs]
    hidden = choose_hidden_offices(spec, results, LARGEST)
    rows = [
        {"status": result.status, "hidden": True}
        if position in hidden.parts
        else {"numerator": result.numerator, "denominator": result.denominator}
        for position, result in enumerate(results)
    ]
    top, bottom = add_up(pairs)
    total: dict[str, Any] = {"hidden": True} if hidden.total else {"numerator": top, "denominator": bottom}
    return {**total, "strata": rows}


@pytest.mark.parametrize("publish", [publish_strata, publish_offices])
@pytest.mark.parametrize("measure", MEASURES)
def test_no_small_count_can_be_worked_out(measure: str, publish: Callable[[str, list[Pair]], dict[str, Any]]) -> None:
    chance = random.Random(f"published {measure}")
    summaries = [draw_strata(chance, is_mean=measure == "4.3.2") for _ in range(200 // len(MEASURES))]
    assert [certain for pairs in summaries for certain in list_certain(measure, publish(measure, pairs), pairs)] == []
    assert sum(any(is_small(*pair) for pair in pairs) for pairs in summaries) >= 30


def test_the_solver_finds_what_the_rule_alone_would_give_away() -> None:
    # Three of one person each, and the total beside the fourth: without the fourth's hiding all three are known.
    pairs = [(1, 1), (0, 1), (1, 1), (20, 30)]
    shown = [{"hidden": True}, {"hidden": True}, {"hidden": True}, {"numerator": 20, "denominator": 30}]
    published = {"numerator": 22, "denominator": 33, "status": "met", "strata": shown}
    reader = Reader("3.3", published, pairs)
    assert [reader.can_differ(bottom, 1) for (_, bottom), _ in reader.counts] == [False, False, False]
    assert list_certain("3.3", publish_strata("3.3", pairs), pairs) == []
