"""What cannot be computed or makes no sense: one line in Chinese on standard error, the right status, nothing half written."""

from pathlib import Path

import pytest

from antidrug_kpi.plans.loading.folders import list_plan_ids

from .running import ADMISSIONS, VOLUNTEERS, check_refused, run, write_csv

LIST_HINT = "請以 antidrug-kpi list --plan mohw-113 查看全部指標"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def test_missing_folder(tmp_path: Path) -> None:
    check_refused(run("compute", "nowhere", cwd=tmp_path), 1, "找不到「nowhere」；應為一個資料夾或一個檔案，請確認路徑")


def test_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    sentence = (
        "資料夾「empty」沒有可讀的檔案；應有 .csv、.htm、.html、.ods、.tsv、.txt、.xls、.xlsm、.xlsx 檔，請把清冊放進資料夾"
    )
    check_refused(run("check", "empty", cwd=tmp_path), 1, sentence)


def test_folder_with_nothing_but_a_broken_workbook(tmp_path: Path) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "美沙冬收案.xlsx").write_bytes(bytes(range(256)) * 20)
    done = run("compute", "office", cwd=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith("office：沒有任何一份看得懂的清冊；美沙冬收案.xlsx：內容不是試算表，看起來是二進位檔；")


def test_broken_workbook_beside_a_good_register_leaves_the_figure_and_says_so(office: Path) -> None:
    (office / "志工.xlsx").write_bytes(b"\x00\x01\x02random bytes that are no workbook\xff" * 40)
    computed = run("compute", office, "--only", "3.3", "--format", "json", cwd=office)
    assert (computed.status, computed.data["complete"]) == (0, True)  # nothing wanted reads 志工
    assert computed.data["measures"][0]["value"] == "66.67"
    checked = run("check", office, "--only", "3.3", "--only", "4.8", cwd=office)
    assert checked.status == 3
    assert "［檔案］志工.xlsx：內容不是試算表，看起來是二進位檔；應為 .xlsx、.xlsm、.xls 或 .ods" in checked.out


def test_header_that_is_not_known_is_named_with_the_wanted_one(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS.replace("新收日期", "收治日"))
    checked = run("check", "office", "--only", "3.3", cwd=tmp_path)
    assert checked.status == 3
    assert "無法計算：三(三) 3.3　「美沙冬收案」缺欄位「新收日期」" in checked.out
    assert "「美沙冬收案」沒有欄位「新收日期」，最接近的是「收治日」，請改為正式欄名" in checked.out
    computed = run("compute", "office", "--only", "3.3", "--format", "json", cwd=tmp_path)
    assert computed.status == 3
    (measure,) = computed.data["measures"]
    assert [measure[name] for name in ("status", "value", "notes")] == ["no_data", None, ["「美沙冬收案」缺欄位「新收日期」"]]


def test_check_tells_everything_where_nothing_is_a_register(tmp_path: Path) -> None:
    office = tmp_path / "office"
    write_csv(office, "甲", "姓名,電話\n王,1\n")
    (office / "說明.docx").write_bytes(b"x")
    for number in (1, 2, 3):
        (office / f"名冊{number}.xlsx").write_bytes(bytes(range(256)) * 20)
    why = "office：沒有任何一份看得懂的清冊"
    hint = "請確認資料夾，或以 antidrug-kpi list --plan mohw-113 查看所需清冊"
    checked = run("check", "office", "--only", "4.8", cwd=tmp_path)
    assert (checked.status, checked.err) == (1, f"{why}；{hint}\n")
    assert checked.out.splitlines()[0] == (
        "找到 0 份清冊、缺 1 份；剔退 0 列、警告 1 項；可計算 0 項、資料未備 1 項；3 份檔案或工作表無法讀取"
    )
    assert sum(line.startswith("［檔案］名冊") for line in checked.out.splitlines()) == 3
    done = run("check", "office", "--only", "4.8", "--format", "json", cwd=tmp_path)
    assert (done.status, done.err, done.data["complete"]) == (1, checked.err, False)
    files = [issue["file"] for issue in done.data["issues"]]
    assert files == ["名冊1.xlsx", "名冊2.xlsx", "名冊3.xlsx", "甲.csv", "說明.docx"]
    saved = run("check", "office", "--only", "4.8", "-o", "檢核結果.xlsx", cwd=tmp_path)
    assert (saved.status, saved.err.splitlines()[-1]) == (1, f"{why}；{hint}")
    assert (tmp_path / "檢核結果.xlsx").is_file()
    computed = run("compute", "office", cwd=tmp_path)
    assert (computed.status, computed.out, computed.err.count("\n")) == (1, "", 1)
    hint = hint.replace("資料夾，", "計畫（mohw-113）與資料夾，")
    first = "名冊1.xlsx：內容不是試算表，看起來是二進位檔"
    assert computed.err == f"{why}；{hint}；以 antidrug-kpi check office 查看全部 5 項，例如 {first}\n"
    assert "說明.docx" not in computed.err


def test_register_without_any_known_header(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "美沙冬收案", "甲,乙,丙\n1,2,3\n")
    done = run("compute", "office", cwd=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "「美沙冬收案」找不到標題列；前 40 列內應有欄名 「個案編號」、「機構代碼」、「新收日期」" in done.err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--only", "3.33"), f"計畫 mohw-113 沒有指標「3.33」，最接近的是「3.3」；{LIST_HINT}"),
        (("--report", "finl"), "--report「finl」不在可用範圍；請用 midterm（期中）或 final（期末）"),
        (("--as-of", "113-02-30"), "--as-of「113-02-30」沒有這一天；請確認月份與日數"),
        (
            ("--as-of", "112-12-31"),
            "--as-of「112-12-31」早於 113 年度的首日，統計期間是空的；請改用年度內的日期，或以 --year 指定年度",
        ),
        (("--as-of=",), "--as-of 的值是空的；請填值，或不要寫這個選項"),
        (("--jurisdiction", ""), "--jurisdiction 的值是空的；請填值，或不要寫這個選項"),
        (("--mapping", ""), "--mapping 的值是空的；請填值，或不要寫這個選項"),
        (("--year", "2024"), "--year「2024」應為民國年（100 至 150），例如 113"),
        (
            ("--format", "xml"),
            "用法錯誤：「--format」的值不能用，可用：table、json、csv、markdown；請以 antidrug-kpi compute --help 查看用法",
        ),
        (
            ("--jurisdicton", "高雄市"),
            "用法錯誤：沒有選項「--jurisdicton」，最接近的是「--jurisdiction」；請以 antidrug-kpi compute --help 查看用法",
        ),
    ],
)
def test_option_that_makes_no_sense(office: Path, options: tuple[str, ...], sentence: str) -> None:
    check_refused(run("compute", office, *options, cwd=office), 2, sentence)


