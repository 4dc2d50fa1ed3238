"""The answers in a workbook of questions, as an office filled it in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from antidrug_kpi.errors import UserError
from antidrug_kpi.files import Sheet
from antidrug_kpi.files.limits import DEFAULT_LIMITS
from antidrug_kpi.files.passwords import answer_no_password
from antidrug_kpi.files.reading import WORKBOOK_SUFFIXES, read_file
from antidrug_kpi.forms.answered_questions import Answer
from antidrug_kpi.paths import is_file
from antidrug_kpi.printable import quote_briefly, show_path
from antidrug_kpi.registers.cells.cell_values import show_cell, squeeze_cell

ANSWER, EXPLANATION, BY, WHEN, FINGERPRINT = "答覆", "補充說明", "答覆人", "答覆日期", "識別碼"
_HEADER_ROWS = 20


@dataclass(frozen=True)
class GivenAnswer:
    """A row of the workbook that somebody filled in: all its cells by header, and the answer where it is one of the three."""

    place: str
    cells: dict[str, str]
    answer: Answer | None

    @property
    def fingerprint(self) -> str:
        """What the answered question is known again by."""
        return self.cells[FINGERPRINT]


def is_question_workbook(path: Path) -> bool:
    """Whether a file is a workbook of questions, whoever saved it last."""
    if path.suffix.lower() not in WORKBOOK_SUFFIXES or not is_file(path):
        return False
    read = read_file(path, path.name, DEFAULT_LIMITS, answer_no_password, takes_own=True)
    return any(_find_header(sheet) is not None for sheet in read.sheets)


def read_answers(path: Path) -> tuple[GivenAnswer, ...]:
    """The rows that are filled in, of all sheets with the workbook's headers. Raises UserError where there is no such sheet."""
    shown = show_path(path)
    if path.suffix.lower() not in WORKBOOK_SUFFIXES or not is_file(path):
        how = "請以 antidrug-kpi questions 資料夾 -o 請確認.xlsx 產生，或拿掉 office.yaml 的 answers"
        raise UserError(f"找不到答覆檔「{shown}」，或不是活頁簿；{how}")
    read = read_file(path, path.name, DEFAULT_LIMITS, answer_no_password, takes_own=True)
    if not read.sheets:
        reason = read.issues[0].write_message() if read.issues else "沒有工作表"
        raise UserError(f"答覆檔「{shown}」{reason}")
    headers = [(sheet, header) for sheet in read.sheets if (header := _find_header(sheet)) is not None]
    if not headers:
        wanted = "、".join(f"「{name}」" for name in (ANSWER, FINGERPRINT))
        raise UserError(
            f"答覆檔「{shown}」找不到標題列（應有 {wanted}）；請以 antidrug-kpi questions 資料夾 -o 請確認.xlsx 重新產生"
        )
    return tuple(given for sheet, header in headers for given in _read_rows(sheet, *header))


def list_remarks(given: Sequence[GivenAnswer]) -> Iterator[str]:
    """A sentence for each answer that is none of the three, and is therefore not taken."""
    for row in given:
        if row.answer is None and row.cells[ANSWER]:
            words = "、".join(answer.value for answer in Answer)
            yield f"{row.place}：答覆「{quote_briefly(row.cells[ANSWER])}」應為 {words} 之一，未採用；請改正"


def _find_header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The position of the header and the positions of its columns; None where the sheet has none."""
    for position, row in enumerate(sheet.rows[:_HEADER_ROWS]):
        columns = {squeeze_cell(cell): index for index, cell in reversed(list(enumerate(row)))}
        if {ANSWER, FINGERPRINT} <= columns.keys():
            return position, columns
    return None


def _read_rows(sheet: Sheet, header: int, columns: dict[str, int]) -> Iterator[GivenAnswer]:
    for position in range(header + 1, sheet.height):
        row = sheet.rows[position]
        cells = {name: show_cell(row[index]).strip() for name, index in columns.items() if name}
        if cells[FINGERPRINT] and any(cells.get(name) for name in (ANSWER, EXPLANATION, BY, WHEN)):
            text = squeeze_cell(row[columns[ANSWER]])
            answer = next((answer for answer in Answer if answer.value == text), None)
            yield GivenAnswer(str(sheet.address(sheet.numbers[position])), cells, answer)
