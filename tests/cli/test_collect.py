"""`template --for` and `collect`: a bureau's workbook goes out, comes back, and is one office's folder with the others."""

import shutil
import stat
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from antidrug_kpi.pipeline.outputs.collected_copies import RECORD

from .bureau_workbooks import IN_TIME, NOTHING, TOO_LATE, fill_in, set_saved
from .running import Done, check_refused, run, write_csv, write_xlsx

pytestmark = pytest.mark.slow
# Two bureaus with a register or two each: everything else the centre keeps itself.
TWO = "owners: {%s}\n" % ", ".join(  # noqa: UP031  # braces of YAML
    f"{title}: "
    for title in (
        *("學校清冊", "家長研習場次", "涉毒學生", "春暉離校個案", "離校追蹤", "特定人員月報", "快篩試劑採購"),
        *("兒少通報", "家支社工", "家屬團體", "家屬團體成員", "家屬前後測", "本部教育訓練", "安置機構", "安置結案"),
        *("治療機構", "美沙冬收案", "緩起訴個案", "替代治療個案", "訪查紀錄", "治療人員", "非指定機構輔導", "補助申撥"),
        "補助方案經費",
    )
)
TESTS = [["U1", 113, "113/3/1"], ["U2", 113, ""]]
FINES = [["F1", "112/5/1", "是", "112/8/1"]]
SEEKERS = [["J1", "113/1/5", "推介就業", "113/2/1"], ["J2", "113/1/6", "未就業", ""]]


@pytest.fixture(scope="module")
def blanks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbooks of 警察局 and 勞工局 as they go out."""
    folder = tmp_path_factory.mktemp("blanks")
    for bureau in ("警察局", "勞工局"):
        assert run("template", "--for", bureau, "-o", f"{bureau}空白.xlsx", cwd=folder).status == 0
    return folder


@pytest.fixture
def place(blanks: Path, tmp_path: Path) -> Path:
    """A place with these workbooks, and a folder for those that come back."""
    shutil.copytree(blanks, tmp_path, dirs_exist_ok=True)
    (tmp_path / "交回").mkdir()
    (tmp_path / "交回" / "office.yaml").write_text(TWO, encoding="utf-8")
    return tmp_path


def give_back(place: Path, name: str, bureau: str, sheets: dict[str, Any], saved: str = IN_TIME) -> Path:
    return fill_in(place / f"{bureau}空白.xlsx", place / "交回" / name, sheets, saved)


def give_all_back(place: Path) -> None:
    give_back(place, "回覆 (1).xlsx", "警察局", {"尿液採驗": TESTS, "罰鍰案件": FINES})
    give_back(place, "勞工.xlsx", "勞工局", {"求職服務": SEEKERS})


def collect(place: Path, *more: str) -> Done:
    return run("collect", "交回", "-o", "彙整", *more, cwd=place)


def list_copies(place: Path) -> list[str]:
    return sorted(path.name for path in (place / "彙整").iterdir() if path.name != RECORD)


def describe(done: Done) -> dict[str, tuple[Any, ...]]:
    return {each["name"]: (each["file"], each["late"], each["untouched"], each["blanks"]) for each in done.data["bureaus"]}


def test_the_workbook_of_a_bureau_holds_its_registers_and_its_name(place: Path) -> None:
    workbook = load_workbook(place / "警察局空白.xlsx")
    assert workbook.sheetnames == ["填表說明", "尿液採驗", "罰鍰案件"]
    guide = workbook["填表說明"]
    assert (guide["A2"].value, guide["A3"].value, guide["B3"].value) == ("警察局填報清冊：填表說明", "填報機關", "警察局")
    assert (workbook["尿液採驗"]["A1"].value, workbook["罰鍰案件"]["A1"].value) == ("本期無資料", "本期無資料")


def test_the_whole_round(place: Path) -> None:
    """Last time's rows go out, come back with one more, are collected unchanged, and are computed."""
    last = write_csv(place / "上次", "尿液採驗", "個案編號,應採驗年度,實際採驗日期,備考\n0001,113,113/3/1,x\n0002,113,,y\n")
    sent = run("template", "--for", "警察機關", "--from", "上次", "-o", "寄出.xlsx", cwd=place)
    assert (sent.status, sent.out) == (0, "已寫入 寄出.xlsx（僅擁有者可讀）：2 份清冊與填表說明，其中 1 份帶入上次的 2 列\n")
    assert sent.err == "「尿液採驗」的 備考 不在範本的欄位裡，沒有帶入；原檔仍有這些欄位\n"
    assert stat.S_IMODE((place / "寄出.xlsx").stat().st_mode) == 0o600
    sheet = load_workbook(place / "寄出.xlsx")["尿液採驗"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3, max_row=4)]
    assert rows == [["0001", 113, "113/3/1"], ["0002", 113, None]]
    assert sheet["A3"].number_format == "@"  # or whoever types over it loses the zeros
    assert last.exists()

    returned = fill_in(
        place / "寄出.xlsx", place / "交回" / "警察.xlsx", {"尿液採驗": [["0003", 113, "113/4/1"]], "罰鍰案件": NOTHING}
    )
    give_back(place, "勞工.xlsx", "勞工局", {"求職服務": SEEKERS})
    before = {path: path.read_bytes() for path in (place / "交回").iterdir()}
    done = collect(place, "--due", "113-12-20")
    assert (done.status, done.err) == (0, "已收進 彙整：2 份活頁簿（僅擁有者可讀）\n")
    assert "收齊" in done.out
    assert {path: path.read_bytes() for path in (place / "交回").iterdir()} == before
    # 警察機關 is what this county calls it.
    collected = place / "彙整" / "警察機關.xlsx"
    assert list_copies(place) == ["勞工局.xlsx", "警察機關.xlsx"]
    assert stat.S_IMODE((place / "彙整" / RECORD).stat().st_mode) == 0o600
    assert collected.read_bytes() == returned.read_bytes()
    assert stat.S_IMODE(collected.stat().st_mode) == 0o600
    computed = run(
        "compute", "彙整", "--jurisdiction", "高雄市", "--only", "4.9", "--only", "2.10", "--format", "json", cwd=place
    )
    figures = {each["id"]: (each["numerator"], each["denominator"]) for each in computed.data["measures"]}
    assert (computed.status, figures, computed.err) == (0, {"4.9": (2, 3), "2.10": (1, 2)}, "")


