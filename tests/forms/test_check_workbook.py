"""The checkup as a workbook: the registers as the office wrote them, what is wrong marked, and links that lead there."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, MergedCell

from antidrug_kpi import pipeline
from antidrug_kpi.forms.check import checkup_workbook, copied_rows, copying
from antidrug_kpi.forms.check.checkup import FoundRegister
from antidrug_kpi.forms.check.checkup_workbook import name_copies
from antidrug_kpi.measures.results import InputSummary
from antidrug_kpi.registers.register import MatchedBy, Source
from antidrug_kpi.settings import Settings

from .filling import SAMPLE

pytestmark = pytest.mark.slow

HEADERS = ("個案編號", "機構代碼", "新收日期", "結案日期", "結案原因", "電話")
ROWS = (
    ("00179", "H1", "113/1/1", "113/6/28", "自行中斷", "=1+1"),
    ("00180", "H1", "113/2/30", "113/6/29", "自行中斷", "+886"),
    ("00181", "H1", "113/3/1", "113/1/30", None, "@x"),
    ("00179", "H1", "113/1/1", "113/6/28", "自行中斷", None),
    (None, "H1", 1130101, "x", "死亡", "#N/A"),
)
RED, YELLOW = "00FF9999", "00FFEB84"
AnyCell = Cell | MergedCell


def write_office(folder: Path, rows: Sequence[Sequence[str | int | None]] = ROWS) -> Path:
    """A workbook whose register begins in C4 and has a blank row below each of its rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "美沙冬收案"
    for column, header in enumerate(HEADERS, start=3):
        sheet.cell(4, column, header)
    for number, row in enumerate(rows):
        for column, value in enumerate(row, start=3):
            sheet.cell(6 + 2 * number, column, value).data_type = "n" if isinstance(value, int) else "s"
    folder.mkdir(exist_ok=True)
    book.save(folder / "全部.xlsx")
    return folder


def check(data: Path, *only: str, show_ids: bool = False) -> Workbook:
    """The checkup of an office as openpyxl reads it back."""
    run = pipeline.compute(data, Settings(only=only), keep="files")
    output = data.parent / "檢核結果.xlsx"
    pipeline.save_checkup(run, pipeline.build_checkup(run), output, show_ids=show_ids)
    return load_workbook(output)


def list_marked(book: Workbook, title: str, colour: str) -> list[str]:
    cells = [cell for row in book[title].iter_rows() for cell in row if cell.fill.fgColor.rgb == colour]
    return [cell.coordinate for cell in cells]


def list_messages(book: Workbook) -> list[dict[str, AnyCell]]:
    """The messages as cells by header."""
    headers, *rows = book["檢核訊息"].iter_rows()
    return [{str(header.value): cell for header, cell in zip(headers, row, strict=True)} for row in rows]


def follow(book: Workbook, cell: AnyCell) -> Cell:
    """The cell that a link leads to."""
    assert cell.hyperlink is not None
    assert cell.hyperlink.location is not None
    title, _, place = cell.hyperlink.location.rpartition("!")
    target: Cell = book[title.strip("'")][place]
    return target


@pytest.fixture
def book(tmp_path: Path) -> Workbook:
    return check(write_office(tmp_path / "office"), "3.3")


def test_every_cell_stands_where_it_stood_and_shows_what_it_showed(book: Workbook) -> None:
    copy = book["美沙冬收案"]
    assert [cell.value for cell in copy[4]] == [None, None, *HEADERS]
    for number, row in enumerate(ROWS):
        assert [cell.value for cell in copy[6 + 2 * number]] == [None, None, *row]
        assert all(cell.value is None for cell in copy[7 + 2 * number])
    assert {cell.data_type for cell in copy["H"] if cell.value} == {"s"}
    assert copy.freeze_panes == "A5"


REVERSED = "［錯誤］「結案日期」的「113/1/30」（讀作 2024-01-30）早於「新收日期」的「113/3/1」（讀作 2024-03-01）；請更正其中之一"


