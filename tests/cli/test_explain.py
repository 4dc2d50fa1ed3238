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
        "個案 …182：清冊 1 列，1 項衡量",
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
    assert done.err.startswith("讀入的清冊裡沒有所查的「…183」，最接近的是 ")
    assert "…182（美沙冬收案.csv 第 5 列 欄「個案編號」，差 1 個字）" in done.err
    assert done.err.endswith(f"；請確認編號、加 --show-ids 看完整編號，或以 {say_check(office, '--only 3.3')} 查看讀了哪些清冊\n")
    assert (done.err.count("\n"), "M0018" in done.err) == (1, False)


def test_the_nearest_that_looks_the_same_when_masked_is_told_by_its_place(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "尿液採驗", "個案編號,應採驗年度,實際採驗日期\nM112-0146,113,\n")
    look = f"或以 {say_check(office)} 查看讀了哪些清冊\n"
    place = "尿液採驗.csv 第 2 列 欄「個案編號」"
    masked = run("explain", office, "M113-0146", cwd=tmp_path).err
    assert (
        masked == f"讀入的清冊裡沒有所查的「…146」，最接近的是 {place}（差 1 個字）；請確認編號、加 --show-ids 看完整編號，{look}"
    )
    shown = run("explain", office, "M113-0146", "--show-ids", cwd=tmp_path).err
    assert shown == f"讀入的清冊裡沒有所查的「M113-0146」，最接近的是 M112-0146（{place}，差 1 個字）；請確認編號，{look}"


@pytest.mark.parametrize("typed", ["0182", "…182", "...182", "*182"])
def test_the_end_of_an_identifier_gets_the_command_that_shows_all_of_it(typed: str, office: Path) -> None:
    done = run("explain", office, typed, cwd=office.parent)
    places = "美沙冬收案.csv 第 5 列 欄「個案編號」、尿液採驗.csv 第 2 列 欄「個案編號」"
    said = f"「…182」只是編號的末幾碼，有 1 個編號以它結尾（{places}）；請輸入完整編號"
    shows = "可看到「美沙冬收案」的完整編號（「尿液採驗」改用 4.9）"
    assert (done.status, done.out) == (1, "")
    assert done.err == f"{said}，antidrug-kpi trace {office} 3.3 --show-ids {shows}\n"
    assert "M00182" in run("trace", office, "3.3", "--show-ids", cwd=office.parent).out


def test_another_identifier_is_no_slip_of_the_keys(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "尿液採驗", "個案編號,應採驗年度,實際採驗日期\nM112-0146,113,\n")
    near, far = (run("explain", office, typed, cwd=tmp_path).err for typed in ("M113-1146", "M223-1146"))
    assert ("最接近的是 尿液採驗.csv 第 2 列 欄「個案編號」（差 2 個字）" in near, "最接近的是" in far) == (True, False)


def test_one_row_in_several_measures_is_one_row(tmp_path: Path) -> None:
    rows = "案件編號,裁罰日期,查獲次數,通知參與日期,完成講習日期\nC00001,113/1/5,2,113/2/1,113/3/1\n"
    done = run("explain", write_csv(tmp_path / "office", "講習個案", rows), "C00001", cwd=tmp_path)
    assert done.out.splitlines()[0] == "個案 …001：清冊 1 列，3 項衡量"


def test_of_the_faults_those_of_the_case_are_told(office: Path) -> None:
    write_csv(office, "尿液採驗", "個案編號,應採驗年度,實際採驗日期\nM00182,113,113/2/30\nM00183,113,113/2/31\n")
    done = run("explain", office, "M00182", cwd=office.parent)
    assert done.err.splitlines()[:2] == [
        "［錯誤］尿液採驗.csv 第 2 列 欄「實際採驗日期」：「113/2/30」沒有這一天；請確認月份與日數",
        f"另有 1 項［錯誤］；請以 {say_check(office)} 查看全部",
    ]


def test_faults_of_others_are_left_to_the_line_with_the_status(office: Path) -> None:
    write_csv(office, "尿液採驗", "個案編號,應採驗年度,實際採驗日期\nM00182,113,113/2/3\nM00183,113,113/2/31\n")
    done = run("explain", office, "M00182", "4.9", cwd=office.parent)
    check = say_check(office, "--only 4.9")
    assert done.err == f"計算完成但不完整（剔退 1 列）；請以 {check} 查看每一項的位置\n"


def test_a_case_that_the_wanted_measure_does_not_read_has_its_place_named(office: Path) -> None:
    done = run("explain", office, "v00001", "3.3", cwd=office.parent)
    assert (done.status, done.out) == (1, "")
    assert done.err == "所指項目讀的清冊裡沒有「…001」，它在 志工.csv 第 2 列；請改指定讀那份清冊的項目，或不指定項目再查\n"
    (office / "office.yaml").write_text("only: ['3.3']\n", encoding="utf-8")
    assert "它在 志工.csv 第 2 列" in run("explain", office, "V00001", cwd=office.parent).err


def test_unknown_case_of_three_characters_is_not_shown(office: Path) -> None:
    done = run("explain", office, "Z9", cwd=office.parent)
    assert done.err == f"讀入的清冊裡沒有所查的「…」；請確認編號，或以 {say_check(office)} 查看讀了哪些清冊\n"


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
