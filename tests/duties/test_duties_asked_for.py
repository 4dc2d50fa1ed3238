"""Which commands compute the duties of a report, what they show of them, and that nothing of it changes how a run ends."""

from pathlib import Path

import pytest

from cli.running import run

from .duty_offices import TRAININGS, VOLUNTEERS, write_files

pytestmark = pytest.mark.slow

KEYS = ["measures", "rules", "statistics", "tie_outs", "demands"]
FAULTY = (*TRAININGS, ("林三", "Level 9", "", "8", "113/2/30"))
OWN = {"志工.csv": (VOLUNTEERS[0], ("V1", "4"))}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_files(tmp_path / "office", {**OWN, "訓練紀錄.csv": FAULTY})


def test_json_has_the_four_keys_beside_the_measures(office: Path) -> None:
    data = run("compute", office, "--format", "json", cwd=office.parent).data
    assert list(data)[-5:] == KEYS
    assert len(data["measures"]) == 48
    assert len(data["rules"]) == 29
    read = [(entry["register"], entry["rejected"]) for entry in data["inputs"]]
    assert read == [("volunteers", 0), ("trainings", 0)]


@pytest.mark.parametrize("options", [("--only", "4.8"), ("--publish",)])
def test_some_measures_or_the_public_get_none_of_them(office: Path, options: tuple[str, ...]) -> None:
    data = run("compute", office, "--format", "json", *options, cwd=office.parent).data
    assert not set(KEYS[1:]) & set(data)
    assert [entry["register"] for entry in data["inputs"] if entry["read"]] == ["volunteers"]


def test_plan_without_duties_has_none_of_the_keys(office: Path) -> None:
    data = run("compute", office, "--format", "json", "--plan", "mohw-113-annex", cwd=office.parent).data
    assert not set(KEYS[1:]) & set(data)


def test_a_file_has_them_and_a_table_does_not_read_their_registers(office: Path) -> None:
    done = run("compute", office, "-o", "結果.json", cwd=office.parent)
    assert '"rules"' in (office.parent / "結果.json").read_text(encoding="utf-8")
    table = run("compute", office, cwd=office.parent)
    assert (done.status, table.status) == (3, 3)
    assert "訓練紀錄" not in table.out + table.err
    assert "認不出" not in table.out + table.err


@pytest.mark.parametrize("further", ["absent", "whole", "faulty", "headless", "unreadable"])
@pytest.mark.parametrize(
    "options", [("--format", "json"), ("--format", "table"), ("--only", "4.8"), ("--only", "4.8", "--format", "json")]
)
def test_no_further_register_changes_how_a_run_ends(tmp_path: Path, further: str, options: tuple[str, ...]) -> None:
    office = write_files(tmp_path / "office", OWN)
    match further:
        case "whole":
            write_files(office, {"訓練紀錄.csv": TRAININGS})
        case "faulty":
            write_files(office, {"訓練紀錄.csv": FAULTY})
        case "headless":
            write_files(office, {"訓練紀錄.csv": (("甲", "乙"), ("1", "2"))})
        case "unreadable":
            (office / "訓練紀錄.xlsx").write_bytes(b"PK\x03\x04 no archive")
    done = run("compute", office, *options, cwd=tmp_path)
    assert done.status == (0 if "--only" in options else 3)
    assert "無法讀取" not in done.err.splitlines()[-1] if done.err else True


@pytest.mark.parametrize("further", ["faulty", "unreadable"])
def test_check_lists_what_is_wrong_and_ends_as_before(tmp_path: Path, further: str) -> None:
    office = write_files(tmp_path / "office", OWN)
    if further == "faulty":
        write_files(office, {"訓練紀錄.csv": FAULTY})
    else:
        (office / "訓練紀錄.xlsx").write_bytes(b"PK\x03\x04 no archive")
    done = run("check", office, "--format", "json", "--only", "4.8", cwd=tmp_path)
    assert done.status == 0
    whole = run("check", office, "--format", "json", cwd=tmp_path).data
    listed = [(issue["register"], issue["code"]) for issue in whole["issues"] if issue["register"] == "trainings"]
    assert len(listed) == (3 if further == "faulty" else 1)
    assert "剔退" not in run("check", office, cwd=tmp_path).err.splitlines()[-1]