@pytest.mark.parametrize(
    ("saved", "late"), [(IN_TIME, None), (TOO_LATE, "after_due"), ("2024-12-19T16:00:00Z", None), ("sometime", "unknown")]
)
def test_saved_after_the_due_day_is_late(place: Path, saved: str, late: str | None) -> None:
    give_all_back(place)
    set_saved(place / "交回" / "勞工.xlsx", saved)
    done = collect(place, "--due", "113/12/20", "--format", "json")
    assert describe(done)["勞工局"] == ("勞工.xlsx", late, False, [])
    assert (done.status, done.data["complete"], done.data["due"]) == (3 if late else 0, late is None, "2024-12-20")
    assert describe(collect(place, "--format", "json"))["勞工局"][1] is None  # nobody has set a day


def test_who_sends_nothing_is_late_and_who_sends_blanks_is_named(place: Path) -> None:
    give_back(place, "a.xlsx", "警察局", {"罰鍰案件": FINES})
    done = collect(place)
    assert done.status == 3
    assert "［未填］警察局：「尿液採驗」；確實沒有的，請局處在該表的「本期無資料」填「是」\n" in done.out
    assert done.err.splitlines() == [
        "已收進 彙整：1 份活頁簿（僅擁有者可讀）",
        "彙整不完整（未交回：勞工局；有清冊未填：警察局）；請洽各局處補正後，再執行一次 antidrug-kpi collect",
    ]


def test_what_comes_back_as_it_went_out_was_not_filled_in(place: Path) -> None:
    give_all_back(place)
    (place / "交回" / "勞工.xlsx").write_bytes((place / "勞工局空白.xlsx").read_bytes())
    done = collect(place, "--due", "113-12-20", "--format", "json")
    assert describe(done)["勞工局"] == ("勞工.xlsx", None, True, ["求職服務"])
    assert "原樣交回：勞工局" in done.err


