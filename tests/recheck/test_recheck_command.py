"""`recheck` as a user meets it: the JSON, the place of a figure, exit statuses, what the form's title says, refused input."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from cli.running import Done, check_refused, run, write_csv
from files.encrypting import PASSWORD, encrypt_agile
from forms.own_forms import write_table

from .typed_forms import HEADERS, TITLE, write_form

pytestmark = pytest.mark.slow

VOLUNTEERS = "當年度志工接受繼續教育 4 小時之涵蓋率"
RETENTION = "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
STAYING = "本計畫補助個案管理人力年資滿 12 個月及 18 個月之留任率"
HEADER = HEADERS["final"]
# 83 of 85 have had four hours: 97.647… %.
HOURS = "志工編號,繼續教育時數\n" + "".join(f"V{number:03d},{4 if number < 83 else 3.5}\n" for number in range(85))
# Half an hour short of four.
SHORT = [{"file": "志工.csv", "sheet": None, "row": row, "subject": f"…{row - 2:03d}"} for row in (85, 86)]
ADMISSIONS = "個案編號,機構代碼,新收日期,結案日期,結案原因\n" + "".join(
    f"M{number:03d},H1,113/{month}/1,{closed},{reason}\n"
    for number, month, closed, reason in (
        *((number, 1, "", "") for number in range(6)),
        (6, 2, "113/4/1", "違規"),
        (7, 2, "113/4/1", "死亡"),
        (8, 3, "113/5/1", "死亡"),
        (9, 7, "", ""),
    )
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_csv(tmp_path / "office", "志工", HOURS)
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def write_row(folder: Path, text: str, box: str = "", *, name: str = VOLUNTEERS, suffix: str = ".docx") -> Path:
    return write_form(folder / f"表{suffix}", [HEADER, [name, "100%", text, box]], "final", "高雄市")


def recheck(form: Path, office: Path, *options: str) -> tuple[Done, dict[str, Any]]:
    done = run("recheck", form, office, "--format", "json", *options, cwd=office.parent)
    return done, {entry["id"]: entry for entry in done.data["measures"]}


def find_cause(folder: Path, office: Path, text: str, box: str = "") -> tuple[str, dict[str, Any], int]:
    done, entries = recheck(write_row(folder, text, box), office, "--only", "4.8")
    return entries["4.8"]["cause"], entries["4.8"]["detail"], done.status


def test_the_json_of_a_form(office: Path, tmp_path: Path) -> None:
    done, entries = recheck(write_row(tmp_path, "分子83／分母85＝97.65％，尚差2人", "□超前 □符合 ■落後"), office)
    data = done.data
    assert [data[name] for name in ("schema", "submitted", "form", "plan", "report")] == [
        1,
        "表.docx",
        "annex12",
        "mohw-113",
        "final",
    ]
    assert data["summary"] == {"not_filled": 47, "agrees": 1}
    assert entries["4.8"] == {
        "id": "4.8",
        "cause": "agrees",
        "submitted": {
            "numerator": 83,
            "denominator": 85,
            "value": "97.65",
            "attainment": None,
            "progress": "落後",
            "shortfall": 2,
            "text": "分子83／分母85＝97.65％，尚差2人",
        },
        "computed": {
            "numerator": 83,
            "denominator": 85,
            "value": "97.65",
            "attainment": "97.65",
            "progress": "落後",
            "shortfall": 2,
            "text": "分子 83 人／分母 85 人＝97.65%；達成率 97.65%（未達成）；尚差 2 人",
        },
        "place": "表格1 第2列 第3欄",
        "detail": {},
        "also": [],
    }
    assert set(entries["3.3"]["submitted"].values()) == {None}
    assert (entries["3.3"]["cause"], entries["3.3"]["place"], done.status) == ("not_filled", None, 5)  # there is a figure for it


@pytest.mark.parametrize(
    ("text", "box", "cause", "detail", "status"),
    [
        ("83/85=97.65%", "☑落後", "agrees", {}, 0),
        ("83/85=97.6%", "", "agrees", {}, 0),
        ("83/85=98%", "", "agrees", {}, 0),
        ("83/85=97.64706%", "", "agrees", {}, 0),
        ("83/85=97.64%", "", "rounding", {"how": "cut"}, 5),
        ("83/85=97.66%", "", "rounding", {"how": "off_by_one"}, 5),
        ("83/85=97.67%", "", "own_parts", {"follows": "97.65"}, 5),
        ("83/85=97.7%", "", "own_parts", {"follows": "97.65"}, 5),
        ("83/85，尚差3人", "", "own_parts", {"follows": 2}, 5),
        ("97.64%", "", "rounding", {"how": "cut"}, 5),
        ("97.60%", "", "value", {"difference": "-0.05"}, 5),
        ("84/85=98.82%", "", "numerator", {"difference": 1, "candidates": SHORT}, 5),
        ("83/86=96.51%", "", "denominator", {"difference": 1, "candidates": []}, 5),
        ("84/87=96.55%", "", "both", {"difference": {"numerator": 1, "denominator": 2}, "candidates": SHORT}, 5),
        ("83/85=97.65%", "☑符合", "progress", {"expected": "落後"}, 5),
        ("83/85=97.65%，已達成", "", "progress", {"expected": "missed"}, 5),
        ("無適用個案", "", "value", {"difference": None}, 5),
        ("請參考計畫", "", "unreadable", {}, 3),
        ("本中心未招募志工，無從計算", "", "unreadable", {}, 3),
        ("（請填寫）", "", "not_filled", {}, 5),
    ],
)
def test_causes(office: Path, tmp_path: Path, text: str, box: str, cause: str, detail: dict[str, Any], status: int) -> None:
    assert find_cause(tmp_path, office, text, box) == (cause, detail, status)


@pytest.mark.parametrize(
    ("text", "cause", "status"),
    [
        ("無適用個案", "agrees", 0),
        ("本中心未招募志工，無從計算", "agrees", 0),
        ("志工2人均已離隊，無應參加教育者", "agrees", 0),
        ("志工資料彙整中", "not_filled", 0),
        ("志工2人，完成2人，100%", "both", 5),
    ],
)
def test_where_there_was_nobody_to_count(tmp_path: Path, text: str, cause: str, status: int) -> None:
    office = write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\n")
    found, _, ended = find_cause(tmp_path, office, text)
    assert (found, ended) == (cause, status)


@pytest.mark.parametrize(
    ("text", "cause", "detail"),
    [
        ("6/7=85.71%", "agrees", {}),
        ("6/9=66.67%", "exclusion", {"reasons": ["死亡"]}),
        ("0/0", "window", {"report": "midterm"}),
        ("83/85=97.65%", "other_row", {"id": "4.8"}),
    ],
)
def test_causes_by_recomputing(office: Path, tmp_path: Path, text: str, cause: str, detail: dict[str, Any]) -> None:
    _, entries = recheck(write_row(tmp_path, text, name=RETENTION), office, "--only", "3.3")
    assert (entries["3.3"]["cause"], entries["3.3"]["detail"]) == (cause, detail)


def test_another_reading_and_the_plans_own_where_another_is_chosen(tmp_path: Path) -> None:
    staff = "人力來源,職稱,姓名,到職日期,離職日期,異動別\n本部補助,個管,甲,113/1/1,,在職\n本部補助,個管,乙,112/1/1,,在職\n"
    office = write_csv(tmp_path / "office", "人力清冊", staff)
    form = write_row(tmp_path, "12個月：1/2=50%", name=STAYING)
    done, entries = recheck(form, office, "--only", "4.2.1")
    assert (entries["4.2.1"]["cause"], entries["4.2.1"]["detail"], done.status) == ("reading", {"reading": ["elapsed"]}, 5)
    done, entries = recheck(form, office, "--only", "4.2.1", "--reading", "4.2=elapsed")
    assert (entries["4.2.1"]["cause"], done.status) == ("agrees", 0)
    form = write_row(tmp_path, "12個月：2/2=100%", name=STAYING)
    _, entries = recheck(form, office, "--only", "4.2.1", "--reading", "4.2=elapsed")
    assert (entries["4.2.1"]["cause"], entries["4.2.1"]["detail"]) == ("reading", {"reading": []})


def test_rejected_rows_that_were_counted_have_their_addresses(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\nV1,4\nV2,四\nV3,3\n")
    _, entries = recheck(write_row(tmp_path, "2/3=66.67%"), office, "--only", "4.8")
    assert (entries["4.8"]["cause"], entries["4.8"]["detail"]) == (
        "rejected_counted",
        {"rows": [{"file": "志工.csv", "sheet": None, "row": 3}]},
    )


def test_rows_at_the_boundary_are_listed_with_masked_identifiers(tmp_path: Path) -> None:
    office = write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)
    _, entries = recheck(write_row(tmp_path, "6/8=75%", name=RETENTION), office, "--only", "3.3")
    assert entries["3.3"]["cause"] == "denominator"
    (candidate,) = entries["3.3"]["detail"]["candidates"]
    assert candidate == {"file": "美沙冬收案.csv", "sheet": None, "row": 11, "subject": "…009"}  # admitted on 1 July


@pytest.mark.parametrize(
    ("suffix", "place"), [(".xlsx", "工作表「達成情形」C5"), (".ods", "工作表「達成情形」C5"), (".odt", "表格1 第2列 第3欄")]
)
def test_places(office: Path, tmp_path: Path, suffix: str, place: str) -> None:
    done, entries = recheck(write_row(tmp_path, "83/85", suffix=suffix), office, "--only", "4.8")
    assert (entries["4.8"]["place"], entries["4.8"]["cause"], done.status) == (place, "agrees", 0)


def test_the_title_says_which_report_and_options_hold_against_it(office: Path, tmp_path: Path) -> None:
    path = write_form(
        tmp_path / "表.docx", [HEADERS["midterm"], [RETENTION, "", "0/0", "", ""]], "midterm", "台南市".replace("台", "臺")
    )
    done, entries = recheck(path, office, "--only", "3.3")
    assert (done.data["report"], done.data["form"], entries["3.3"]["cause"]) == ("midterm", "annex11", "agrees")
    done, _ = recheck(path, office, "--only", "3.3", "--report", "final", "--jurisdiction", "高雄市")
    assert done.data["report"] == "final"
    assert "表上寫的是期中，依 --report 以期末核對" in done.err
    assert "表上寫的是臺南市，依 --jurisdiction 以高雄市核對" in done.err


def test_the_programs_own_form_agrees_throughout(tmp_path: Path) -> None:
    sample = Path(__file__).resolve().parents[2] / "sample_data" / "office"
    assert run("fill", sample, "-o", tmp_path / "表.odt", cwd=tmp_path).status == 3
    done = run("recheck", tmp_path / "表.odt", sample, cwd=tmp_path)
    assert (done.status, done.out.splitlines()[-1]) == (0, "相同 47、差異 0、未填 1、讀不懂 0")


def test_figures_in_the_texts_of_evidence_are_no_figures(tmp_path: Path) -> None:
    """The program's own form tells a scheme below its figures, and the scheme speaks of percents and persons."""
    rows = [
        *("4.4,母嬰照護,處遇內容,產前門診 8 次，完成率 37.5%", "4.4,母嬰照護,執行方式,分子 3 人／分母 8 人"),
        *("4.4,母嬰照護,執行機構,計 2 項", "4.4,母嬰照護,執行時程或頻次,每月 2 次", "4.4,母嬰照護,處遇人員,社工師 2 人"),
        "4.4,母嬰照護,具體執行成果,達成率 20%（未達成）",
    ]
    office = write_csv(tmp_path / "office", "佐證清冊", "\n".join(["指標代碼,項目名稱,要件,說明", *rows]))
    for suffix in (".docx", ".ods"):
        form = tmp_path / f"表{suffix}"
        assert run("fill", office, "--only", "4.4", "-o", form, cwd=tmp_path).status == 0
        done, entries = recheck(form, office, "--only", "4.4")
        assert (done.status, entries["4.4"]["cause"]) == (0, "agrees")


