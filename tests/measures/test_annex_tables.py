"""The tables of annexes 6 and 7 as the plan ships them: whole, and as their printed totals have it."""

from antidrug_kpi.plans.duties.annex_tables import AnnexTable
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")


def find(register: str) -> AnnexTable:
    table = PLAN.find_annex(register)
    assert table is not None
    return table


def add_up(table: AnnexTable) -> dict[str, int]:
    columns = dict.fromkeys(name for row in table.counties.values() for name in row)
    return {name: int(sum(row.get(name, 0) for row in table.counties.values())) for name in columns}


def test_all_22_counties_stand_in_both() -> None:
    assert set(find("funding_table").counties) == set(find("staffing_table").counties) == set(PLAN.jurisdictions)


def test_annex_6_adds_up() -> None:
    assert add_up(find("funding_table")) == {"人事費": 384_235_841, "業務費": 96_853_943, "合計": 481_089_784}


def test_annex_7_adds_up() -> None:
    assert add_up(find("staffing_table")) == {
        "每日平均在案量": 21_678,  # printed as 21,676: the counties' averages are rounded each by itself
        "行政院核定員額": 755,
        "一般個管": 570,
        "資深個管": 92,
        "個管員小計": 662,
        "個管督導人力": 93,
        "專案管理人力": 38,
    }


def test_a_county_s_row_holds_for_its_year_alone() -> None:
    table = find("staffing_table")
    assert {name: int(figure) for name, figure in (table.find_figures("臺北市", 113) or {}).items()} == {
        "每日平均在案量": 1775,
        "行政院核定員額": 64,
        "一般個管": 45,
        "資深個管": 11,
        "個管員小計": 56,
        "個管督導人力": 8,
        "專案管理人力": 3,
    }
    assert table.find_figures("臺北市", 114) is None
    assert table.find_figures("望海縣", 113) is None
    assert table.find_figures(None, 113) is None


def test_a_figure_that_a_county_s_row_leaves_blank_is_none() -> None:
    figures = find("staffing_table").find_figures("連江縣", 113)
    assert figures is not None
    assert list(figures) == ["每日平均在案量", "行政院核定員額", "一般個管", "資深個管", "個管員小計", "個管督導人力"]
