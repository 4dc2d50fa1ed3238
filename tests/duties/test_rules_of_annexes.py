"""The rules of the annexes in a run of the plan: the same figures as their own plan gives of the same folder."""

import json
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.plans.example_specs import Example
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings

from .duty_offices import write_files

pytestmark = pytest.mark.slow

ANNEX = load_plan("mohw-113-annex")
EXAMPLES = [(indicator.id, example) for indicator in ANNEX.indicators for example in indicator.examples]


def write_example(folder: Path, example: Example) -> Path:
    """The example's tables with all columns of their registers: those that it does not show are blank."""
    specs = {name: spec for spec in ANNEX.registers for name in (spec.id, spec.title)}
    tables = {}
    for name, text in example.registers.items():
        header, *rows = ([cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip())
        columns = [column.name for column in specs[name].columns]
        records = [dict(zip(header, row, strict=True)) for row in rows]
        cells = [[record.get(column, "").replace(",", "") for column in columns] for record in records]
        tables[f"{specs[name].title}.csv"] = [columns, *cells]
    return write_files(folder, tables)


@pytest.mark.parametrize(
    "example", [example for _, example in EXAMPLES], ids=[f"{name} {example.title}" for name, example in EXAMPLES]
)
def test_rules_are_the_measures_of_their_plan(tmp_path: Path, example: Example) -> None:
    folder = write_example(tmp_path / "office", example)
    settings = Settings(report=example.report, as_of=example.as_of, jurisdiction=example.jurisdiction)
    alone = pipeline.compute(folder, Settings(**{**vars(settings), "plan": ANNEX.id}))
    joined = pipeline.compute(folder, settings, allow_no_register=True, with_duties=True)
    assert joined.duties is not None
    rules = json.loads(pipeline.write_results(joined, "json"))["rules"]
    measures = json.loads(pipeline.write_results(alone, "json"))["measures"]
    assert len(rules) == 29
    for rule, measure in zip(rules, measures, strict=True):
        assert rule["id"] == f"A{measure['id']}"
        # A cell that rejects a row is no fault of a measure here, so that its issue is of another kind.
        assert {**rule, "id": measure["id"], "issues": []} == {**measure, "issues": []}
    found = {rule["id"]: rule for rule in rules}
    for measure_id, expected in example.expect.items():
        if expected.numerator is not None:
            assert found[f"A{measure_id}"]["numerator"] == expected.numerator


def test_a_rejected_row_is_counted_for_the_rules_alone(tmp_path: Path) -> None:
    staff = (
        ("人力來源", "職稱", "姓名", "到職日期", "離職日期", "異動別"),
        ("本部補助", "個管", "林一", "112/1/1", "", ""),
        ("本部補助", "個管", "林二", "112/1/1", "", ""),
    )
    trainings = (
        ("姓名", "層級", "課程", "時數", "日期"),
        ("林一", "Level 1", "課", "28", "113/3/1"),
        ("林二", "Level 1", "課", "廿八", "113/3/1"),
    )
    folder = write_files(tmp_path / "office", {"人力清冊.csv": staff, "訓練紀錄.csv": trainings})
    run = pipeline.compute(folder, Settings(), with_duties=True)
    assert run.duties is not None
    rule = run.duties.rules[0]
    assert (rule.id, rule.numerator, rule.denominator, rule.rejected) == ("A2.1", 1, 2, 1)
    assert not any(measure.rejected for measure in run.result.measures)
    assert {summary.register: summary.rejected for summary in run.result.inputs} == {"staff": 0, "trainings": 0}


def test_strict_withholds_the_rules_as_it_does_measures(tmp_path: Path) -> None:
    staff = (
        ("人力來源", "職稱", "姓名", "到職日期", "離職日期", "異動別"),
        ("本部補助", "個管", "林一", "112/1/1", "", ""),
    )
    trainings = (
        ("姓名", "層級", "課程", "時數", "日期"),
        ("林一", "Level 1", "課", "廿八", "113/3/1"),
        ("林一", "Level 1", "課", "28", "113/3/1"),
    )
    folder = write_files(tmp_path / "office", {"人力清冊.csv": staff, "訓練紀錄.csv": trainings})
    run = pipeline.compute(folder, Settings(strict=True), with_duties=True)
    assert run.duties is not None
    assert run.duties.rules[0].status == "withheld"


def test_strict_leaves_the_statistics_that_tell_measures_alone(tmp_path: Path) -> None:
    lectures = (
        ("案件編號", "查獲次數", "通知參與日期", "完成講習日期"),
        ("L1", "1", "113/3/1", "113/4/1"),
        ("L2", "1", "113/3/1", ""),
        ("L3", "二", "113/3/1", ""),
    )
    folder = write_files(tmp_path / "office", {"講習個案.csv": lectures})
    run = pipeline.compute(folder, Settings(strict=True), with_duties=True)
    assert run.duties is not None
    table = next(each.table for each in run.duties.statistics if each.id == "S4.7.2a")
    assert table is not None
    assert list(map(list, table.cells)) == [[2, 1, 50], [0, 0, None]]
