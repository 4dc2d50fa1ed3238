"""An office's own `office.yaml`: it says what the command line does not, and what is wrong in it is told."""

from pathlib import Path

import pytest

from .running import ADMISSIONS, check_refused, run, write_csv

KNOWN = "plan、report、jurisdiction、as_of、year、only、strict、quiet、mapping、password_env"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS + "M00183,H1,113/2/30,,\n")


def settle(office: Path, text: str) -> None:
    (office / "office.yaml").write_text(text, encoding="utf-8")


def test_settings_hold_where_the_command_line_says_nothing(office: Path) -> None:
    settle(office, "jurisdiction: 台北市\nreport: midterm\nas-of: 113-06-28\nonly: [3.3, 2.10]\nstrict: true\nquiet: true\n")
    done = run("compute", office, "--format", "json", cwd=office)
    assert (done.status, done.err) == (3, "")
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
    assert (done.status, done.err) == (3, "計算完成但不完整（剔退 1 列）；請以 antidrug-kpi check 查看每一項的位置\n")
    found = done.data
    assert [found[name] for name in ("jurisdiction", "report", "as_of")] == ["高雄市", "final", "2024-12-31"]
    assert [(measure["id"], measure["value"]) for measure in found["measures"]] == [("3.3", "66.67")]


def test_year_moves_every_window(office: Path) -> None:
    settle(office, "year: 114\nonly: 3.3\n")
    done = run("compute", office, "--format", "json", cwd=office)
    assert done.data["period"] == ["2025-01-01", "2025-12-31"]
    # The intake of the final report of 114 begins on 113/7/1: nobody was admitted in it.
    assert [done.data["measures"][0][name] for name in ("status", "denominator")] == ["not_applicable", 0]


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
        ("report: [midterm]\n", "office.yaml 第 1 行：「report」的值「['midterm']」應為文字；請改正"),
    ],
)
def test_settings_of_the_wrong_kind(office: Path, text: str, sentence: str) -> None:
    settle(office, text)
    check_refused(run("compute", office, cwd=office), 1, sentence)


def test_settings_of_another_folder_do_not_count(office: Path) -> None:
    settle(office.parent, "report: midterm\n")
    done = run("compute", "office", "--only", "3.3", "--format", "json", cwd=office.parent)
    assert done.data["report"] == "final"
