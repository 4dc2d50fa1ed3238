"""docs/issues.md: every code of the catalogues with its sentence and an example, as the catalogues are now."""

import re
from pathlib import Path
from string import Formatter

import pytest
from markdown_it import MarkdownIt

import antidrug_kpi
from antidrug_kpi.authoring import save_catalogue
from antidrug_kpi.issues import IssueKind, Level
from antidrug_kpi.plans.prose.markdown import escape_text
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.catalogue import KINDS, PLACEHOLDERS, say_example, say_template, write_catalogue

SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "issues.md"
PAGE = write_catalogue()


def list_placeholders(kind: IssueKind) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(kind.template) if name is not None}


def test_page_is_as_the_catalogues_are() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == PAGE, "docs/issues.md is stale: run `make docs`"


def test_every_kind_of_the_program_is_in_a_catalogue_under_a_code_of_its_own() -> None:
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", code) for code in codes)
    source = Path(antidrug_kpi.__file__).parent
    made = [
        path.relative_to(source).as_posix() for path in source.rglob("*.py") if "= IssueKind(" in path.read_text(encoding="utf-8")
    ]
    assert made
    assert [path for path in made if path != "files/kinds.py" and not path.startswith("registers/kinds/")] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_place_of_a_sentence_has_a_name_and_an_example(kind: IssueKind) -> None:
    assert list_placeholders(kind) == set(kind.example)
    assert "{" not in say_template(kind)
    assert "{" not in say_example(kind)
    # What to do stands behind the semicolon, or in the explanation; a remark asks for nothing.
    assert "；" in kind.template or kind.explanation or kind.level is Level.NOTE
    assert not kind.explanation or kind.explanation.endswith("。")


def test_every_kind_says_why_it_has_its_level() -> None:
    """In a sentence of its own: what is true of many kinds says nothing of one."""
    assert [kind.code for kind in KINDS if not kind.why.endswith("。")] == []
    assert [kind.code for kind in KINDS if f"- **等級理由**：{escape_text(kind.why)}\n" not in PAGE] == []


def test_what_every_command_says_though_its_level_is_no_fault() -> None:
    """Rows, sheets and columns that were left out or read otherwise than they stand: who only computes must hear of them."""
    assert {kind.code for kind in KINDS if kind.is_always_said} == {
        "column-changed",
        "column-numbers-skipped",
        "copy-left-out",
        "date-far",
        "formulas-uncalculated",
        "heading-skipped",
        "mapping-header-missing",
        "mapping-register-missing",
        "mapping-sheet-missing",
        "merged-blank",
        "merged-spread",
        "other-year",
        "year-lacking",
        "sheet-unmatched",
        "subtotal-skipped",
        "template-unfilled",
        "text-private",
    }


def test_no_kind_says_that_figures_stand_which_a_cell_may_move() -> None:
    """A column that no measure reads can still be what --by divides by, and contacts outside an episode count in 4.3.2."""
    assert [kind.code for kind in KINDS if "不影響數字" in kind.template + kind.title] == []


def test_placeholders_are_all_used() -> None:
    assert set(PLACEHOLDERS) == {name for kind in KINDS for name in list_placeholders(kind)}


def test_one_section_as_it_stands() -> None:
    start = PAGE.index('### <a id="key-repeated"></a>')
    assert PAGE[start : PAGE.index("\n### ", start)] == SECTION


SECTION = """\
### <a id="key-repeated"></a>`key-repeated` 編號重複

- **訊息**：〈欄〉「〈內容〉」〈讀作何日〉與〈先出現的位置〉相同，不因此剔退；請確認是否重複登錄
- **例**：個案編號＋新收日期「…001」與第 12 列相同，不因此剔退；請確認是否重複登錄
- **說明**：同一天收案兩次也以此說明。
- **等級理由**：同一編號可以有不只一筆，是否重複登錄只有機關知道。
"""


def test_page_is_sound_markdown_with_a_section_for_every_code() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(PAGE)
    inner = [child for token in tokens for child in token.children or ()]
    assert sum(token.type == "heading_open" and token.tag == "h3" for token in tokens) == len(KINDS)
    links = [str(token.attrs["href"]).removeprefix("#") for token in inner if token.type == "link_open"]
    assert links == re.findall('<a id="([^"]+)"></a>', PAGE)
    assert sorted(links) == sorted(kind.code for kind in KINDS)
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| ---")]
    assert len(rows) == len(KINDS) + len(Level) + 2
    assert {token.content for token in inner if token.type == "code_inline"} == {
        *(kind.code for kind in KINDS),
        "antidrug-kpi check",
        "--show-ids",
    }
    assert not any(token.type == "em_open" for token in inner)


def test_saved_page(tmp_path: Path) -> None:
    assert save_catalogue(tmp_path / "issues.md") == len(KINDS)
    assert (tmp_path / "issues.md").read_bytes() == PAGE.encode("utf-8")


def test_example_of_a_private_value_is_masked() -> None:
    assert say_example(kinds.CHECK_DIGIT_WRONG).startswith("「…789」")
