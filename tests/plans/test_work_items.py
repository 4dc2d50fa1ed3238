"""Work items: chapter 參 item by item, what is demanded of which hand-in, and what a plan may not write."""

from __future__ import annotations

from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.duties.work_items import HandIn, WorkItem
from antidrug_kpi.plans.loading.loader import load_plan

CHILD = "id: local\nextends: mohw-113\ntitle: 望海縣 113 年度計畫\n"


def list_items() -> dict[str, WorkItem]:
    return {item.id: item for item in load_plan("mohw-113").all_work_items}


def write_child(folder: Path, plan: str = CHILD, **files: str) -> Path:
    (folder / "local" / "work_items").mkdir(parents=True)
    (folder / "local" / "plan.yaml").write_text(plan, encoding="utf-8")
    for name, text in files.items():
        (folder / "local" / "work_items" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def test_every_item_stands_in_the_sources_order() -> None:
    items = list_items()
    assert len(items) == 78
    leaves = [name for name, item in items.items() if not item.is_heading]
    by_group = {group: [name for name in leaves if name.startswith(group)] for group in "一二三四"}
    assert by_group["一"] == [
        *("一(一)1", "一(一)2", "一(一)3", "一(一)4", "一(二)1", "一(二)2", "一(三)1", "一(三)2"),
        *("一(四)1", "一(四)2", "一(四)2(1)", "一(四)2(2)"),
    ]
    assert by_group["二"] == [
        *("二(一)", "二(二)", "二(三)", "二(四)1", "二(四)2", "二(四)3", "二(四)4", "二(四)5"),
        *("二(五)", "二(六)", "二(七)", "二(八)", "二(九)", "二(十)", "二(十一)"),
    ]
    assert by_group["三"] == ["三(一)1", "三(一)2", "三(二)", "三(三)", "三(四)1", "三(四)2", "三(四)3", "三(五)", "三(六)"]
    assert by_group["四"][-6:] == ["四(七)2", "四(七)3", "四(八)1", "四(八)2", "四(八)3", "四(九)"]
    assert len(leaves) == 63


def test_a_broken_line_of_the_source_is_joined_and_its_notes_stay() -> None:
    items = list_items()
    assert items["四(四)3"].title[0].endswith("便利性【期中及期末成果報告應說明相關處遇資源整合方式、單位及運用情形】。")
    assert items["三(四)2"].title[0].startswith("2. 研訂並滾動檢討藥癮醫療機構輔導訪查表，進行實地輔導訪查及追蹤建議事項辦理情形")
    assert items["三(四)2"].text[1] == "【註：上述輔導訪查重點，應至少包括："
    assert items["三(四)2"].text[-1].endswith("之完整性、正確性。】")
    assert not any("*" in line or "�" in line for item in items.values() for line in item.text)


@pytest.mark.parametrize(("hand_in", "count"), [("plan", 27), ("midterm", 23), ("final", 24)])
def test_how_many_items_each_hand_in_must_tell_of(hand_in: HandIn, count: int) -> None:
    demands = [item.demand for item in list_items().values() if item.demand is not None]
    assert len(demands) == 32
    asked = [demand for demand in demands if hand_in in demand.reports]
    assert len(asked) == count
    assert all(demand.prompts[hand_in] for demand in asked)


def test_a_prompt_is_the_sources_own_words() -> None:
    demands = {name: item.demand for name, item in list_items().items() if item.demand is not None}
    for name, demand in demands.items():
        text = "".join(list_items()[name].text)
        assert all(prompt in text for prompt in demand.prompts.values()), name
    assert demands["一(四)2(2)"].prompts == {
        "plan": "校外會追蹤方式及個案現況",
        "midterm": "112 年下半年個案追蹤情形",
        "final": "全年度追蹤情形",
    }


def test_no_statistic_is_told_twice() -> None:
    told = [statistic.id for item in list_items().values() for statistic in item.told_statistics]
    assert (len(told), len(set(told))) == (66, 66)


def test_an_offices_own_items_stand_after_the_official_ones(tmp_path: Path) -> None:
    own = """\
id: own
items:
  - {id: 自訂1, label: 自訂1, group: 1, text: [校園巡迴劇團], answered_by: 教育處, citation: {document: 本府計畫, place: 自訂}}
"""
    plan = load_plan("local", (write_child(tmp_path, own=own),))
    assert [item.id for item in plan.all_work_items][-2:] == ["四(九)", "自訂1"]


def test_a_plan_that_drops_an_indicator_tells_no_more_of_it(tmp_path: Path) -> None:
    plan = load_plan("local", (write_child(tmp_path, CHILD + 'drop: ["4.11", "4.6"]\n'),))
    demands = {item.id: item.demand for item in plan.all_work_items if item.demand is not None}
    assert demands["四(四)1"].evidence == ("4.4",)
    assert demands["四(七)2"].measures == ()
    assert demands["四(三)1"].measures == ("4.8",)


WRONG = """\
id: own
items:
  - id: 一(三)1
    label: 自訂
    group: 1
    text: [重複]
    answered_by: 教育處
    citation: {document: 本府計畫, place: 自訂}
    demand:
      reports: [final]
      measures: ["4.18"]
      evidence: ["4.3.1"]
      statistics: [{id: S1.3.2a, say: 重複}]
"""


def test_what_an_item_may_not_name(tmp_path: Path) -> None:
    with pytest.raises(SpecError) as caught:
        load_plan("local", (write_child(tmp_path, own=WRONG),))
    assert str(caught.value).splitlines() == [
        "local/work_items/own.yaml 第 3 行：工作項目「一(三)1」已用過；每個編號只能用一次，請改名",
        "local/work_items/own.yaml 第 13 行：統計「S1.3.2a」已用於另一個工作項目；每項統計只能用一次，請刪去其一",
        "local/work_items/own.yaml 第 11 行：沒有指標「4.18」，最接近的是「4.8」；請改正名稱，或先加以定義",
        "local/work_items/own.yaml 第 12 行：沒有以佐證清冊計項的指標「4.3.1」，最接近的是「4.12.1」；請改正名稱，或先加以定義",
    ]
