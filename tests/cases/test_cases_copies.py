"""Cases of the same data twice and of registers that are there and not readable, as a user meets them."""

import shutil
from pathlib import Path

import pytest

from cli.running import ADMISSIONS, VOLUNTEERS, Done, run, write_csv, write_xlsx

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
OVERLAP = "［檔案］{}：「{}」有 {} 筆與 {} 的相同（比對{}），兩份都列計；其中一份可能是上個月或去年的，請移出後再算"


def compute(folder: Path, measure: str, data: str | Path = "input") -> Done:
    return run("compute", data, "--only", measure, "--format", "json", cwd=folder)


def get_figure(done: Done) -> tuple[int | None, int | None]:
    (measure,) = done.data["measures"]
    return measure["numerator"], measure["denominator"]


def list_inputs(done: Done) -> list[tuple[str, str | None, bool, str | None]]:
    """File, sheet, whether it was read, why not."""
    return [(own["file"], own.get("sheet"), own["read"], own.get("why")) for own in done.data["inputs"]]


@pytest.mark.parametrize(
    ("case", "measure", "figure", "status", "lines"),
    [
        (
            "g1-older-copy-in-a-subfolder",
            "3.3",
            (10, 12),
            3,
            [OVERLAP.format("舊/美沙冬收案1121231.csv", "美沙冬收案", 6, "美沙冬收案.csv", "「個案編號」、「新收日期」")],
        ),
        (
            "g2-identical-copy-beside",
            "3.3",
            (4, 6),
            0,
            ["［警告］美沙冬收案 - 複製.csv：與 美沙冬收案.csv 重複（兩檔逐位元組相同），只讀取後者；請確認後把這一份移出資料夾"],
        ),
        (
            "g3-cumulative-sheets",
            "3.3",
            (4, 6),
            0,
            [
                "［警告］美沙冬收案.xlsx 工作表「1-6月」：與 美沙冬收案.xlsx 工作表「1-12月」 重複（這裡的 6 筆都在其中），"
                "只讀取後者；請確認後刪去其中一份的工作表，不要移出整個檔案"
            ],
        ),
        (
            "m6-last-year-beside-this-year",
            "1.1.2",
            (2, 6),
            3,
            [
                OVERLAP.format("學校清冊113年度.csv", "學校清冊", 3, "學校清冊112年度.csv", "「學校代碼」"),
                "［檔案］學校清冊112年度.csv：名稱「學校清冊112年度.csv」寫的是 112 年，報告是 113 年（「學校清冊」），"
                "照樣列計；若是別年的資料請移出，若不是請改名",
            ],
        ),
        (
            "m7-two-snapshots-of-one-register",
            "4.8",
            (3, 6),
            3,
            [OVERLAP.format("志工_1131231.csv", "志工", 3, "志工_1130630.csv", "「志工編號」")],
        ),
    ],
)
def test_each_case_has_its_figure_status_and_lines(
    case: str, measure: str, figure: tuple[int, int], status: int, lines: list[str]
) -> None:
    done = compute(HERE / case, measure)
    assert (get_figure(done), done.status, done.data["complete"]) == (figure, status, status == 0)
    assert [line for line in done.err.splitlines() if line.startswith(("［檔案］", "［警告］"))] == lines


@pytest.mark.parametrize("command", [("fill", "input", "-o"), ("check", "input", "-o")])
def test_fill_and_check_say_the_same(tmp_path: Path, command: tuple[str, ...]) -> None:
    shutil.copytree(HERE / "m7-two-snapshots-of-one-register" / "input", tmp_path / "input")
    suffix = "docx" if command[0] == "fill" else "json"
    done = run(*command, f"out.{suffix}", "--only", "4.8", cwd=tmp_path) if command[0] == "check" else None
    done = done or run(*command, f"out.{suffix}", cwd=tmp_path)
    assert OVERLAP.format("志工_1131231.csv", "志工", 3, "志工_1130630.csv", "「志工編號」") in done.err.splitlines()
    assert done.status == 3


def test_without_the_older_file_the_figure_is_that_of_the_year(tmp_path: Path) -> None:
    shutil.copytree(HERE / "g1-older-copy-in-a-subfolder" / "input", tmp_path / "input")
    shutil.rmtree(tmp_path / "input" / "舊")
    done = compute(tmp_path, "3.3")
    assert (get_figure(done), done.status, done.err) == ((4, 6), 0, "")


def test_inputs_list_what_was_left_out(tmp_path: Path) -> None:
    done = compute(HERE / "g3-cumulative-sheets", "3.3")
    assert list_inputs(done) == [("美沙冬收案.xlsx", None, True, None), ("美沙冬收案.xlsx", "1-6月", False, "copy")]
    assert list(done.data["inputs"][1]) == ["file", "sha256", "sheet", "register", "read", "why"]
    assert list(done.data["inputs"][0])[:4] == ["file", "sha256", "register", "read"]