def test_faulty_cells_are_red_and_odd_ones_yellow_each_with_its_sentence(book: Workbook) -> None:
    copy = book["美沙冬收案"]
    assert list_marked(book, "美沙冬收案", RED) == ["E8", "E10", "F10", "C14", "F14"]
    assert list_marked(book, "美沙冬收案", YELLOW) == ["C12"]
    assert {cell.coordinate: cell.comment.text for row in copy.iter_rows() for cell in row if cell.comment} == {
        "E8": "［錯誤］「113/2/30」沒有這一天；請確認月份與日數",
        "E10": REVERSED,
        "F10": REVERSED,
        "C12": "［警告］與第 6 列完全相同，兩列都保留，不因此剔退；請確認是否重複登錄",
        "C14": "［錯誤］必填欄位空白；請補填",
        "F14": "［錯誤］「x」不是看得懂的日期；應為 113/1/5、1130105、113年1月5日 或 2024-01-05；請改正",
    }


def test_links_lead_to_the_cells(book: Workbook) -> None:
    targets = {(row["代碼"].value, row["欄"].value): follow(book, row["列"]).coordinate for row in list_messages(book)}
    assert targets == {
        ("cell-blank", "個案編號"): "C14",
        ("cell-unreadable", "新收日期"): "E8",
        ("cell-unreadable", "結案日期"): "F14",
        ("dates-reversed", "結案日期"): "F10",
        ("row-duplicate", None): "C12",
        ("column-unknown", "電話"): "H4",
    }
    overview = [cell for row in book["總覽"].iter_rows() for cell in row if cell.hyperlink]
    assert [(cell.value, follow(book, cell).coordinate) for cell in overview] == [("美沙冬收案", "C4")]


