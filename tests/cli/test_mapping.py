"""The mapping file on the command line: `--mapping`, `mapping:` in office.yaml, and `map`, which drafts one."""

import hashlib
from pathlib import Path

import pytest

from .running import ADMISSIONS, Done, check_refused, run, say_check, write_csv, write_xlsx

# The admissions of the other tests as an office's system exports them; 3.3 is 66.67 % all the same: 2 of 3, one dead.
EXPORTED = ADMISSIONS.replace("個案編號,機構代碼,新收日期", "病歷代號,機構代碼,收案日").replace("死亡", "往生者")
MAPPING = """\
registers:
  美沙冬收案:
    sheet: 匯出*
    columns:
      病歷代號: 個案編號
      收案日: 新收日期
    values:
      結案原因: {往生者: 死亡}
"""
RETENTION = ("--only", "3.3", "--format", "json")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "匯出113", EXPORTED)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def find_retention(done: Done) -> tuple[int, int, list[dict[str, object]]]:
    (measure,) = done.data["measures"]
    return measure["numerator"], measure["denominator"], measure["excluded"]


MAPPED = (2, 3, [{"reason": "死亡", "count": 1}])


def test_a_mapping_is_read_from_where_the_user_stands(office: Path) -> None:
    write(office.parent / "map.yaml", MAPPING)
    done = run("compute", "office", "--mapping", "map.yaml", *RETENTION, cwd=office.parent)
    assert (done.status, done.err, find_retention(done)) == (0, "", MAPPED)
    sha256 = hashlib.sha256(EXPORTED.encode()).hexdigest()
    counts = {"rows": 4, "accepted": 4, "rejected": 0, "skipped": 0, "warnings": 0}
    assert done.data["inputs"] == [
        {"file": "匯出113.csv", "sha256": sha256, "register": "methadone_admissions", "read": True, **counts}
    ]


def test_a_mapping_of_the_office_lies_in_its_folder(office: Path) -> None:
    write(office / "map.yaml", MAPPING)
    write(office / "office.yaml", "mapping: map.yaml\n")
    done = run("compute", "office", *RETENTION, cwd=office.parent)
    assert (done.status, done.err, find_retention(done)) == (0, "", MAPPED)


def test_the_command_line_wins(office: Path) -> None:
    write(office / "office.yaml", "mapping: none.yaml\n")
    sentence = f"找不到對應檔「{office / 'none.yaml'}」；請確認路徑"
    check_refused(run("compute", office, cwd=office), 1, f"office.yaml 第 1 行：{sentence}")
    check_refused(run("compute", office, "--mapping", "no.yaml", cwd=office), 1, "找不到對應檔「no.yaml」；請確認路徑")
    write(office / "map.yml", MAPPING)
    assert find_retention(run("compute", office, "--mapping", "map.yml", *RETENTION, cwd=office)) == MAPPED


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("check",), "│美沙冬收案│匯出113.csv││對應檔│4│4│0│0│0│"),
        (("trace", "3.3"), "　－ 排除：死亡：1\n"),
        (("fill", "--only", "3.3", "-o", "out.xlsx"), ""),
        (("show", "3.3", "--data"), "　－ 排除：死亡：1\n"),
    ],
)
def test_every_command_that_reads_data_takes_a_mapping(office: Path, command: tuple[str, ...], said: str) -> None:
    map_file = write(office / "map.yaml", MAPPING)
    name, *others = command
    arguments: tuple[str | Path, ...] = (name, *others, office) if name == "show" else (name, office, *others)
    done = run(*arguments, "--mapping", map_file, cwd=office.parent)
    assert done.status == (3 if name == "check" else 0)  # `check` looks at the whole plan
    assert "認不出" not in done.out + done.err
    assert said in done.out


def test_a_mapping_in_the_folder_is_no_odd_file(office: Path) -> None:
    map_file = write(office / "map.yaml", MAPPING)
    assert "map.yaml" not in run("check", office, "--mapping", map_file, cwd=office).out


def test_a_wrong_mapping_is_told_line_by_line(office: Path) -> None:
    map_file = write(office.parent / "map.yaml", MAPPING.replace("個案編號", "個案編碼").replace("新收日期", "個案代號x"))
    check_refused(
        run("compute", office, "--mapping", map_file, cwd=office),
        1,
        "map.yaml 第 5 行：沒有欄位「個案編碼」，最接近的是「個案編號」；請改正\n"
        "map.yaml 第 6 行：沒有欄位「個案代號x」，最接近的是「個案編號」；請改正",
    )


def test_what_a_mapping_names_in_vain_is_said(office: Path) -> None:
    map_file = write(office.parent / "map.yaml", MAPPING + "  志工:\n    sheet: 志願*\n")
    said = "［警告］map.yaml：第 10 行：沒有工作表符合「志願*」；請改正或刪去"
    done = run("compute", office, "--mapping", map_file, *RETENTION, cwd=office)
    assert (done.status, done.err) == (0, "")  # 志工 is none of what is wanted
    done = run("compute", office, "--mapping", map_file, *RETENTION, "--only", "4.8", cwd=office)
    assert done.err.splitlines()[0] == said


