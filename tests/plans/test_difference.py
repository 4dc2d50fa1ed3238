"""What `plan diff` says of a change: the exact lines, and nothing where only examples or citations differ."""

import json
from pathlib import Path

import pytest

from antidrug_kpi.authoring import find_plan
from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.plans.duties.statistic_specs import TableStatistic
from antidrug_kpi.plans.loading.folders import list_plan_ids
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.plan_difference import Change, find_changes, write_changes, write_changes_as_json
from antidrug_kpi.plans.windows import DayOfYear

from .small import FILES, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES
MEASURE = FILES[FIRST][FILES[FIRST].index("measures:") : FILES[FIRST].index("examples:")]
TARGET = MEASURE[MEASURE.index("    target:") : MEASURE.index("    population:")]


def compare(tmp_path: Path, *edits: tuple[str, str, str]) -> list[str]:
    """The lines of the difference between the small plan and the same with some of its texts replaced, without the first."""
    files = dict(FILES)
    for file, old, new in edits:
        files[file] = replace_once(files[file], old, new)
    specs = write_plan(write_plan(tmp_path), "later", files)
    first, *lines = write_changes(load_plan("demo", (specs,)), load_plan("later", (specs,))).splitlines()
    assert first.startswith("demo")
    return lines


# What is edited: file, text, new text; then the lines that tell it.
EDITS = {
    "title of the plan": (
        (PLAN, "title: 示範計畫\n", "title: 新的示範計畫\n"),
        ["", "計畫名稱", "  原：示範計畫", "  新：新的示範計畫"],
    ),
    "year": ((PLAN, "year: 113", "year: 114"), ["", "計畫年度", "  原：113", "  新：114"]),
    "as-of date of a report": (
        (PLAN, "as_of: {month: 12, day: 31}", "as_of: {year: 1, month: 1, day: 31}"),
        ["", "期末報告　基準日", "  原：當年 12 月 31 日", "  新：次年 1 月 31 日"],
    ),
    "threshold of progress": (
        (PLAN, "ahead_from_attainment: 110", "ahead_from_attainment: 120"),
        [
            "",
            "自評進度",
            "  原：達成率 110% 以上為超前；上限型目標為目標值的 90% 以下",
            "  新：達成率 120% 以上為超前；上限型目標為目標值的 90% 以下",
        ],
    ),
    # The sentence of 1.1 speaks of the window too; its own meaning is the same.
    "name of a window": (
        (PLAN, "    text: 統計期間\n", "    text: 計畫期間\n"),
        ["", "期間「統計期間」　名稱", "  原：統計期間", "  新：計畫期間"],
    ),
    "days of a window": (
        (PLAN, "{month: 1, day: 1}, end: as_of}", "{year: -1, month: 7, day: 1}, end: {month: 6, day: 30}}"),
        ["", "期間「統計期間」　起訖", "  原：當年 1 月 1 日至基準日", "  新：前一年 7 月 1 日至當年 6 月 30 日"],
    ),
    "name of a register": (
        (REGISTERS, "  title: 收案\n", "  title: 收案清冊\n"),
        ["", "清冊「收案」　名稱", "  原：收案", "  新：收案清冊"],
    ),
    "categories of a column": (
        (REGISTERS, "values: [低, 中, 高]", "values: [低, {name: 高, aliases: [重度]}]"),
        ["", "清冊「收案」　欄位「等級」", "  原：類別；可用「低、中、高」", "  新：類別；可用「低、高＝重度」"],
    ),
    "column added": (
        (REGISTERS, "type: count}\n", "type: count}\n    - {name: 金額, type: money, required: true}\n"),
        ["", "清冊「收案」　欄位「金額」", "  新增：金額；不得空白"],
    ),
    "check dropped": (
        (REGISTERS, "  unique: [[個案編號]]\n", ""),
        ["", "清冊「收案」　檢核", "  刪去：「個案編號」不重複"],
    ),
    "episodes that should not overlap": (
        (REGISTERS, "  unique: [[個案編號]]\n", "  episodes: {of: 個案編號, opened: 收案日期, closed: 結案日期}\n"),
        [
            "",
            "清冊「收案」　檢核",
            "  原：「個案編號」不重複",
            "  新：同一「個案編號」的各段「收案日期」至「結案日期」不重疊",
        ],
    ),
    "expected years": (
        (REGISTERS, "register: admissions}]\n", "register: admissions}]\n  expected: {column: 訪視日期, windows: [period]}\n"),
        ["", "清冊「訪視」　檢核", "  新增：「訪視日期」的年度應合於「統計期間」"],
    ),
    "title of an indicator": (
        (FIRST, "title: 高等級比率\ncitation", "title: 高等級個案比率\ncitation"),
        ["", "一(一)　名稱", "  原：高等級比率", "  新：高等級個案比率"],
    ),
    "text of a target": (
        (FIRST, "target_text: 60%以上", "target_text: 6 成以上"),
        ["", "一(一)　目標值", "  原：60%以上", "  新：6 成以上"],
    ),
    "value of a target": (
        (FIRST, "value: 60,", "value: 65,"),
        ["", "一(一) 1.1　目標", "  原：≥ 60%，自 113 年 1 月 1 日起", "  新：≥ 65%，自 113 年 1 月 1 日起"],
    ),
    "comparator of a target": (
        (FIRST, "      values:\n        - {from", '      comparator: ">"\n      values:\n        - {from'),
        ["", "一(一) 1.1　目標", "  原：≥ 60%，自 113 年 1 月 1 日起", "  新：＞ 60%，自 113 年 1 月 1 日起"],
    ),
    "target from a later day for some": (
        (
            FIRST,
            "    population:",
            "        - {from: 2025-07-01, value: 70, citation: 函, jurisdictions: [連江縣]}\n    population:",
        ),
        ["", "一(一) 1.1　目標", "  新增：≥ 70%（連江縣），自 114 年 7 月 1 日起"],
    ),
    "target dropped": (
        (FIRST, TARGET, ""),
        [
            *("", "一(一) 1.1　目標文字", "  刪去：60%以上"),
            *("", "一(一) 1.1　目標", "  原：≥ 60%，自 113 年 1 月 1 日起", "  新：未訂目標值，統計填報"),
        ],
    ),
    "population": (
        (FIRST, "rows: {column: 收案日期, within: period}", "rows: {column: 等級, in: [中, 高]}"),
        [
            "",
            "一(一) 1.1　統計對象",
            "  原：「收案」之列，「收案日期」在統計期間內",
            "  新：「收案」之列，「等級」為「中」、「高」之一",
        ],
    ),
    "exclusion added, with the column it reads": (
        (FIRST, "      numerator:", "        - {reason: 已結案, when: {column: 結案日期, happened: true}}\n      numerator:"),
        [
            *("", "一(一) 1.1　排除", "  新增：已結案：「結案日期」不晚於基準日"),
            "",
            "一(一) 1.1　所需清冊",
            "  原：「收案」：個案編號、收案日期、等級",
            "  新：「收案」：個案編號、收案日期、結案日期、等級",
        ],
    ),
    "exclusion dropped": (
        (FIRST, "      exclude:\n        - reason: 未分級\n          when: {column: 等級, present: false}\n", ""),
        ["", "一(一) 1.1　排除", "  刪去：未分級：「等級」空白"],
    ),
    "numerator": (
        (FIRST, "numerator: {column: 等級, is: 高}", "numerator: {column: 等級, is: 中}"),
        ["", "一(一) 1.1　分子", "  原：高等級件數：「等級」為「高」", "  新：高等級件數：「等級」為「中」"],
    ),
    "interpretation": (
        (FIRST, "examples:", "interpretation: [未分級者不在分母。]\nexamples:"),
        ["", "一(一)　判讀說明", "  新增：未分級者不在分母。"],
    ),
    "measure added": (
        (SECOND, "measures:\n", MEASURE.replace('"1.1"', "1.2.1")),
        ["", "一(二)　衡量項目", "  新增：1.2.1 高等級比率"],
    ),
    # Nothing that is told in words tells of the figures' names in the JSON.
    "setting that has no words": (
        (FIRST, "    subject: 件", "    subject: 件\n    parts: {high: numerator}"),
        ["", "一(一) 1.1　設定 parts.high", "  新增：numerator"],
    ),
}


