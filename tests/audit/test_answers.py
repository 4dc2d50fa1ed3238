"""Answers to questions: they clear doubts of level file alone, and hold until a cell of their rows changes."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook

from antidrug_kpi.errors import UserError
from antidrug_kpi.pipeline import Run, compute, is_complete, save_questions, tell_doubts
from antidrug_kpi.settings import Settings

from .small_offices import ADMISSIONS, write_office

pytestmark = pytest.mark.slow

VOLUNTEERS = "志工編號,繼續教育時數,備註\nV1,4,\nV2,3,\nV3,5,\n"
# Two of its volunteers are those of the other sheet, whatever their hours.
OLDER = "志工編號,繼續教育時數,備註\nV1,4,\nV2,2,\nV9,1,\n"
OVERLAP = "比對「志工編號」"


@dataclass(frozen=True)
class Office:
    """A folder that names its answered questions."""

    folder: Path

    @property
    def answers(self) -> Path:
        return self.folder / "請確認.xlsx"

    def compute(self, *only: str) -> Run:
        return compute(self.folder, Settings(only=only or ("4.8",)), keep="files")

    def ask(self) -> tuple[int, int]:
        return save_questions(self.compute(), self.answers)

    def list_rows(self, sheet: int = 0) -> list[dict[str, str]]:
        page = load_workbook(self.answers).worksheets[sheet]
        head, *rows = page.iter_rows(values_only=True)
        return [{str(name): str(cell or "") for name, cell in zip(head, row, strict=True)} for row in rows]

    def answer(self, words: str, answer: str, **more: str) -> int:
        """Answer the questions whose sentence holds the words, as somebody does in a spreadsheet; how many there are."""
        book = load_workbook(self.answers)
        page = book.worksheets[0]
        columns = {str(cell.value): number for number, cell in enumerate(page[1], start=1)}
        found = [row for row in range(2, page.max_row + 1) if words in str(page.cell(row, columns["內容"]).value)]
        for row in found:
            for name, text in {"答覆": answer, **more}.items():
                page.cell(row, columns[name]).value = text
        book.save(self.answers)
        return len(found)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    folder = write_office(tmp_path / "office", 志工=VOLUNTEERS, 志工_舊=OLDER)
    (folder / "office.yaml").write_text("answers: 請確認.xlsx\n", encoding="utf-8")
    return Office(folder)


def test_every_question_has_a_row_that_names_its_files(office: Office) -> None:
    assert office.ask() == (3, 0)
    rows = office.list_rows()
    assert [(row["等級"], row["檔案"], row["列"], row["代碼"], row["涉及指標"]) for row in rows] == [
        ("檔案", "志工_舊.csv、志工.csv", "", "sheets-overlap", "四(八)"),
        ("警告", "志工_舊.csv", "2", "row-duplicate", "四(八)"),
        ("警告", "志工_舊.csv", "3", "key-repeated", "四(八)"),
    ]
    assert office.answers.stat().st_mode & 0o777 == 0o600


def test_confirmed_issue_of_level_file_leaves_the_run_complete(office: Office) -> None:
    office.ask()
    assert not is_complete(office.compute())
    assert office.answer(OVERLAP, "確認無誤") == 1
    run = office.compute()
    assert is_complete(run)
    said = "已答覆 1 項（確認無誤 1）；其中 1 項可能使數字有誤的已確認無誤，不再使結果不完整"
    assert list(tell_doubts(run).lines) == [said]


@pytest.mark.parametrize("answer", ["已更正", "說明", "OK", ""])
def test_only_confirmation_clears(office: Office, answer: str) -> None:
    office.ask()
    office.answer(OVERLAP, answer, 補充說明="兩份都對")
    assert not is_complete(office.compute())


def test_an_answer_that_is_none_of_the_three_is_said(office: Office) -> None:
    office.ask()
    office.answer(OVERLAP, "OK")
    said = "請確認.xlsx 工作表「請確認」 第 2 列：答覆「OK」應為 確認無誤、已更正、說明 之一，未採用；請改正"
    assert office.compute().remarks == (said,)


@pytest.mark.parametrize(
    ("file", "old", "new", "holds"),
    [
        ("志工", "V3,5", "V3,6", True),  # no shared record
        ("志工_舊", "V9,1", "V9,2", True),
        ("志工", "V3,5,\n", "", True),
        ("志工", "V1,4,\n", "V4,1,\nV1,4,\n", True),  # a row that moved
        ("志工", "V2,3", "V2,7", False),
        ("志工_舊", "V2,2", "V2,7", False),
        ("志工", "V1,4,", "V1,4,改", False),  # a column that no measure reads
        ("志工_舊", "V9,1", "V3,1", False),  # three are shared
    ],
)
def test_an_answer_lapses_when_a_cell_of_its_rows_changes_or_their_number(
    office: Office, file: str, old: str, new: str, holds: bool
) -> None:
    office.ask()
    office.answer(OVERLAP, "確認無誤")
    path = office.folder / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert is_complete(office.compute()) is holds


def test_an_answer_about_a_whole_column_lapses_with_its_count(tmp_path: Path) -> None:
    text = "中央補助金額,自籌金額,最低自籌比率\n800,200,0.2\n"
    folder = write_office(tmp_path / "office", 經費=text)
    (folder / "office.yaml").write_text("answers: 請確認.xlsx\n", encoding="utf-8")
    office = Office(folder)
    save_questions(office.compute("4.1.3"), office.answers)
    assert office.answer("百分比都小於 1", "確認無誤") == 1
    assert is_complete(office.compute("4.1.3"))
    for changed, holds in ((text.replace("200", "300"), True), (text + "800,200,0.2\n", False)):
        write_office(folder, 經費=changed)
        assert is_complete(office.compute("4.1.3")) is holds


def test_rejected_rows_and_unreadable_files_are_never_cleared(tmp_path: Path) -> None:
    folder = write_office(tmp_path / "office", 志工=VOLUNTEERS.replace("V2,3", "V2,三"), 美沙冬收案=ADMISSIONS)
    (folder / "志工二.xlsx").write_bytes(b"PK\x03\x04")
    (folder / "office.yaml").write_text("answers: 請確認.xlsx\n", encoding="utf-8")
    office = Office(folder)
    office.ask()
    rows = office.list_rows()
    assert [row["內容"].endswith("（不因答覆而算完整）") for row in rows if row["等級"] == "檔案"] == [True]
    office.answer("", "確認無誤")
    run = office.compute()
    assert not is_complete(run)
    assert len(run.cleared) == 0


def test_writing_again_keeps_answers_and_sets_apart_those_without_a_question(office: Office) -> None:
    office.ask()
    office.answer(OVERLAP, "確認無誤", 補充說明="=兩份是不同的人", 答覆人="王", 答覆日期="114/1/5")
    assert office.ask() == (3, 1)
    row = office.list_rows()[0]
    kept = [row[name] for name in ("答覆", "補充說明", "答覆人", "答覆日期")]
    assert kept == ["確認無誤", "=兩份是不同的人", "王", "114/1/5"]
    assert load_workbook(office.answers).worksheets[0].cell(2, 10).data_type == "s"
    write_office(office.folder, 志工=VOLUNTEERS.replace("V2,3", "V2,7"))
    assert office.ask() == (3, 0)
    assert [page.title for page in load_workbook(office.answers)] == ["請確認", "已無對應的答覆", "說明"]
    assert [row["補充說明"] for row in office.list_rows(1)] == ["=兩份是不同的人"]
    write_office(office.folder, 志工=VOLUNTEERS)
    assert office.ask() == (3, 1)


def test_two_answers_to_one_question_clear_nothing_unless_both_confirm(office: Office) -> None:
    office.ask()
    office.answer(OVERLAP, "確認無誤")
    book = load_workbook(office.answers)
    page = book.worksheets[0]
    page.append([cell.value for cell in page[2]])
    book.save(office.answers)
    assert is_complete(office.compute())
    page.cell(page.max_row, 9).value = "已更正"
    book.save(office.answers)
    assert not is_complete(office.compute())


def test_answered_file_is_no_register_whoever_saved_it(office: Office) -> None:
    office.ask()
    book = load_workbook(office.answers)
    book.properties.subject = None
    book.worksheets[0].title = "志工"
    book.save(office.answers)
    assert {entry.file for entry in office.compute().result.inputs} == {"志工.csv", "志工_舊.csv"}
    assert "請確認.xlsx" not in office.compute().reading.digests


def test_a_file_that_is_not_there_yet_is_said(office: Office) -> None:
    command = f"antidrug-kpi questions 資料夾 -o {office.answers}"
    said = f"office.yaml 第 1 行：找不到答覆檔「{office.answers}」，沒有採用答覆；請確認檔名，或以 {command} 產生"
    assert office.compute().remarks == (said,)


def test_a_file_that_holds_no_answers_is_refused_in_one_line(office: Office) -> None:
    (office.folder / "office.yaml").write_text("answers: 志工.csv\n", encoding="utf-8")
    with pytest.raises(UserError) as error:
        office.compute()
    path = office.folder / "志工.csv"
    how = "請以 antidrug-kpi questions 資料夾 -o 請確認.xlsx 產生，或拿掉 office.yaml 的 answers"
    said = f"找不到答覆檔「{path}」，或不是活頁簿；{how}"
    assert str(error.value) == said
