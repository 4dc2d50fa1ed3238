"""Cases from public reports: registers in the containers that systems write under other names, and characters of the user."""

from pathlib import Path

import pytest

from cli.running import run

pytestmark = pytest.mark.slow

CASES = Path(__file__).parent
# 10 admissions, 8 of them due: 1 death, 1 transfer of them left out, 4 of the other 6 retained.
CONTAINERS = {
    "k1-html-named-xls": ("美沙冬收案.xls", "網頁（HTML）"),
    "k3-mhtml-named-xls": ("美沙冬收案.xls", "單一檔案網頁（MHTML）"),
    "k4-unicode-text-named-xls": ("美沙冬收案.xls", "以定位字元、逗號或分號分隔的文字"),
    "k6-xml-spreadsheet-2003": ("美沙冬收案.xls", "XML 試算表 2003"),
    "k7-unicode-text-txt": ("美沙冬收案.txt", "以定位字元、逗號或分號分隔的文字"),
}


@pytest.mark.parametrize("case", CONTAINERS)
def test_a_register_in_another_container_is_read_and_check_says_what_it_is(tmp_path: Path, case: str) -> None:
    computed = run("compute", CASES / case, "--only", "3.3", "--format", "json", cwd=tmp_path)
    (measure,) = computed.data["measures"]
    assert (computed.status, computed.err) == (0, "")
    assert (measure["numerator"], measure["denominator"], measure["rejected"]) == (4, 6, 0)
    file, kind = CONTAINERS[case]
    checked = run("check", CASES / case, "--only", "3.3", cwd=tmp_path)
    assert f"［說明］{file}：副檔名是 {file[-4:]}，內容是{kind}，已當作表格讀取；" in checked.out


def test_a_character_of_the_user_in_a_column_that_nobody_reads_is_a_warning(tmp_path: Path) -> None:
    done = run("compute", CASES / "k8-user-defined-character", "--only", "3.3", "--format", "json", cwd=tmp_path)
    (measure,) = done.data["measures"]
    assert (done.status, measure["numerator"], measure["denominator"], measure["rejected"]) == (0, 4, 6, 0)
    assert done.err == (
        "［警告］美沙冬收案.csv 第 2 列：這一行起有 cp950 的造字（0x81 0x40），照原碼保留；"
        "衡量項目讀取的欄位有造字者，該列剔退，請改用正式的字，或另存為 CSV UTF-8\n"
    )


@pytest.mark.parametrize("encoding", ["cp950", "utf-8"])
def test_a_character_of_the_user_in_a_column_that_is_read_rejects_its_row(tmp_path: Path, encoding: str) -> None:
    text = (CASES / "k8-user-defined-character" / "美沙冬收案.csv").read_bytes().replace(b",\x81\x40", b",")
    private = b"\x81\x40" if encoding == "cp950" else "\ueeb8".encode()
    content = text if encoding == "cp950" else text.decode("cp950").encode()
    office = tmp_path / "office"
    office.mkdir()
    (office / "美沙冬收案.csv").write_bytes(content.replace(b"A004,", b"A004" + private + b","))
    done = run("compute", "office", "--only", "3.3", "--format", "json", cwd=tmp_path)
    (measure,) = done.data["measures"]
    assert (done.status, measure["numerator"], measure["denominator"], measure["rejected"]) == (3, 4, 5, 1)
    assert (
        "［錯誤］美沙冬收案.csv 第 5 列 欄「個案編號」：「…04\ueeb8」含造字（U+EEB8），無法辨認是哪一個字；請改用正式的字"
        in done.err
    )


CASUAL = {
    "readme.txt": "把清冊放進這個資料夾，\n檔名即清冊名\n",
    "記事.txt": "",
    "匯出格式.txt": "個案編號,機構代碼,新收日期,結案日期,結案原因\n",
    "新聞.html": "<html><body><table><tr><td>首頁<td>最新消息</table>毒防中心</body></html>",
    "首頁.htm": "<html><body>沒有表格</body></html>",
    "記錄.txt": "\0\1\2",
}


def test_readmes_and_saved_pages_beside_the_registers_are_notes(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for file in (CASES / "k1-html-named-xls").iterdir():
        (office / file.name).write_bytes(file.read_bytes())
    for name, content in CASUAL.items():
        (office / name).write_text(content, encoding="utf-8")
    done = run("compute", "office", "--only", "3.3", "--format", "json", cwd=tmp_path)
    assert (done.status, done.err, done.data["measures"][0]["numerator"]) == (0, "", 4)
    checked = run("check", "office", "--only", "3.3", cwd=tmp_path).out
    assert all(f"［說明］{name}：不像清冊，未讀取" in checked for name in CASUAL)


def test_our_own_pages_beside_the_registers_are_no_registers(tmp_path: Path) -> None:
    office = tmp_path / "office"
    office.mkdir()
    for file in (CASES / "k4-unicode-text-named-xls").iterdir():
        (office / file.name).write_bytes(file.read_bytes())
    for arguments in (("-o", "office/報告.html"), ("--form", "full", "-o", "office/美沙冬.html")):
        assert run("fill", "office", "--only", "3.3", *arguments, cwd=tmp_path).status in {0, 3}
    done = run("compute", "office", "--only", "3.3", "--format", "json", cwd=tmp_path)
    assert (done.status, done.err, done.data["measures"][0]["denominator"]) == (0, "", 6)
    checked = run("check", "office", "--only", "3.3", cwd=tmp_path).out
    assert checked.count("這是本程式產生的報表、明細或檢核結果，不是清冊，未讀取") == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "美沙冬收案.xls",
            "<html><body>登入逾時，請重新登入</body></html>",
            "美沙冬收案.xls：內容不是試算表，看起來是網頁（HTML），裡面沒有表格；",
        ),
        (
            "美沙冬收案.xls",
            "<table><tr><td>個案編號<td>機構代碼<td>新收日期<td>結案日期<td>結案原因</table>"
            "<table><tr><td>A001<td>H1<td>112/7/1<td><td>違規</table>",
            "美沙冬收案.xls 工作表「表2」：與前面「美沙冬收案」的表格同寬而沒有標題列，可能是同一份的下半部，未讀取；",
        ),
    ],
)
def test_what_is_called_a_register_and_is_none_is_a_doubt(tmp_path: Path, name: str, content: str, sentence: str) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (office / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    (office / name).write_text(content, encoding="utf-8")
    done = run("compute", "office", "--only", "3.3", "--only", "4.8", cwd=tmp_path)
    assert f"［檔案］{sentence}" in done.err
    assert done.status == 3