@pytest.mark.parametrize(
    ("arguments", "page", "sentence"),
    [
        (("nocmd",), "", "沒有指令「nocmd」"),
        (("plan", "nocmd"), "plan ", "沒有指令「nocmd」"),
        (("plan", "diff", "mohw-113"), "plan diff ", "缺少比較的後一份（B）；用法：antidrug-kpi plan diff A B"),
        (("explain", "a"), "explain ", "缺少個案編號（CASE）；用法：antidrug-kpi explain DATA CASE [ID]"),
        (("questions", "a"), "questions ", "缺少輸出檔（-o）；用法：antidrug-kpi questions DATA -o FILE.xlsx"),
        (("compute", "a", "b"), "compute ", "多出的參數「b」"),
        (("compute", "a", "b", "c"), "compute ", "多出的參數「b c」"),
        (("compute", "a", "--only"), "compute ", "選項「--only」後面要有值"),
        (("fill", "a", "-o"), "fill ", "選項「-o」後面要有值"),
        (("compute", "a", "--strict=yes"), "compute ", "選項「--strict」後面不能有值"),
        (("compute", "a", "--year", "abc"), "compute ", "「--year」的值不能用，應為整數"),
        (("compute", "a", "-x"), "compute ", "沒有選項「-x」"),
        (("no\u202ecmd",), "", "沒有指令「no\\u202ecmd」"),
    ],
)
def test_the_parser_complains_in_chinese(tmp_path: Path, arguments: tuple[str, ...], page: str, sentence: str) -> None:
    check_refused(run(*arguments, cwd=tmp_path), 2, f"用法錯誤：{sentence}；請以 antidrug-kpi {page}--help 查看用法")