def test_a_result_is_read_as_a_form(office: Path, tmp_path: Path) -> None:
    assert run("compute", office, "-o", tmp_path / "結果.json", "--only", "4.8", cwd=tmp_path).status == 0
    done, entries = recheck(tmp_path / "結果.json", office, "--only", "4.8")
    assert (done.data["form"], entries["4.8"]["cause"], done.status) == ("result", "agrees", 0)
    content = json.loads((tmp_path / "結果.json").read_text(encoding="utf-8"))
    content["measures"][0]["numerator"] = 82
    (tmp_path / "結果.json").write_text(json.dumps(content), encoding="utf-8")
    assert recheck(tmp_path / "結果.json", office, "--only", "4.8")[1]["4.8"]["cause"] == "own_parts"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"numerator": "八十三"}, '「numerator」應為數字，卻是 "八十三"'),
        ({"value": [97.65]}, "「value」應為數字，卻是 [97.65]"),
        ({"parts": {"A": True}}, "「parts.A」應為數字，卻是 true"),
        ({"parts": "無"}, '「parts」應為數字，卻是 "無"'),
    ],
)
def test_a_result_with_a_word_for_a_number_is_unreadable(
    office: Path, tmp_path: Path, change: dict[str, object], said: str
) -> None:
    content = json.loads(run("compute", office, "--only", "4.8", "--format", "json", cwd=tmp_path).out)
    content["measures"][0].update(change)
    (tmp_path / "結果.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    done, entries = recheck(tmp_path / "結果.json", office, "--only", "4.8")
    assert (entries["4.8"]["cause"], entries["4.8"]["detail"], done.status) == ("unreadable", {"fault": said}, 3)


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".docx", ".json", ".csv"])
def test_files_for_the_record(office: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"核對{suffix}"
    done = run("recheck", write_row(tmp_path, "84/85"), office, "--only", "4.8", "-o", target, cwd=tmp_path)
    assert (done.status, done.out) == (5, "")
    assert done.err.splitlines() == [f"已寫入 {target}（僅擁有者可讀）", "相同 0、差異 1（分子不同 1）、未填 0、讀不懂 0"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    match suffix:
        case ".xlsx":
            cells = [str(cell.value) for row in load_workbook(target).worksheets[0].iter_rows() for cell in row]
            rows = "志工.csv 第 85 列（…083）、志工.csv 第 86 列（…084）"
            said = f"分子多 1 人；可能有關的列（差一點就計入或不計入）：{rows}"
            assert f"{said}；已試算其他判讀、期間與排除共 24 種，都不能得出所填數字" in cells
        case ".docx":
            assert Document(str(target)).tables[0].rows[1].cells[1].text == "分子不同"
        case _:
            assert "84" in target.read_text(encoding="utf-8")


def test_what_is_no_form_of_the_plan_is_refused(office: Path, tmp_path: Path) -> None:
    other = write_table(tmp_path / "表.docx", [HEADER, ["就業率", "30%", "1/2", ""]])
    check_refused(
        run("recheck", other, office, cwd=tmp_path),
        1,
        "表.docx：沒有任何一列是計畫 mohw-113 的指標；若是其他計畫的表，請以 --plan 指定那個計畫",
    )
    (tmp_path / "壞.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    said = "壞.docx：檔案損壞或不合規格（壓縮檔目錄無法讀取）；請以文書軟體開啟、另存新檔後再試"
    check_refused(run("recheck", tmp_path / "壞.docx", office, cwd=tmp_path), 1, said)
    (tmp_path / "結果.json").write_text('{"schema": 1, "plan": "mol-107", "measures": []}', encoding="utf-8")
    check_refused(
        run("recheck", tmp_path / "結果.json", office, cwd=tmp_path),
        1,
        "結果.json：這是計畫「mol-107」的結果，不是 mohw-113；請以 --plan 指定那個計畫",
    )
    (tmp_path / "表.pdf").write_bytes(b"%PDF-1.7")
    check_refused(
        run("recheck", tmp_path / "表.pdf", office, cwd=tmp_path),
        1,
        "表.pdf：看不懂的檔案格式；應為 .docx、.odt、.xlsx、.ods、.json 之一，請另存新檔後再試",
    )


def test_the_title_of_the_plan_is_the_annexes() -> None:
    assert TITLE.startswith("113 年度")


def test_an_encrypted_form_asks_for_its_password(office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = write_row(tmp_path, "分子2人/分母3人=66.67%")
    locked = tmp_path / "加密.docx"
    locked.write_bytes(encrypt_agile(form.read_bytes()))
    check_refused(
        run("recheck", locked, office, cwd=tmp_path),
        1,
        "加密.docx：檔案有密碼保護，而沒有提供密碼；請把密碼存在環境變數並以 --password-env 指定其名稱，"
        "或在文書軟體移除密碼、另存新檔後再試",
    )
    monkeypatch.setenv("FORM_PASSWORD", PASSWORD)
    _, opened = recheck(locked, office, "--only", "4.8", "--password-env", "FORM_PASSWORD")
    _, plain = recheck(form, office, "--only", "4.8")
    assert opened["4.8"] == plain["4.8"]
