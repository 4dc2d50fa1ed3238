"""The questions as a workbook with a place for each answer; answers that were given before stay with their questions."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Border, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from antidrug_kpi.audit.answers.answer_reading import ANSWER, BY, EXPLANATION, FINGERPRINT, WHEN, GivenAnswer
from antidrug_kpi.audit.answers.answering import find_answers
from antidrug_kpi.audit.answers.question_list import OfficeQuestion
from antidrug_kpi.forms.answered_questions import Answer
from antidrug_kpi.forms.output.freezing import freeze_archive, mark_output
from antidrug_kpi.forms.streamed_cells import Page, make_head, make_wrapped, start_page
from antidrug_kpi.forms.text_widths import count_lines
from antidrug_kpi.forms.writers.document_looks import BLANK_SHADE
from antidrug_kpi.issues import Level

QUESTIONS, UNMATCHED, GUIDE = "請確認", "已無對應的答覆", "說明"
_TOLD = ("等級", "清冊", "檔案", "工作表", "列", "欄", "內容", "涉及指標")
_ANSWERS = (ANSWER, EXPLANATION, BY, WHEN)
HEADERS = (*_TOLD, *_ANSWERS, "代碼", FINGERPRINT)
_WIDTHS = (7, 14, 22, 12, 12, 12, 48, 12, 12, 24, 10, 11, 18, 34)
_SIZE, _LINE_HEIGHT = 12, 15.5  # points
_THIN = Side(style="thin", color="BFBFBF")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILL = PatternFill("solid", fgColor=BLANK_SHADE)
_LINES = (
    "每一列是一個問題。請在「答覆」選一個：確認無誤、已更正、說明；並可填補充說明、答覆人、答覆日期。",
    "把這個檔案放進清冊的資料夾，在 office.yaml 寫 answers: 檔名，以後每次計算都會讀答覆。",
    "「確認無誤」使等級「檔案」的一項不再使結果不完整；其他答覆與其他等級只記錄答覆，報告會印出。",
    "讀不了的檔案、剔退的列、資料未備的項目，不因答覆而算完整；請更正或補齊資料。",
    "問題所指各列的任何一格或列數改變，答覆即失效，問題會再列出；其他格的更動不影響。「識別碼」用來認出問題，請勿改動。",
    f"再次產生時，仍有效的答覆會保留；已無對應問題的答覆移到「{UNMATCHED}」。",
)


def write_question_workbook(questions: Sequence[OfficeQuestion], given: Sequence[GivenAnswer] = ()) -> bytes:
    """The workbook's bytes: the questions, then the answers that belong to none of them, then how to answer."""
    workbook = Workbook(write_only=True)
    answers = find_answers(given)
    _write_questions(_start(workbook, QUESTIONS, len(questions)), questions, answers)
    asked = {question.fingerprint for question in questions}
    unmatched = [row for row in answers.values() if row.fingerprint not in asked]
    if unmatched:
        page = _start(workbook, UNMATCHED, len(unmatched))
        for number, row in enumerate(unmatched, start=2):
            _append(page, number, [make_wrapped(page, row.cells.get(header, "")) for header in HEADERS])
    guide: Page = workbook.create_sheet(GUIDE)
    start_page(guide, (100,))
    for line in _LINES:
        guide.append([make_wrapped(guide, line)])
    mark_output(workbook)
    content = io.BytesIO()
    workbook.save(content)
    return freeze_archive(content.getvalue())


def _start(workbook: Workbook, title: str, rows: int) -> Page:
    page: Page = workbook.create_sheet(title)
    page.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{rows + 1}"  # type: ignore[attr-defined]
    start_page(page, _WIDTHS, header=1)
    letter = get_column_letter(HEADERS.index(ANSWER) + 1)
    choices = DataValidation(type="list", formula1=f'"{",".join(answer.value for answer in Answer)}"', allow_blank=True)
    choices.add(f"{letter}2:{letter}{max(rows, 1) + 1}")
    page.data_validations.append(choices)  # type: ignore[attr-defined]
    # What a question is known again by is of no use to a reader.
    page.column_dimensions[get_column_letter(len(HEADERS))].hidden = True  # type: ignore[attr-defined]
    page.append([make_head(page, header) for header in HEADERS])
    return page


def _append(page: Page, number: int, line: Sequence[Cell]) -> None:
    """Write a row as high as its longest text needs: not every program finds that out by itself."""
    lines = max(count_lines([str(cell.value or "")], width, _SIZE) for cell, width in zip(line, _WIDTHS, strict=True))
    page.row_dimensions[number].height = lines * _LINE_HEIGHT + 3  # type: ignore[attr-defined]
    for cell in line:
        cell.border = _BORDER
    page.append(line)


def _write_questions(page: Page, questions: Sequence[OfficeQuestion], answers: dict[str, GivenAnswer]) -> None:
    for number, question in enumerate(questions, start=2):
        row = answers.get(question.fingerprint)
        told = (
            question.level.value,
            question.register,
            "、".join(question.files),
            question.sheet,
            question.rows,
            question.column,
            question.text if question.can_clear or question.level is not Level.FILE else f"{question.text}（不因答覆而算完整）",
            "、".join(question.indicators),
        )
        given = ["" if row is None else row.cells.get(header, "") for header in _ANSWERS]
        line = [make_wrapped(page, text) for text in (*told, *given, question.code, question.fingerprint)]
        _fill(line)
        _append(page, number, line)


def _fill(line: Sequence[Cell]) -> None:
    """Colour the cells that are to be filled in."""
    first = len(_TOLD)
    for cell in line[first : first + len(_ANSWERS)]:
        cell.fill = _FILL
