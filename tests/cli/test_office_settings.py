"""An office's own `office.yaml`: it says what the command line does not, and what is wrong in it is told."""

import os
import sys
from pathlib import Path

import pytest

from .running import ADMISSIONS, check_refused, run, say_check, write_csv

KNOWN = (
    "plan、report、jurisdiction、as_of、year、only、strict、quiet、readings、mapping、answers、cover、owners、invented、"
    "password_env"
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS + "M00183,H1,113/2/30,,\n")


def settle(office: Path, text: str) -> None:
    (office / "office.yaml").write_text(text, encoding="utf-8")


def test_settings_hold_where_the_command_line_says_nothing(office: Path) -> None:
    settle(office, "jurisdiction: 台北市\nreport: midterm\nas-of: 113-06-28\nonly: [3.3, 2.10]\nstrict: true\nquiet: true\n")
    done = run("compute", office, "--format", "json", cwd=office)
    # Quiet is quiet but for the line that explains the status.
    said = f"計算完成但不完整（剔退 1 列；資料未備：2.10）；請以 {say_check(office)} 查看每一項的位置\n"
    assert (done.status, done.err) == (3, said)
    found = done.data
    assert [found[name] for name in ("jurisdiction", "report", "as_of")] == ["臺北市", "midterm", "2024-06-28"]
    assert [(measure["id"], measure["status"]) for measure in found["measures"]] == [("2.10", "no_data"), ("3.3", "withheld")]


def test_command_line_wins(office: Path) -> None:
    settle(office, "jurisdiction: 台北市\nreport: midterm\nas_of: 2024-06-28\nonly: 2.10\nstrict: true\nquiet: true\n")
    options = (
        "--jurisdiction",
        "高雄市",
        "--report",
        "final",
        "--as-of",
        "1131231",
        "--only",
        "3.3",
        "--no-strict",
        "--no-quiet",
    )
    done = run("compute", office, *options, "--format", "json", cwd=office)
    assert (done.status, done.err.splitlines()) == (
        3,
        [
            "［錯誤］美沙冬收案.csv 第 6 列 欄「新收日期」：「113/2/30」沒有這一天；請確認月份與日數",
            "計算完成但不完整（剔退 1 列）；請依上列各項更正或補齊",
        ],
    )
    again = say_check(office, "--report final --as-of 1131231 --jurisdiction 高雄市 --only 3.3")
    quiet = run("compute", office, *options[:-1], "--quiet", cwd=office)
    assert quiet.err == f"計算完成但不完整（剔退 1 列）；請以 {again} 查看每一項的位置\n"
    found = done.data
    assert [found[name] for name in ("jurisdiction", "report", "as_of")] == ["高雄市", "final", "2024-12-31"]
    assert [(measure["id"], measure["value"]) for measure in found["measures"]] == [("3.3", "66.67")]


def test_year_moves_every_window(office: Path) -> None:
    settle(office, "year: 114\nonly: 3.3\n")
    done = run("compute", office, "--format", "json", cwd=office)
    assert done.data["period"] == ["2025-01-01", "2025-12-31"]
    # The intake of the final report of 114 begins on 113/7/1: nobody was admitted in it.
    assert [done.data["measures"][0][name] for name in ("status", "denominator")] == ["not_applicable", 0]


def test_show_explains_the_plan_that_the_office_is_computed_by(office: Path, tmp_path: Path) -> None:
    own = tmp_path / "specs" / "local"
    (own / "indicators").mkdir(parents=True)
    (own / "plan.yaml").write_text("id: local\nextends: mohw-113\ntitle: 本府計畫\n", encoding="utf-8")
    (own / "indicators" / "3-03.yaml").write_text('id: "3.3"\ntarget_text: 七成以上\n', encoding="utf-8")
    settle(office, "plan: local\n")
    done = run("show", "3.3", "--data", office, "--specs", own.parent, cwd=office)
    assert (done.status, done.err) == (0, "")
    assert "七成以上" in done.out


