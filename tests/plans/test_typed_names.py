"""Indicators and readings by every name that clerks type."""

from itertools import combinations

import pytest

from antidrug_kpi.authoring import list_plans
from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.selection import find_indicators, select_measures
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.typed_names import find_measures, list_own_names, strip_name

PLAN = load_plan("mohw-113", (), with_duties=False)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        *(
            (name, ["3.3"])
            for name in ("3.3", "３．３", "3-3", " 3.3 ", "三(三)", "三（三）", "三 (三)", "三三", "三、（三）", "三、三")
        ),
        *((name, ["4.12.1", "4.12.2"]) for name in ("4.12", "四(十二)", "四十二", "四、（十二）")),
        ("4.12.1", ["4.12.1"]),
        ("4.6.1.0", ["4.6.1.0"]),
        *(
            (names, ["3.3", "4.2.1", "4.2.2"])
            for names in ("3.3,4.2", "3.3，4.2", "4.2、3.3", "三三,四二", "3.3,4.2,", "３.３；4.2")
        ),
        ("3.3,3.3", ["3.3"]),
    ],
)
def test_a_name_as_it_is_typed(typed: str, ids: list[str]) -> None:
    assert [measure.id for _, measure in select_measures(PLAN, (typed,))] == ids
    assert [indicator.id for indicator in find_indicators(PLAN, typed)] == list(
        dict.fromkeys(indicator.id for indicator, measure in PLAN.measures if measure.id in ids)
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("3.33", "計畫 mohw-113 沒有指標「3.33」，最接近的是「3.3」"),
        ("3.3,4.33", "計畫 mohw-113 沒有指標「4.33」，最接近的是「4.3」"),
        ("五", "計畫 mohw-113 沒有指標「五」"),
        (",", "計畫 mohw-113 沒有指標「,」；請以 antidrug-kpi list --plan mohw-113 查看全部指標"),
    ],
)
def test_a_name_that_leads_nowhere_gets_the_nearest(typed: str, said: str) -> None:
    for look in (lambda: select_measures(PLAN, (typed,)), lambda: find_indicators(PLAN, typed)):
        with pytest.raises(UsageError) as caught:
            look()
        assert str(caught.value).startswith(said)


def test_no_two_indicators_share_a_name_undressed() -> None:
    """三十一 is 三(十一) and never 三十(一)."""
    for plan in list_plans():
        names = [{strip_name(name) for name in list_own_names(indicator)} for indicator in plan.indicators]
        assert all(not one & other for one, other in combinations(names, 2))


@pytest.mark.parametrize("name", ["4.2=elapsed", "４．２＝elapsed", "四(二)=elapsed", "四（二）＝ELAPSED", "四二=elapsed"])
def test_a_reading_goes_by_the_same_names(name: str) -> None:
    assert choose_readings(PLAN, (name,)).chosen == {"4.2": ("elapsed",)}


def test_a_measure_that_bears_the_name_as_written_goes_first() -> None:
    (indicator, measure) = PLAN.measures[0]
    dashed = (indicator, measure.model_copy(update={"id": "9-9"}))
    dotted = (indicator, measure.model_copy(update={"id": "9.9"}))
    assert find_measures((dashed, dotted), "9-9") == {"9-9"}
    assert find_measures((dashed,), "9.9") == {"9-9"}