FIGURES = "指標代碼,項目,數值\n4.8,分子,9\n4.8,分母,10\n3.3,分子,66\n3.3,分母,99\n"
UNREADABLE = "「志工」有無法讀取的部分（{}），不予採計，也不以「填報數據」代替"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("志工.xlsx", b"PK\x03\x04 cut off", "志工.xlsx"),
        ("志工清冊_1131231.xlsx", b"PK\x03\x04 cut off", "志工清冊_1131231.xlsx"),
        ("03_志工.csv", b"", "03_志工.csv"),
        ("舊/志工113年度.csv", b'\xb0\xd3"\xff\xfe,\x81\n', "舊/志工113年度.csv 第 1 列"),
        ("志工.xls", b"no workbook", "志工.xls"),
        ("志工.csv", "姓名,電話,地址\n甲,07,高雄\n".encode(), "志工.csv"),
    ],
)
def test_no_figure_stands_in_for_a_register_that_is_there(tmp_path: Path, name: str, content: bytes, place: str) -> None:
    write_csv(tmp_path / "input", "填報數據", FIGURES)
    (tmp_path / "input" / name).parent.mkdir(exist_ok=True)
    (tmp_path / "input" / name).write_bytes(content)
    done = compute(tmp_path, "4.8")
    (measure,) = done.data["measures"]
    assert (measure["status"], measure["numerator"], measure["source"], done.status) == ("no_data", None, None, 3)
    assert measure["notes"] == [UNREADABLE.format(place)]
    assert (name, None, False, "unreadable") in list_inputs(done)
    assert [own["register"] for own in done.data["inputs"] if not own["read"]] == ["volunteers"]


def test_half_a_register_is_no_register(tmp_path: Path) -> None:
    write_csv(write_csv(tmp_path / "input", "填報數據", FIGURES), "志工", VOLUNTEERS)
    (tmp_path / "input" / "志工清冊.xlsx").write_bytes(b"PK\x03\x04 cut off")
    done = compute(tmp_path, "4.8")
    assert (done.data["measures"][0]["status"], done.status) == ("no_data", 3)
    assert done.data["measures"][0]["notes"] == [UNREADABLE.format("志工清冊.xlsx")]


def test_a_month_of_a_workbook_without_a_header_is_half_a_register(tmp_path: Path) -> None:
    write_xlsx(tmp_path / "input" / "志工.xlsx", {"1月": VOLUNTEERS, "2月": "V8,4\nV9,3\n", "統計圖": "甲,乙\n1,2\n"})
    done = compute(tmp_path, "4.8")
    assert (done.data["measures"][0]["status"], done.status) == ("no_data", 3)
    assert done.data["measures"][0]["notes"] == [UNREADABLE.format("志工.xlsx 工作表「2月」")]


def test_a_file_that_names_no_register_takes_no_data_away(tmp_path: Path) -> None:
    write_csv(tmp_path / "input", "填報數據", FIGURES)
    (tmp_path / "input" / "資料.xlsx").write_bytes(b"PK\x03\x04 cut off")
    done = compute(tmp_path, "4.8")
    assert (get_figure(done), done.status) == ((9, 10), 3)
    assert list_inputs(done)[-1] == ("資料.xlsx", None, False, "unreadable")
    assert done.data["inputs"][-1]["register"] is None


@pytest.mark.parametrize(("measure", "status"), [("3.3", 0), ("4.8", 3)])
def test_an_unreadable_register_that_is_not_wanted_is_no_matter(tmp_path: Path, measure: str, status: int) -> None:
    write_csv(tmp_path / "input", "美沙冬收案", ADMISSIONS)
    (tmp_path / "input" / "志工.xlsx").write_bytes(b"PK\x03\x04 cut off")
    done = compute(tmp_path, measure)
    assert (done.status, done.data["complete"]) == (status, status == 0)


def test_registers_without_a_record_are_said_in_one_line(tmp_path: Path) -> None:
    folder = write_csv(
        write_csv(tmp_path / "input", "志工", VOLUNTEERS[:12]), "罰鍰案件", "案件編號,裁罰日期,應移送執行,移送執行日期\n"
    )
    write_csv(folder, "美沙冬收案", ADMISSIONS)
    done = run("compute", "input", "--only", "4.8", "--only", "4.10", "--only", "3.3", cwd=tmp_path)
    line = "［說明］只有標題列、沒有任何一筆，視為 0 筆：「志工」、「罰鍰案件」；若是資料未備，請移出這些檔案或工作表"
    assert (done.err, done.status) == (line + "\n", 0)


def test_of_many_registers_without_a_record_the_first_are_named_and_their_number(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "input", "美沙冬收案", ADMISSIONS)
    for title, header in (("志工", "志工編號,繼續教育時數"), ("罰鍰案件", "案件編號,裁罰日期,應移送執行,移送執行日期")):
        write_csv(folder, title, f"{header}\n")
    write_csv(folder, "尿液採驗", "個案編號,應採驗年度,實際採驗日期\n")
    write_csv(folder, "講習個案", "個案編號,通知日期,出席\n")
    write_csv(folder, "求職服務", "個案編號,求職日期,服務結果,就業日期\n")
    done = run("compute", "input", cwd=tmp_path)
    (line,) = [line for line in done.err.splitlines() if "沒有任何一筆" in line]
    assert line.startswith("［說明］只有標題列、沒有任何一筆，視為 0 筆：4 份清冊，「")
    assert line.endswith("…；若是資料未備，請移出這些檔案或工作表；全部見 antidrug-kpi check input")