def test_two_workbooks_of_one_bureau_are_not_collected(place: Path) -> None:
    give_all_back(place)
    give_back(place, "更正.xlsx", "警察局", {"尿液採驗": [*TESTS, ["U3", 113, ""]], "罰鍰案件": FINES})
    done = collect(place, "--format", "json")
    (found,) = done.data["contradictions"]
    assert (done.status, found["kind"], found["files"]) == (3, "two_workbooks", ["回覆 (1).xlsx", "更正.xlsx"])
    assert found["text"] == "警察局 交回 2 份內容不同的活頁簿（回覆 (1).xlsx、更正.xlsx），都未收；請只留一份"
    assert list_copies(place) == ["勞工局.xlsx"]


def test_one_that_says_the_same_in_other_words_is_a_copy(place: Path) -> None:
    give_all_back(place)
    again = {"尿液採驗": [TESTS[1], ["U1", "2024", "2024-03-01"]], "罰鍰案件": FINES}
    give_back(place, "再寄.xlsx", "警察局", again, TOO_LATE)
    done = collect(place, "--due", "113-12-20", "--format", "json")
    assert (done.status, done.data["contradictions"]) == (0, [])
    # It was in time with the first one.
    assert done.data["notes"] == ["再寄.xlsx：與 回覆 (1).xlsx 內容相同，只收後者"]


SHEET = [["本期無資料", ""], ["個案編號", "求職登記日期", "就業結果", "就業日期"]]


def test_a_register_of_another_bureau_is_told_and_where_both_differ_it_contradicts(place: Path) -> None:
    give_back(place, "a.xlsx", "警察局", {"尿液採驗": TESTS, "罰鍰案件": FINES, "求職服務": [*SHEET, SEEKERS[0]]})
    give_back(place, "b.xlsx", "勞工局", {"求職服務": SEEKERS})
    (found,) = collect(place, "--format", "json").data["contradictions"]
    assert (found["kind"], found["register"], found["bureaus"]) == ("two_bureaus", "job_seekers", ["勞工局", "警察局"])
    assert found["text"].startswith("「求職服務」由 勞工局、警察局 都交回而內容不同（2 列與 1 列，相同 1 列）；")
    give_back(place, "b.xlsx", "勞工局", {"求職服務": SEEKERS[:1]})
    (found,) = collect(place, "--replace", "--format", "json").data["contradictions"]
    assert (found["kind"], found["bureaus"]) == ("not_theirs", ["警察局"])
    assert found["text"] == "警察局 交回「求職服務」1 列，這份清冊由 勞工局 負責；請確認是誰的資料"


def test_what_is_nobodys_or_cannot_be_read_is_a_line_each(place: Path) -> None:
    give_all_back(place)
    returned = place / "交回"
    (returned / "壞.xlsx").write_bytes((returned / "勞工.xlsx").read_bytes()[:3000])
    (returned / "讀我.txt").write_text("謝謝", encoding="utf-8")
    workbook = load_workbook(place / "勞工局空白.xlsx")
    for name, bureau in (("無名.xlsx", None), ("他局.xlsx", "勞工局處")):
        workbook["填表說明"]["B3"].value = bureau
        workbook["求職服務"]["B1"].value = "是"
        workbook.save(returned / name)
    done = collect(place, "--format", "json")
    assert (done.status, [each["file"] for each in done.data["not_collected"]]) == (3, ["壞.xlsx", "他局.xlsx", "無名.xlsx"])
    damaged, other, nameless = (each["text"] for each in done.data["not_collected"])
    assert damaged.startswith("壞.xlsx：檔案損壞或不合規格")
    assert "「填報機關」「勞工局處」不是負責清冊的局處，最接近的是「勞工局」，未收；" in other
    assert "看不出是哪個局處交回的，未收；請在「填表說明」的「填報機關」右邊填局處（勞工局、警察局）" in nameless
    assert done.data["notes"] == ["不是活頁簿，未收：讀我.txt"]
    assert list_copies(place) == ["勞工局.xlsx", "警察局.xlsx"]