@pytest.mark.parametrize("case", EDITS)
def test_lines_of_one_change(tmp_path: Path, case: str) -> None:
    edit, lines = EDITS[case]
    assert compare(tmp_path, edit) == lines


def test_examples_and_citations_are_no_difference(tmp_path: Path) -> None:
    edits = (
        (FIRST, "place: 壹、一}", "place: 貳、一, page: 3}"),
        (FIRST, "value: 60, citation: 壹、一", "value: 60, citation: 貳、一"),
        (FIRST, "title: 三件中兩件", "title: 兩件"),
    )
    assert compare(tmp_path, *edits) == []
    demo, later = (load_plan(name, (tmp_path,)) for name in ("demo", "later"))
    assert write_changes(demo, demo) == "demo 與 demo：沒有差異\n"
    assert find_changes(demo, later) == []


def test_every_shipped_plan_equals_itself() -> None:
    for name in list_plan_ids():
        assert find_changes(load_plan(name), load_plan(name)) == []


def write_child(tmp_path: Path, plan: str, files: dict[str, str]) -> Path:
    return write_plan(write_plan(tmp_path), "later", {PLAN: f"id: later\nextends: demo\n{plan}", **files})


def test_indicators_added_and_dropped(tmp_path: Path) -> None:
    added = FILES[SECOND].replace('"1.2"', '"1.3"').replace("一(二)", "一(三)").replace("訪視涵蓋率", "訪視及時率")
    specs = write_child(tmp_path, 'drop: ["1.1"]\n', {"indicators/1-03.yaml": added})
    assert write_changes(load_plan("demo", (specs,)), load_plan("later", (specs,))).splitlines() == [
        "demo（原）與 later（新）：2 處不同",
        "",
        "指標",
        "  刪去：一(一) 高等級比率（目標值：60%以上）",
        "  新增：一(三) 訪視及時率（目標值：統計填報）",
    ]