def test_unknown_plan_names_those_that_exist(office: Path) -> None:
    done = run("compute", office, "--plan", "mohw-112", cwd=office)
    known = "、".join(list_plan_ids())
    sentence = f"找不到計畫「mohw-112」，最接近的是「mohw-113」；可用的計畫：{known}。請改用其中之一，或以 --specs 指定規格資料夾"
    check_refused(done, 2, sentence)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("compute",),
            "用法錯誤：缺少清冊資料夾（DATA）；用法：antidrug-kpi compute DATA；請以 antidrug-kpi compute --help 查看用法",
        ),
        (("show", "9.9"), f"計畫 mohw-113 沒有指標「9.9」，最接近的是「4.9」；{LIST_HINT}"),
        (("trace", "office", "3.33"), f"計畫 mohw-113 沒有指標「3.33」，最接近的是「3.3」；{LIST_HINT}"),
        (("trace", "office", "3.3", "-o", "明細.txt"), "輸出檔「明細.txt」的副檔名不支援；請用 .xlsx、.csv、.json"),
        (("fill", "office", "-o", "表.txt"), "輸出檔「表.txt」的副檔名不支援；請用 "),
    ],
)
def test_command_that_makes_no_sense(office: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run(*arguments, cwd=office.parent)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(sentence)


def test_misspelt_spec_is_told_by_file_and_line(office: Path) -> None:
    child = office.parent / "specs" / "local"
    (child / "indicators").mkdir(parents=True)
    (child / "plan.yaml").write_text("id: local\nextends: mohw-113\n", encoding="utf-8")
    (child / "indicators" / "3-03.yaml").write_text('id: "3.3"\ntarget_txt: 70%\n', encoding="utf-8")
    done = run("compute", office, "--plan", "local", "--specs", office.parent / "specs", cwd=office)
    sentence = "local/indicators/3-03.yaml 第 2 行：不認得的鍵「target_txt」，最接近的是「target_text」；請改正拼字或刪去"
    check_refused(done, 1, sentence)


@pytest.mark.parametrize("command", [("compute",), ("fill",), ("trace", "3.3")])
def test_output_where_nothing_can_be_written(office: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    (office.parent / "目錄.xlsx").mkdir()
    limit = () if name == "trace" else ("--only", "3.3")
    done = run(name, "office", *options, *limit, "-o", "沒有/表.xlsx", cwd=office.parent)
    check_refused(done, 1, "無法寫入 沒有/表.xlsx：資料夾 沒有 不存在；請先建立資料夾或改用其他路徑")
    done = run(name, "office", *options, *limit, "-o", "目錄.xlsx", cwd=office.parent)
    check_refused(done, 1, "無法寫入 目錄.xlsx：這是資料夾；請指定檔名")
    assert sorted(path.name for path in office.parent.iterdir()) == ["office", "目錄.xlsx"]


@pytest.mark.parametrize("command", [("compute", "--only", "9.9"), ("fill", "--as-of", "113-02-30"), ("trace", "9.9")])
def test_failing_run_leaves_an_existing_output_alone(office: Path, command: tuple[str, ...]) -> None:
    output = office.parent / "上次.xlsx"
    output.write_bytes(b"last year's form")
    name, *options = command
    assert run(name, office, *options, "-o", output, cwd=office).status == 2
    assert output.read_bytes() == b"last year's form"


def test_successful_run_replaces_an_existing_output_and_leaves_nothing_else(office: Path) -> None:
    output = office.parent / "結果.json"
    output.write_text("old", encoding="utf-8")
    done = run("compute", "office", "--only", "3.3", "--format", "json", "-o", "結果.json", cwd=office.parent)
    assert (done.status, done.out, done.err) == (0, "", "已寫入 結果.json\n")
    assert output.read_text(encoding="utf-8").startswith('{\n  "schema": 1,')
    assert sorted(path.name for path in office.parent.iterdir()) == ["office", "結果.json"]


def test_demo_does_not_write_over_an_office(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "志工", VOLUNTEERS)
    sentence = "office 已存在且不是空資料夾；請指定新的資料夾，以免覆蓋既有檔案"
    check_refused(run("demo", "office", cwd=tmp_path), 1, sentence)
    assert [path.name for path in (tmp_path / "office").iterdir()] == ["志工.csv"]