def test_again_it_changes_nothing_and_what_somebody_changed_stays(place: Path) -> None:
    give_all_back(place)
    assert (collect(place).status, collect(place).status) == (0, 0)
    mine = place / "彙整" / "勞工局.xlsx"
    mine.write_bytes(b"mine")
    lost = "未覆蓋；請改用其他資料夾，確定不要原檔時加上 --replace"
    check_refused(collect(place), 2, f"輸出檔「彙整/勞工局.xlsx」已存在而內容不同（收進後有人改過），{lost}")
    (place / "彙整" / RECORD).write_text("[", encoding="utf-8")
    check_refused(collect(place), 2, f"輸出檔「彙整/勞工局.xlsx」已存在而內容不同（不是 collect 收進的），{lost}")
    assert mine.read_bytes() == b"mine"
    assert collect(place, "--replace").status == 0
    assert mine.read_bytes() == (place / "交回" / "勞工.xlsx").read_bytes()
    (place / "彙整" / "警察局.ods").write_bytes(b"")
    check_refused(collect(place, "--replace"), 2, "輸出資料夾裡另有 警察局.ods，與「警察局.xlsx」會被當作兩份資料；請先移走其一")


def test_a_mended_workbook_replaces_its_earlier_copy(place: Path) -> None:
    give_back(place, "a.xlsx", "警察局", {"罰鍰案件": FINES})
    give_back(place, "勞工.xlsx", "勞工局", {"求職服務": SEEKERS})
    assert collect(place).status == 3
    mended = give_back(place, "a.xlsx", "警察局", {"尿液採驗": TESTS, "罰鍰案件": FINES})
    done = collect(place)
    assert (done.status, done.err) == (0, "已收進 彙整：2 份活頁簿（僅擁有者可讀），更新了 警察局.xlsx\n")
    assert (place / "彙整" / "警察局.xlsx").read_bytes() == mended.read_bytes()


def test_a_copy_that_is_left_over_is_told(place: Path) -> None:
    give_all_back(place)
    assert collect(place).status == 0
    (place / "交回" / "勞工.xlsx").unlink()
    assert "［說明］彙整/勞工局.xlsx 是前次收進的，這次沒有收；不再要的請移走" in collect(place).out
    (place / "彙整" / "勞工局.xlsx").unlink()
    assert "前次收進" not in collect(place).out


def test_registers_that_stand_twice_are_told_in_a_line(place: Path) -> None:
    give_all_back(place)
    write_csv(place / "彙整", "06_尿液採驗", "個案編號,應採驗年度,實際採驗日期\nU9,113,\n")
    write_csv(place / "彙整" / "舊", "罰鍰案件", "案件編號,裁罰日期,應移送執行,移送執行日期\nF9,113/1/1,是,\n")
    write_csv(place / "彙整", "志工", "志工編號,繼續教育時數\nV1,4\n")
    done = collect(place, "--format", "json")
    told = "這次收的 警察局.xlsx，與原有的 06_尿液採驗.csv、舊/罰鍰案件.csv；請把舊的移走，以免重複列計"
    assert done.data["notes"] == [f"「尿液採驗」、「罰鍰案件」在輸出的資料夾裡有兩份：{told}"]
    assert (done.status, collect(place, "--format", "json").data["notes"]) == (0, done.data["notes"])


def test_an_old_workbook_with_other_registers_is_not_to_be_moved_away(place: Path) -> None:
    give_all_back(place)
    tests = "個案編號,應採驗年度,實際採驗日期\nU9,113,\n"
    write_csv(place / "彙整", "06_尿液採驗", tests)
    write_xlsx(place / "彙整" / "舊.xlsx", {"尿液採驗": tests, "志工": "志工編號,繼續教育時數\nV1,4\n"})
    told = "這次收的 警察局.xlsx，與原有的 06_尿液採驗.csv、舊.xlsx"
    advice = "舊.xlsx 還有沒收到的清冊，請只刪去其中重複的工作表，以免重複列計；其餘舊的請移走"
    assert collect(place, "--format", "json").data["notes"] == [f"「尿液採驗」在輸出的資料夾裡有兩份：{told}；{advice}"]