def test_renumbered_indicator_is_the_same_one(tmp_path: Path) -> None:
    moved = FILES[SECOND].replace('"1.2"', '"1.1"').replace("一(二)", "一(一)")
    specs = write_plan(write_plan(tmp_path), "later", {**FILES, FIRST: moved, SECOND: ""})
    (specs / "later" / SECOND).unlink()
    assert find_changes(load_plan("demo", (specs,)), load_plan("later", (specs,))) == [
        Change("", "指標", "一(一) 高等級比率（目標值：60%以上）", None),
        Change("一(二)", "序號", "一(二)", "一(一)"),
    ]


def test_registers_and_windows_added_and_dropped(tmp_path: Path) -> None:
    window = "windows:\n  half: {text: 上半年, span: {start: {month: 1, day: 1}, end: {month: 6, day: 30}}}\n"
    register = "- id: courses\n  title: 講習\n  columns: [{name: 日期, type: date}]\n"
    specs = write_child(tmp_path, window, {REGISTERS: register})
    demo, later = (load_plan(name, (specs,)) for name in ("demo", "later"))
    assert find_changes(demo, later) == [Change("", "期間", None, "上半年"), Change("", "清冊", None, "講習")]
    assert find_changes(later, demo) == [Change("", "期間", "上半年", None), Change("", "清冊", "講習", None)]


def test_changes_as_json_name_both_plans(tmp_path: Path) -> None:
    specs = write_child(tmp_path, "year: 114\n", {})
    data = json.loads(write_changes_as_json(load_plan("demo", (specs,)), load_plan("later", (specs,))))
    change = {"subject": "", "label": "計畫年度", "old": "113", "new": "114"}
    assert data == {"schema": 1, "old_plan": "demo", "new_plan": "later", "changes": [change]}