def test_a_sheet_that_could_be_two_registers_is_settled_by_a_mapping(tmp_path: Path) -> None:
    text = "個案編號,機構代碼,收案日期,結案日期\nA001,H1,113/1/5,\n"
    office = write_csv(write_csv(tmp_path / "office", "匯出", text), "志工", "志工編號,繼續教育時數\nV1,4\n")
    said = (
        "［檔案］匯出.csv：欄名同時符合 「緩起訴個案」、「替代治療個案」，無法確定是哪一份，未讀取；"
        "請把名稱改為清冊名稱，或以對應檔指明（--mapping）"
    )
    done = run("compute", office, "--only", "4.8", cwd=office)
    assert (done.status, done.err.splitlines()) == (0, [said])  # neither of the two is wanted
    done = run("compute", office, "--only", "3.5", cwd=office)
    look = say_check(office, "--only 3.5")
    assert (done.status, done.err.splitlines()) == (
        3,
        [
            said,
            f"計算完成但不完整（1 份檔案或工作表無法讀取；資料未備：3.5）；請以 {look} 查看每一項的位置",
        ],
    )
    map_file = write(tmp_path / "map.yaml", "registers:\n  替代治療個案:\n    sheet: 匯出\n")
    assert run("compute", office, "--only", "4.8", "--mapping", map_file, cwd=office).status == 0


def test_a_column_that_is_there_twice_is_settled_by_a_mapping(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數,時數\nV1,4,3\nV2,3,4\n")
    map_file = write(tmp_path / "map.yaml", "registers:\n  志工:\n    columns: {時數: 繼續教育時數}\n")
    done = run("compute", office, "--only", "4.8", "--mapping", map_file, cwd=office)
    assert (done.status, "資料未備：4.8" in done.err) == (3, True)
    write(map_file, "registers:\n  志工:\n    columns: {時數: 不讀取}\n")
    assert run("compute", office, "--only", "4.8", "--mapping", map_file, cwd=office).status == 0


def test_map_drafts_a_mapping_that_holds_once_it_is_taken_up(office: Path) -> None:
    done = run("map", office, "-o", "map.yaml", cwd=office)
    told = "已寫入 map.yaml（僅擁有者可讀）：1 份資料有建議的對應；確認並刪去「# 」後，以 --mapping map.yaml 使用\n"
    assert (done.status, done.out, done.err) == (0, told, "")
    text = (office / "map.yaml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if not line.startswith("## ")] == [
        "registers:",
        "",
        "#   美沙冬收案:",
        "#     sheet: 匯出",
        "#     columns:",
        "#       病歷代號: 個案編號  ## 內容像編號",
        "#       收案日: 新收日期  ## 名稱相似 57%",
    ]
    assert run("compute", office, "--mapping", "map.yaml", cwd=office).status == 1  # nothing of it holds yet
    write(office / "map.yaml", "\n".join(line.removeprefix("# ") for line in text.splitlines()))
    done = run("compute", office, "--mapping", "map.yaml", *RETENTION, cwd=office)
    assert find_retention(done) == (2, 4, [])  # 往生者 is a free text that nobody could take for 死亡


def test_map_gives_the_same_bytes_and_keeps_what_is_there(office: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        run("map", office, "-o", name, cwd=office.parent)
    first, second = ((office.parent / name).read_bytes() for name in ("a.yaml", "b.yaml"))
    assert first == second
    assert run("map", office, "-o", "a.yaml", cwd=office.parent).status == 0  # as it was written, nothing is lost
    (office.parent / "a.yaml").write_bytes(first.replace(b"\n# ", b"\n", 1))
    done = run("map", office, "-o", "a.yaml", cwd=office.parent)
    lost = "寫出後已有人改過（或由未留摘要的舊版寫出），未覆蓋；請改用其他檔名，確定不要原檔時加上 --replace"
    check_refused(done, 2, f"輸出檔「a.yaml」{lost}")
    assert run("map", office, "-o", "a.yaml", "--replace", cwd=office.parent).status == 0
    assert (office.parent / "a.yaml").read_bytes() == first


def test_map_goes_by_the_plan_of_the_office(office: Path) -> None:
    write(office / "office.yaml", "plan: mol-107\n")
    run("map", office, "-o", "map.yaml", cwd=office)
    assert "依計畫 mol-107 產生" in (office / "map.yaml").read_text(encoding="utf-8")


def test_map_says_what_it_could_not_read(office: Path) -> None:
    (office / "b.xlsx").write_bytes(b"MZ\0")
    done = run("map", office, "-o", "map.yaml", cwd=office)
    assert (done.status, done.err.partition("，")[0]) == (3, "b.xlsx：內容不是試算表")


def test_map_writes_yaml_only(office: Path) -> None:
    sentence = "輸出檔「匯出113.csv」的副檔名不支援；請用 .yaml、.yml"
    check_refused(run("map", office, "-o", "匯出113.csv", "--replace", cwd=office), 2, sentence)


def test_map_of_a_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"匯出": EXPORTED, "說明": "甲\n"})
    run("map", path, "-o", "map.yaml", cwd=tmp_path)
    text = (tmp_path / "map.yaml").read_text(encoding="utf-8")
    assert "#     sheet: 匯出\n" in text
    assert "M0018" not in text


def test_a_draft_is_the_owners_alone_and_its_remarks_name_nobody(tmp_path: Path) -> None:
    rows = "個案編號,機構代碼,新收日期,結案日期,結案原因,備註\nM1,H1,113/1/1,,A123456789,x\n"
    office = write_csv(tmp_path / "office", "美沙冬收案_A123456789", rows)
    done = run("map", office, "-o", "對應.yaml", cwd=tmp_path)
    draft = tmp_path / "對應.yaml"
    assert (done.status, draft.stat().st_mode & 0o777) == (0, 0o600)
    assert "## 美沙冬收案_…789.csv" in draft.read_text("utf-8")
    shown = run("map", office, "-o", "-", cwd=tmp_path).out
    assert draft.read_text("utf-8").startswith(f"{shown}## antidrug-kpi sha256:")
