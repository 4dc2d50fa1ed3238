"""What the ministries wrote into the mid-term form is answered in a table of the final report."""

from pathlib import Path

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.files.package import open_package
from antidrug_kpi.forms.document import Paragraph, Table
from antidrug_kpi.forms.into import open_form
from antidrug_kpi.forms.into.form_grid import CellPlace
from antidrug_kpi.forms.printed.form_source import FormSource
from antidrug_kpi.forms.printed.printed_form import build_form
from antidrug_kpi.forms.submitted.review_comments import ReviewComment, read_comments
from antidrug_kpi.pipeline.hand_ins.taken_comments import take_comments
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.settings import Settings
from forms.filling import compute, fill

pytestmark = pytest.mark.slow

HEADING = "中央審查意見"
SCHOOLS = "請補充說明宣講場次之計算方式。\n另請檢附名冊。"


def comment_on(path: Path, target: Path, begin: str, text: str) -> Path:
    """A form with a comment in the row whose name begins so, as a ministry would type it."""
    form = open_form(open_package(path.read_bytes(), path.name), path.suffix)
    for number, grid in enumerate(form.read_grids()):
        column = None
        for row, texts in enumerate(grid.rows):
            if HEADING in texts:
                column = texts.index(HEADING)
            elif column is not None and grid.read(row, 0).startswith(begin):
                form.write_lines(CellPlace(number, row, column), text.splitlines())
    target.write_bytes(form.save())
    return target


def read(path: Path) -> tuple[ReviewComment, ...]:
    return read_comments(path, load_plan("mohw-113"))


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".ods"])
def test_a_comment_is_read_with_the_name_of_its_row(suffix: str, tmp_path: Path) -> None:
    indicator = compute("midterm").plan.indicators[0]
    name = f"{indicator.label[indicator.label.find('(') :]} {indicator.title}"
    path = comment_on(fill("midterm", suffix), tmp_path / f"期中{suffix}", name, SCHOOLS)
    assert read(path) == (ReviewComment(name, SCHOOLS, "一、預防宣導組"),)


def test_a_row_has_its_group_and_its_whole_number(tmp_path: Path) -> None:
    """四(四)1 and 三(四)1 are both called 1. in the form, and (一) stands in every group."""
    path = fill("midterm", ".docx", "full")
    for number, begin in enumerate(("1. 定期統計", "(1) 輔導期間", "1. 基於公共衛生", "(五) 持續推動", "(六) 落實第三")):
        path = comment_on(path, tmp_path / f"{number}.docx", begin, f"意見{number}")
    found = {comment.comment: (comment.group, comment.row.partition(" ")[0]) for comment in read(path)}
    assert found == {
        "意見0": ("三、醫療服務組", "(四)1."),
        "意見1": ("一、預防宣導組", "(四)2(1)"),
        "意見2": ("四、綜合規劃組", "(四)1."),
        "意見3": ("三、醫療服務組", "(五)"),
        "意見4": ("四、綜合規劃組", "(六)"),
    }


def test_a_form_without_comments_has_none() -> None:
    assert read(fill("midterm", ".docx")) == ()


def test_a_form_without_the_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "期末.docx"
    path.write_bytes(fill("final", ".docx").read_bytes())
    with pytest.raises(UserError) as error:
        read(path)
    said = "期末.docx：找不到有「中央審查意見」一欄的表格；--comments 應為中央填妥審查意見的期中成果報告，請確認檔案"
    assert str(error.value) == said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("意見.pdf", b"%PDF", "意見.pdf：看不懂的檔案格式；--comments 應為 .docx、.odt、.xlsx、.ods 之一，請另存新檔後再試"),
        ("意見.docx", b"text", "意見.docx："),
        ("沒有.docx", None, "無法讀取 "),
    ],
)
def test_what_is_no_form_is_one_line(name: str, content: bytes | None, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError) as error:
        read(path)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


def test_the_command_knows_the_work_items_too(tmp_path: Path) -> None:
    """Most commands load a plan without them."""
    path = comment_on(fill("midterm", ".docx", "full"), tmp_path / "期中.docx", "1. 定期統計", "請補充")
    taken = take_comments(path, "full", tmp_path / "期末.docx", Settings(), tmp_path)
    assert taken is not None
    assert [(comment.group, comment.row.partition(" ")[0]) for comment in taken] == [("三、醫療服務組", "(四)1.")]


def list_replies(comments: tuple[ReviewComment, ...]) -> list[tuple[str, ...]]:
    """The rows of the table that follows the heading in 柒、附件."""
    run = compute("final")
    source = FormSource(run.plan, run.reading.registers, run.periods, run.result, comments=comments)
    for section in build_form(source, "full").sections:
        texts = [block.text if isinstance(block, Paragraph) else "" for block in section.blocks]
        if "各部會期中審查意見之回應及說明" in texts:
            place = texts.index("各部會期中審查意見之回應及說明")
            assert texts.index("柒、附件") < place
            assert texts.index("毒品危害講習辦理場次及課程表") < place  # the list of annexes stands whole before it
            table = section.blocks[place + 1]
            assert isinstance(table, Table)
            return [tuple(cell.text for cell in row.cells) for row in table.rows]
    return []


def test_the_final_report_has_a_row_for_each_and_a_blank_for_the_reply() -> None:
    comments = (ReviewComment("(一) 宣導", SCHOOLS, "一、預防宣導組"), ReviewComment("四(六)1", "個案 A123456789 未見說明"))
    assert list_replies(comments) == [
        ("項目", "期中審查意見", "回應及說明"),
        ("一、預防宣導組\n(一) 宣導", SCHOOLS, "（請填寫）"),
        ("四(六)1", "個案 …789 未見說明", "（請填寫）"),
    ]
    assert list_replies(()) == []
