"""The first sheet of the checkup's workbook: what was found, what is missing, what was not read, and how to read the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Font

from antidrug_kpi import roc
from antidrug_kpi.forms.check.checkup import Checkup, FoundRegister, say_level_counts, say_missing, say_summary
from antidrug_kpi.forms.duties.tie_out_rows import HEADERS, TITLE, list_tie_out_rows
from antidrug_kpi.forms.figure_words import COUNT_HEADERS
from antidrug_kpi.forms.streamed_cells import BOLD, RED, YELLOW, Page, link_cell, make_cell, make_head, make_wrapped, start_page
from antidrug_kpi.registers.redaction import Redaction
from antidrug_kpi.registers.register import Source

Place = tuple[str, str | None]
_TITLE = Font(bold=True, size=14)
_WIDTHS = (26, 34, 24, 10, 10, 10, 10, 10, 10)
_RIGHT = Alignment(horizontal="right")
_PRIVACY = "各清冊工作表照錄原檔內容，未遮蔽個人編號，僅供機關內部更正，請勿外傳。"
_PURPOSE = "請更正原來的清冊後重新檢核；本檔即使留在清冊的資料夾裡，也不會被當作清冊讀入。"


@dataclass(frozen=True)
class Copy:
    """A sheet of a register, and the title of its copy in the workbook."""

    title: str
    source: Source


def write_overview(
    page: Page, checkup: Checkup, copies: Mapping[Place, Copy], limits: Sequence[str], *, show_ids: bool = False
) -> None:
    """Fill the overview; `limits` are what the copies lack, in words."""
    redaction = checkup.choose_redaction(show_ids)
    start_page(page, _WIDTHS)
    title = make_cell(page, "檢核結果")
    title.font = _TITLE
    page.append([title])
    heading = f"{checkup.plan}　{roc.format_roc_period(checkup.result.period)}"
    for text in (heading, say_summary(checkup), say_level_counts(checkup), _PRIVACY, _PURPOSE):
        page.append([make_cell(page, text)])
    faulty, odd = make_cell(page, "紅色：有誤"), make_cell(page, "黃色：警告")
    faulty.fill, odd.fill = RED, YELLOW
    page.append([faulty, odd])
    for sentence in limits:
        page.append([make_cell(page, sentence)])
    _write_found(page, checkup.found, copies, redaction)
    _write_rows(page, "缺少的清冊或欄位", ("清冊", "影響指標", "欄位"), _list_missing(checkup))
    without_data = [(measure.id, measure.title, redaction.redact("；".join(measure.notes))) for measure in checkup.without_data]
    _write_rows(page, "無法計算的衡量項目", ("衡量項目", "名稱", "原因"), without_data)
    unread = [
        (issue.address.file, issue.write_message(show_ids), issue.address.sheet or "")
        for issue in (redaction.redact_issue(finding.issue) for finding in checkup.findings if finding.issue.register is None)
    ]
    _write_rows(page, "檔案與工作表的訊息", ("檔案", "說明", "工作表"), unread)
    _write_rows(page, TITLE, HEADERS, list_tie_out_rows(checkup.tie_outs, redaction, show_ids=show_ids))


def _write_found(page: Page, founds: Sequence[FoundRegister], copies: Mapping[Place, Copy], redaction: Redaction) -> None:
    """A row per register and file with the four counts and a link to the copy, and one more for each further sheet."""
    _start_table(page, "讀到的清冊", ("清冊", "檔案", "工作表", "依據", *COUNT_HEADERS))
    for found in founds:
        counts: tuple[int | str, ...] = found.summary.counts
        for source in found.sources:
            copy = copies[source.file, source.sheet]
            texts = (copy.title, redaction.redact(source.file), redaction.redact(source.sheet or ""), source.match.value, *counts)
            cells = [make_wrapped(page, text) for text in texts]
            link_cell(cells[0], copy.title, source.header, min(source.columns.values()))
            page.append(cells)
            counts = ("同上",)


def _list_missing(checkup: Checkup) -> list[tuple[str, ...]]:
    return [(missing.title, say_missing(missing), missing.column_text) for missing in checkup.missing]


def _write_rows(page: Page, title: str, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        _start_table(page, title, headers)
        for row in rows:
            page.append([make_wrapped(page, text) for text in row])


def _start_table(page: Page, title: str, headers: Sequence[str]) -> None:
    heading = make_cell(page, title)
    heading.font = BOLD
    page.append(())
    page.append([heading])
    heads = [make_head(page, header) for header in headers]
    for head in heads:
        if head.value in COUNT_HEADERS:
            head.alignment = _RIGHT
    page.append(heads)
