"""What a comparison says of figures and subjects, worked out by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.pipeline import compute, fill_form, save_results
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.reads.growing_parts import list_growing_parts
from antidrug_kpi.settings import Settings

from .small_offices import ADMISSIONS, CASES, MEETINGS, compare_paths, find_entry, write_office

# Of these four admissions 180 and 181 stayed 180 days; 182 died and is excluded; 179 left a day too early.
BEFORE = ADMISSIONS + (
    "M00179,H1,113/1/1,113/6/28,自行中斷\n"
    "M00180,H1,113/1/1,113/6/29,自行中斷\n"
    "M00181,H1,113/1/1,113/11/16,自行中斷\n"
    "M00182,H1,113/1/1,113/2/1,死亡\n"
)
# 179 is gone; the closing of 181 stands before its admission, which rejects it; 182 did not die; 183 is new.
AFTER = ADMISSIONS + (
    "M00180,H1,113/1/1,113/6/29,自行中斷\nM00181,H1,113/1/1,112/12/18,自行中斷\nM00182,H1,113/1/1,113/2/1,\nM00183,H1,113/1/2,,\n"
)


def row(number: int, file: str = "美沙冬收案.csv") -> dict[str, Any]:
    return {"file": file, "sheet": None, "row": number}


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Path, Path]:
    return write_office(tmp_path / "a", 美沙冬收案=BEFORE), write_office(tmp_path / "b", 美沙冬收案=AFTER)


def test_subjects_come_and_go_and_cells_change(offices: tuple[Path, Path]) -> None:
    found = compare_paths(*offices, "3.3")
    assert found == {
        "schema": 1,
        "a": {"source": str(offices[0]), "plan": "mohw-113", "report": "final", "as_of": "2024-12-31"},
        "b": {"source": str(offices[1]), "plan": "mohw-113", "report": "final", "as_of": "2024-12-31"},
        "measures": [
            {
                "id": "3.3",
                "a": {"status": "met", "numerator": 2, "denominator": 3, "value": "66.67"},
                "b": {"status": "met", "numerator": 2, "denominator": 3, "value": "66.67"},
                "change": "0.00",
                "fell": False,
                # 182, who was excluded, and 183; in A 179, and 181, who is rejected now.
                "entered": [row(4), row(5)],
                "left": [row(2), row(4)],
                "changed": [
                    {"subject": "…181", "column": "結案日期", "a": "113/11/16", "b": "112/12/18"},
                    {"subject": "…182", "column": "結案原因", "a": "死亡", "b": None},
                ],
            }
        ],
    }


def test_identifiers_in_full_only_where_asked_for(offices: tuple[Path, Path]) -> None:
    changed = find_entry(compare_paths(*offices, "3.3", show_ids=True), "3.3")["changed"]
    assert [cell["subject"] for cell in changed] == ["M00181", "M00182"]


def test_change_is_that_of_exact_values(tmp_path: Path) -> None:
    """1/3 and 2/3 are 33.33 and 66.67, and differ by 33.33, not by 33.34."""
    own = write_office(tmp_path / "a", 跨局處會議=MEETINGS + "113/1/1,一,是\n113/2/1,二,否\n113/3/1,三,否\n")
    other = write_office(tmp_path / "b", 跨局處會議=MEETINGS + "113/1/1,一,是\n113/2/1,二,是\n113/3/1,三,否\n")
    for paths, change in (((own, other), "33.33"), ((other, own), "-33.33")):
        assert find_entry(compare_paths(*paths, "4.1.2"), "4.1.2")["change"] == change


@pytest.mark.parametrize(
    ("as_of", "fell"),
    [("113-06-29", False), ("113-06-30", False), ("113-07-01", True)],
)
def test_a_count_that_can_only_grow_fell_where_the_day_is_later(tmp_path: Path, as_of: str, fell: bool) -> None:
    own = write_office(tmp_path / "a", 跨局處會議=MEETINGS + "113/1/1,一,是\n113/2/1,二,是\n")
    other = write_office(tmp_path / "b", 跨局處會議=MEETINGS + "113/1/1,一,是\n")
    found = compare_paths(own, other, "4.1.2", report_a="midterm", as_of_b=as_of)
    assert (found["b"]["as_of"], find_entry(found, "4.1.2")["fell"]) == (f"2024{as_of[3:]}", fell)


def test_nothing_fell_from_one_year_to_the_next(tmp_path: Path) -> None:
    office = write_office(tmp_path / "a", 跨局處會議=MEETINGS + "113/1/1,一,是\n113/2/1,二,是\n114/2/1,二,是\n")
    entry = find_entry(compare_paths(office, office, "4.1.2", year_b=114), "4.1.2")
    assert (entry["a"]["denominator"], entry["b"]["denominator"], entry["fell"]) == (2, 1, False)


def test_numerator_alone_can_fall_where_only_added_rows_are_dated(tmp_path: Path) -> None:
    schools, workshops = "學校代碼\nS1\nS2\n", "辦理日期,主辦單位\n113/1/5,甲\n"
    own = write_office(tmp_path / "a", 學校清冊=schools, 家長研習場次=workshops)
    fewer = write_office(tmp_path / "b", 學校清冊="學校代碼\nS1\n", 家長研習場次=workshops)
    none = write_office(tmp_path / "c", 學校清冊=schools, 家長研習場次="辦理日期,主辦單位\n112/1/5,甲\n")
    for other, fell in ((fewer, False), (none, True)):
        assert find_entry(compare_paths(own, other, "1.1.1", report_a="midterm"), "1.1.1")["fell"] is fell


def test_which_parts_can_only_grow_follows_from_the_spec() -> None:
    plan = load_plan("mohw-113")
    growing = {measure.id: list_growing_parts(plan, measure) for _, measure in plan.measures}
    both = {"1.3", "1.4", "1.5", "2.1", "2.3.1", "2.3.2", "2.8", "2.10", "2.11.2", "4.1.2", "4.6.1.1", "4.6.1.2", "4.7"}
    assert {name for name, parts in growing.items() if parts == {"numerator", "denominator"}} == both
    assert {name: parts for name, parts in growing.items() if parts and name not in both} == {"1.1.1": {"numerator"}}


def test_another_entry_date_is_another_subject(tmp_path: Path) -> None:
    own = write_office(tmp_path / "a", 美沙冬收案=ADMISSIONS + "M00001,H1,113/1/1,,\n")
    other = write_office(tmp_path / "b", 美沙冬收案=ADMISSIONS + "M00001,H1,113/1/2,,\n")
    entry = find_entry(compare_paths(own, other, "3.3"), "3.3")
    assert (entry["entered"], entry["left"], entry["changed"]) == ([row(2)], [row(2)], [])


def test_equals_are_matched_in_the_files_order(tmp_path: Path) -> None:
    line = "M00001,H1,113/1/1,113/{},自行中斷\n"
    own = write_office(tmp_path / "a", 美沙冬收案=ADMISSIONS + line.format("2/1") + line.format("9/1"))
    other = write_office(tmp_path / "b", 美沙冬收案=ADMISSIONS + line.format("2/1") + line.format("9/2") + line.format("3/1"))
    entry = find_entry(compare_paths(own, other, "3.3"), "3.3")
    assert (entry["entered"], entry["left"]) == ([row(4)], [])
    assert entry["changed"] == [{"subject": "…001", "column": "結案日期", "a": "113/9/1", "b": "113/9/2"}]


def test_a_person_stays_whatever_records_there_are(tmp_path: Path) -> None:
    """In 2.9 a person counts once: the corrected day of opening is a change, the further record is none."""
    own = write_office(tmp_path / "a", 追蹤輔導個案=CASES + "C00001,113/1/1,,,高,,113/3/1\nC00002,113/1/1,,,高,,\n")
    other = write_office(
        tmp_path / "b",
        追蹤輔導個案=CASES + "C00001,113/1/9,,,高,,113/3/1\nC00002,113/1/1,,,高,,\nC00002,113/5/1,,,高,,\n",
    )
    entry = find_entry(compare_paths(own, other, "2.9"), "2.9")
    assert (entry["entered"], entry["left"]) == ([], [])
    assert entry["changed"] == [{"subject": "…001", "column": "開案日期", "a": "113/1/1", "b": "113/1/9"}]


def test_columns_that_the_measure_does_not_read_do_not_count(tmp_path: Path) -> None:
    own = write_office(tmp_path / "a", 美沙冬收案=ADMISSIONS + "M00001,H1,113/1/1,,\n")
    other = write_office(tmp_path / "b", 美沙冬收案=ADMISSIONS + "M00001,H2,1130101,,\n")
    entry = find_entry(compare_paths(own, other, "3.3"), "3.3")
    assert entry["changed"] == []  # 機構代碼 is not read, and 1130101 reads the same


def test_a_side_without_the_register_has_lost_everybody(tmp_path: Path) -> None:
    own = write_office(tmp_path / "a", 美沙冬收案=BEFORE)
    other = write_office(tmp_path / "b", 志工="志工編號,繼續教育時數\nV1,4\n")
    entry = find_entry(compare_paths(own, other, "3.3"), "3.3")
    assert entry["b"] == {"status": "no_data", "numerator": None, "denominator": None, "value": None}
    assert (entry["change"], entry["left"], entry["entered"]) == (None, [row(2), row(3), row(4)], [])


def write_result(path: Path, folder: Path, *only: str) -> Path:
    save_results(compute(folder, Settings(only=only)), path)
    return path


def test_a_result_and_a_folder_have_no_movements(tmp_path: Path, offices: tuple[Path, Path]) -> None:
    result = write_result(tmp_path / "a.json", offices[0], "3.3")
    entry = find_entry(compare_paths(result, offices[1], "3.3"), "3.3")
    assert list(entry) == ["id", "a", "b", "change", "fell"]
    assert entry["a"] == entry["b"]


def test_difference_of_results_is_taken_of_their_parts(tmp_path: Path) -> None:
    """4.6.2: 2/3 − 1/2 and 1/2 − 1/3 are one sixth both; the rounded values of the second are edited to tell."""
    head = {"schema": 1, "plan": "mohw-113", "report": "final", "period": ["2024-01-01", "2024-12-31"], "as_of": "2024-12-31"}
    paths = []
    for name, value, parts in (
        ("a", "16.67", {"A": 3, "B": 2, "C": 2, "D": 1}),
        ("b", "16.66", {"A": 2, "B": 1, "C": 3, "D": 1}),
    ):
        measure = {"id": "4.6.2", "status": "met", "numerator": None, "denominator": None, "value": value, "parts": parts}
        paths.append(tmp_path / f"{name}.json")
        paths[-1].write_text(json.dumps({**head, "measures": [measure]}), encoding="utf-8")
    entry = find_entry(compare_paths(paths[0], paths[1]), "4.6.2")
    assert (entry["a"]["value"], entry["b"]["value"], entry["change"]) == ("16.67", "16.66", "0.00")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "不是完整的 JSON，不能當作結果檔（compute --format json）；請重新產生"),
        ("[]", "不是本程式寫出的結果檔（compute --format json）（沒有 schema）；請確認是不是這個檔案"),
        ('{"schema": 2}', "是較新版本寫出的結果檔（compute --format json）（schema 2，本程式只懂到 1）；請更新程式後再試"),
        (
            '{"schema": 1, "plan": "mohw-113"}',
            "不是完整的結果檔（compute --format json）：plan、measures 應為計畫代號與衡量項目的清單；請重新產生",
        ),
        (f"{'[' * 100_000}", "不是完整的 JSON，不能當作結果檔（compute --format json）；請重新產生"),
        ('{"schema": 1, "x": NaN}', "不是完整的 JSON，不能當作結果檔（compute --format json）；請重新產生"),
    ],
)
def test_what_is_no_result_is_said_in_one_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "壞.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as error:
        compare_paths(path, path)
    assert str(error.value) == f"{path} {said}"


def test_options_of_a_side_have_no_effect_on_a_result(tmp_path: Path, offices: tuple[Path, Path]) -> None:
    result = write_result(tmp_path / "a.json", offices[0], "3.3")
    with pytest.raises(UsageError, match=r"^--report-a 對結果檔「.*a\.json」沒有作用：數字已經算好；請拿掉，或改為比較資料夾$"):
        compare_paths(result, offices[1], report_a="midterm")


def test_a_damaged_form_is_refused_in_one_line(tmp_path: Path) -> None:
    form = tmp_path / "表.docx"
    form.write_bytes(b"")
    with pytest.raises(UserError) as error:
        compare_paths(form, form)
    assert len(str(error.value).splitlines()) == 1
    assert str(error.value).startswith("表.docx")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".docx", ".ods"])
def test_forms_are_compared_by_the_figures_that_they_hold(tmp_path: Path, offices: tuple[Path, Path], suffix: str) -> None:
    forms = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for office, form in zip(offices, forms, strict=True):
        fill_form(compute(office, Settings(only=("3.3",))), form)
    both, mixed, data, same = (
        find_entry(compare_paths(*pair), "3.3")
        for pair in ((forms[0], forms[1]), (forms[0], offices[1]), offices, (forms[0], offices[0]))
    )
    # A form says no status, and what it does not say is no difference.
    assert (both["a"]["status"], both["b"]["status"]) == (None, None)
    for found in (both, mixed):
        assert {**found["a"], "status": data["a"]["status"]} == data["a"]
        assert {**found["b"], "status": data["b"]["status"]} == data["b"]
        assert found["change"] == data["change"]
        assert "entered" not in found
    assert same["change"] == "0.00"


def test_free_text_is_shown_only_where_asked_for(tmp_path: Path) -> None:
    """A reason of the plan names nobody; what somebody wrote beside it may."""
    own, other = (
        write_office(tmp_path / name, 美沙冬收案=f"{ADMISSIONS}M00181,H1,113/1/1,113/11/16,{reason}\n")
        for name, reason in (("a", "死亡"), ("b", "王小明之父來電要求"))
    )
    for show_ids, shown in ((False, "…"), (True, "王小明之父來電要求")):
        (cell,) = find_entry(compare_paths(own, other, "3.3", show_ids=show_ids), "3.3")["changed"]
        assert (cell["column"], cell["a"], cell["b"]) == ("結案原因", "死亡", shown)
