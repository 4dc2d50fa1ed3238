"""`batch --publish`: small counts hidden across offices, in every file of the summary, and nothing of an office beside it."""

import datetime as dt
import io
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from openpyxl import load_workbook

from antidrug_kpi.forms.summary.batch_summary import BatchSummary, OfficeOutcome, OfficeTerms
from antidrug_kpi.forms.summary.published_summary import publish_summary
from antidrug_kpi.forms.summary.summary_json import write_summary_json
from antidrug_kpi.forms.summary.summary_page import write_summary_page
from antidrug_kpi.forms.summary.summary_workbook import write_summary_workbook
from antidrug_kpi.measures.summed_results import OfficeFigures
from antidrug_kpi.pipeline.batch.batch_run import summarise
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings
from cli.running import check_refused, run

from .small_batches import read_summary, run_batch, write_office

pytestmark = pytest.mark.slow

TERMS = OfficeTerms("mohw-113", "final", dt.date(2024, 12, 31))
MIDTERM = replace(TERMS, report="midterm")
HIDDEN = {"numerator": None, "denominator": None, "value": None, "hidden": True}
SUMMARY = ["summary.html", "summary.json", "summary.xlsx"]


def make_office(name: str, measure: str, numerator: int, denominator: int, terms: OfficeTerms = TERMS) -> OfficeOutcome:
    """An office of one measure that is held to at least 65 %, with two rejected rows."""
    value = Fraction(numerator, denominator) * 100 if denominator else None
    status = "not_applicable" if value is None else "met" if value >= 65 else "missed"
    figures = OfficeFigures(status, numerator, denominator, None if value is None else f"{float(value):.2f}", target=Fraction(65))
    return OfficeOutcome(
        name, 3, is_complete=False, reason="剔退 2 列", rejected=2, terms=terms, figures={measure: figures}, jurisdiction="臺北市"
    )


def publish(*offices: OfficeOutcome) -> BatchSummary:
    plan = load_plan("mohw-113")
    return publish_summary(summarise(Settings(), offices, ()), {TERMS: plan, MIDTERM: plan})


