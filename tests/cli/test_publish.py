"""`compute --publish`: what the public sees of an office, worked by hand, in every format; and what is refused."""

import json
from html import unescape
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from .running import SAMPLE, Done, run, write_csv

# Retained of admitted, an institution each: 20 of 30, 2 of 6 and 6 of 12 are 28 of 48. Besides, four died and five were arrested.
# The second is hidden for its two; the third, the next smallest, lest the two be 28 less the others.
HEADER = "個案編號,機構代碼,新收日期,結案日期,結案原因\n"
KEPT, LEFT = "113/1/1,,", "113/1/1,113/2/1,自行中斷"
OFFICE = {"H1": (20, 30), "H2": (2, 6), "H3": (6, 12)}


def write_office(folder: Path, institutions: dict[str, tuple[int, int]], died: int = 4, arrested: int = 5) -> None:
    rows = [f"{code},{KEPT if n < kept else LEFT}" for code, (kept, all_) in institutions.items() for n in range(all_)]
    rows += [f"H1,113/1/1,113/2/1,{reason}" for reason, count in (("死亡", died), ("入監", arrested)) for _ in range(count)]
    write_csv(folder, "美沙冬收案", HEADER + "".join(f"M{number:05},{row}\n" for number, row in enumerate(rows)))


def compute(folder: Path, *arguments: str, only: str = "3.3") -> Done:
    return run("compute", "office", "--only", only, "--publish", *arguments, cwd=folder)


def read_measure(folder: Path, *arguments: str, only: str = "3.3") -> dict[str, Any]:
    done = compute(folder, "--format", "json", *arguments, only=only)
    assert done.status in {0, 3}, done.err
    (measure,) = done.data["measures"]
    return dict(measure)


def test_a_stratum_is_hidden_with_the_next_smallest(tmp_path: Path) -> None:
    write_office(tmp_path / "office", OFFICE)
    measure = read_measure(tmp_path, "--by", "機構代碼")
    assert (measure["numerator"], measure["denominator"], measure["value"], measure["status"]) == (28, 48, "58.33", "missed")
    assert (measure["shortfall"], measure["attainment"], measure["progress"]) == (4, "89.74", "落後")
    assert "hidden" not in measure
    assert measure["excluded"] == [{"reason": "死亡", "count": None}, {"reason": "入監", "count": 5}]
    assert measure["notes"] == []  # the question names how many interrupted the treatment
    assert measure["strata"] == [
        {"stratum": "H1", "numerator": 20, "denominator": 30, "value": "66.67"},
        {"stratum": "H2", "numerator": None, "denominator": None, "value": None, "hidden": True},
        {"stratum": "H3", "numerator": None, "denominator": None, "value": None, "hidden": True},
    ]


@pytest.mark.parametrize(("kept", "is_hidden"), [(4, True), (5, False), (16, True)])
def test_the_measure_is_hidden_from_1_to_4(tmp_path: Path, kept: int, is_hidden: bool) -> None:
    write_office(tmp_path / "office", {"H1": (kept, 20)})
    measure = read_measure(tmp_path)
    assert measure.get("hidden", False) is is_hidden
    assert measure["numerator"] == (None if is_hidden else kept)


@pytest.mark.parametrize(("died", "shown"), [(4, None), (5, 5)])
def test_a_small_count_of_exclusions_is_null(tmp_path: Path, died: int, shown: int | None) -> None:
    write_office(tmp_path / "office", {"H1": (20, 30)}, died=died, arrested=0)
    assert read_measure(tmp_path)["excluded"] == [{"reason": "死亡", "count": shown}]


