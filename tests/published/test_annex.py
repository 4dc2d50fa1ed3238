"""Annexes 6 and 7 of the plan of 113, computed from their printed tables: every row and total, and the rows that do not follow.

The expected figures were found by hand from the printed tables; the sums next to them are the proof.
"""

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path

import pandas as pd
import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PRINTED = ROOT / "sample_data" / "published" / "mohw-113-annex"
FUNDING, STAFFING, TOTALS = (PRINTED / name for name in ("附件六補助經費核定表.csv", "附件七補助員額.csv", "附表印載合計.csv"))
STAFFING_COLUMNS = (
    "每日平均在案量",
    "行政院核定員額",
    "一般個管",
    "資深個管",
    "個管員小計",
    "個管督導人力",
    "專案管理人力",
)
COUNTIES = 22


@lru_cache
def run() -> pipeline.Run:
    """The printed tables computed; the plan is named by the folder's office.yaml."""
    return pipeline.compute(PRINTED, Settings())


@lru_cache
def read_printed(path: Path) -> dict[str, tuple[int, ...]]:
    """A printed table read without the program: county (or 合計) → its numbers; a dash is nothing."""
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    start = next(index for index, row in enumerate(rows) if row[0] == "新北市")
    return {row[0]: tuple(int(cell.replace(",", "").replace("-", "0")) for cell in row[1:]) for row in rows[start:]}


def get_table(measure_id: str) -> pd.DataFrame:
    """The population table of a measure, by subject."""
    found = next(each for each in run().computations if each.result.id == measure_id)
    return found.tables[0].frame.set_index("subject")


def get_derived(measure_id: str, name: str) -> dict[str, int]:
    """What the measure derives for each county."""
    return {str(county): int(value) for county, value in get_table(measure_id)[name].items()}


def get_printed(path: Path, position: int) -> dict[str, int]:
    """A column of a printed table, its total left out."""
    return {county: numbers[position] for county, numbers in read_printed(path).items() if county != "合計"}


def list_misfits(measure_id: str) -> list[str]:
    """The subjects in the denominator that the measure's rule does not give."""
    table = get_table(measure_id)
    return [str(subject) for subject in table.index[table["population"] == "denominator"]]


def get_figures(measure_id: str) -> tuple[object, object, str]:
    result = next(each for each in run().result.measures if each.id == measure_id)
    return result.numerator, result.denominator, result.status.value


