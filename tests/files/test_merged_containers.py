"""Cells over several rows of a web page or an XML spreadsheet speak for the rows that they cover, as those of a workbook do."""

from pathlib import Path

import pytest

from cli.running import run

HEAD = ("個案編號", "追輔日期", "追輔方式", "追輔結果")
PAGE = """<html><meta charset="utf-8"><table>
<tr><th>個案編號</th><th>追輔日期</th><th>追輔方式</th><th>追輔結果</th></tr>
<tr><td rowspan="2">A001</td><td>113/1/5</td><td>電訪</td><td>佳</td></tr>
<tr><td>113/2/5</td><td>家訪</td><td>佳</td></tr>
<tr><td rowspan="3">A002</td><td>113/1/6</td><td>電訪</td><td>佳</td></tr>
<tr><td>113/2/6</td><td>電訪</td><td>佳</td></tr>
<tr><td>113/3/6</td><td>面訪</td><td>佳</td></tr>
</table></html>"""
SPACE = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
CASES = "個案編號,開案日期,初評完成日期,結案日期,需求等級\nA001,113/1/1,113/1/2,,低\nA002,113/1/1,113/1/2,,低\n"


def write_xml() -> str:
    def cell(text: str, attributes: str = "") -> str:
        return f'<Cell{attributes}><Data ss:Type="String">{text}</Data></Cell>'

    rows = ["".join(map(cell, HEAD))]
    for number, days in (("A001", ("113/1/5", "113/2/5")), ("A002", ("113/1/6", "113/2/6", "113/3/6"))):
        for place, day in enumerate(days):
            first = cell(number, f' ss:MergeDown="{len(days) - 1}"') if place == 0 else ""
            rows.append(first + cell(day, "" if place == 0 else ' ss:Index="2"') + cell("電訪"))
    table = "".join(f"<Row>{row}</Row>" for row in rows)
    return (
        f'<?xml version="1.0"?><Workbook {SPACE}><Worksheet ss:Name="追蹤輔導紀錄"><Table>{table}</Table></Worksheet></Workbook>'
    )


@pytest.mark.parametrize(("content", "sheet"), [(PAGE, ""), (write_xml(), " 工作表「追蹤輔導紀錄」")], ids=["page", "xml"])
def test_a_cell_over_several_rows_is_each_rows_own(content: str, sheet: str, tmp_path: Path) -> None:
    (tmp_path / "追蹤輔導紀錄.xls").write_text(content, encoding="utf-8")
    (tmp_path / "追蹤輔導個案.csv").write_text(CASES, encoding="utf-8")
    done = run("compute", tmp_path, "--only", "4.3.2", "--format", "json", cwd=tmp_path)
    (measure,) = done.data["measures"]
    # Two contacts of the one and three of the other: 5 / 2.
    assert (done.status, measure["numerator"], measure["denominator"], measure["value"]) == (0, 5, 2, "2.50")
    said = "垂直合併的儲存格，其內容視為所涵蓋的每一列都有（第 3、5–6 列，共 3 列）"
    assert f"追蹤輔導紀錄.xls{sheet} 欄「個案編號」：{said}" in done.err
