"""The manual under docs/indicators: made from the specs as they are now, complete, and sound Markdown."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic import ValidationError

from antidrug_kpi.authoring import list_plans, save_manual
from antidrug_kpi.plans.example_specs import Expectation
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.prose.manual import INDEX, MARK, list_pages, name_forms_page, write_manual
from antidrug_kpi.plans.statuses import Status

from .small import FILES, replace_once, write_plan

PLAN, REGISTERS, FIRST, SECOND = FILES
SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "indicators"
PLANS = list_plans()
PAGES = write_manual(PLANS)


def read(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(text)


def test_manual_is_as_the_specs_are() -> None:
    shipped = {path.name: path.read_bytes() for path in SHIPPED.glob("*")}
    stale = sorted(name for name in PAGES.keys() | shipped.keys() if PAGES.get(name, "").encode() != shipped.get(name))
    assert stale == [], f"docs/indicators is not what the specs say ({'、'.join(stale)}): run `make docs`"


def test_pages_of_the_shipped_plans() -> None:
    names = [name for plan in PLANS for name, _, _ in list_pages(plan)]
    names += [name_forms_page(plan) for plan in PLANS if plan.forms]
    assert {f"mohw-113-{group}.md" for group in load_plan("mohw-113").groups} <= set(names)
    assert set(PAGES) == {INDEX, *names}
    assert all(f"]({name})" in PAGES[INDEX] for name in names)


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_markdown(name: str) -> None:
    text = PAGES[name]
    assert text.startswith(MARK)
    tokens = read(text)
    check_tables(text, tokens)
    check_sections(tokens)
    # Nothing of the specs may turn into emphasis, code or a link of its own.
    inner = [child for token in tokens for child in token.children or ()]
    assert {token.content for token in inner if token.type == "code_inline"} <= {plan.id for plan in PLANS}
    assert not any(token.type == "em_open" for token in inner)
    targets = [str(token.attrs["href"]) for token in inner if token.type == "link_open"]
    anchors = set(re.findall('<a id="([^"]+)"></a>', text))
    assert [target for target in targets if target not in PAGES and target.removeprefix("#") not in anchors] == []
    assert not re.search(r"None|Part\(|object at", text)


def check_tables(text: str, tokens: list[Token]) -> None:
    """Every line that looks like a row is one, with as many cells as the row above it."""
    lines = text.splitlines()
    rows = [line for line in lines if line.startswith("|") and not line.startswith("| ---")]
    assert sum(token.type == "tr_open" for token in tokens) == len(rows)
    uneven = [
        below
        for above, below in pairwise(lines)
        if above.startswith("|") and below.startswith("|") and count_bars(above) != count_bars(below)
    ]
    assert uneven == []


def count_bars(line: str) -> int:
    """The bars that part cells: those without a backslash."""
    return len(re.findall(r"(?<!\\)\|", line))


def check_sections(tokens: list[Token]) -> None:
    """Below every heading there is something before the next one that is as high."""
    open_level = 0
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            assert level > open_level, f"nothing below the heading before line {token.map}"
            open_level = level
        elif token.type in {"paragraph_open", "table_open", "bullet_list_open", "ordered_list_open"}:
            open_level = 0
    assert open_level == 0


def write_small(tmp_path: Path, **texts: str) -> str:
    """The manual's page of the small plan, with some files replaced."""
    specs = write_plan(tmp_path, files={**FILES, **{{"first": FIRST, "plan": PLAN}[key]: text for key, text in texts.items()}})
    pages = write_manual([load_plan("demo", (specs,))])
    assert list(pages) == [INDEX, "demo.md"]
    return pages["demo.md"]


def test_an_indicator_with_its_example(tmp_path: Path) -> None:
    page = write_small(tmp_path)
    start = page.index("## <a")
    assert page[start : page.index("## <a", start + 1)] == EXPECTED


