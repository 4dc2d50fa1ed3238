"""Alternative readings as a user chooses and compares them: figures by hand, and every output that says which hold."""

from pathlib import Path
from typing import Any

import pytest
from docx import Document
from odfdo import Document as OdfDocument
from openpyxl import load_workbook

from .running import ADMISSIONS, run, write_csv
from .test_readings import STAFF

CHOSEN = "三(三) 採其他判讀：新收當日計為第 1 日（3.3=inclusive）"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """Three admissions of 179, 180 and 181 days, one that ended by death; three of the staff, one of them promoted."""
    folder = write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    return write_csv(folder, "人力清冊", STAFF)


def compare(office: Path, measure: str, *options: str) -> dict[str, Any]:
    done = run("sensitivity", office, measure, "--format", "json", *options, cwd=office.parent)
    assert done.status == 0
    (found,) = [found for found in done.data["measures"] if found["id"] == measure]
    return dict(found)


def test_each_reading_of_a_measure_with_its_figures(office: Path) -> None:
    # 179 days are enough where the first day counts; six months from 1 January end on 1 July, after the last closing.
    assert compare(office, "3.3") == {
        "id": "3.3",
        "readings": [
            {"reading": [], "status": "met", "numerator": 2, "denominator": 3, "value": "66.67", "progress": "符合"},
            {"reading": ["inclusive"], "status": "met", "numerator": 3, "denominator": 3, "value": "100.00", "progress": "超前"},
            {
                "reading": ["calendar-months"],
                "status": "missed",
                "numerator": 0,
                "denominator": 3,
                "value": "0.00",
                "progress": "落後",
            },
        ],
        "turns": True,
    }


def test_readings_that_can_be_chosen_together_come_last(office: Path) -> None:
    done = run("sensitivity", office, "四(二)", "--format", "json", cwd=office.parent)
    assert [(found["id"], found["turns"]) for found in done.data["measures"]] == [("4.2.1", False), ("4.2.2", False)]
    # By default 甲 has served 12 months on the last day, and 丙 since 111/3/1; 甲 not when the day itself must have come; 丙 not
    # when a promotion begins anew.
    first = [(reading["reading"], reading["numerator"]) for reading in done.data["measures"][0]["readings"]]
    assert first == [([], 2), (["elapsed"], 1), (["each-post"], 1), (["elapsed", "each-post"], 0)]


def test_all_measures_with_alternatives_those_that_turn_first(office: Path) -> None:
    done = run("sensitivity", office, "--format", "csv", cwd=office.parent)
    assert done.status == 3
    ids = list(dict.fromkeys(line.split(",")[0].removeprefix("\ufeff") for line in done.out.splitlines()[1:]))
    assert ids[0] == "3.3"
    assert ids[1:] == ["1.6", "2.1", "2.3.2", "2.5", "2.9", "3.6.1", "4.2.1", "4.2.2", "4.3.1", "4.10"]
    markdown = run("sensitivity", office, "3.3", "--format", "markdown", cwd=office.parent).out
    assert markdown.splitlines()[0] == "1 個有其他判讀的項目中，1 個的結果隨判讀而異：3.3"
    table = run("sensitivity", office, "4.2", cwd=office.parent).out
    assert table.splitlines()[0] == "2 個有其他判讀的項目，結果都不因判讀而異"


def test_chosen_readings_change_nothing_here_and_that_is_said(office: Path) -> None:
    done = run("sensitivity", office, "3.3", "--reading", "3.3=inclusive", "--format", "json", cwd=office.parent)
    assert done.data["measures"][0]["readings"][0]["numerator"] == 2
    assert "各種判讀都會列出，不另採用 3.3=inclusive" in done.err.splitlines()
    (office / "office.yaml").write_text("readings: [3.3=calendar-months]\n", encoding="utf-8")
    done = run("sensitivity", office, "3.3", "--format", "json", cwd=office.parent)
    assert done.data["measures"][0]["readings"][0]["numerator"] == 2
    assert "各種判讀都會列出，不另採用 3.3=calendar-months" in done.err.splitlines()


def test_a_measure_without_alternatives_and_an_unknown_one(office: Path) -> None:
    done = run("sensitivity", office, "4.8", cwd=office.parent)
    assert (done.status, done.out) == (0, "")
    assert done.err == "4.8 沒有其他判讀；請以 antidrug-kpi show 4.8 查看指標的判讀說明\n"
    done = run("sensitivity", office, "3.33", cwd=office.parent)
    assert done.status == 2
    assert "沒有指標「3.33」，最接近的是「3.3」" in done.err


