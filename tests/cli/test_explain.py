"""`explain` tells one case across the measures, in sentences with the cells beneath; where there is none it names the nearest."""

import json
import stat
from pathlib import Path

import pytest

from .running import ADMISSIONS, run, say_check, write_csv
from .schemas import check_schema

SENTENCE = "新收 113/1/1，在收案期間 112/7/1–113/6/30 內；結案 113/2/1，留置 31 日，未滿 180 日；結案原因「死亡」屬可排除 → 排除"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_csv(tmp_path / "office", "尿液採驗", "個案編號,應採驗年度,實際採驗日期\nM00182,113,113/3/1\nM00182,113,\n")
    write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\nV00001,4\n")
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def test_sentences_with_the_cells_beneath(office: Path) -> None:
    done = run("explain", office, "m00182", "3.3", cwd=office.parent)
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines() == [
        "個案 …182：1 筆",
        "3.3 所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率",
        f"　{SENTENCE}",
        "　　美沙冬收案.csv 第 5 列：個案編號「…182」、新收日期「113/1/1」、結案日期「113/2/1」、結案原因「死亡」",
    ]


def test_json_across_all_measures(office: Path) -> None:
    done = run("explain", office, "M00182", "--format", "json", "--show-ids", "--quiet", cwd=office.parent)
    check_schema(done.data, run("plan", "schema", "explain", cwd=office.parent).data)
    assert (done.data["schema"], done.data["case"]) == (1, "M00182")
    assert [(entry["id"], entry["population"]) for entry in done.data["measures"]] == [("3.3", "excluded"), ("4.9", "numerator")]
    urine = done.data["measures"][1]
    assert [row["row"] for row in urine["rows"]] == [2, 3]
    assert urine["sentence"].split("\n") == [
        "第 2 列：應採驗年度 113",
        "第 3 列：應採驗年度 113",
        "實際採驗 113/3/1，在統計期間 113/1/1–113/12/31 內 → 分子",
    ]


def test_saved_explanation_is_its_owners_alone(office: Path) -> None:
    output = office.parent / "個案.json"
    done = run("explain", office, "M00182", "3.3", "-o", output, cwd=office.parent)
    assert (done.status, done.out, done.err) == (0, "", f"已寫入 {output}（僅擁有者可讀）\n")
    assert json.loads(output.read_text(encoding="utf-8"))["measures"][0]["sentence"] == SENTENCE
    text = office.parent / "個案.txt"
    run("explain", office, "M00182", "3.3", "-o", text, cwd=office.parent)
    assert text.read_text(encoding="utf-8").splitlines()[2] == f"　{SENTENCE}"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (output, text)} == {0o600}


def test_unknown_case_names_the_nearest_by_their_endings(office: Path) -> None:
    done = run("explain", office, "M00183", "3.3", cwd=office.parent)
    assert (done.status, done.out) == (1, "")
    line = "讀入的清冊裡沒有「…183」，最接近的是 "
    assert done.err.startswith(line)
    assert "…182（美沙冬收案.csv 第 5 列 欄「個案編號」）" in done.err
    assert (done.err.count("\n"), "M0018" in done.err) == (1, False)


def test_a_case_that_the_wanted_measure_does_not_read_has_its_place_named(office: Path) -> None:
    done = run("explain", office, "v00001", "3.3", cwd=office.parent)
    assert (done.status, done.out) == (1, "")
    assert done.err == "所指項目讀的清冊裡沒有「…001」，它在 志工.csv 第 2 列；請改指定讀那份清冊的項目，或不指定項目再查\n"
    (office / "office.yaml").write_text("only: ['3.3']\n", encoding="utf-8")
    assert "它在 志工.csv 第 2 列" in run("explain", office, "V00001", cwd=office.parent).err


def test_unknown_case_of_three_characters_is_not_shown(office: Path) -> None:
    done = run("explain", office, "Z9", cwd=office.parent)
    assert done.err == f"讀入的清冊裡沒有「…」；請確認編號，或以 {say_check(office)} 查看讀了哪些清冊\n"


def test_case_of_which_a_measure_only_looks_something_up(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "追蹤輔導紀錄", "個案編號,追輔日期,追輔方式\nC00009,113/3/1,電訪\n")
    write_csv(
        tmp_path / "office",
        "追蹤輔導個案",
        "個案編號,開案日期,結案日期,初評完成日期,需求等級\nC00001,113/1/1,,113/1/9,低\n",
    )
    done = run("explain", "office", "C00009", "4.3.1", "--format", "json", cwd=tmp_path)
    (entry,) = done.data["measures"]
    assert (entry["population"], entry["reason"]) == (
        "outside",
        "本項的統計對象是「追蹤輔導個案」之列；「追蹤輔導紀錄」的列只供計算時對照",
    )