def test_folders_the_wrong_way_round_are_told_the_right_one(place: Path) -> None:
    give_all_back(place)
    assert collect(place).status == 0
    before = sorted(path.name for path in (place / "交回").iterdir())
    said = "「彙整」是 collect 收進的資料夾，順序相反；請改用 antidrug-kpi collect 交回 -o 彙整"
    check_refused(run("collect", "彙整", "-o", "交回", cwd=place), 2, said)
    assert sorted(path.name for path in (place / "交回").iterdir()) == before
    assert "已收進 再收" in run("collect", "彙整", "-o", "再收", cwd=place).err  # where nothing was returned nothing is reversed


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (("無", "-o", "彙整"), 2, "「無」不是資料夾；請指定放各局處交回活頁簿的資料夾"),
        (("交回", "-o", "交回"), 2, "收件的資料夾與輸出的資料夾不可相同，也不可一個在另一個裡面；請把 -o 改到別的資料夾"),
        (("交回", "-o", "交回/彙整"), 2, "收件的資料夾與輸出的資料夾不可相同，"),
        (("交回", "-o", "."), 2, "收件的資料夾與輸出的資料夾不可相同，"),
        (("交回", "-o", "勞工局空白.xlsx"), 2, "輸出「勞工局空白.xlsx」是檔案，不是資料夾；請指定資料夾"),
        (("交回", "-o", "彙整", "--due", "12/20"), 2, "--due「12/20」"),
        (("交回", "-o", "彙整"), 1, "資料夾「交回」沒有可讀的檔案；"),
    ],
)
def test_folders_and_days_that_cannot_be_meant_are_refused(
    place: Path, arguments: tuple[str, ...], status: int, sentence: str
) -> None:
    done = run("collect", *arguments, cwd=place)
    assert (done.status, done.out, done.err.count("\n")) == (status, "", 1)
    assert done.err.startswith(sentence)
    assert not (place / "彙整").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ("--for", "教育"),
            "--for「教育」不是負責清冊的局處，最接近的是「教育局」；可用：教育局、社會局、勞工局、衛生局、警察局",
        ),
        (("--for", ""), "--for 的值是空的；請填局處名稱，例如 教育局，或不要寫這個選項"),
        (("--for", "教育局", "--plan", "khh-114"), "計畫 khh-114 沒有寫明各清冊由哪個局處負責；"),
        (("--mapping", "a.yaml"), "--mapping 與 --password-env 用於讀取上次的資料；"),
    ],
)
def test_template_refused(tmp_path: Path, arguments: tuple[str, ...], sentence: str) -> None:
    done = run("template", *arguments, "-o", "a.xlsx", cwd=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_the_office_says_who_answers_and_its_mistakes_name_their_line(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "尿液採驗", "個案編號,應採驗年度,實際採驗日期\nU1,113,\n")
    (office / "office.yaml").write_text("owners:\n  尿液採驗: 衛生局\n", encoding="utf-8")
    done = run("template", "--for", "衛生局", "--from", "office", "-o", "a.xlsx", cwd=tmp_path)
    assert (done.status, "尿液採驗" in load_workbook(tmp_path / "a.xlsx").sheetnames) == (0, True)
    (office / "office.yaml").write_text("year: 113\nowners: {尿液採檢: 衛生局}\n", encoding="utf-8")
    done = run("template", "--for", "衛生局", "--from", "office", "-o", "b.xlsx", cwd=tmp_path)
    known = "不是計畫的清冊，最接近的是「尿液採驗」；請用 antidrug-kpi show 所列的名稱"
    check_refused(done, 1, f"office.yaml 第 2 行：owners 的「尿液採檢」{known}")
    (office / "office.yaml").write_text("owners: 衛生局\n", encoding="utf-8")
    done = run("template", "--for", "衛生局", "--from", "office", "-o", "b.xlsx", cwd=tmp_path)
    check_refused(done, 1, "office.yaml 第 1 行：「owners」應為「清冊: 局處」，例如 尿液採驗: 警察局；請改正")
