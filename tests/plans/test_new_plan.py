"""A plan that `plan new` starts: valid and tested at once, and so are the changes that its comments show."""

import re
from pathlib import Path

import pytest

from antidrug_kpi import authoring
from antidrug_kpi.errors import SpecError, UsageError, UserError
from antidrug_kpi.measures.worked_examples import run_examples
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.prose.plan_difference import Change, find_changes

from .small import FILES, write_plan

pytestmark = pytest.mark.slow

PLAN, REGISTERS, FIRST, SECOND = FILES
STARTED = "# ── "


def list_failures(plan: Plan) -> list[str]:
    """What the plan's examples find wrong."""
    return [str(failure) for indicator in plan.indicators for failure in run_examples(plan, indicator)]


def uncomment(folder: Path) -> list[str]:
    """Put each change that the comments of a plan.yaml show where they say, and give the files' names."""
    text = (folder / PLAN).read_text(encoding="utf-8")
    own, *parts = text.split(f"\n{STARTED}")
    texts = {PLAN: own}
    for part in parts:
        name, lines = part.split("\n", maxsplit=1)
        texts[name] = texts.get(name, "") + "\n" + re.sub("(?m)^# ", "", lines)
    write_plan(folder.parent, folder.name, texts)
    return list(texts)


def test_new_plan_of_another_year(tmp_path: Path) -> None:
    plan = authoring.start_plan(tmp_path / "specs" / "mohw-114", "mohw-113", 114)
    parent = load_plan("mohw-113")
    assert (plan.id, plan.year) == ("mohw-114", 114)
    assert plan.title == "114 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫"
    assert plan.short_title == "114 年度毒品危害防制中心工作計畫"
    assert "待填" in plan.document
    assert authoring.load_plan_folder(tmp_path / "specs" / "mohw-114") == plan
    labels = [change.label for change in find_changes(parent, plan)]
    assert labels == ["計畫名稱", "計畫簡稱", "計畫年度", "依據文件"]


def test_inherited_examples_keep_their_year(tmp_path: Path) -> None:
    plan = authoring.start_plan(tmp_path / "mohw-114", "mohw-113", 114)
    inherited = [example for indicator in plan.indicators for example in indicator.examples]
    assert {example.year for example in inherited} == {113}
    # A plan of 115 that builds on it inherits the same examples, of the same year.
    third = authoring.start_plan(tmp_path / "mohw-115", "mohw-114", 115)
    assert third.title.startswith("115 年度")
    assert {example.year for indicator in third.indicators for example in indicator.examples} == {113}


def test_own_examples_are_of_the_own_year(tmp_path: Path) -> None:
    """A later target holds in the new plan's examples, and the earlier one in those of the year before."""
    later = """\
id: "1.1"
measures:
  - id: "1.1"
    target:
      values:
        - {from: 2024-01-01, value: 60, citation: 壹、一}
        - {from: 2025-01-01, value: 70, citation: 新函}
"""
    example = """\
examples:
  - title: 114 年須達 70%
    registers:
      admissions: |
        個案編號 | 收案日期 | 等級 | → 1.1
        A0       | 113/12/31 | 高  | 不計
        A1       | 114/1/1  | 高   | 分子
        A2       | 114/2/1  | 高   | 分子
        A3       | 114/3/1  | 低   | 分母
    expect:
      "1.1": {numerator: 2, denominator: 3, target: "70", status: missed}
"""
    child = {PLAN: "id: later\nextends: demo\nyear: 114\n", FIRST: later}
    inheriting = load_plan("later", (write_plan(write_plan(tmp_path), "later", child),))
    assert [example.year for example in inheriting.indicators[0].examples] == [113]
    assert list_failures(inheriting) == []
    restating = load_plan("own", (write_plan(tmp_path, "own", {**child, FIRST: later + example}),))
    assert [example.year for example in restating.indicators[0].examples] == [None]
    assert list_failures(restating) == []


def test_a_childs_example_may_name_its_year(tmp_path: Path) -> None:
    example = FILES[FIRST][FILES[FIRST].index("examples:") :].replace("  - title:", "  - year: 113\n    title:")
    child = {PLAN: "id: later\nextends: demo\nyear: 114\n", FIRST: f'id: "1.1"\n{example}'}
    plan = load_plan("later", (write_plan(write_plan(tmp_path), "later", child),))
    assert list_failures(plan) == []


def test_changes_shown_in_the_comments_hold(tmp_path: Path) -> None:
    folder = tmp_path / "mohw-114"
    before = authoring.start_plan(folder, "mohw-113", 114)
    assert uncomment(folder) == ["plan.yaml", "indicators/1-01.yaml", "indicators/4-13.yaml"]
    load_plan.cache_clear()
    plan = authoring.load_plan_folder(folder)
    dropped = next(indicator for indicator in before.indicators if indicator.id == "4.12")
    assert find_changes(before, plan) == [
        Change("一(一) 1.1.1", "目標", None, "≥ 20%，自 114 年 1 月 1 日起"),
        Change("", "指標", f"{dropped.label} {dropped.title}（目標值：{dropped.target_text}）", None),
        Change("", "指標", None, "（待填序號） （待填名稱）（目標值：60%以上）"),
    ]
    assert [indicator.id for indicator in plan.indicators][-2:] == ["4.11", "4.13"]
    assert authoring.run_plan_examples(plan) == []


def test_comments_fit_another_plan(tmp_path: Path) -> None:
    folder = write_plan(tmp_path) / "later"
    authoring.start_plan(folder, "demo", 114)
    assert uncomment(folder) == ["plan.yaml", "indicators/1-01.yaml", "indicators/1-03.yaml"]
    load_plan.cache_clear()
    plan = authoring.load_plan_folder(folder)
    assert [indicator.id for indicator in plan.indicators] == ["1.1", "1.3"]
    assert list_failures(plan) == []


def test_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    folder = write_plan(tmp_path) / "demo"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    refusal = f"^{re.escape(str(folder))} 已存在且不是空資料夾；請指定新的資料夾，以免覆蓋既有檔案$"
    with pytest.raises(UserError, match=refusal):
        authoring.start_plan(folder, "mohw-113", 114)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="已存在且不是空資料夾"):
        authoring.start_plan(tmp_path / "file", "mohw-113", 114)


def test_empty_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "kaohsiung").mkdir()
    assert authoring.start_plan(tmp_path / "kaohsiung", "mohw-113", 113).id == "kaohsiung"


def test_name_of_another_plan_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^計畫「mohw-113」已存在；計畫代號即資料夾名稱，請改用另一個名稱$"):
        authoring.start_plan(tmp_path / "mohw-113", "mohw-113", 114)
    assert list(tmp_path.iterdir()) == []


def test_unknown_parent_and_year_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^找不到計畫「mohw-99」，最接近的是「.*」；可用的計畫：.*mohw-113"):
        authoring.start_plan(tmp_path / "new", "mohw-99", 114)
    with pytest.raises(UsageError, match=r"^--year「2025」應為民國年（100 至 150），例如 113$"):
        authoring.start_plan(tmp_path / "new", "mohw-113", 2025)
    assert list(tmp_path.iterdir()) == []


def test_indicator_file_of_comments_alone_is_named(tmp_path: Path) -> None:
    child = {PLAN: "id: later\nextends: demo\n", FIRST: '# id: "1.1"\n', SECOND: "- 1.2\n"}
    with pytest.raises(SpecError) as caught:
        load_plan("later", (write_plan(write_plan(tmp_path), "later", child),))
    assert caught.value.problems == [f"later/{file}：應為鍵與值，內容是空的或為清單" for file in (FIRST, SECOND)]