def test_everything_of_a_hidden_measure_but_its_status_is_null(tmp_path: Path) -> None:
    write_office(tmp_path / "office", {"H1": (18, 20)})
    done = compute(tmp_path, "--format", "json")
    (measure,) = done.data["measures"]
    assert measure == {
        "id": "3.3",
        "indicator": "三(三)",
        "title": "所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率",
        "status": "met",
        "numerator": None,
        "denominator": None,
        "value": None,
        "unit": "%",
        "comparator": ">=",
        "target": "65",
        "attainment": None,
        "progress": None,
        "shortfall": None,
        "excluded": None,
        "rejected": None,
        "source": "register",
        "reading": [],
        "issues": [],
        "notes": None,
        "hidden": True,
    }
    (found,) = (each for each in done.data["inputs"] if each["read"])
    assert {name: found[name] for name in ("rows", "accepted", "rejected", "skipped", "warnings")} == dict.fromkeys(
        ("rows", "accepted", "rejected", "skipped", "warnings")
    )


def test_issues_of_a_hidden_measure_are_not_counted(tmp_path: Path) -> None:
    write_office(tmp_path / "office", {"H1": (18, 20)})
    register = next((tmp_path / "office").iterdir())
    register.write_text(register.read_text("utf-8") + "M99999,H1,113/2/30,,\n", "utf-8")
    measure = read_measure(tmp_path)
    assert (measure["hidden"], measure["rejected"]) == (True, None)
    assert [(issue["level"], issue["count"]) for issue in measure["issues"]] == [("fault", None)]
    assert compute(tmp_path, "--format", "json").data["complete"] is False


def test_parts_of_a_difference_are_hidden(tmp_path: Path) -> None:
    header = "案件編號,查獲次數,裁罰日期,通知參與日期,完成講習日期,分流課程\n"
    rows = [(113, "是", 12), (113, "否", 8), (112, "是", 6), (112, "否", 4)]  # 12 of 20, 6 of 10: the last is four less
    text = "".join(
        f"L{year}{course}{number},2,{year}/1/5,{year}/1/5,{year}/2/5,{course}\n"
        for year, course, many in rows
        for number in range(many)
    )
    write_csv(tmp_path / "office", "講習個案", header + text)
    measure = read_measure(tmp_path, only="4.6.2")
    assert (measure["hidden"], measure["parts"], measure["value"], measure["status"]) == (True, None, None, "missed")


def test_measures_of_things_are_shown_whole(tmp_path: Path) -> None:
    write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\nV1,4\nV2,3.99\n")
    measure = read_measure(tmp_path, only="4.8")
    assert (measure["numerator"], measure["denominator"], measure.get("hidden")) == (1, 2, None)


FORMATS = ["json", "csv", "markdown", "table"]


@pytest.mark.parametrize("name", FORMATS)
def test_no_text_shows_a_hidden_number(tmp_path: Path, name: str) -> None:
    write_office(tmp_path / "office", {"H1": (17, 19), "H2": (0, 0)}, died=3, arrested=0)
    out = compute(tmp_path, "--by", "機構代碼", "--format", name).out
    shown = out.replace("180 天", "").replace("113 年", "").replace("12 月 31 日", "")
    if name != "json":
        assert "＊" in shown
        for number in ("17", "19", "89.47", "137.65", "22"):  # counts, value, attainment, all before exclusions
            assert number not in shown
    assert "死亡" not in shown
    assert "自行中斷" not in shown


@pytest.mark.parametrize("suffix", [".html", ".xlsx", ".docx", ".odt", ".ods", ".csv", ".md", ".txt"])
def test_no_file_shows_a_hidden_number(tmp_path: Path, suffix: str) -> None:
    write_office(tmp_path / "office", OFFICE)
    done = compute(tmp_path, "--by", "機構代碼", "-o", f"公布{suffix}")
    assert done.status == 0, done.err
    text = read_text(tmp_path / f"公布{suffix}")
    assert "＊" in text
    assert "58.33" in text
    assert "66.67" in text
    for number in ("33.33", "50.00"):  # the values of the hidden institutions
        assert number not in text
    for small in ("死亡 4", "自行中斷", "原有 57"):
        assert small not in text


