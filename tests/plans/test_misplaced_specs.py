"""What a plan's author does beside the mark: a file in the wrong place, a wrong name, a wrong folder, an unfinished plan."""

from pathlib import Path

import pytest

from antidrug_kpi import authoring
from antidrug_kpi.errors import SpecError, UsageError
from antidrug_kpi.plans.loading.folders import refuse_specs
from antidrug_kpi.plans.loading.loader import load_plan

from .small import FILES, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES
LATER = "id: later\nextends: demo\nyear: 114\ndocument: （待填）說明書\n"
NEW_VALUE = """\
id: "1.1"
measures:
  - id: "1.1"
    target:
      values:
        - {from: 2025-01-01, value: 70, citation: 新函}
"""


def write_later(folder: Path, files: dict[str, str]) -> Path:
    return write_plan(write_plan(folder), "later", {PLAN: LATER, **files})


def list_problems(specs: Path) -> list[str]:
    with pytest.raises(SpecError) as caught:
        load_plan("later", (specs,))
    return caught.value.problems


@pytest.mark.parametrize(
    "name", ["1-01.yaml", "indicators/1-01.yml", "indicator/1-01.yaml", "indicators/old/1-01.YAML", "indicators/1-01.yaml.txt"]
)
def test_a_spec_that_nothing_reads_is_named(tmp_path: Path, name: str) -> None:
    place = "計畫不讀放在這裡的檔案，所寫的不會生效；指標請放進 indicators/（副檔名 .yaml），不要的請移出計畫的資料夾"
    assert list_problems(write_later(tmp_path, {name: NEW_VALUE})) == [f"later/{name}：{place}"]


def test_what_is_no_spec_may_lie_beside_it(tmp_path: Path) -> None:
    specs = write_later(tmp_path, {"來源.txt": "x", ".1-01.yaml": "x", ".git/a.yaml": "x", "README.md": "x"})
    assert load_plan("later", (specs,)).id == "later"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('id: "一一"\ntarget_text: 70%以上\n', "第 1 行：所延伸的計畫沒有指標「一一」，最接近的是「1.1」"),
        ('id: "１．２"\ntarget_text: 70%以上\n', "第 1 行：所延伸的計畫沒有指標「１．２」，最接近的是「1.2」"),
        ('id: "1.11"\ntarget_text: 70%以上\n', "第 1 行：所延伸的計畫沒有指標「1.11」，最接近的是「1.1」"),
        (NEW_VALUE.replace('  - id: "1.1"', '  - id: "1-1"'), "第 3 行：所延伸的計畫沒有衡量項目「1-1」，最接近的是「1.1」"),
    ],
)
def test_what_restates_nothing_is_told_by_its_name(tmp_path: Path, text: str, told: str) -> None:
    advice = "改寫既有的請用它的代號，增列的請把各鍵寫齊"
    assert list_problems(write_later(tmp_path, {FIRST: text})) == [f"later/{FIRST} {told}；{advice}"]


def test_a_new_indicator_that_lacks_a_key_is_told_which(tmp_path: Path) -> None:
    third = FILES[SECOND].replace("1.2", "1.3").replace("group: 1\n", "").replace("一(二)", "一(三)")
    problems = list_problems(write_later(tmp_path, {"indicators/1-03.yaml": third}))
    assert problems == ["later/indicators/1-03.yaml 第 1 行：缺少必要的鍵「group」；請補上"]


def test_specs_folder_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_later(tmp_path, {}).parent)
    with pytest.raises(UsageError, match=r"^--specs 的資料夾「spec」不存在；請指定放計畫資料夾的那一層，例如 specs$"):
        refuse_specs((tmp_path, Path("spec")))
    name = tmp_path.name
    own = f"^--specs 的資料夾「{name}/later」是計畫本身；請指定它的上一層：--plan later --specs {name}$"
    with pytest.raises(UsageError, match=own):
        authoring.summarise_plans((Path(name, "later"),))
    refuse_specs((Path(name),))