EXPECTED = """\
## <a id="i1-1"></a>一(一) 高等級比率

- **目標值**：60%以上
- **出處**：說明書 壹、一

### 1.1 高等級比率

- **計算**：期間內收案中屬高等級者
- **目標**：60%以上
  - ≥ 60%，自 113 年 1 月 1 日起；壹、一
- **分母**：收案件數
- **統計對象**：「收案」之列，「收案日期」在統計期間內
- **排除**：未分級：「等級」空白
- **分子**：高等級件數：「等級」為「高」
- **所需清冊**：「收案」：個案編號、收案日期、等級

### 範例

#### 例 1：三件中兩件

期末。

清冊「收案」：

| 個案編號 | 收案日期 | 等級 | → 1.1 |
| --- | --- | --- | --- |
| A1 | 113/1/1 | 高 | 分子 |
| A2 | 113/2/1 | 高 | 分子 |
| A3 | 113/3/1 | 低 | 分母 |
| A4 | 113/3/1 |  | 未分級 |

結果：

| 項目 | 狀態 | 分子 | 分母 | 數值 |
| --- | --- | --- | --- | --- |
| 1.1 | 達成 | 2 | 3 | 66.67% |

"""


def test_terms_and_every_kind_of_expectation(tmp_path: Path) -> None:
    wide = """\
  - title: 全部
    year: 112
    as_of: 112-06-30
    jurisdiction: 高雄市
    registers:
      admissions: |
        個案編號 | 收案日期
      visits: |
        個案編號 | 訪視日期
        A1
    expect:
      "1.1":
        value: null
        target: "60"
        attainment: "50.00"
        excluded: {未分級: 1, 其他: 2}
        parts: {high: 3}
        notes: [甲, 乙]
"""
    first = replace_once(FILES[FIRST] + wide, "    subject: 件", "    subject: 件\n    parts: {high: numerator}")
    page = write_small(tmp_path, first=first)
    shown = page[page.index("#### 例 2") : page.index("## <a", page.index("#### 例 2"))]
    assert (
        shown
        == """\
#### 例 2：全部

期末，112 年度，基準日 112-06-30，高雄市。

清冊「收案」（沒有資料列）：

| 個案編號 | 收案日期 |
| --- | --- |

清冊「訪視」：

| 個案編號 | 訪視日期 |
| --- | --- |
| A1 |  |

結果：

| 項目 | 數值 | 目標 | 達成率 | 排除 | 組成 | 說明（節錄） |
| --- | --- | --- | --- | --- | --- | --- |
| 1.1 | — | 60% | 50.00% | 未分級 1、其他 2 | 分子 3 | 甲；乙 |

"""
    )


def test_a_register_of_an_example_without_even_a_header(tmp_path: Path) -> None:
    bare = '  - title: 空\n    registers: {admissions: ""}\n    expect: {"1.1": {status: not_applicable}}\n'
    page = write_small(tmp_path, first=FILES[FIRST] + bare)
    assert "#### 例 2：空\n\n期末。\n\n清冊「收案」（沒有資料列）：\n\n結果：\n" in page


def test_texts_stand_as_they_are(tmp_path: Path) -> None:
    odd = "甲|乙 *丙* _丁_ <b>戊</b> `己` [庚](辛) ~~壬~~ & \\"
    page = write_small(tmp_path, plan=replace_once(FILES[PLAN], "title: 示範計畫\n", f"title: '{odd}'\n"))
    heading = next(token for token in read(page) if token.type == "inline")
    shown = "".join(child.content for child in heading.children or ())
    assert [child.type for child in heading.children or () if child.type not in {"text", "text_special"}] == []
    assert shown == odd


def test_an_example_may_expect_every_status() -> None:
    for status in Status:
        assert Expectation.model_validate({"status": status.value}).status == status
    with pytest.raises(ValidationError):
        Expectation.model_validate({"status": "nearly"})


def test_saved_manual_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "mohw-99.md").write_text(f"{MARK}\n\n# 舊計畫\n", encoding="utf-8")
    (tmp_path / "own.md").write_text("# 自己的筆記\n", encoding="utf-8")
    saved = save_manual(tmp_path)
    assert [path.name for path in saved] == list(PAGES)
    assert {path.name for path in tmp_path.iterdir()} == {*PAGES, "own.md"}
    assert (tmp_path / INDEX).read_bytes() == PAGES[INDEX].encode("utf-8")