def publish_figures(measure: str, *figures: tuple[int, int]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Sum and offices of a measure in summary.json."""
    offices = [make_office(f"機關{number}", measure, *pair) for number, pair in enumerate(figures)]
    content = json.loads(write_summary_json(publish(*offices)))
    return content["together"][measure], [office["measures"][measure] for office in content["offices"]]


@pytest.mark.parametrize(
    ("pair", "is_hidden"),
    [
        ((0, 10), False),
        ((1, 10), True),
        ((4, 10), True),
        ((5, 10), False),
        ((6, 10), True),
        ((9, 10), True),
        ((10, 10), False),
        ((0, 4), True),
        ((0, 5), False),
        ((0, 0), False),
    ],
)
def test_counts_from_1_to_4_are_hidden(pair: tuple[int, int], is_hidden: bool) -> None:
    """Beside 20 of 40 and 30 of 60, of which the smaller one is hidden with it."""
    total, offices = publish_figures("3.3", (30, 60), pair, (20, 40))
    assert (total["numerator"], total["denominator"], total["offices"]) == (50 + pair[0], 100 + pair[1], 3)
    assert "hidden" not in total
    assert offices[0] == {"status": "missed", "numerator": 30, "denominator": 60, "value": "50.00"}
    if is_hidden:
        assert offices[1] == {"status": "met" if pair[0] / pair[1] >= 0.65 else "missed", **HIDDEN}
        assert offices[2] == {"status": "missed", **HIDDEN}
    else:
        assert (offices[1]["numerator"], offices[1]["denominator"]) == pair
        assert offices[2] == {"status": "missed", "numerator": 20, "denominator": 40, "value": "50.00"}
        assert not any("hidden" in office for office in offices)


def test_a_lone_office_is_hidden_with_its_sum() -> None:
    total, offices = publish_figures("3.3", (3, 9))
    assert total == {**HIDDEN, "offices": 1, "left_out": []}
    assert offices == [{"status": "missed", **HIDDEN}]


def test_measures_that_are_not_of_persons_are_shown() -> None:
    total, offices = publish_figures("4.8", (3, 9), (20, 40))
    assert (total["numerator"], total["denominator"]) == (23, 49)
    assert [office["numerator"] for office in offices] == [3, 20]


@pytest.mark.parametrize(("numerator", "is_hidden"), [(4, True), (5, False)])
def test_an_office_outside_the_sum_is_hidden_for_itself(numerator: int, is_hidden: bool) -> None:
    offices = [make_office("甲", "3.3", 20, 40), make_office("乙", "3.3", 30, 60)]
    content = json.loads(write_summary_json(publish(*offices, make_office("丙", "3.3", numerator, 12, MIDTERM))))
    assert content["together"]["3.3"]["left_out"] == ["丙"]
    hidden = [office["measures"]["3.3"].get("hidden", False) for office in content["offices"]]
    assert hidden == [False, False, is_hidden]


def test_on_paper_a_mark_stands_for_what_is_hidden() -> None:
    """One office of three is small, so that a second is hidden; the third has its rejected rows counted, and no reason."""
    summary = publish(make_office("甲", "3.3", 30, 60), make_office("乙", "3.3", 8, 10), make_office("丙", "3.3", 20, 40))
    book = load_workbook(io.BytesIO(write_summary_workbook(summary)))
    assert [cell.value for cell in book["各機關數值"][2]][4:] == [52.73, 50, "＊ 達成", "＊ 未達成"]
    assert [[cell.value for cell in row[-2:]] for row in book["各機關"]["A2:L4"]] == [[2, None], ["＊", None], ["＊", None]]
    note = "＊：為保護個人，分子、分母或其差為 1 至 4 者，以及會使其被推算者，不列數字（不是 0，也不是沒有資料）"
    for sheet in book:
        assert note in [row[0] for row in sheet.iter_rows(values_only=True)]
    page: Any = html.fromstring(write_summary_page(summary).decode("utf-8"))
    cells = [" ".join(cell.itertext()) for cell in page.xpath("//table")[1].xpath(".//tbody/tr/td[@class='number']")]
    assert [cell.startswith("＊") for cell in cells] == [False, True, True]
    assert note in page.text_content()
    assert "剔退 2 列" not in page.text_content()


def test_a_hidden_sum_is_marked_on_paper() -> None:
    summary = publish(make_office("甲", "3.3", 3, 9))
    book = load_workbook(io.BytesIO(write_summary_workbook(summary)))
    assert [cell.value for cell in book["指標合計"][2]][4:7] == ["＊", "＊", "＊"]
    assert [cell.value for cell in book["各機關數值"][2]][4:] == ["＊", "＊ 未達成"]
    page: Any = html.fromstring(write_summary_page(summary).decode("utf-8"))
    assert page.xpath("//table")[1].xpath("string(.//tbody/tr/td[2]/b)") == "＊"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three offices, one with a small count, and one that is broken."""
    for name, admissions in (("甲", (30, 60)), ("乙", (8, 10)), ("丙", (20, 40))):
        write_office(tmp_path / "root" / name, admissions=admissions)
    write_office(tmp_path / "root" / "丁", settings="report: 年底\n")
    return tmp_path / "root"


def test_nothing_of_an_office_is_written(root: Path) -> None:
    whole, out = root.parent / "whole", root.parent / "out"
    whole_done, done = run_batch(root, whole), run_batch(root, out, "--publish")
    assert sorted(path.name for path in out.rglob("*")) == SUMMARY
    assert done.status == whole_done.status == 3
    assert f"已寫入 {out}：小數字以 ＊ 代替，沒有各機關的檔案，彙總在 summary.xlsx" in done.err
    known, shown = read_summary(whole), read_summary(out)
    assert {office["name"]: office["measures"]["3.3"] for office in shown["offices"] if not office["error"]} == {
        "甲": {"status": "missed", "numerator": 30, "denominator": 60, "value": "50.00"},
        "乙": {"status": "met", **HIDDEN},
        "丙": {"status": "missed", **HIDDEN},
    }
    assert shown["together"]["3.3"] == known["together"]["3.3"]
    assert [(office["exit"], office["error"]) for office in shown["offices"]] == [
        (office["exit"], office["error"]) for office in known["offices"]
    ]
    # the halves of 4.6.2 are one person each in every office, three in all
    assert shown["together"]["4.6.2"] == {**HIDDEN, "offices": 3, "left_out": ["丁"]}
    assert run_batch(root, out, "--publish").status == 3  # the summary may be written again


@pytest.mark.parametrize(
    "options", [("--recheck", "."), ("--resume",), ("--show-ids",), ("--form", "indicators"), ("--to", "odt")]
)
def test_options_of_what_is_not_written_are_refused(root: Path, options: tuple[str, ...]) -> None:
    done = run_batch(root, root.parent / "out", "--publish", *options)
    check_refused(done, 2, f"--publish 只寫對外公布的彙總，不寫各機關的檔案，不能與 {options[0]} 並用；請擇一")
    assert not (root.parent / "out").exists()


@pytest.mark.parametrize("left", ["乙/result.json", "recheck.json"])
def test_a_folder_with_an_earlier_batch_is_refused(root: Path, left: str) -> None:
    out = root.parent / "out"
    (out / left).parent.mkdir(parents=True)
    (out / left).write_text("{}")
    done = run_batch(root, out, "--publish")
    why = f"裡已有不對外公布的「{left.split('/', maxsplit=1)[0]}」，不能再用 --publish"
    check_refused(done, 2, f"輸出資料夾「{out}」{why}；請改用另一個資料夾")
    assert [path.name for path in out.iterdir()] == [left.split("/", maxsplit=1)[0]]


def test_a_plan_without_a_rule_is_refused(root: Path) -> None:
    done = run("batch", root, "-o", root.parent / "out", "--plan", "mol-107", "--publish", cwd=root.parent)
    why = "計畫 mol-107 沒有訂公布的門檻（publishing），不能用 --publish；請改用有訂的計畫，或拿掉 --publish"
    check_refused(done, 2, why)