@pytest.mark.parametrize(
    ("text", "status", "sentence"),
    [
        (
            "jurisdiction: 高雄市\nreprot: midterm\n",
            1,
            f"office.yaml 第 2 行：不認得的設定「reprot」，最接近的是「report」；可用：{KNOWN}",
        ),
        ("report: midterm\nreport: final\n", 1, "office.yaml 第 2 行：「report」重複出現；同一層每個鍵只能寫一次，請刪去其一"),
        ("only: [3.3\n", 1, "office.yaml 第 2 行：YAML 語法有誤；請檢查縮排、冒號與引號"),
        ("- midterm\n", 1, "office.yaml：應為「鍵: 值」，例如 jurisdiction: 高雄市"),
    ],
)
def test_settings_that_cannot_be_read(office: Path, text: str, status: int, sentence: str) -> None:
    settle(office, text)
    check_refused(run("compute", office, cwd=office), status, sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("year: abc\n", "office.yaml 第 1 行：「year」的值「abc」應為整數；請改正"),
        ("strict: maybe\n", "office.yaml 第 1 行：「strict」的值「maybe」應為 true 或 false；請改正"),
        ("year: true\n", "office.yaml 第 1 行：「year」的值「True」應為整數；請改正"),
        ("year: 0x_\n", "office.yaml 第 1 行：「year」的值「0x_」應為整數；請改正"),
        (f"year: {'1' * 5000}\n", f"office.yaml 第 1 行：「year」的值「{'1' * 39}…」應為整數；請改正"),
        ("as_of: !!timestamp 2024-99-99\n", "office.yaml 第 1 行：標記「!!timestamp」不能用；請刪去標記，直接寫值"),
        ("only: [3.3, [a]]\n", "office.yaml 第 1 行：「only」的值「['a']」應為文字；請改正"),
        ('plan: "a\\nb"\n', "office.yaml 第 1 行：「plan」的值「a\\nb」應為一行文字；請改正"),
        ('"\\e[2J": 1\n', "office.yaml 第 1 行：「\\x1b[2J」含控制字元或看不見的字元；請刪去"),
        ("as-of: 113-06-30\nas_of: 113-06-30\n", "office.yaml 第 2 行：「as_of」寫了兩次（「-」與「_」不分）；請刪去其一"),
        ("report: [midterm]\n", "office.yaml 第 1 行：「report」的值「['midterm']」應為文字；請改正"),
    ],
)
def test_settings_of_the_wrong_kind(office: Path, text: str, sentence: str) -> None:
    settle(office, text)
    check_refused(run("compute", office, cwd=office), 1, sentence)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("as_of: 113/13/1\n", "as_of「113/13/1」沒有 13 月；月份應為 1 至 12，請改正"),
        ("as-of: 112-12-31\n", "as_of「112-12-31」早於 113 年度的首日，統計期間是空的；請改用年度內的日期，或以 --year 指定年度"),
        ("report: mid\n", "report「mid」不在可用範圍；請用 midterm（期中）或 final（期末）"),
        ("year: 2024\n", "year「2024」應為民國年（100 至 150），例如 113"),
        ("only: 9.9\n", "計畫 mohw-113 沒有指標「9.9」，最接近的是「4.9」；請以 antidrug-kpi list --plan mohw-113 查看全部指標"),
    ],
)
def test_settings_that_make_no_sense_are_told_by_their_line(office: Path, text: str, sentence: str) -> None:
    settle(office, f"quiet: true\n{text}")
    check_refused(run("compute", office, cwd=office), 1, f"office.yaml 第 2 行：{sentence}")


def test_an_unknown_plan_is_told_by_its_line_by_every_command(office: Path) -> None:
    settle(office, "plan: mohw-112\n")
    for command in (("compute",), ("check",), ("map", "-o", "a.yaml")):
        name, *rest = command
        done = run(name, office, *rest, cwd=office)
        assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
        assert done.err.startswith("office.yaml 第 1 行：找不到計畫「mohw-112」，最接近的是「mohw-113」；可用的計畫：")