def test_every_faulty_cell_of_the_sample_office_is_found_in_its_copy(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.symlink_to(SAMPLE / "office")
    book = check(office, show_ids=True)
    faulty = [row for row in list_messages(book) if row["代碼"].value == "cell-unreadable"]
    assert {str(row["檔案"].value).rpartition(".")[2] for row in faulty} == {"csv", "tsv", "ods", "xlsx"}
    for row in faulty:
        target = follow(book, row["列"])
        assert (str(target.value), target.fill.fgColor.rgb) == (str(row["內容"].value), RED)
        assert target.row == row["列"].value


def test_messages_are_masked_and_the_copy_is_not(tmp_path: Path) -> None:
    twice = [("00179", "H1", "113/1/1", None, None, None), ("00179", "H2", "113/1/1", None, None, None)]
    office = write_office(tmp_path / "office", twice)
    for show_ids, shown in ((False, "…179"), (True, "00179")):
        book = check(office, "3.3", show_ids=show_ids)
        (row,) = [row for row in list_messages(book) if row["代碼"].value == "key-repeated"]
        assert row["內容"].value == shown
        assert f"「{shown}」" in str(row["說明"].value)
        target = follow(book, row["列"])
        assert (target.coordinate, target.value) == ("C8", "00179")
        assert target.comment is not None
        assert "「00179」" in target.comment.text
    told = [row[0].value for row in book["總覽"].iter_rows(max_row=6)]
    assert "各清冊工作表照錄原檔內容，未遮蔽個人編號，僅供機關內部更正，請勿外傳。" in told


def test_the_overview_counts_and_names_what_is_missing(tmp_path: Path) -> None:
    office = write_office(tmp_path / "office")
    (office / "通訊錄.csv").write_text("姓名,電話\n甲,1\n", encoding="utf-8")
    rows = [[cell for cell in row if cell is not None] for row in check(office, "3.3", "4.8")["總覽"].iter_rows(values_only=True)]
    assert ["找到 1 份清冊、缺 1 份；剔退 3 列、警告 2 項；可計算 1 項、資料未備 1 項"] in rows
    assert ["美沙冬收案", "全部.xlsx", "美沙冬收案", "名稱", 10, 2, 3, 5, 1] in rows
    assert ["志工", "四(八)", "（整份）"] in rows
    assert [row[-1] for row in rows if row and row[0] == "4.8"] == ["缺清冊「志工」"]
    assert [row[0] for row in rows if row and str(row[0]).startswith("通訊錄")] == ["通訊錄.csv"]


def test_a_record_of_several_lines_stands_on_its_first_one(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (office / "志工.csv").write_text('志工編號,繼續教育時數\n"V\n1",4\nV2,x\n', encoding="utf-8")
    copy = check(office, "4.8")["志工"]
    assert [copy.cell(row, 1).value for row in range(1, 5)] == ["志工編號", "V\n1", None, "V2"]
    assert copy["B4"].comment is not None


def test_what_a_workbook_cannot_hold_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (copied_rows, copying, checkup_workbook):
        monkeypatch.setattr(module, "MOST_ROWS", 6)
    monkeypatch.setattr(copying, "MOST_COMMENTS", 2)
    monkeypatch.setattr(checkup_workbook, "MOST_SHOWN", 3)
    office = tmp_path / "office"
    office.mkdir()
    (office / "志工.csv").write_text(
        "志工編號,繼續教育時數\n" + "".join(f"V{number},x\n" for number in range(6)), encoding="utf-8"
    )
    book = check(office, "4.8")
    assert book["志工"].max_row == 6
    assert [cell.comment is not None for cell in book["志工"]["B"]] == [False, True, True, False, False, False]
    assert list_marked(book, "志工", RED) == ["B2", "B3", "B4", "B5", "B6"]
    assert [row["列"].hyperlink is not None for row in list_messages(book)] == [True] * 3 + [False] * 2
    told = [row[0] for row in book["總覽"].iter_rows(values_only=True)]
    assert "「志工」有誤或警告的儲存格共 5 格，同一欄的同類訊息只有前 2 格加註解；其餘只標顏色，說明見「檢核訊息」" in told
    assert "「志工」第 7 列起超過活頁簿的上限，未複製" in told
    assert "「檢核訊息」第 5 列起的 2 項沒有連結：同一欄的同類訊息只有前 3 項有，列在前面" in told
    assert "檢核訊息共 6 項，只列前 5 項" in told


def test_what_repeats_itself_is_listed_after_all_else_in_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = tmp_path / "office"
    office.mkdir()
    rows = ["志工編號,繼續教育時數", "=V1,x", "V2,<&>", "V3,  y\tz", ",4", "V5,0"]
    (office / "志工.csv").write_text("\n".join(rows), encoding="utf-8")
    before = [{header: cell.value for header, cell in row.items()} for row in list_messages(check(office, "4.8"))]
    monkeypatch.setattr(checkup_workbook, "MOST_SHOWN", 1)
    book = check(office, "4.8")
    messages = list_messages(book)
    assert [row["列"].value for row in messages] == [5, 2, 3, 4]
    assert [{header: cell.value for header, cell in row.items()} for row in messages] == before
    assert [row["列"].hyperlink is not None for row in messages] == [True, True, False, False]
    assert {cell.data_type for row in messages[2:] for header, cell in row.items() if cell.value and header != "列"} == {"s"}
    assert book["檢核訊息"].auto_filter.ref == "A1:K5"


@pytest.mark.parametrize(("faulty", "commented"), [(2, 2), (3, 3), (4, 3)])
def test_each_kind_in_each_column_has_comments_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faulty: int, commented: int
) -> None:
    monkeypatch.setattr(copying, "MOST_COMMENTS", 3)
    office = tmp_path / "office"
    office.mkdir()
    rows = ["志工編號,繼續教育時數", *(f"V{number},x" for number in range(faulty)), ",0", "V9,"]
    (office / "志工.csv").write_text("\n".join(rows), encoding="utf-8")
    copy = check(office, "4.8")["志工"]
    assert [cell.row for cell in copy["B"] if cell.comment] == [*range(2, 2 + commented), faulty + 3]
    assert [cell.row for cell in copy["A"] if cell.comment] == [faulty + 2]
    assert [cell.value for cell in copy["B"]] == ["繼續教育時數", *["x"] * faulty, "0", None]
    assert all(copy.cell(row, 2).fill.fgColor.rgb == RED for row in range(2, 2 + faulty))


def find_names(*titles: str) -> list[str]:
    founds = [
        FoundRegister(
            InputSummary(f"{number}.csv", "", "x", title, 0, 0, 0, 0, 0),
            (Source(f"{number}.csv", None, 0, 0, MatchedBy.NAME, 1, {"編號": 1}),),
        )
        for number, title in enumerate(titles)
    ]
    return [copy.title for copy in name_copies(founds).values()]


def test_names_of_sheets_are_allowed_and_unique() -> None:
    assert find_names("志工", "志工", "志工") == ["志工", "志工(2)", "志工(3)"]
    assert find_names("總覽", "Staff", "STAFF") == ["總覽(2)", "Staff", "STAFF(2)"]
    assert find_names("'甲/乙'[丙]:*?\\", "//") == ["甲乙'丙", "清冊"]
    assert [len(name) for name in find_names("字" * 30, "字" * 31, "字" * 32, "字" * 32)] == [30, 31, 31, 31]
    assert find_names("字" * 31, "字" * 32)[1] == "字" * 28 + "(2)"