def read_text(path: Path) -> str:
    """The words of any of our documents."""
    if path.suffix in {".html", ".csv", ".md", ".txt"}:
        return path.read_text("utf-8")
    with ZipFile(path) as archive:
        return unescape("".join(archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")))


def test_the_report_folds_nothing_hidden_away(tmp_path: Path) -> None:
    write_office(tmp_path / "office", OFFICE)
    compute(tmp_path, "--by", "機構代碼", "-o", "公布.html")
    page = (tmp_path / "公布.html").read_text("utf-8")
    assert "人數流程" not in page  # the way down names each exclusion
    assert "其他判讀下的數字" not in page  # figures of another reading differ by the few who are read otherwise
    assert page.count('<td class="number">＊</td>') == 2 * 3 + 5  # two institutions, the rows of the one register


def test_months_are_hidden_each_for_itself(tmp_path: Path) -> None:
    write_csv(
        tmp_path / "office",
        "講習個案",
        "案件編號,查獲次數,通知參與日期,完成講習日期,裁罰日期,分流課程\n"
        + "".join(f"L{number},1,113/{number // 3 + 1}/5,113/{number // 3 + 1}/6,,\n" for number in range(9)),
    )
    done = compute(tmp_path, "--monthly", "--as-of", "113/3/31", "--format", "json", only="4.6.1.1")
    # Three a month, all of whom came: 3 of 3, 6 of 6, 9 of 9.
    assert [month["measures"] for month in done.data["months"]] == [
        [
            {
                "id": "4.6.1.1",
                "status": "reported",
                "numerator": None,
                "denominator": None,
                "value": None,
                "progress": None,
                "hidden": True,
            }
        ],
        [{"id": "4.6.1.1", "status": "reported", "numerator": 6, "denominator": 6, "value": "100.00", "progress": None}],
        [{"id": "4.6.1.1", "status": "reported", "numerator": 9, "denominator": 9, "value": "100.00", "progress": None}],
    ]
    # The row count would give the first month away.
    assert [found["rows"] for found in done.data["inputs"] if found["read"]] == [None]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--show-ids"], "--publish 是給外界看的，不能與 --show-ids 並用；請擇一"),
        (["--by", "個案編號"], "--by「個案編號」一組就是一個人，不能與 --publish 並用；請改用機構、類別等欄位"),
        (
            ["--plan", "mol-107"],
            "計畫 mol-107 沒有訂公布的門檻（publishing），不能用 --publish；請改用有訂的計畫，或拿掉 --publish",
        ),
    ],
)
def test_options_that_would_give_a_count_away_are_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    write_office(tmp_path / "office", OFFICE)
    done = run("compute", "office", "--publish", *arguments, cwd=tmp_path)
    assert (done.status, done.out) == (2, "")
    assert message in done.err


def test_a_plan_sets_its_own_threshold(tmp_path: Path) -> None:
    write_office(tmp_path / "office", {"H1": (12, 20)})
    (tmp_path / "specs" / "own").mkdir(parents=True)
    (tmp_path / "specs" / "own" / "plan.yaml").write_text(
        "id: own\nextends: mohw-113\npublishing: {largest_hidden_count: 8}\n", "utf-8"
    )
    assert "hidden" not in read_measure(tmp_path)
    assert read_measure(tmp_path, "--specs", "specs", "--plan", "own")["hidden"] is True  # eight are missing


def test_a_manifest_would_hold_the_numbers(tmp_path: Path) -> None:
    write_office(tmp_path / "office", OFFICE)
    done = run("compute", "office", "--publish", "-o", "a.json", "--manifest", "m.json", cwd=tmp_path)
    assert done.status == 2
    assert "--manifest 記下完整的數字，不能與 --publish 並用；請擇一" in done.err


def test_status_and_exit_stay(tmp_path: Path) -> None:
    write_office(tmp_path / "office", {"H1": (4, 20)})
    assert compute(tmp_path, "--fail-on-miss", "--format", "json").status == 4


def test_the_sample_office_hides_these_measures(tmp_path: Path) -> None:
    done = run("compute", SAMPLE / "office", "--publish", "--format", "json", cwd=tmp_path)
    hidden = [measure["id"] for measure in done.data["measures"] if measure.get("hidden")]
    assert (done.status, hidden) == (3, ["1.3", "1.4", "1.6", "2.1"])  # 3 of 26, 11 of 15, 17 of 19, 302 of 304
    assert json.loads(done.out)["complete"] is False