def test_the_option_is_blamed_where_it_was_typed(office: Path) -> None:
    settle(office, "report: mid\nas_of: 113/13/1\n")
    done = run("compute", office, "--report", "finl", cwd=office)
    check_refused(done, 2, "--report「finl」不在可用範圍；請用 midterm（期中）或 final（期末）")
    done = run("compute", office, "--report", "final", cwd=office)
    check_refused(done, 1, "office.yaml 第 2 行：as_of「113/13/1」沒有 13 月；月份應為 1 至 12，請改正")


def test_settings_of_another_folder_do_not_count(office: Path) -> None:
    settle(office.parent, "report: midterm\n")
    done = run("compute", "office", "--only", "3.3", "--format", "json", cwd=office.parent)
    assert done.data["report"] == "final"


UNIX = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and names of Unix")
MAPPING = "registers:\n  美沙冬收案:\n    columns: {甲: 結案原因}\n"


@UNIX
def test_settings_that_are_no_file_of_the_folder_are_refused(office: Path) -> None:
    path, outside = office / "office.yaml", office.parent / "office.yaml"
    outside.write_text("report: midterm\n", encoding="utf-8")
    path.symlink_to(outside)
    check_refused(run("compute", office, cwd=office), 1, "office.yaml：是通往資料夾以外的連結，未讀取；請改放檔案本身")
    path.unlink()
    os.mkfifo(path)
    sentence = "office.yaml：不是一般檔案（是資料夾、具名管線、裝置之類），未讀取；請改放一般的 YAML 檔"
    check_refused(run("compute", office, cwd=office), 1, sentence)


@UNIX
def test_a_mapping_from_elsewhere_is_read_and_said_but_no_link_followed(office: Path) -> None:
    outside = office.parent / "m.yaml"
    outside.write_text(MAPPING, encoding="utf-8")
    settle(office, "only: 3.3\nmapping: ../m.yaml\n")
    line = f"office.yaml 第 2 行：對應檔「{office}/../m.yaml」在資料夾之外，已照所寫的讀取"
    assert run("compute", office, cwd=office).err.splitlines()[0] == line
    assert line not in run("compute", office, "--quiet", cwd=office).err
    link = office.parent / "link"  # the data folder itself may be one
    link.symlink_to(office)
    settle(office, f"only: 3.3\nmapping: {office / 'in.yaml'}\n")
    (office / "in.yaml").symlink_to(office / "real.yaml")
    (office / "real.yaml").write_text(MAPPING, encoding="utf-8")
    assert "在資料夾之外" not in run("compute", link, cwd=office).err
    settle(office, "only: 3.3\nmapping: out.yaml\n")
    (office / "out.yaml").symlink_to(outside)
    sentence = "office.yaml 第 2 行：對應檔「out.yaml」是通往資料夾以外的連結，未讀取；請改放檔案本身"
    check_refused(run("compute", office, cwd=office), 1, sentence)


@UNIX
def test_names_that_no_file_can_have_are_one_line(office: Path) -> None:
    longest = "a" * 300
    for arguments in (
        ("check", longest),
        ("compute", office, "--mapping", longest),
        ("compute", office, "--mapping", os.fsdecode(b"\xff\x1b")),
        ("compute", office, "--plan", longest, "--specs", longest),
        ("plan", "new", longest, "--year", "115"),
        ("plan", "new", os.fsdecode(b"a\xff"), "--year", "115"),
    ):
        done = run(*arguments, cwd=office)
        assert (done.status in {1, 2}, done.out, done.err.count("\n")) == (True, "", 1), done.err
        assert done.err[:-1].isprintable()


def test_a_county_with_control_characters_is_shown_escaped_everywhere(office: Path) -> None:
    for form in ("table", "markdown"):
        done = run("compute", office, "--jurisdiction", "\x1b[31m高雄市\u202e", "--only", "3.3", "--format", form, cwd=office)
        assert not {"\x1b", "\u202e"} & set(done.out + done.err)
        assert "縣市「\\x1b[31m高雄市\\u202e」不是本計畫所列的縣市" in done.err
