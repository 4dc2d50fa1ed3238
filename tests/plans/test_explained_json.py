"""`show --format json`: an indicator and a form as data."""

import json
from pathlib import Path

from antidrug_kpi.pipeline.shown_indicators import find_shown, write_shown
from antidrug_kpi.plans.choosing import choose_readings
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.prose.explained_json import describe_form, describe_indicator
from antidrug_kpi.settings import Settings

PLAN = load_plan("mohw-113")


def test_an_indicator_has_its_target_its_exclusions_and_what_it_reads() -> None:
    (indicator,) = (each for each in PLAN.indicators if each.id == "3.3")
    told = describe_indicator(PLAN, PLAN, indicator)
    assert (told["id"], told["indicator"], told["target"]) == ("3.3", "三(三)", "65%以上")
    (measure,) = told["measures"]
    assert (measure["comparator"], measure["unit"], measure["target"]) == (">=", "%", "65%以上")
    value = {"value": "65", "from": "2024-01-01", "jurisdictions": [], "citation": "肆、三(三) 目標值"}
    assert measure["targets"] == [value]
    assert [text.split("：")[0] for text in measure["exclusions"]] == [
        "「結案日期」不晚於基準日，且「留置日數」< 180，且「結案原因」為"
    ]
    columns = ["個案編號", "新收日期", "結案日期", "結案原因"]
    assert measure["registers"] == [{"register": "methadone_admissions", "title": "美沙冬收案", "columns": columns}]
    assert "　" not in {line["label"] for line in measure["lines"]}
    assert [each["reading"] for each in told["alternatives"]] == ["3.3=inclusive", "3.3=calendar-months"]


def test_a_chosen_reading_restates_the_measure_and_is_marked() -> None:
    chosen = choose_readings(PLAN, ("3.3=inclusive",))
    (indicator,) = (each for each in chosen.indicators if each.id == "3.3")
    told = describe_indicator(chosen, PLAN, indicator)
    assert [each["chosen"] for each in told["alternatives"]] == [True, False]
    assert any("首日為第 1 日" in line["text"] for line in told["measures"][0]["lines"])
    assert told["alternatives"][0]["changes"] == describe_indicator(PLAN, PLAN, indicator)["alternatives"][0]["changes"]


def test_a_form_has_its_title_and_source() -> None:
    (form,) = (form for form in PLAN.forms if form.id == "annex5")
    told = describe_form(PLAN, form)
    assert (told["id"], told["title"]) == ("annex5", "附件五、毒品危害防制中心專責人力運用情形清冊")
    assert told["citation"].endswith("第 39 頁")


def test_data_add_the_steps_and_figures(tmp_path: Path) -> None:
    (tmp_path / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\nV2,3.99\n", encoding="utf-8")
    told = json.loads(write_shown(PLAN, find_shown(PLAN, "4.8"), tmp_path, Settings()))
    (measure,) = told["indicators"][0]["measures"]
    assert measure["steps"][0] == {"text": "「志工」資料列", "count": 2, "part": False}
    assert measure["figures"] == {"status": "missed", "numerator": 1, "denominator": 2, "value": "50.00"}


def test_a_statistic_is_told_in_its_lines() -> None:
    told = json.loads(write_shown(PLAN, find_shown(PLAN, "S3.6c"), None, Settings()))
    assert (told["indicators"], told["forms"]) == ([], [])
    (duty,) = told["duties"]
    assert duty["lines"][0] == {"label": "統計", "text": "S3.6c 補助人數"}


def test_an_indicator_and_the_work_item_of_its_number_are_both_told() -> None:
    shown = find_shown(PLAN, "三(三)")
    assert [indicator.id for indicator in shown.indicators] == ["3.3"]
    assert [lines[0][1].split()[0] for lines in shown.duties] == ["三(三)"]