@pytest.mark.parametrize("suffix", [".docx", ".odt"])
def test_a_question_for_each_reading_that_turns_a_verdict(office: Path, suffix: str) -> None:
    path = office.parent / f"疑義提問單{suffix}"
    done = run("sensitivity", office, "-o", path, cwd=office.parent)
    assert (done.status, "已寫入" in done.err) == (3, True)
    if suffix == ".docx":
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(str(path)).tables]
    else:
        tables = [[list(map(str, row)) for row in table.get_values()] for table in OdfDocument(str(path)).body.get_tables()]
    terms = {row[0]: row[1] for row in tables[0]}
    assert terms["出處"] == "113 年度計畫說明書 肆、衡量指標 三、醫療服務組 (三)，第 20 頁"
    assert terms["判讀甲"].endswith("（本機關現採）")
    figures = [row[1:] for row in tables[1]]
    assert figures == [
        ["判讀", "分子", "分母", "數值", "目標", "結果"],
        ["甲", "2", "3", "66.67%", "≥ 65%", "達成"],
        ["乙", "0", "3", "0.00%", "≥ 65%", "未達成"],
    ]
    assert len(tables) == 3  # one question: the other reading turns nothing


def test_nothing_is_asked_where_no_verdict_turns(office: Path) -> None:
    path = office.parent / "問.docx"
    done = run("sensitivity", office, "4.2", "-o", path, cwd=office.parent)
    assert done.status == 0
    assert not path.exists()
    assert done.err == "沒有任何結果隨判讀而異，未寫出疑義提問單\n"


def test_the_table_as_a_workbook_and_as_a_page(office: Path) -> None:
    workbook, page = office.parent / "判讀.xlsx", office.parent / "判讀.html"
    for path in (workbook, page):
        assert run("sensitivity", office, "3.3", "-o", path, cwd=office.parent).status == 0
    rows = [[cell for cell in row if cell is not None] for row in load_workbook(workbook).active.values]  # type: ignore[union-attr]
    assert [row[2] for row in rows if row and row[0] == "3.3"] == ["預設", "inclusive", "calendar-months"]
    text = page.read_text(encoding="utf-8")
    assert text.count("<circle") == 3
    assert "目標 ≥ 65%" in text


def test_a_chosen_reading_stands_in_every_output(office: Path) -> None:
    options = ("--only", "3.3", "--reading", "3.3=inclusive")
    data = run("compute", office, *options, "--format", "json", cwd=office.parent).data
    assert data["readings"] == {"3.3": ["inclusive"]}
    assert [(found["numerator"], found["reading"]) for found in data["measures"]] == [(3, ["inclusive"])]
    assert CHOSEN in run("compute", office, *options, cwd=office.parent).out
    assert "其他判讀：inclusive" in run("compute", office, *options, "--format", "csv", cwd=office.parent).out
    assert "其他判讀：inclusive" in run("compute", office, *options, "--format", "markdown", cwd=office.parent).out
    form, page = office.parent / "表.docx", office.parent / "報告.html"
    for path in (form, page):
        assert run("fill", office, *options, "-o", path, cwd=office.parent).status == 0
    assert [part.text for part in Document(str(form)).paragraphs if part.text][-1] == CHOSEN
    assert CHOSEN in page.read_text(encoding="utf-8")
    into = office.parent / "本府.docx"
    run("fill", office, "--only", "3.3", "-o", into, cwd=office.parent)
    done = run("fill", office, *options, "--into", into, "--overwrite", cwd=office.parent)
    assert done.status == 0
    assert CHOSEN in [line.text for row in Document(str(into)).tables[0].rows for cell in row.cells for line in cell.paragraphs]


def test_nothing_is_chosen_by_default(office: Path) -> None:
    data = run("compute", office, "--only", "3.3", "--format", "json", cwd=office.parent).data
    assert (data["readings"], data["measures"][0]["reading"]) == ({}, [])
    assert "判讀" not in run("compute", office, "--only", "3.3", cwd=office.parent).out


