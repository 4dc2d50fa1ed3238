"""The usual slips in a YAML file are told by their line, and by what to type instead."""

from pathlib import Path

import pytest

from antidrug_kpi.plans.yaml_source.located import read_yaml

SPACE, WIDE, TAB = "冒號後要空一格", "冒號是全形的「：」；請改用半形冒號，後面空一格", "縮排用了 Tab；請改用空白"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("jurisdiction:高雄市\n", f"office.yaml 第 1 行：{SPACE}"),
        ("jurisdiction:高雄市\nyear: 113\n", f"office.yaml 第 1 行：{SPACE}"),
        ("year: 113\njurisdiction:高雄市\n", f"office.yaml 第 2 行：{SPACE}"),
        ("year: 113\nreport：期末\nstrict: true\n", f"office.yaml 第 2 行：{WIDE}"),
        ("report：期末\n", f"office.yaml 第 1 行：{WIDE}"),
        ("owners:\n\t尿液採驗: 警察局\n", f"office.yaml 第 2 行：{TAB}"),
        ("only: [3.3\n", "office.yaml 第 2 行：YAML 語法有誤；請檢查縮排、冒號與引號"),
        ("only: ['3.3：'\n", "office.yaml 第 2 行：YAML 語法有誤；請檢查縮排、冒號與引號"),
    ],
)
def test_a_slip_is_told_by_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    assert read_yaml(path, "office.yaml").problems == (said,)


@pytest.mark.parametrize(
    "text", ["jurisdiction: 高雄市：港都\n", "mapping: C:/對應.yaml\n", "cover:\n  網址: http://a.tw\n", "# a：b\nyear: 113\n"]
)
def test_what_yaml_understands_is_no_slip(text: str, tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    read = read_yaml(path, "office.yaml")
    assert (read.problems, isinstance(read.data, dict)) == ((), True)
