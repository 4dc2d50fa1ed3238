"""One office's figures under two plans, worked out by hand: a raised target, another exclusion, a measure of another number."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.authoring import locate_plan, start_plan
from antidrug_kpi.errors import UsageError
from antidrug_kpi.pipeline.comparison.compared_plans import (
    ComparedPlans,
    compute_plans,
    describe_plan_figures,
    say_incomplete_plans,
    say_plan_doubts,
)
from antidrug_kpi.plans.loading.folders import find_specs_folder
from antidrug_kpi.settings import Settings

from .small_offices import ADMISSIONS, find_entry, write_office

# The target is raised; 移民 is a further reason, 生產 is none any more.
NEXT_YEAR = """\
id: "3.3"
target_text: 70%以上
measures:
  - id: "3.3"
    target:
      text: 70%以上
      values:
        - {from: 2024-01-01, value: 65, citation: 肆、三(三) 目標值}
        - {from: 2025-12-31, value: 70, citation: 114 年度計畫說明書 肆、三(三)}
        - {from: 2026-01-01, value: 75, citation: 115 年度}
    population:
      exclude:
        - reason_in: {column: 結案原因, reasons: {死亡: [], 移民: []}}
          when:
            all:
              - {column: 結案日期, happened: true}
              - {column: 留置日數, less_than: 180}
"""
# 4.7 is dropped, 4.8 has another number and counts persons, the final report another day, and 結案原因 may not be blank.
REBUILT = """\
drop: ["4.7", "4.8"]
reports:
  final:
    as_of: {month: 11, day: 30}
"""
REASON_REQUIRED = """\
- id: methadone_admissions
  columns:
    - {name: 個案編號, type: identifier, required: true, key: true, private: true}
    - {name: 機構代碼, type: identifier, required: true}
    - {name: 新收日期, type: date, required: true, key: true}
    - {name: 結案日期, type: date}
    - {name: 結案原因, type: text, required: true}