@pytest.mark.parametrize(
    "written",
    ["readings: 3.3=inclusive", "readings: [3.3=inclusive]", "readings: {3.3: inclusive}", "readings:\n  3.3: [inclusive]"],
)
def test_an_office_keeps_its_readings(office: Path, written: str) -> None:
    (office / "office.yaml").write_text(f"{written}\n", encoding="utf-8")
    assert run("compute", office, "--only", "3.3", "--format", "json", cwd=office.parent).data["readings"] == {
        "3.3": ["inclusive"]
    }
    # The command line wins.
    done = run("compute", office, "--only", "3.3", "--reading", "3.3=calendar-months", "--format", "json", cwd=office.parent)
    assert done.data["readings"] == {"3.3": ["calendar-months"]}


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["3.3=inclusive", "3.3=calendar-months"], "3.3=inclusive 與 3.3=calendar-months 互相矛盾，不能同時選用；請只留其一"),
        (["3.3=inclusve"], "不是 3.3 的判讀，最接近的是「3.3=inclusive」"),
        ([""], "--reading 的值是空的；請填值，或不要寫這個選項"),
    ],
)
def test_wrong_readings_are_wrong_usage(office: Path, names: list[str], sentence: str) -> None:
    options = [option for name in names for option in ("--reading", name)]
    done = run("compute", office, *options, cwd=office.parent)
    assert (done.status, done.out) == (2, "")
    assert sentence in done.err
    assert len(done.err.splitlines()) == 1


def test_a_wrong_reading_of_office_yaml_names_its_line(office: Path) -> None:
    (office / "office.yaml").write_text("report: final\nreadings: [3.3=inclusve]\n", encoding="utf-8")
    done = run("compute", office, cwd=office.parent)
    assert done.status == 1
    assert done.err.startswith("office.yaml 第 2 行：readings「3.3=inclusve」不是 3.3 的判讀")


def test_every_command_says_which_readings_hold(office: Path) -> None:
    commands: list[tuple[str | Path, ...]] = [
        ("check", office),
        ("trace", office, "4.2.1", "--format", "csv"),
        ("compute", office, "--only", "4.2"),
    ]
    for command in commands:
        done = run(*command, "--reading", "4.2=elapsed", cwd=office.parent)
        assert "採其他判讀：4.2=elapsed" in done.err.splitlines()
    done = run("compute", office, "--only", "3.3", "--reading", "４.２＝Elapsed", cwd=office.parent)
    assert "採其他判讀：4.2=elapsed（不影響所選的項目）" in done.err.splitlines()
    shown = run("show", "4.2", "--reading", "4.2=elapsed", cwd=office.parent).out
    assert "（--reading 4.2=elapsed），本次採用" in shown
    assert "（--reading 4.2=each-post），本次採用" not in shown


def test_a_script_gets_json_also_where_there_is_no_alternative(office: Path) -> None:
    done = run("sensitivity", office, "4.8", "--format", "json", cwd=office.parent)
    assert (done.status, done.data) == (0, {"schema": 1, "plan": "mohw-113", "report": "final", "measures": []})


def test_unknown_readings_are_refused_where_none_is_chosen(office: Path) -> None:
    assert run("sensitivity", office, "--reading", "4.2=elapsd", cwd=office.parent).status == 2


def test_a_standing_reading_keeps_no_other_plan_from_being_computed(office: Path) -> None:
    (office / "office.yaml").write_text("readings: [3.3=inclusive]\n", encoding="utf-8")
    done = run("check", office, "--plan", "mol-107", cwd=office.parent)
    assert "沒有其他判讀；請拿掉" not in done.err
    assert run("compute", office, "--plan", "mol-107", "--reading", "3.3=inclusive", cwd=office.parent).status == 2


def test_missing_data_are_no_question_to_the_ministry(tmp_path: Path) -> None:
    office = write_csv(
        tmp_path / "office", "追蹤輔導個案", "個案編號,開案日期,結案日期,無需轉介就業原因,就業轉介日期\nC1,113/1/1,,,\n"
    )
    path = tmp_path / "問.docx"
    # Without 結案原因 the reading closing-reason has no data: its status differs, and there is nothing to ask.
    done = run("sensitivity", office, "2.9", "--format", "json", cwd=tmp_path)
    assert [found["turns"] for found in done.data["measures"]] == [True]
    run("sensitivity", office, "2.9", "-o", path, cwd=tmp_path)
    assert not path.exists()
