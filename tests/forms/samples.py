"""A small document that has everything a form can have."""

from antidrug_kpi.forms.document import (
    Contents,
    Document,
    PageBreak,
    Paragraph,
    Section,
    Table,
    TableCell,
    TableRow,
    TextRun,
    make_cell,
    make_plain_paragraph,
)

HOSTILE = ("=1+1", "+2", "-3", "@SUM(A1)", "<b>&amp;\"'", "a\x00\x07\x1b\ufffe\ud800b", "兩格  空白\t字")
HOSTILE_SHOWN = ("=1+1", "+2", "-3", "@SUM(A1)", "<b>&amp;\"'", "ab", "兩格  空白\t字")

_TITLES = TableRow(tuple(make_cell(text, align="center", is_bold=True, is_shaded=True) for text in ("項目", "內容", "數")))
_SPANS = Table(
    (20, 40, 10),
    (
        _TITLES,
        TableRow((make_cell("一、橫跨三欄", columns=3, is_bold=True),)),
        TableRow(
            (
                TableCell((make_plain_paragraph("直跨兩列"),), rows=2),
                make_cell(["上一行", "下一行"]),
                make_cell("12", align="right"),
            )
        ),
        TableRow((TableCell((Paragraph((TextRun("共"), TextRun("○", is_blank=True), TextRun("人"))),), columns=2),)),
    ),
)
DOCUMENT = Document(
    "113 年度成果報告",
    (
        Section(
            "封面",
            (
                make_plain_paragraph("望海縣", "cover"),
                Paragraph((TextRun("計畫負責人："), TextRun("", is_blank=True))),
            ),
        ),
        Section(
            "目錄",
            (
                Contents("目錄"),
                PageBreak(),
                make_plain_paragraph("壹、現況", "heading1"),
                make_plain_paragraph("一、分析", "heading2"),
                make_plain_paragraph("(一)細目", "heading3"),
                _SPANS,
                *(make_plain_paragraph(text) for text in HOSTILE),
            ),
        ),
        Section(
            "貳、表:格/很長的名稱很長的名稱很長的名稱很長的名稱",
            (
                make_plain_paragraph("貳、表格", "heading1"),
                _SPANS,
                Table((30, 30), (TableRow((make_cell("左"), make_cell("右"))),), header_rows=0),
                make_plain_paragraph("註：說明", "note"),
            ),
            is_landscape=True,
        ),
    ),
)


def make_high_row(characters: int) -> Document:
    """A landscape page's table of one row, whose first cell holds so many characters."""
    row = TableRow((make_cell("字" * characters), make_cell("短")))
    return Document("高度", (Section("表", (Table((100, 20), (row,), header_rows=0),), is_landscape=True),))


RAISED = Document(
    "上標",
    (
        Section(
            "表",
            (Paragraph((TextRun("自費"), TextRun("註2", is_raised=True), TextRun("註3", is_bold=True, is_raised=True))),),
        ),
    ),
)