"""
STAYED, LEFT_EARLY = "113/1/1,113/6/29,自行中斷", "113/1/1,113/6/28,自行中斷"  # 180 days, and 179
TARGETS = "目標值依各計畫本年度（113、114 年）"


@pytest.fixture(scope="module")
def next_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of 114 that builds on mohw-113."""
    folder = tmp_path_factory.mktemp("specs") / "mohw-114"
    start_plan(folder, "mohw-113", 114)
    (folder / "indicators" / "3-03.yaml").write_text(NEXT_YEAR, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another plan of 113 that builds on mohw-113."""
    folder = tmp_path_factory.mktemp("specs") / "rebuilt"
    start_plan(folder, "mohw-113", 113)
    with (folder / "plan.yaml").open("a", encoding="utf-8") as file:
        file.write(REBUILT)
    (folder / "registers.yaml").write_text(REASON_REQUIRED, encoding="utf-8")
    text = (find_specs_folder() / "mohw-113" / "indicators" / "4-08.yaml").read_text("utf-8")
    text = text.replace('id: "4.8"', 'id: "4.70"').replace('"4.8":', '"4.70":').replace("→ 4.8", "→ 4.70")
    text = text.replace("label: 四(八)", "label: 四(七十)").replace(
        "numerator: {column: 繼續教育時數, at_least: 4}",
        "each: [志工編號]\n      numerator: {any_row: {column: 繼續教育時數, at_least: 4}}",
    )
    (folder / "indicators" / "4-70.yaml").write_text(text, encoding="utf-8")
    return folder


def admit(folder: Path, lines: Sequence[str], **registers: str) -> Path:
    rows = "".join(f"M{number:05},H1,{line}\n" for number, line in enumerate(lines, start=1))
    return write_office(folder, 美沙冬收案=ADMISSIONS + rows, **registers)


def compare_under(data: Path, a: Path | str, b: Path | str, *only: str, show_ids: bool = False, **given: Any) -> ComparedPlans:
    places = locate_plan(str(a)), locate_plan(str(b))
    return compute_plans(data, Settings(only=only, **given), places, (str(a), str(b)), show_ids=show_ids)


def describe(data: Path, b: Path | str, *only: str, a: Path | str = "mohw-113", **given: Any) -> dict[str, Any]:
    described: dict[str, Any] = json.loads(json.dumps(describe_plan_figures(compare_under(data, a, b, *only, **given))))
    return described


def row(number: int, file: str = "美沙冬收案.csv") -> dict[str, Any]:
    return {"file": file, "sheet": None, "row": number}


@pytest.mark.parametrize(
    ("stayed", "left", "value", "statuses"),
    [
        (13, 7, "65.00", ("met", "missed")),
        (12, 7, "63.16", ("missed", "missed")),
        (23, 10, "69.70", ("met", "missed")),
        (7, 3, "70.00", ("met", "met")),
        (12, 5, "70.59", ("met", "met")),
    ],
)
def test_this_years_figures_are_held_to_next_years_target(
    tmp_path: Path, next_year: Path, stayed: int, left: int, value: str, statuses: tuple[str, str]
) -> None:
    data = admit(tmp_path / "data", [STAYED] * stayed + [LEFT_EARLY] * left)
    found = describe(data, next_year, "3.3")
    assert {key: found[key] for key in ("year", "report", "as_of")} == {"year": 113, "report": "final", "as_of": "2024-12-31"}
    (entry,) = found["measures"]
    figures = {"numerator": stayed, "denominator": stayed + left, "value": value}
    assert entry == {
        "id": "3.3",
        "a": {"status": statuses[0], **figures},
        "b": {"status": statuses[1], **figures},
        "change": "0.00",
        "fell": False,
        "entered": [],
        "left": [],
        "changed": [],
    }


def test_a_plan_of_this_year_does_not_ask_for_next_years_target(tmp_path: Path, next_year: Path) -> None:
    """The two sides the other way round: B is held to 65."""
    data = admit(tmp_path / "data", [STAYED] * 2 + [LEFT_EARLY])
    compared = compare_under(data, next_year, "mohw-113", "3.3", year=113)
    assert [each.result.measures[0].status.value for each in compared.runs] == ["missed", "met"]
    assert [str(each.result.measures[0].target) for each in compared.runs] == ["70", "65"]
    assert list(say_plan_doubts(compared)) == ["目標值依各計畫本年度（114、113 年）"]


def test_who_enters_and_leaves_the_denominator(tmp_path: Path, next_year: Path) -> None:
    lines = [STAYED, LEFT_EARLY, "113/1/1,113/2/1,移民", "113/1/1,113/2/1,生產", "113/1/1,113/2/1,死亡", "113/1/1,113/2/1,移民"]
    data = admit(tmp_path / "data", lines)
    (entry,) = describe(data, next_year, "3.3")["measures"]
    # Under A 生產 and 死亡 are excluded: 1 of 4. Under B 移民, twice, and 死亡: 1 of 3.
    assert entry["a"] == {"status": "missed", "numerator": 1, "denominator": 4, "value": "25.00"}
    assert entry["b"] == {"status": "missed", "numerator": 1, "denominator": 3, "value": "33.33"}
    assert (entry["change"], entry["entered"], entry["left"], entry["changed"]) == ("8.33", [row(5)], [row(4), row(7)], [])


def test_identifiers_in_names_of_files_are_masked(tmp_path: Path, next_year: Path) -> None:
    data = write_office(tmp_path / "data", 美沙冬收案_A123456789=ADMISSIONS + "M00001,H1,113/1/1,113/2/1,移民\n")
    files = {
        show_ids: compare_under(data, "mohw-113", next_year, "3.3", show_ids=show_ids).comparison.measures[0].movements
        for show_ids in (False, True)
    }
    assert [moved and [place.file for place in moved.left] for moved in files.values()] == [
        ["美沙冬收案_…789.csv"],
        ["美沙冬收案_A123456789.csv"],
    ]


def test_persons_on_one_side_and_records_on_the_other_are_told_by_records(tmp_path: Path, rebuilt: Path) -> None:
    """4.8 of A is 4.70 of B, where V1 counts once: one of its two rows has left."""
    data = write_office(tmp_path / "data", 志工="志工編號,繼續教育時數\nV1,4\nV1,3.99\nV2,3.99\n")
    compared = compare_under(data, "mohw-113", rebuilt)
    measures = describe_plan_figures(compared)["measures"]
    entry = find_entry({"measures": measures}, "4.8")
    assert entry["other_id"] == "4.70"
    assert entry["a"] == {"status": "missed", "numerator": 1, "denominator": 3, "value": "33.33"}
    assert entry["b"] == {"status": "missed", "numerator": 1, "denominator": 2, "value": "50.00"}
    assert (entry["entered"], entry["changed"]) == ([], [])
    assert entry["left"] in ([row(2, "志工.csv")], [row(3, "志工.csv")])
    assert "4.70" not in [each["id"] for each in measures]
    assert [measure.name for measure in compared.comparison.measures if measure.other_id] == ["4.8→4.70"]
    # --only goes by the number in A.
    assert describe(data, rebuilt, "4.8")["measures"] == [entry]
    assert [each["id"] for each in describe(data, rebuilt, "4.8", "4.7")["measures"]] == ["4.7", "4.8"]


def test_a_measure_that_one_plan_drops_stands_alone(tmp_path: Path, rebuilt: Path) -> None:
    sessions = "辦理日期,含藥愛及愛滋防治\n113/3/1,是\n113/4/1,是\n"
    entry = find_entry(describe(admit(tmp_path / "data", [STAYED], 講習場次=sessions), rebuilt), "4.7")
    assert entry["a"] == {"status": "met", "numerator": 2, "denominator": 2, "value": "100.00"}
    assert entry["b"] == dict.fromkeys(("status", "numerator", "denominator", "value"))
    assert (entry["entered"], entry["left"]) == ([], [row(2, "講習場次.csv"), row(3, "講習場次.csv")])


@pytest.mark.parametrize(
    ("given", "in_office", "year"),
    [({}, "", 113), ({"year": 114}, "", 114), ({}, "year: 114\n", 114), ({"year": 113}, "year: 114\n", 113)],
)
def test_the_year_and_the_report_are_the_same_for_both(
    tmp_path: Path, next_year: Path, given: dict[str, Any], in_office: str, year: int
) -> None:
    data = admit(tmp_path / "data", [STAYED])
    (data / "office.yaml").write_text(in_office + "report: midterm\n", encoding="utf-8")
    compared = compare_under(data, "mohw-113", next_year, "3.3", **given)
    assert [(run.periods.year, run.periods.report) for run in compared.runs] == [(year, "midterm")] * 2
    assert compared.remarks == (TARGETS,)


def test_another_as_of_day_of_plan_b_is_said(tmp_path: Path, rebuilt: Path) -> None:
    """The two plans are of one year, so nothing is said of targets unless the figures are of another."""
    data = admit(tmp_path / "data", [STAYED])
    compared = compare_under(data, "mohw-113", rebuilt, "3.3")
    assert [run.periods.as_of.isoformat() for run in compared.runs] == ["2024-12-31"] * 2
    assert compared.remarks == (
        "基準日都依 A（113 年 12 月 31 日；B 的期末原為 113 年 11 月 30 日）；要用別的日期請以 --as-of 指定",
    )
    assert compare_under(data, "mohw-113", rebuilt, "3.3", as_of="113-11-30").remarks == ()
    other_year = compare_under(data, "mohw-113", rebuilt, "3.3", as_of="114-11-30", year=114)
    assert other_year.remarks == ("目標值依各計畫本年度（113 年）",)


def test_doubts_of_both_are_said_once(tmp_path: Path, next_year: Path) -> None:
    data = admit(tmp_path / "data", ["113/2/30,,", STAYED])
    compared = compare_under(data, "mohw-113", next_year, "3.3")
    fault = "［錯誤］美沙冬收案.csv 第 2 列 欄「新收日期」：「113/2/30」沒有這一天；請確認月份與日數"
    assert list(say_plan_doubts(compared)) == [TARGETS, fault]
    command = f"antidrug-kpi check {data} --plan mohw-113 --only 3.3"
    assert say_incomplete_plans(compared) == f"計算完成但不完整（剔退 1 列）；請以 {command} 查看每一項的位置"


def test_doubts_of_one_are_said_with_its_letter(tmp_path: Path, rebuilt: Path) -> None:
    data = admit(tmp_path / "data", [STAYED, "113/1/1,113/8/1,"])
    compared = compare_under(data, "mohw-113", rebuilt, "3.3", as_of="113-12-31")
    assert list(say_plan_doubts(compared)) == ["B　［錯誤］美沙冬收案.csv 第 3 列 欄「結案原因」：必填欄位空白；請補填"]
    options = f"--plan rebuilt --specs {rebuilt.parent} --year 113 --as-of 113-12-31 --only 3.3"
    place = f"antidrug-kpi check {data} {options}"
    assert say_incomplete_plans(compared) == f"計算完成但不完整（B：剔退 1 列）；請以 {place} 查看每一項的位置"


def test_complete_under_both_plans(tmp_path: Path) -> None:
    data = admit(tmp_path / "data", [STAYED])
    assert say_incomplete_plans(compare_under(data, "mohw-113", "mohw-113", "3.3")) is None


def test_an_indicator_that_one_of_the_plans_lacks_is_refused(tmp_path: Path, rebuilt: Path) -> None:
    data = admit(tmp_path / "data", [STAYED])
    with pytest.raises(UsageError, match=r"^計畫 rebuilt 沒有指標「4\.7」"):
        compare_under(data, "mohw-113", rebuilt, "4.7")