def round_half_up(numerator: int, denominator: int) -> int:
    return int((Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def test_every_printed_row_is_read_and_only_the_totals_are_skipped() -> None:
    read = {
        summary.register: (summary.rows, summary.accepted, summary.rejected, summary.skipped) for summary in run().result.inputs
    }
    assert read == {"funding_table": (23, 22, 0, 1), "staffing_table": (23, 22, 0, 1), "printed_totals": (11, 11, 0, 0)}
    assert run().result.issues == ()


def test_the_register_of_totals_repeats_the_printed_footers() -> None:
    rows = list(csv.reader(TOTALS.read_text(encoding="utf-8").splitlines()))[1:]
    own = {(table, name): int(number.replace(",", "")) for table, name, number in rows}
    assert [number for (table, _), number in own.items() if table == "附件六"] == list(read_printed(FUNDING)["合計"])
    annex_7 = [number for (table, name), number in own.items() if table == "附件七" and name != "預估所需人力"]
    assert annex_7 == list(read_printed(STAFFING)["合計"])


def test_annex_6_every_row() -> None:
    # 新北市 59,034,000 + 12,450,000 = 71,484,000 … 連江縣 680,000 + 276,000 = 956,000.
    sums = get_derived("6.1.1", "人事費與業務費之和")
    assert len(sums) == COUNTIES
    assert sums == get_printed(FUNDING, 2)
    assert get_figures("6.1.1") == (22, 22, "met")


def test_annex_6_totals() -> None:
    # 384,235,841 + 96,853,943 = 481,089,784, and each of the three is the sum of its 22 counties.
    assert get_figures("6.1.2") == (1, 1, "met")
    assert get_figures("6.2") == (3, 3, "met")
    table = get_table("6.2").iloc[0]
    sums = tuple(int(table[name]) for name in ("各縣市人事費之和", "各縣市業務費之和", "各縣市合計之和"))
    assert sums == read_printed(FUNDING)["合計"] == (384_235_841, 96_853_943, 481_089_784)


def test_annex_7_every_subtotal() -> None:
    # 新北市 105 + 25 = 130 and 130 + 19 = 149 … 連江縣 1 + 0 = 1 and 1 + 0 = 1.
    assert get_derived("7.1.1", "一般與資深個管之和") == get_printed(STAFFING, 4)
    assert get_derived("7.1.2", "個管與督導之和") == get_printed(STAFFING, 1)
    assert get_figures("7.1.1") == get_figures("7.1.2") == (22, 22, "met")
    # Of the totals: 570 + 92 = 662 and 662 + 93 = 755.
    assert get_figures("7.1.3") == (2, 2, "met")


def test_annex_7_totals() -> None:
    table = get_table("7.2").reset_index()
    sums = [int(number) for number in table.iloc[0][[name for name in table.columns if str(name).startswith("各縣市")]]]
    # The caseloads add up to 21,678, two more than the printed 21,676: daily averages, each rounded on its own. The rest ties.
    assert sums == [21_678, 755, 570, 92, 662, 93, 38]
    assert list(read_printed(STAFFING)["合計"]) == [21_676, 755, 570, 92, 662, 93, 38]
    assert get_figures("7.2") == (6, 7, "missed")
    assert table["population"].tolist() == ["denominator"] + ["numerator"] * 6


# Caseload / 30, rounded half up, against the printed managers: 16 of 22 rows do not follow.
MANAGERS = {
    "新北市": (127, 130),  # 3,796 / 30 = 126.53
    "臺北市": (59, 56),  # 1,775 / 30 = 59.17
    "桃園市": (89, 74),  # 2,670 / 30 = 89.00
    "臺中市": (69, 59),  # 2,082 / 30 = 69.40
    "臺南市": (66, 56),  # 1,979 / 30 = 65.97
    "高雄市": (83, 74),  # 2,496 / 30 = 83.20
    "新竹縣": (20, 17),  # 600 / 30 = 20.00
    "苗栗縣": (18, 17),  # 551 / 30 = 18.37
    "彰化縣": (15, 12),  # 457 / 30 = 15.23
    "南投縣": (14, 13),  # 422 / 30 = 14.07
    "屏東縣": (33, 30),  # 995 / 30 = 33.17
    "臺東縣": (9, 8),  # 279 / 30 = 9.30
    "花蓮縣": (11, 10),  # 337 / 30 = 11.23
    "新竹市": (10, 9),  # 292 / 30 = 9.73
    "嘉義市": (9, 8),  # 256 / 30 = 8.53
    "連江縣": (0, 1),  # 8 / 30 = 0.27
}
# These do: 493 / 30 = 16.43, 698 / 30 = 23.27, 807 / 30 = 26.90, 43 / 30 = 1.43, 581 / 30 = 19.37, 61 / 30 = 2.03.
MANAGERS_THAT_FOLLOW = {"宜蘭縣": 16, "雲林縣": 23, "嘉義縣": 27, "澎湖縣": 1, "基隆市": 19, "金門縣": 2}


def test_annex_7_managers_by_caseload() -> None:
    computed, printed = get_derived("7.3.1", "依在案量估算個管員"), get_printed(STAFFING, 4)
    assert {county: (computed[county], printed[county]) for county in computed if computed[county] != printed[county]} == MANAGERS
    assert {county: computed[county] for county in computed if county not in MANAGERS} == MANAGERS_THAT_FOLLOW
    assert list_misfits("7.3.1") == list(MANAGERS)
    assert get_figures("7.3.1") == (6, 22, "missed")


def test_annex_7_managers_of_the_whole_country() -> None:
    # 21,676 / 30 = 722.53 → 723, as note 1(1) prints; the sum of the counties' caseloads would give the same (722.60).
    assert get_derived("7.3.2", "依全國在案量估算個管員") == {"附件七": 723}
    assert get_figures("7.3.2") == (1, 1, "met")
    # What is granted is 61 managers fewer: 662.
    assert 723 - read_printed(STAFFING)["合計"][4] == 61


def test_annex_7_managers_follow_the_approved_posts_instead() -> None:
    # No note says so, but seven eighths of the approved posts give all 22: 149 × 7/8 = 130.375 → 130 (新北市),
    # 85 × 7/8 = 74.375 → 74 (桃園市, 高雄市), 67 × 7/8 = 58.625 → 59 (臺中市), 1 × 7/8 = 0.875 → 1 (連江縣) …
    assert get_derived("7.3.3", "依核定員額分配個管員") == get_printed(STAFFING, 4)
    assert get_figures("7.3.3") == (22, 22, "reported")


def test_annex_7_senior_managers() -> None:
    # 南投縣 has 3 senior managers for 13: 3 × 5 = 15 > 13. Rounded half up, 13 / 5 = 2.6 would allow the third.
    assert list_misfits("7.4") == ["南投縣"]
    assert get_figures("7.4") == (21, 22, "missed")
    assert get_derived("7.4", "資深個管所需個管員")["南投縣"] == 15
    # By that rounding every county would be within: 新北市 130 / 5 = 26 ≥ 25, 臺北市 56 / 5 = 11.2 → 11 ≥ 11 …
    seniors, managers = get_printed(STAFFING, 3), get_printed(STAFFING, 4)
    assert all(seniors[county] <= round_half_up(managers[county], 5) for county in seniors)


def test_annex_7_supervisors() -> None:
    # 130 / 7 = 18.57 → 19 (新北市) … 10 / 7 = 1.43 → 1 (花蓮縣), 1 / 7 = 0.14 → 0 (連江縣).
    assert get_derived("7.5", "依個管員補助督導") == get_printed(STAFFING, 5)
    assert get_figures("7.5") == (22, 22, "met")
    # The total is the sum of the rows, not the rule applied to the total: 662 / 7 = 94.57 → 95, printed 93.
    total = read_printed(STAFFING)["合計"]
    assert (round_half_up(total[4], 7), total[5]) == (95, 93)


def test_annex_7_project_managers() -> None:
    computed, printed = get_derived("7.6", "依個管與督導補助專管"), get_printed(STAFFING, 6)
    # 臺東縣 (8 + 1) × 0.05 = 0.45 → 0, printed 1. 嘉義市 has the same 8 + 1 and is printed 「-」, so no one rule gives both; the
    # proviso of note 1(3), one may be hired where the rule gives less than one, allows 臺東縣 its one.
    assert {county: (computed[county], printed[county]) for county in computed if computed[county] != printed[county]} == {
        "臺東縣": (0, 1)
    }
    assert (computed["嘉義市"], printed["嘉義市"]) == (0, 0)
    assert get_figures("7.6") == (21, 22, "missed")
    result = next(each for each in run().result.measures if each.id == "7.6")
    assert [(step.text, step.count) for step in result.waterfall if "不足 1 人" in step.text] == [
        ("未達：四捨五入為 0，依「不足 1 人可聘任 1 人」列 1 人", 1)
    ]
    # The total follows the rule as well as the rows: (662 + 93) × 0.05 = 37.75 → 38.
    total = read_printed(STAFFING)["合計"]
    assert round_half_up(total[4] + total[5], 20) == total[6] == 38


def test_annex_7_managers_per_supervisor() -> None:
    # 彰化縣 12 / 2 = 6.00 and 基隆市 19 / 3 = 6.33 stand under 6.5 as printed: 12 / 7 = 1.71 → 2 and 19 / 7 = 2.71 → 3 are
    # rounded up, so note 1(2) and note 2 pull apart. 南投縣 13 / 2 = 6.50 is just enough.
    assert list_misfits("7.7.1") == ["彰化縣", "基隆市"]
    table = get_table("7.7.1")
    # Three counties have no supervisor: 1 / 7 = 0.14, 2 / 7 = 0.29, 1 / 7 = 0.14.
    assert list(table.index[table["population"] == "excluded"]) == ["澎湖縣", "金門縣", "連江縣"]
    assert table["population"]["南投縣"] == "numerator"
    assert get_figures("7.7.1") == (17, 19, "missed")


@pytest.mark.parametrize("position", range(len(STAFFING_COLUMNS)))
def test_annex_7_columns_against_the_table_itself(position: int) -> None:
    """The columns added up without the program: all tie but the caseloads."""
    printed = read_printed(STAFFING)["合計"][position]
    assert sum(get_printed(STAFFING, position).values()) - printed == (2 if position == 0 else 0)


def test_measures_of_registers_that_are_not_printed_have_no_data() -> None:
    others = {each.id: each.status.value for each in run().result.measures if each.id[0] not in "67" or each.id == "7.7.2"}
    assert len(others) == 15
    assert set(others.values()) == {"no_data"}
