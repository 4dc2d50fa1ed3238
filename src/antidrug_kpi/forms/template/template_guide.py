"""The template's first sheet 填表說明: what the workbook is, how to fill it, which sheet serves which indicators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi.forms.spreadsheet_safety import set_text
from antidrug_kpi.forms.template.template_sheets import Template, TemplateSheet
from antidrug_kpi.forms.text_widths import count_lines
from antidrug_kpi.forms.writers.document_looks import FONT, SHADE
from antidrug_kpi.forms.writers.sheets.xlsx_writer import set_up_print
from antidrug_kpi.registers.cells.dates import DATE_FORMS
from antidrug_kpi.registers.finding.headers import ANSWERED_BY, NO_RECORDS

WIDTHS = (22, 46, 36, 36)
LINE_SPACING = 1.42
_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_SHADE = PatternFill("solid", fgColor=SHADE)
_LINK = "0563C1"


@dataclass(frozen=True)
class _Line:
    """A line of the sheet: texts by column, or a single one over the whole width; `link` names the sheet it leads to."""

    texts: tuple[str, ...]
    size: int = 12
    is_head: bool = False
    link: str | None = None


_GAP = _Line(("",))


def write_guide(sheet: Worksheet, template: Template) -> None:
    """Fill the sheet: title, rules, the table of sheets with a link to each, the table of codes where there are any."""
    for row, line in enumerate(_list_lines(template), start=1):
        if len(line.texts) == 1:
            _write_wide(sheet, row, line)
        else:
            _write_cells(sheet, row, line)
    for index, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.sheet_view.showGridLines = False
    set_up_print(sheet, is_landscape=True)


def _list_lines(template: Template) -> Iterator[_Line]:
    yield _Line((template.plan.title,), size=16)
    yield _Line((f"{f'{template.bureau}填報清冊' if template.bureau else '空白清冊範本'}：填表說明",), size=14)
    if template.bureau:
        yield _Line((ANSWERED_BY, template.bureau, "", ""))
    yield from (_Line((f"{number}. {rule}",)) for number, rule in enumerate(list_rules(template), start=1))
    yield _GAP
    yield _Line(("工作表", "一列是什麼", "使用的指標", "必填欄位"), is_head=True)
    yield from (_Line(_describe_sheet(part), link=part.name) for part in template.sheets)
    if template.codes:
        names = {part.register.id: part.name for part in template.sheets}
        yield _GAP
        yield _Line(("代碼", "衡量項目", "填在哪一張工作表", "可填的要件或項目"), is_head=True)
        yield from (
            _Line((line.code, line.title, names[line.register], "、".join(line.names)), link=names[line.register])
            for line in template.codes
        )


def list_rules(template: Template) -> Iterator[str]:
    """How to fill the workbook, a sentence or two each."""
    figures, evidence = template.plan.figures, template.plan.evidence
    filled = [part.name for part in template.sheets if figures is not None and part.register.id == figures.register_]
    yield "每張工作表是一份清冊：第 2 列是正式欄名，自第 3 列起一列填一筆。請勿更改工作表名稱與欄名；欄的順序可以調換。"
    yield (
        "黃底粗體的欄名為必填欄：該欄空白的列，用到該欄的指標不採計。灰底的欄沒有資料時留空，不要填 0。"
        "游標移到欄名上有說明；點選儲存格有提示與下拉選單，其他寫法會出現提醒，確定無誤可以保留。"
    )
    yield (
        f"日期可填 {DATE_FORMS}，務必寫出年份。日期、編號與代碼等欄已設為文字格式，"
        "所填即所存，不會被試算表改成別的日期或數字；從他處貼上時，請用「貼上值」以保留格式與下拉選單。"
    )
    yield "是否欄填 是 或 否（亦可用 V／X、○、1／0；此欄填「無」等於否）。其他欄的 無、－、N/A 視為空白。"
    yield (
        f"統計期間內沒有任何一筆的清冊，請在該表第 1 列「{NO_RECORDS}」右邊填 是，即以零件計算；"
        "沒有填的空白工作表視為尚未填報，用到它的指標是資料未備。"
    )
    if filled:
        yield (
            f"沒有清冊、只有數字的指標，請填於「{filled[0]}」，該清冊的工作表保持空白（兩者都有資料時以清冊為準）；"
            "代碼與項目見下方的代碼表。"
        )
    if evidence is not None and any(part.register.id == evidence.register_ for part in template.sheets):
        yield "佐證的每一項要件各填一列，並在說明欄寫出內容；同一項目用同一個項目名稱。要件見下方的代碼表。"
    if any(column.spec.private for part in template.sheets for column in part.columns):
        yield (
            "填入後本檔載有可識別個人的涉毒、就醫或就業服務紀錄，請依個人資料保護法保管：限承辦人員使用，"
            "以密碼加密後存放與傳送。計算在本機進行，程式不連線。"
        )
    if template.has_rows:
        yield "各表已帶入上次的資料：請逐列更新，增列新的，刪去不再屬於統計期間的；沒有帶入的表請自第 3 列起填寫。"
    if template.bureau:
        yield f"填妥後存檔，整份交回毒品危害防制中心。中心以上方的「{ANSWERED_BY}」認得是哪個局處交回的，請勿更改。"
    else:
        yield f"填妥後執行：antidrug-kpi check 本檔.xlsx{_list_options(template)}，再將 check 換成 compute 或 fill。"


def _list_options(template: Template) -> str:
    """The options under which the filled workbook is the whole of what is asked."""
    # A shell takes the brackets of 三(三) for its own.
    only = "".join(f' --only "{name}"' for name in template.only)
    return f" --plan {template.plan.id}{only}"


def _describe_sheet(part: TemplateSheet) -> tuple[str, ...]:
    required = "、".join(column.spec.name for column in part.columns if column.spec.required)
    readers = "（無；供工作項目統計與勾稽）" if part.is_for_duties else "、".join(part.readers) or "（無）"
    return part.name, part.register.note or "一列為一筆紀錄", readers, required or "（無）"


def _write_wide(sheet: Worksheet, row: int, line: _Line) -> None:
    """A line over the table's whole width; a larger one is a title."""
    cell = sheet.cell(row, 1)
    set_text(cell, line.texts[0])
    is_title = line.size > 12
    cell.font = Font(name=FONT, size=line.size, bold=is_title)
    cell.alignment = Alignment(horizontal="center" if is_title else "left", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(WIDTHS))
    sheet.row_dimensions[row].height = count_lines(line.texts, sum(WIDTHS), line.size) * line.size * LINE_SPACING + 4


def _write_cells(sheet: Worksheet, row: int, line: _Line) -> None:
    for index, text in enumerate(line.texts, start=1):
        cell = sheet.cell(row, index)
        set_text(cell, text)
        cell.number_format = "@"  # or 4.10 would be taken for a number by whoever edits it
        cell.border = _BORDER
        cell.font = Font(name=FONT, size=line.size, bold=line.is_head)
        cell.alignment = Alignment(
            horizontal="center" if line.is_head else "left", vertical="center" if line.is_head else "top", wrap_text=True
        )
        if line.is_head:
            cell.fill = _SHADE
        elif text == line.link:
            _link(cell, text)
    lines = max(count_lines([text], width, line.size) for text, width in zip(line.texts, WIDTHS, strict=True))
    sheet.row_dimensions[row].height = lines * line.size * LINE_SPACING + 4


def _link(cell: Cell | MergedCell, name: str) -> None:
    """Make the cell a link to the top of the sheet that it names."""
    place = f"{quote_sheetname(name)}!A1"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place, display=name)
    cell.font = Font(name=FONT, size=12, color=_LINK, underline="single")