def test_plan_is_found_by_id_or_folder(tmp_path: Path) -> None:
    specs = write_plan(tmp_path)
    assert find_plan("mohw-113") == load_plan("mohw-113")
    assert find_plan("demo", (specs,)) == find_plan(str(specs / "demo")) == load_plan("demo", (specs,))
    with pytest.raises(UsageError, match=r"^找不到計畫「demo」；可用的計畫：.*mohw-113"):
        find_plan("demo")
    with pytest.raises(UserError, match=f"^{tmp_path}：沒有 plan.yaml；請指定計畫的規格資料夾，例如 specs/mohw-113$"):
        find_plan(str(tmp_path))


def edit(plan: Plan, **changes: object) -> list[str]:
    """The lines of the difference between the shipped plan and the same with these fields, without the first."""
    return write_changes(plan, plan.model_copy(update=changes)).splitlines()[1:]


def test_deadlines_and_where_the_hand_ins_are_typed() -> None:
    plan = load_plan("mohw-113")
    final = plan.due["final"].model_copy(update={"by": DayOfYear(year=1, month=2, day=28)})
    later = plan.due["plan"].model_copy(update={"days_after_announcement": 30})
    assert edit(plan, due={"plan": later, "final": final}, typed_into="新系統") == [
        *("", "繳交期限「計畫書」", "  原：計畫公告後 21 日", "  新：計畫公告後 30 日"),
        *("", "繳交期限「期中成果報告」", "  刪去：當年 7 月 20 日"),
        *("", "繳交期限「期末成果報告」", "  原：次年 1 月 31 日", "  新：次年 2 月 28 日"),
        *("", "填報系統", f"  原：{plan.typed_into}", "  新：新系統"),
    ]


def test_work_items_statistics_and_tie_outs() -> None:
    plan = load_plan("mohw-113")
    first, *others = plan.work_items
    item = first.items[-1]
    assert item.demand is not None
    demand = item.demand.model_copy(update={"reports": ("midterm", "final"), "prompts": {"final": "全年"}})
    group = first.model_copy(update={"items": (*first.items[:-1], item.model_copy(update={"demand": demand}))})
    statistics, *rest = plan.statistics
    kept = statistics.model_copy(update={"statistics": statistics.statistics[1:]})
    tie_out, *more = plan.tie_outs
    asked = tie_out.model_copy(update={"question": "是否調整？"})
    lines = edit(
        plan,
        work_items=(group, *others),
        statistics=(kept, *rest),
        tie_outs=(asked, *more),
        further_registers=plan.further_registers[1:],
    )
    title = plan.further_registers[0].title
    assert "\n".join(lines) == "\n".join(
        [
            *("", "清冊", f"  刪去：{title}"),
            *("", "工作項目 一(三)2　統計", "  原：S1.3.2a 特定人員月平均數", "  新：S1.3.2a 特定人員月平均數 {value|＿＿} 人"),
            *(
                "",
                "工作項目 一(四)2(2)　應說明於",
                "  原：計畫書、期中成果報告、期末成果報告",
                "  新：期中成果報告、期末成果報告",
            ),
            *("", "工作項目 一(四)2(2)　待填「計畫書」", "  刪去：校外會追蹤方式及個案現況"),
            *("", "工作項目 一(四)2(2)　待填「期中成果報告」", "  刪去：112 年下半年個案追蹤情形"),
            *("", "工作項目 一(四)2(2)　待填「期末成果報告」", "  原：全年度追蹤情形", "  新：全年"),
            *("", "統計", "  刪去：S1.3.2a 特定人員月平均數"),
            *("", "勾稽 T1　不符時問", "  原：補助經費是否經過調整？", "  新：是否調整？"),
        ]
    )


def test_a_statistic_that_reads_alike_is_compared_by_its_keys() -> None:
    plan = load_plan("mohw-113")
    whole = next(group for group in plan.statistics if group.id == "S3.4.1")
    table, *others = whole.statistics
    content = table.model_dump(by_alias=True)
    changed = TableStatistic.model_validate(content | {"columns": {"age": "出生日期", "from": [20, 30]}})
    group = whole.model_copy(update={"statistics": (changed, *others)})
    groups = [group if each is whole else each for each in plan.statistics]
    lines = edit(plan, statistics=tuple(groups))
    assert lines[:4] == ["", "統計 S3.4.1a　設定 columns.from.0", "  原：18", "  新：20"]