def test_folder_with_nothing_but_a_further_register_is_no_office(tmp_path: Path) -> None:
    office = write_files(tmp_path / "office", {"訓練紀錄.csv": TRAININGS})
    for options in (("--format", "json"), ("--format", "table")):
        done = run("compute", office, *options, cwd=tmp_path)
        assert (done.status, "沒有任何一份看得懂的清冊" in done.err) == (1, True)


def test_folder_of_annex_registers_is_recognised(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "office", {**OWN, "訓練紀錄.csv": TRAININGS})
    reports = (("姓名", "提報日期", "書面形式", "外部督導會議"), ("林一", "113/5/1", "是", "是"))
    write_files(folder, {"個案報告.csv": reports})
    for command in (("check",), ("compute",), ("compute", "--format", "json")):
        done = run(*command, folder, cwd=tmp_path)
        assert "認不出" not in done.out + done.err


def test_result_with_duties_is_compared_and_verified(office: Path) -> None:
    folder = office.parent
    assert run("compute", office, "-o", "結果.json", "--manifest", "存證.json", cwd=folder).status == 3
    assert run("verify", "存證.json", office, cwd=folder).status == 0
    assert run("compare", "結果.json", office, cwd=folder).status == 0
    before = (folder / "結果.json").read_bytes()
    run("compute", office, "-o", "結果.json", cwd=folder)
    assert (folder / "結果.json").read_bytes() == before


def test_strict_withholds_measures_and_leaves_the_statistics_that_tell_them_again(tmp_path: Path) -> None:
    lectures = (
        ("案件編號", "查獲次數", "裁罰日期", "通知參與日期", "完成講習日期", "分流課程"),
        ("L1", "1", "113/1/2", "113/2/1", "113/3/1", ""),
        ("L2", "1", "113/1/2", "113/2/1", "", ""),
        ("L3", "一", "113/1/2", "113/2/1", "", ""),
    )
    office = write_files(tmp_path / "office", {"講習個案.csv": lectures})
    data = run("compute", office, "--format", "json", "--strict", cwd=tmp_path).data
    (measure,) = (each for each in data["measures"] if each["id"] == "4.6.1.1")
    (statistic,) = (each for each in data["statistics"] if each["id"] == "S4.7.2a")
    assert (measure["status"], measure["numerator"]) == ("withheld", None)
    assert (statistic["status"], statistic["cells"]) == ("computed", [[2, 1, "50.00"], [0, 0, None]])


def test_records_of_a_further_register_that_count_twice_are_said(tmp_path: Path) -> None:
    longer = (*TRAININGS, ("林三", "Level 1", "相關法規", "2", "113/3/3"))
    office = write_files(tmp_path / "office", {**OWN, "訓練紀錄.csv": longer})
    write_files(office / "舊", {"訓練紀錄.csv": TRAININGS})
    told = (
        "［請確認］舊/訓練紀錄.csv：這裡的 2 筆都在 訓練紀錄.csv 之內，筆數不到 5，兩份都列計；如果是同一份資料，請移出其中之一",
        "［警告］訓練紀錄.csv：第 2、3 列，共 2 列；例如第 2 列：與 舊/訓練紀錄.csv 第 2 列 完全相同，"
        "兩列都保留，不因此剔退；請確認是否重複登錄",
    )
    for command in (("compute", "--format", "json"), ("fill", "-o", "全.docx", "--form", "full")):
        done = run(command[0], office, *command[1:], cwd=tmp_path)
        assert [line for line in done.err.splitlines() if "訓練紀錄" in line] == list(told)
    assert "訓練紀錄" not in run("fill", office, "-o", "表.docx", cwd=tmp_path).err
