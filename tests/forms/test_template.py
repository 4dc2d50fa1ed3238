"""The template: what stands in it, that an empty one is an office without records, and that a filled one is read as typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.template.template_sheets import build_template
from antidrug_kpi.forms.template.template_workbook import write_template
from antidrug_kpi.measures.results import Status
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import CategoryValue, ColumnType
from antidrug_kpi.settings import Settings
from dress.office import gather_facts

from .filling import SAMPLE
from .templates import PLANS, compute, declare_nothing, fill, list_checks, list_headers, open_sheets, write

pytestmark = pytest.mark.slow

SAMPLE_SETTINGS = Settings(jurisdiction="望海縣")


def find_format(sheet: Worksheet, header: str) -> str:
    index = list_headers(sheet).index(header) + 1
    return str(sheet.column_dimensions[get_column_letter(index)].number_format)


def find_note(sheet: Worksheet, header: str) -> list[str]:
    comment = sheet.cell(2, list_headers(sheet).index(header) + 1).comment
    assert comment is not None
    return comment.text.splitlines()


def save(plan: Plan, folder: Path) -> Path:
    """The whole template of a plan that was made for a test."""
    path = folder / "template.xlsx"
    path.write_bytes(write_template(build_template(plan, plan.measures)))
    return path


def change_register(plan: Plan, name: str, **changes: object) -> Plan:
    """The plan with one of its registers changed."""
    registers = [each.model_copy(update=changes) if each.id == name else each for each in plan.registers]
    return plan.model_copy(update={"registers": tuple(registers)})


@pytest.mark.parametrize("plan", PLANS)
def test_a_sheet_per_register_with_its_headers_and_nothing_below(tmp_path: Path, plan: str) -> None:
    registers = (*load_plan(plan).registers, *load_plan(plan).further_registers)
    sheets = open_sheets(write(tmp_path, plan))
    assert list(sheets) == ["填表說明", *(register.title for register in registers)]
    for register in registers:
        sheet = sheets[register.title]
        columns = [column.name for column in (*register.columns, *register.further_columns)]
        assert list_headers(sheet) == columns
        assert (sheet.max_row, sheet.freeze_panes, sheet.print_title_rows) == (2, "A3", "$2:$2")
        assert sheet.auto_filter.ref == f"A2:{get_column_letter(len(columns))}1048576"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)


@pytest.mark.parametrize("plan", PLANS)
def test_every_sheet_asks_above_its_headers_whether_there_is_nothing_to_record(tmp_path: Path, plan: str) -> None:
    sheets = open_sheets(write(tmp_path, plan))
    for register in load_plan(plan).registers:
        sheet = sheets[register.title]
        assert [cell.value for cell in sheet[1] if cell.value is not None] == ["本期無資料"]
        (check,) = [each for each in sheet.data_validations.dataValidation if str(each.sqref) == "B1"]
        assert (check.type, check.formula1, check.errorStyle) == ("list", '"是"', "warning")


@pytest.mark.parametrize("plan", PLANS)
def test_an_untouched_template_is_an_office_that_has_handed_in_nothing(tmp_path: Path, plan: str) -> None:
    run = pipeline.compute(write(tmp_path, plan), Settings(plan=plan, jurisdiction="高雄市"))
    assert [issue.code for issue in run.result.issues] == ["template-unfilled"]
    assert run.result.inputs == ()
    assert {measure.status for measure in run.result.measures} == {Status.NO_DATA}


@pytest.mark.parametrize("plan", PLANS)
def test_where_every_sheet_says_that_there_is_nothing_it_is_an_office_without_records(tmp_path: Path, plan: str) -> None:
    run = pipeline.compute(declare_nothing(write(tmp_path, plan)), Settings(plan=plan, jurisdiction="高雄市"))
    assert run.result.issues == ()
    assert [summary.title for summary in run.result.inputs] == [register.title for register in load_plan(plan).registers]
    assert {(summary.rows, summary.skipped, summary.warnings) for summary in run.result.inputs} == {(0, 0, 0)}
    assert Status.MET not in {measure.status for measure in run.result.measures}


@pytest.mark.parametrize("plan", PLANS)
def test_required_columns_are_marked_by_colour_and_weight(tmp_path: Path, plan: str) -> None:
    sheets = open_sheets(write(tmp_path, plan))
    for register in load_plan(plan).registers:
        for cell, column in zip(sheets[register.title][2][: len(register.columns)], register.columns, strict=True):
            look = ("00FFF2CC", True) if column.required else ("00E7E6E6", False)
            assert (cell.fill.fgColor.rgb, cell.font.b) == look
            assert cell.comment is not None
            assert cell.comment.text.splitlines()[0] == ("必填" if column.required else "可空白")


@pytest.mark.parametrize("plan", PLANS)
def test_words_that_are_read_can_be_chosen_and_others_are_only_warned_of(tmp_path: Path, plan: str) -> None:
    sheets = open_sheets(write(tmp_path, plan))
    for register in load_plan(plan).registers:
        checks = list_checks(sheets[register.title])
        assert {(check.errorStyle, check.allowBlank) for check in checks.values()} <= {("warning", True)}
        for column in register.columns:
            if column.type is ColumnType.FLAG:
                answers = ("是", "否", *(value.name for value in column.values))
                assert checks[column.name].formula1 == f'"{",".join(answers)}"'
            if column.type is ColumnType.CATEGORY:
                assert checks[column.name].formula1 == f'"{",".join(value.name for value in column.values)}"'


@pytest.mark.parametrize(
    ("title", "header", "number_format", "check"),
    [
        ("治療機構", "機構代碼", "@", None),
        ("治療機構", "機構名稱", "@", None),
        ("追蹤輔導個案", "結案原因", "@", None),
        ("追蹤輔導個案", "開案日期", "@", ("textLength", "greaterThanOrEqual", "6", None)),
        ("家支社工", "年月", "@", ("textLength", "greaterThanOrEqual", "4", None)),
        ("尿液採驗", "應採驗年度", "0", ("whole", "between", "1", "2111")),
        ("學校清冊", "學生數", "#,##0", ("whole", "greaterThanOrEqual", "0", None)),
        ("經費", "自籌金額", "#,##0", ("decimal", "greaterThanOrEqual", "0", None)),
        ("經費", "最低自籌比率", "General", ("decimal", "between", "-1000000000", "1000000000")),
        ("志工", "繼續教育時數", "General", ("decimal", "between", "-1000000000", "1000000000")),
        ("佐證清冊", "指標代碼", "@", ("list", None, '"2.2,2.4,2.6,3.2,4.4,4.5,4.6.1.0,4.11,4.12.1,4.12.2"', None)),
    ],
)
def test_formats_and_checks_by_kind_of_column(
    tmp_path: Path, title: str, header: str, number_format: str, check: tuple[str | None, ...] | None
) -> None:
    sheet = open_sheets(write(tmp_path))[title]
    assert find_format(sheet, header) == number_format
    found = list_checks(sheet).get(header)
    assert (found and (found.type, found.operator, found.formula1, found.formula2)) == check


def test_notes_say_what_to_type_and_who_reads_it(tmp_path: Path) -> None:
    sheets = open_sheets(write(tmp_path))
    assert find_note(sheets["美沙冬收案"], "新收日期") == [
        "必填",
        "日期：113/1/5、1130105、113年1月5日 或 2024-01-05；年月日都要填",
        "本欄為文字格式，所填即所存",
        "使用本欄的指標：三(三)",
    ]
    assert find_note(sheets["追蹤輔導紀錄"], "追輔方式") == [
        "必填",
        "類別：由下拉選單選取",
        "可填：電訪、家訪、面訪",
        "使用本欄的指標：四(三)",
    ]
    assert find_note(sheets["追蹤輔導紀錄"], "追輔結果")[-1] == "沒有指標使用本欄"
    assert "可識別個人，請妥善保管" in find_note(sheets["追蹤輔導紀錄"], "個案編號")
    assert (
        "也認得：出境＝出境（外籍人士遣返）、其他經評估無法轉介＝其他經評估無法轉介就業服務、其他＝其他經評估無法轉介就業服務"
        in find_note(sheets["追蹤輔導個案"], "無需轉介就業原因")
    )


def test_registers_and_columns_of_the_duties_stand_last_and_say_so(tmp_path: Path) -> None:
    sheets = open_sheets(write(tmp_path))
    assert list_headers(sheets["志工"])[2:] == ["志工類別", "招募日期", "服務時數", "考核結果"]
    assert find_note(sheets["志工"], "志工類別") == [
        "可空白",
        "文字",
        "本欄為文字格式，所填即所存",
        "可填數個，以頓號（、）分開",
        "供工作項目的統計與勾稽使用，不影響指標",
    ]
    assert find_note(sheets["資源連結"], "資源類型")[2:] == [
        "可填：法律、就業、社福、醫療、家庭、就學、安置、交通、其他",
        "可填數個，以頓號（、）分開",
        "供工作項目的統計與勾稽使用，不影響指標",
    ]
    names = list(sheets)
    assert names.index("特定人員月報") > names.index("填報數據")


def test_a_part_for_some_indicators_has_nothing_of_the_duties(tmp_path: Path) -> None:
    sheets = open_sheets(write(tmp_path, "mohw-113", "4.8"))
    assert "補助申撥" not in sheets
    assert list_headers(sheets["志工"]) == ["志工編號", "繼續教育時數"]


def test_guide_tells_the_plan_the_sheets_their_indicators_and_the_codes(tmp_path: Path) -> None:
    guide = open_sheets(write(tmp_path))["填表說明"]
    rows = [[cell.value for cell in row] for row in guide.iter_rows(max_col=4)]
    assert rows[0][0] == "113 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫"
    (rule,) = [row[0] for row in rows if "個人資料保護法" in str(row[0])]
    assert "可識別個人的涉毒、就醫或就業服務紀錄" in str(rule)
    start = rows.index(["工作表", "一列是什麼", "使用的指標", "必填欄位"])
    plan = load_plan("mohw-113")
    titles = [register.title for register in (*plan.registers, *plan.further_registers)]
    by_sheet = {row[0]: row for row in rows[start + 1 : start + 1 + len(titles)]}
    assert list(by_sheet) == titles
    assert by_sheet["補助申撥"][1:] == [
        "一列為一名個案的一次申撥",
        "（無；供工作項目統計與勾稽）",
        "機構代碼、個案編號、申撥日期、申請金額",
    ]
    assert by_sheet["替代治療個案"][1:] == ["一列為一次收案", "三(六)", "個案編號、機構代碼、收案日期"]
    assert by_sheet["追蹤輔導個案"][2] == "二(九)、四(三)"
    links = {cell.value: cell.hyperlink.location for (cell,) in guide.iter_rows(max_col=1) if cell.hyperlink is not None}
    assert links == {title: f"'{title}'!A1" for title in by_sheet}
    assert ["4.12.2", "四(十二) 透過至少 2 種媒體、通路宣導毒防中心及毒防諮詢專線服務", "佐證清冊", "宣導媒體"] in rows
    assert [row[3] for row in rows if row[0] == "3.7"] == ["完成愛滋篩檢人次、實際到場講習人次、分子、分母"]


def test_guide_speaks_of_persons_only_where_there_are_any(tmp_path: Path) -> None:
    rules = [str(cell.value) for (cell,) in open_sheets(write(tmp_path, "khh-114"))["填表說明"].iter_rows(max_col=1)]
    assert [rule for rule in rules if "個人資料" in rule] == []


@pytest.mark.parametrize("name", ["填表說明", "01_填表說明", "填表說明（113年度）", " 填表 說明"])
def test_a_guide_is_no_register_and_nobody_misses_it(tmp_path: Path, name: str) -> None:
    # Every sheet of 志工.xlsx could be that register, and here the guide even has its headers.
    workbook = load_workbook(write(tmp_path, "mohw-113", "4.8"))
    guide = workbook["填表說明"]
    guide.title = name
    guide["A40"], guide["B40"], guide["A41"], guide["B41"] = "志工編號", "繼續教育時數", "V1", "4"
    workbook.save(tmp_path / "志工.xlsx")
    run = pipeline.compute(tmp_path / "志工.xlsx", Settings(only=("4.8",)))
    assert run.reading.registers == {}
    assert [issue.code for issue in run.result.issues] == ["template-unfilled"]


def test_filled_with_the_sample_offices_facts_it_gives_the_sample_offices_results(tmp_path: Path) -> None:
    filled = fill(write(tmp_path), gather_facts())
    assert compute(filled, SAMPLE_SETTINGS) == compute(SAMPLE / "office", SAMPLE_SETTINGS)


@pytest.mark.parametrize(
    "words",
    [
        [f"第{number}類之清冊用語" for number in range(1, 29)],  # 28 words of 8 or 9 characters: 261 with their commas
        ["甲,乙", "丙"],  # a comma would cut the word in two
        ['稱為"甲"者', "丙"],
    ],
)
def test_choices_that_no_check_can_hold_stand_in_cells_that_are_not_printed(tmp_path: Path, words: list[str]) -> None:
    plan = load_plan("mohw-113")
    columns = [
        column.model_copy(update={"values": tuple(CategoryValue(name=word) for word in words)})
        if column.name == "追輔方式"
        else column
        for column in plan.find_register("contacts").columns
    ]
    plan = change_register(plan, "contacts", columns=tuple(columns))
    path = save(plan, tmp_path)
    sheets = open_sheets(path)
    place = str(list_checks(sheets["追蹤輔導紀錄"])["追輔方式"].formula1)
    title, _, cells = place.partition("!")
    assert title.strip("'") == "填表說明"
    assert [cell.value for (cell,) in sheets["填表說明"][cells.replace("$", "")]] == words
    letter = cells.split("$")[1]
    assert letter > "D"
    assert str(sheets["填表說明"].print_area).split("!")[1].startswith("$A$1:$D$")
    assert {issue.code for issue in pipeline.compute(path, Settings()).result.issues} == {"template-unfilled"}


def test_choices_of_255_characters_stand_in_the_check_itself(tmp_path: Path) -> None:
    # 25 words of 9 characters and one of 5, with 25 commas between them, are 225 + 5 + 25 = 255.
    words = [f"第{number:02}類清冊用語" for number in range(1, 26)]
    assert {len(word) for word in words} == {8}
    words = [f"{word}甲" for word in words] + ["其他用語乙"]
    plan = load_plan("mohw-113")
    column = plan.find_register("contacts").find_column("追輔方式")
    assert column is not None
    for extra, is_inside in (("", True), ("丙", False)):
        values = tuple(CategoryValue(name=word) for word in [*words[:-1], words[-1] + extra])
        columns = [
            each.model_copy(update={"values": values}) if each.name == column.name else each
            for each in plan.find_register("contacts").columns
        ]
        path = save(change_register(plan, "contacts", columns=tuple(columns)), tmp_path)
        formula = str(list_checks(open_sheets(path)["追蹤輔導紀錄"])["追輔方式"].formula1)
        assert formula.startswith('"') is is_inside


def test_a_title_that_no_sheet_can_bear_gives_way_to_an_alias(tmp_path: Path) -> None:
    plan = change_register(load_plan("khh-114"), "budget", title="預算/決算表", aliases=("預算:決算", "預算決算表"))
    path = save(plan, tmp_path)
    assert list(open_sheets(path)) == ["填表說明", "預算決算表"]


@pytest.mark.parametrize("title", ["預算/決算表", "預" * 32, "填表說明", "'預算表"])
def test_a_register_without_a_name_for_its_sheet_is_refused(title: str) -> None:
    plan = change_register(load_plan("khh-114"), "budget", title=title, aliases=())
    with pytest.raises(UserError) as refused:
        build_template(plan, plan.measures)
    assert str(refused.value) == (
        f"清冊「{title}」的名稱不能作工作表名稱（至多 31 字，不可含 [ ] : * ? / \\）；"
        "請在規格的 registers.yaml 加上可用的別名（aliases）"
    )


def test_second_run_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write(tmp_path).read_bytes()
    (tmp_path / "mohw-113.xlsx").unlink()
    assert write(tmp_path).read_bytes() == first