def test_what_is_unfinished_is_remarked(tmp_path: Path) -> None:
    specs = write_later(tmp_path, {FIRST: NEW_VALUE})
    plan = authoring.load_plan_folder(specs / "later")
    lost = "「一(一)」1.1 的目標沒有 113 年度的數值，沿用的 113 年度範例（1 個）無從比較"
    assert authoring.list_plan_remarks(specs / "later", plan) == [
        "later/plan.yaml 第 4 行：「document」還是（待填）；請填上",
        f"later/{FIRST} 第 5 行：「一(一)」1.1 目標的 text 寫的是 60%，114 年度生效的數值是 70%；請改成一致",
        f"later/{FIRST} 第 5 行：「一(一)」target_text 寫的是 60%，114 年度生效的數值是 70%；請改成一致",
        f"later/{FIRST} 第 5 行：{lost}；請在 values 一併列出原來的數值與起日",
    ]


def test_a_page_of_the_document_before_is_remarked(tmp_path: Path) -> None:
    paged = replace_once(FILES[FIRST], "place: 壹、一}", "place: 壹、一, page: 20}")
    write_plan(tmp_path, files={**FILES, FIRST: paged})
    remarks = []
    for number, more in enumerate(("", ", page: 21", ", page: null")):
        files = {PLAN: f"id: p{number}\nextends: demo\n", FIRST: f'id: "1.1"\ncitation: {{document: 新說明書{more}}}\n'}
        folder = write_plan(tmp_path, f"p{number}", files) / f"p{number}"
        remarks.append(authoring.list_plan_remarks(folder, authoring.load_plan_folder(folder)))
    told = "citation 改了 document，頁碼仍沿用原計畫的第 20 頁；請寫 page，沒有頁碼的寫 page: null"
    assert remarks == [[f"p0/{FIRST} 第 2 行：{told}"], [], []]


def test_a_finished_plan_has_no_remarks(tmp_path: Path) -> None:
    text = NEW_VALUE.replace("target:\n", "target:\n      text: 70%以上\n").replace(
        "measures:", "target_text: ７０％以上\nmeasures:"
    )
    kept = text.replace("values:\n", "values:\n        - {from: 2024-01-01, value: 60, citation: 壹、一}\n")
    specs = write_later(tmp_path, {PLAN: LATER.replace("（待填）", ""), FIRST: kept})
    assert authoring.list_plan_remarks(specs / "later", authoring.load_plan_folder(specs / "later")) == []


@pytest.mark.parametrize(
    ("text", "values", "told"),
    [
        ("70%以上", "- {from: 2025-01-01, value: 75, citation: 函}", "70%，114 年度生效的數值是 75%"),
        ("75%（離島 70 %）", "- {from: 2025-01-01, value: 75, citation: 函}", "70%，114 年度生效的數值是 75%"),
        ("7.5%以上", "- {from: 2025-01-01, value: 7.5, citation: 函}", None),
        ("前 70 名之 75%", "- {from: 2025-01-01, value: 75.0, citation: 函}", None),
        # Both hold in the year, the one before and the one after it do not.
        (
            "65%；7 月起 70%",
            "- {from: 2025-01-01, value: 65, citation: 甲}\n        - {from: 2025-07-01, value: 70, citation: 乙}",
            None,
        ),
        (
            "60%",
            "- {from: 2024-01-01, value: 60, citation: 甲}\n        - {from: 2025-01-01, value: 65, citation: 乙}",
            "60%，114 年度生效的數值是 65%",
        ),
        (
            "80%",
            "- {from: 2025-01-01, value: 75, citation: 甲}\n        - {from: 2026-01-01, value: 80, citation: 乙}",
            "80%，114 年度生效的數值是 75%",
        ),
    ],
)
def test_words_that_name_another_number_are_remarked(tmp_path: Path, text: str, values: str, told: str | None) -> None:
    target = f"      text: 如上\n      values:\n        {values}\n"
    own = f'id: "1.1"\ntarget_text: {text}\nmeasures:\n  - id: "1.1"\n    target:\n{target}'
    folder = write_later(tmp_path, {FIRST: own}) / "later"
    remarks = authoring.list_plan_remarks(folder, authoring.load_plan_folder(folder))
    found = [remark for remark in remarks if "請改成一致" in remark]
    assert found == ([f"later/{FIRST} 第 2 行：「一(一)」target_text 寫的是 {told}；請改成一致"] if told else [])


def test_the_words_of_the_shipped_plans_name_their_values() -> None:
    for folder in sorted((Path(__file__).parents[2] / "specs").iterdir()):
        remarks = authoring.list_plan_remarks(folder, authoring.load_plan_folder(folder)) if folder.is_dir() else []
        assert [remark for remark in remarks if "請改成一致" in remark] == []
