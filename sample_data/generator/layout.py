"""Which register stands in which file and sheet, and how that office's clerk keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from .base import COUNTY, Rows, drawn
from .dress import Cell, Formula, Grid, Style, dress_rows, shown
from .further_columns import add_columns
from .tables import make_further_tables, make_tables

PRINTED = "製表日期：114/01/06"
MAKER = "製表人：望禾明"


class Group(NamedTuple):
    """A heading merged over the columns from first to last, in a line above their headers."""

    title: str
    first: int
    last: int


@dataclass(frozen=True)
class Sheet:
    file: str
    name: str  # of the sheet; of a delimited file, its encoding
    register: str
    style: Style = field(default_factory=Style)
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    total: bool = False
    gaps: int = 0  # blank rows in the middle
    groups: tuple[Group, ...] = ()
    hidden: bool = False
    part: str = ""  # only rows whose third column begins with one of these, parted by a comma


@dataclass
class Page:
    """A sheet ready to be written."""

    sheet: Sheet
    grid: Grid
    header_row: int


FLAGS = ("YN", "V否", "○X")
PREVENTION, PROTECTION = "01_預防宣導組.xlsx", "02_保護扶助組.xlsx"
MEDICAL, PLANNING = "05_醫療服務組.xlsx", "06_綜合規劃組.xlsx"
METHADONE, EVIDENCE = "04_美沙冬收案.ods", "10_佐證與填報.ods"


def title(name: str) -> tuple[str, ...]:
    return (f"{COUNTY}毒品危害防制中心 113 年度{name}", PRINTED)


TWO_LINES = (Group("服務項目", 2, 6), Group("年度訪查", 7, 10), Group("補助方案", 12, 15))

SHEETS = (
    Sheet(
        PREVENTION,
        "學校清冊",
        "學校清冊",
        Style(flags=("是否", "Ｖ否"), typed=True, wide=0.03, headers={"學生數": "學 生 數", "學校日宣導": "學校日宣導　"}),
        title("轄屬學校清冊"),
        ("備註：學生數以 113 學年度第 1 學期為準", MAKER),
        total=True,
        gaps=2,
    ),
    Sheet(PREVENTION, "02_家長研習場次", "家長研習場次", Style(("roc", "roc-han")), title("家長研習場次")),
    Sheet(PREVENTION, "涉毒學生", "涉毒學生", Style(("real",), ("是否", "YN"), ("－", "無")), gaps=1),
    Sheet(PREVENTION, "春暉離校個案 113年度", "春暉離校個案", Style(("roc-padded", "roc-dot"), blanks=("—", "N/A"))),
    Sheet(PREVENTION, "離校追蹤", "離校追蹤", Style(("real", "roc-padded"))),
    Sheet(PROTECTION, "兒少通報", "兒少通報", Style(("roc-number", "roc-long")), title("兒少施用毒品通報清冊"), (MAKER,)),
    Sheet(PROTECTION, "家支社工", "家支社工", Style(months=("roc", "solid", "han", "iso"), typed=True, wide=0.05), gaps=3),
    Sheet(PROTECTION, "家屬團體", "家屬團體", Style(typed=True)),
    Sheet(PROTECTION, "家屬團體成員", "家屬團體成員", Style(typed=True), total=True),
    Sheet(PROTECTION, "家屬前後測", "家屬前後測", Style(typed=True), title("家屬支持意願前後測")),
    Sheet(PROTECTION, "本部教育訓練", "本部教育訓練", Style(("slash",), ("✓✗", "是否"))),
    Sheet(PROTECTION, "求職服務113年度", "求職服務", Style(("iso", "stamp"))),
    Sheet(PROTECTION, "安置機構", "安置機構", Style(flags=("有無",)), ("113 年度安置機構一覽",)),
    Sheet(
        "03_追蹤輔導個案.csv",
        "utf-8-sig",
        "追蹤輔導個案",
        Style(
            ("roc", "roc-padded", "roc-han"),
            blanks=("－",),
            headers={"個案編號": "個案 編號", "需求等級": "需求等級　"},
        ),
        title("追蹤輔導個案清冊"),
        ("備註：結案原因由個管師自行填寫", MAKER),
        total=True,
        gaps=4,
    ),
    Sheet(
        "追蹤輔導紀錄113年度.csv",
        "cp950",
        "追蹤輔導紀錄",
        Style(("roc-solid",) * 9 + ("roc",)),
        below=("以下空白",)[:0],
    ),
    Sheet(METHADONE, "美沙冬收案112年度", "美沙冬收案", Style(("real",)), title("美沙冬替代治療收案清冊"), part="2023"),
    Sheet(
        METHADONE,
        "美沙冬收案113年度",
        "美沙冬收案",
        Style(("real", "roc-dash"), blanks=("---",), headers={"新收日期": "新收 日期"}),
        title("美沙冬替代治療收案清冊"),
        ("註：結案原因依治療機構所載", MAKER),
        gaps=2,
        part="2024,113",
    ),
    Sheet(
        MEDICAL,
        "治療機構",
        "治療機構",
        Style(("roc",), ("是否", "ＶＸ", "■□"), typed=True, headers={"C肝轉介機制": "Ｃ肝轉介機制"}),
        title("藥癮治療機構清冊"),
        groups=TWO_LINES,
    ),
    Sheet(MEDICAL, "緩起訴個案", "緩起訴個案", Style(("number", "solid"), ("10",)), below=(MAKER,)),
    Sheet(
        MEDICAL,
        "替代治療個案",
        "替代治療個案",
        Style(
            ("real", "slash"),
            ("YN", "yn"),
            ("…",),
            headers={"曾檢出C肝陽性": "曾檢出Ｃ肝陽性", "C肝篩檢日期": " C 肝篩檢日期"},
        ),
        gaps=2,
    ),
    Sheet(PLANNING, "主責局處", "主責局處", Style(typed=True), title("主責局處專責人力")),
    Sheet(PLANNING, "跨局處會議", "跨局處會議", Style(("roc-long",))),
    Sheet(PLANNING, "經費", "經費", Style(thousands=True, percent=("最低自籌比率",))),
    Sheet(
        PLANNING,
        "人力清冊",
        "人力清冊",
        Style(("roc-dot", "real"), typed=True, headers={"姓名": "姓　名", "到職日期": "到職\n日期"}),
        title("人力清冊"),
        (MAKER,),
        total=True,
    ),
    Sheet(PLANNING, "講習場次", "講習場次", Style(("real",), ("○X",))),
    Sheet(PLANNING, "志工", "志工", Style(typed=True), hidden=True),
    Sheet("07_講習個案.csv", "utf-8", "講習個案", Style(("iso", "slash"), FLAGS, ("N/A",)), gaps=1),
    Sheet("08_尿液採驗.csv", "cp950", "尿液採驗", Style(("roc-han", "roc-wide"), wide=0.1), title("尿液採驗"), total=True),
    Sheet("09_罰鍰案件.tsv", "utf-8", "罰鍰案件", Style(("roc-solid", "stamp"), ("YN",), ("－",)), below=(MAKER,)),
    Sheet(EVIDENCE, "佐證清冊", "佐證清冊", Style(numeric_ids=("指標代碼",)), gaps=1),
    Sheet(EVIDENCE, "填報數據", "填報數據", Style(thousands=True)),
)

WORK, LINKS = "11_工作項目統計.xlsx", "14_資源連結與轉銜.ods"
FURTHER_SHEETS = (
    Sheet(WORK, "特定人員月報", "特定人員月報", Style(months=("roc", "han"), typed=True), title("特定人員月報"), (MAKER,)),
    Sheet(WORK, "快篩試劑採購", "快篩試劑採購", Style(("roc",), typed=True)),
    Sheet(WORK, "訪查紀錄", "訪查紀錄", Style(("roc-dot",), blanks=("－",)), title("藥癮治療機構訪查紀錄"), (MAKER,)),
    Sheet(WORK, "治療人員", "治療人員", Style(typed=True)),
    Sheet(WORK, "非指定機構輔導", "非指定機構輔導", Style(("roc-long",))),
    Sheet(WORK, "補助方案經費", "補助方案經費", Style(thousands=True)),
    Sheet(WORK, "社安網會議", "社安網會議", Style(("real",), ("○X",)), title("社安網會議")),
    Sheet(WORK, "出監轉銜會議", "出監轉銜會議", Style(("roc",), ("ＶＸ",))),
    Sheet(WORK, "人力評核", "人力評核", Style(("roc",))),
    Sheet(WORK, "實習清冊", "實習清冊", Style(("roc",), typed=True)),
    Sheet(WORK, "訓練紀錄", "訓練紀錄", Style(("roc-solid",), typed=True)),
    Sheet(WORK, "個案報告", "個案報告", Style(("roc",))),
    Sheet(WORK, "品質抽查", "品質抽查", Style(("real",), typed=True), total=True),
    Sheet(WORK, "帳號清查", "帳號清查", Style(("roc",), typed=True)),
    Sheet(WORK, "補助經費核定表", "補助經費核定表", Style(thousands=True)),
    Sheet(WORK, "補助員額", "補助員額", Style(typed=True)),
    Sheet("12_專線諮詢.csv", "utf-8-sig", "專線諮詢", Style(("iso", "roc")), title("毒防諮詢專線受理紀錄")),
    Sheet("13_補助申撥.csv", "cp950", "補助申撥", Style(("roc-solid",), thousands=True), below=(MAKER,)),
    Sheet(LINKS, "資源連結", "資源連結", Style(("real", "roc-dash"), ("YN",)), gaps=1),
    Sheet(LINKS, "個案轉銜", "個案轉銜", Style(("roc",))),
)


def rows_of(sheet: Sheet, rows: Rows) -> Rows:
    if not sheet.part:
        return rows
    return [row for row in rows if list(row.values())[2].startswith(tuple(sheet.part.split(",")))]


def with_gaps(body: Grid, gaps: int) -> Grid:
    width = len(body[0])
    for gap in range(gaps, 0, -1):
        body.insert(len(body) * gap // (gaps + 1), [""] * width)
    return body


def header_lines(sheet: Sheet, names: list[str]) -> Grid:
    """One line; or two, where headings span some columns and the other headers span both lines."""
    dressed: list[Cell] = [sheet.style.headers.get(name, name) for name in names]
    if not sheet.groups:
        return [dressed]
    upper: list[Cell] = list(dressed)
    lower: list[Cell] = [""] * len(names)
    for group in sheet.groups:
        for column in range(group.first, group.last + 1):
            upper[column] = group.title if column == group.first else ""
            lower[column] = dressed[column]
    return [upper, lower]


def page_of(sheet: Sheet, rows: Rows, more: Sequence[dict[str, str]] = ()) -> Page:
    """`more` are the extra cells of each row, dressed by themselves, so that they leave the dress of the others as it is."""
    names = list(rows[0]) + (list(more[0]) if more else [])
    above: Grid = [[line] for line in sheet.above]
    lines = header_lines(sheet, names)
    body = dress_rows(rows, sheet.style, drawn(f"dress/{sheet.file}/{sheet.name}"))
    if more:
        extra = dress_rows(more, sheet.style, drawn(f"dress/{sheet.file}/{sheet.name}/more"))
        body = [[*line, *cells] for line, cells in zip(body, extra, strict=True)]
    if sheet.register == "填報數據":
        body[0][2] = Formula("of:=1100+27", 1127)
    below: Grid = [["合計", len(rows)]] if sheet.total else []
    below += [[line] for line in sheet.below]
    return Page(sheet, above + lines + with_gaps(body, sheet.gaps) + below, len(above))


def pages() -> list[Page]:
    tables = make_tables()
    more = add_columns(tables)
    own = [page_of(sheet, rows_of(sheet, tables[sheet.register]), more.get(sheet.register, ())) for sheet in SHEETS]
    further = make_further_tables(tables)
    return own + [page_of(sheet, further[sheet.register]) for sheet in FURTHER_SHEETS]


def dressed_tables() -> dict[str, Rows]:
    """The rows as shown in the files, by canonical header, without extra columns and further registers: for checking that the
    dress changes no fact.
    """
    tables = make_tables()
    read: dict[str, Rows] = {}
    for page in pages():
        if page.sheet.register not in tables:
            continue
        names = list(tables[page.sheet.register][0])
        lines = 2 if page.sheet.groups else 1
        below = len(page.sheet.below) + page.sheet.total
        body = page.grid[page.header_row + lines : len(page.grid) - below]
        filled = [row for row in body if any(shown(cell) for cell in row)]
        texts = [dict(zip(names, map(shown, row[: len(names)]), strict=True)) for row in filled]
        read.setdefault(page.sheet.register, []).extend(texts)
    return read
