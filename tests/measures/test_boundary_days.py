"""Every measure of the plan on its boundary days, worked by hand: at the end of the year, at midterm, and as of a leap day."""

import json
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.settings import Settings

from .boundary_days import OFFICE

REPORTS = {
    "final": Settings(jurisdiction="高雄市"),
    "midterm": Settings(jurisdiction="高雄市", report="midterm"),
    "leap day": Settings(jurisdiction="高雄市", as_of="113-02-29"),
}

# Numerator/denominator and the excluded: final, midterm, and as of 29 February 2024. The letters are those of the rows.
FIGURES = {
    "1.1.1": ("6/2", "4/2", "2/2"),
    "1.1.2": ("1/2", "1/2", "1/2"),
    "1.2": ("19/1000", "19/1000", "19/1000"),
    "1.3": ("1/6", "1/4", "1/2"),  # D2 of D2–D7, D2–D5, D2 and D3
    "1.4": ("4/5", "2/4", "1/2"),  # T2 T3 T4 T6 of T2–T6; T2 T3 of T2–T5; T2 of T2 T3
    "1.5": ("4/6", "3/4", "1/2"),  # q r s t; q r s; q
    # d g of a–e g; c d e of a–e; a b, whose first quarters end on 28 and 29 February (c's on 1 March).
    "1.6": ("2/6 尚未轉介 1", "3/5 尚未轉介 1", "2/2 尚未轉介 1 無到期季別 2"),
    "2.1": ("3/7 尚未到期 1", "3/6 尚未到期 1", "2/4 尚未到期 1"),  # b e f, late c d g h, i open; g open; b f, e open
    "2.2": ("1", "1", "1"),
    "2.3.1": ("159/5", "119/4", "89/3"),
    "2.3.2": ("31/3", "25/2", "18/2"),
    "2.4": ("1", "1", "1"),
    "2.5": ("2/5", "2/5", "2/5"),
    "2.6": ("1", "1", "1"),
    "2.7": ("1/3", "1/3", "1/3"),
    "2.8": ("3/5", "2/4", "1/2"),
    "2.9": ("4/7 死亡 1 遷移其他縣市 1", "3/5 死亡 1 遷移其他縣市 1", "2/5 死亡 1"),  # B C G K; B C K; B K
    "2.10": ("4/6", "3/5", "1/2"),  # J2 J3 J4 J6; J2 J3 J4; J2
    "2.11.1": ("3/5", "3/5", "3/5"),
    "2.11.2": ("1/6", "1/4", "1/2"),
    "3.1": ("2/4", "2/4", "2/4"),
    "3.2": ("1", "1", "1"),
    # b e f h i k, d lost; the whole of 112: b e f m, a d lost; b and e (180 days on the day), d f g h.
    "3.3": ("6/7 死亡 2 轉院/轉診 1", "4/6 死亡 2", "2/6 死亡 1"),
    "3.4": ("3/4", "2/4", "1/4"),
    "3.5": ("4/7", "3/5", "2/3"),  # b c d g; b c d; b c
    "3.6.1": ("1/2 無應篩檢個案 1", "0/2 無應篩檢個案 1", "1/2 無應篩檢個案 1"),  # H1 9, 8, 7 of 10; H2 1/2, 1/2, 1/1
    "3.6.2": ("2/3", "2/3", "2/3"),
    "3.7": ("89/100", "89/100", "89/100"),
    "4.1.1": ("2/3", "2/3", "2/3"),
    "4.1.2": ("3/6", "2/4", "1/2"),
    "4.1.3": ("0.00 met", "0.00 met", "0.00 met"),  # 2,000,001/10,000,001 is above 20 %
    "4.2.1": ("8/10", "7/10", "6/11"),  # 甲–辛; 甲–己 丑; 甲–丁 子 丑
    "4.2.2": ("6/10", "3/10", "4/11"),  # 甲–己; 甲 乙 丑; 甲 (31 August + 18 months) 乙 子 丑
    # Counted/owed: B 1/1, D 3/4, E 0/1; C 6/10, F 1/6, G 8/12; at midterm C 3/4, F 1/1. K has no level.
    "4.3.1": ("3/6", "4/5", "2/3"),
    "4.3.2": ("25/7", "14/6", "7/4"),  # B 2, C 9 or 6, D 3, E 1, F 1, G 8, K 1; C's assessment is after the leap day
    "4.4": ("1", "1", "1"),
    "4.5": ("1", "1", "1"),
    "4.6.1.0": ("1", "1", "1"),
    "4.6.1.1": ("3/4", "2/3", "1/2"),  # b c d; b c; b
    "4.6.1.2": ("5/5", "4/4", "2/3"),  # f–j; f g h j; f j of f g j
    "4.6.2": ("0.00 missed", "16.67 met", "50.00 met"),  # 2/4, 2/3, 1/1 less 1/2
    "4.7": ("4/5", "3/4", "2/2"),
    "4.8": ("2/3", "2/3", "2/3"),
    "4.9": ("5/6", "4/6", "2/6"),
    "4.10": ("4/5", "3/5", "1/5"),
    "4.11": ("1", "1", "1"),
    "4.12.1": ("1", "1", "1"),
    "4.12.2": ("1", "1", "1"),
}


def say(measure: dict[str, Any]) -> str:
    """A measure's figure as it stands above."""
    if measure["numerator"] is None:
        return f"{measure['value']} {measure['status']}"
    parts = [str(measure["numerator"])]
    if measure["denominator"] is not None:
        parts = [f"{measure['numerator']}/{measure['denominator']}"]
    return " ".join([*parts, *(f"{each['reason']} {each['count']}" for each in measure["excluded"])])


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    for title, text in OFFICE.items():
        lines = [",".join("" if cell == "_" else cell for cell in line.split(" ")) for line in text.split("\n")]
        (folder / f"{title}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("column", range(3), ids=list(REPORTS))
def test_boundary_days(office: Path, column: int) -> None:
    run = pipeline.compute(office, list(REPORTS.values())[column])
    content = json.loads(pipeline.write_results(run, "json"))
    assert {measure["id"]: say(measure) for measure in content["measures"]} == {
        measure: texts[column] for measure, texts in FIGURES.items()
    }
    # K's need level is blank; no cell is faulty otherwise.
    assert [(measure["id"], measure["rejected"]) for measure in content["measures"] if measure["rejected"]] == [("4.3.1", 1)]
