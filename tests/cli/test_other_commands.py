"""Commands that need no data: the version, the lists, an indicator in words; and the demonstration."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from antidrug_kpi import __version__

from .running import SAMPLE, VOLUNTEERS, run, run_apart, write_csv

# Runs the command and says at its end which of the slow libraries it brought in.
WITHOUT_DATA = """\
import atexit, runpy, sys
slow = {"pandas", "numpy", "openpyxl", "pydantic", "lxml", "docx", "odfdo", "urllib.request"}
atexit.register(lambda: print("LOADED", sorted(slow & set(sys.modules)), file=sys.stderr))
runpy.run_module("antidrug_kpi", run_name="__main__", alter_sys=True)
"""


def test_version(tmp_path: Path) -> None:
    done = run("--version", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, f"antidrug-kpi {__version__}\n", "")


def test_help_names_every_command(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert {"check", "compute", "demo", "fill", "list", "show", "template", "trace"} <= set(done.out.split())
    assert done.out.startswith("用法：antidrug-kpi 指令 [選項]\n\n毒品危害防制中心衡量指標：")


def test_help_of_a_command_is_chinese_and_groups_its_options(tmp_path: Path) -> None:
    done = run("fill", "--help", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    usage, *lines = done.out.splitlines()
    assert usage == "用法：antidrug-kpi fill DATA [選項]"
    heads = {title: lines.index(title) for title in ("引數：", "選項：", "共用選項：")}
    assert heads["引數："] < heads["選項："] < heads["共用選項："]
    assert lines[heads["選項："] + 1].startswith("  -o, --output FILE            輸出檔，依副檔名：.xlsx、")
    rows = {line.split()[0]: line for line in lines if line.startswith("  -")}
    assert rows["-h,"].split() == ["-h,", "--help", "印出這份說明"]
    assert rows["--overwrite"].split() == ["--overwrite", "--into：改寫已有文字的儲存格（預設保留）"]
    assert lines.index(rows["--jurisdiction"]) > heads["共用選項："] > lines.index(rows["--overwrite"])
    assert not any(word in done.out for word in ("Usage", "Options", "Arguments", "required", "default", "<"))


def test_help_says_which_options_must_be_given(tmp_path: Path) -> None:
    lines = [line.split() for line in run("plan", "new", "--help", cwd=tmp_path).out.splitlines()]
    assert ["--year", "YEAR", "新計畫的民國年度（必填）"] in lines
    assert ["--from", "ID", "所延伸的計畫代號（預設", "mohw-113）"] in lines


def test_list_of_plans(tmp_path: Path) -> None:
    done = run("list", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    (row,) = [line for line in done.out.splitlines() if line.startswith("│mohw-113│")]
    assert [cell.strip() for cell in row[1:-1].split("│")] == [
        "mohw-113",
        "113",
        "113 年度毒品危害防制中心工作暨衛生福利部補助辦理藥癮者處遇計畫",
        "36",
        "48",
    ]


def test_list_of_a_plans_indicators(tmp_path: Path) -> None:
    done = run("list", "--plan", "mohw-113", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    rows = [[cell.strip() for cell in line[1:-1].split("│")] for line in done.out.splitlines() if line.startswith("│")]
    by_measure = {row[1]: row for row in rows if row[1]}
    assert len(by_measure) == 48
    assert [by_measure["3.3"][index] for index in (0, 3, 4)] == ["三(三)", "65%以上", "美沙冬收案"]
    assert by_measure["4.3.2"][3] == "統計填報"


@pytest.mark.parametrize("name", ["3.3", "三(三)", "三（三）"])
def test_show_tells_an_indicator_by_any_of_its_names(tmp_path: Path, name: str) -> None:
    done = run("show", name, cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    lines = [line.rstrip() for line in done.out.splitlines()]
    assert lines[0] == "指標      三(三) 所轄替代治療機構之美沙冬替代治療新收個案持續治療滿 6 個月（180 天）留置率"
    assert "出處      113 年度計畫說明書 肆、衡量指標 三、醫療服務組 (三)，第 20 頁" in lines
    assert "目標值    65%以上" in lines
    assert "分子      持續治療滿 180 日人次：「留置日數」≥ 180" in lines
    assert "所需清冊  「美沙冬收案」：個案編號、新收日期、結案日期、結案原因" in lines
    assert sum(line.startswith("判讀說明") for line in lines) == 3


def test_show_of_a_measure_tells_the_whole_indicator(tmp_path: Path) -> None:
    done = run("show", "4.3.2", cwd=tmp_path)
    assert done.status == 0
    assert "個案管理服務涵蓋率" in done.out
    assert "每位個案平均追蹤輔導次數" in done.out
    assert "未訂目標值，統計填報" in done.out


@pytest.mark.parametrize("arguments", [("--version",), ("list",), ("list", "--plan", "mohw-113"), ("show", "3.3")])
def test_command_without_data_does_not_wait_for_pandas(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = run_apart(*arguments, cwd=tmp_path, python=("-c", WITHOUT_DATA))
    assert (done.status, done.err) == (0, "LOADED ['pydantic']\n")


def test_help_does_not_wait_for_the_models_of_plans(tmp_path: Path) -> None:
    done = run_apart("--help", cwd=tmp_path, python=("-c", WITHOUT_DATA))
    assert (done.status, done.err) == (0, "LOADED []\n")


@pytest.mark.parametrize("arguments", [("compute", ".", "--only", "4.8", "--format", "json"), ("trace", ".", "4.8")])
def test_text_waits_for_no_library_of_documents(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    folder = write_csv(tmp_path / "縣", "志工", VOLUNTEERS)
    done = run_apart(*arguments, cwd=folder, python=("-c", WITHOUT_DATA))
    assert done.err.splitlines()[-1] == "LOADED ['numpy', 'pandas', 'pydantic']"


def test_demo_copies_the_sample_office_and_fills_its_form(tmp_path: Path) -> None:
    done = run("demo", "demo-office", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    office = tmp_path / "demo-office"
    form = office / "期末成果報告_衡量指標達成情形.xlsx"
    copied = {path.name: path.read_bytes() for path in office.iterdir() if path != form}
    assert copied == {path.name: path.read_bytes() for path in (SAMPLE / "office").iterdir()}
    assert load_workbook(form).worksheets[0]["A1"].value == "望海縣"
    # 3.3 misses its 65 % by one admission.
    (row,) = [line for line in done.out.splitlines() if line.startswith("|三(三)")]
    assert [cell.strip() for cell in row[1:-1].split("|")][3:7] == ["168／259", "64.86%", "≥ 65%", "未達成"]
    assert "清冊已複製到 demo-office；報表已寫入 demo-office/期末成果報告_衡量指標達成情形.xlsx" in done.out.replace("\n", "")
    assert "範例清冊刻意含有錯誤：計算完成但不完整" in done.out
    assert "「望海縣」是虛構的縣市，清冊裡沒有真人" in done.out
    asked = run("check", office, "--only", "3.3", cwd=tmp_path).err
    assert "望海縣" not in asked
    assert done.out.count("刻意") == 1


def test_demo_in_a_folder_whose_name_looks_like_markup(tmp_path: Path) -> None:
    done = run("demo", "範例[b]", cwd=tmp_path)
    assert (done.status, done.err) == (0, "")
    assert "清冊已複製到 範例[b]；報表已寫入 範例[b]/期末成果報告_衡量指標達成情形.xlsx\n" in done.out


def test_demo_without_a_name_makes_a_folder_here(tmp_path: Path) -> None:
    assert run("demo", cwd=tmp_path).status == 0
    (made,) = tmp_path.iterdir()
    assert made.name == "antidrug-kpi-demo"
    assert (made / "期末成果報告_衡量指標達成情形.xlsx").is_file()


# Stands for Ctrl-C at the moment when this module is asked for: at the start, later, or within the command.
INTERRUPTED_AT = """
import os, signal, sys

class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
from antidrug_kpi.cli import main
main()
"""


@pytest.mark.parametrize("name", ["typer", "antidrug_kpi.cli.commands.trace_command", "antidrug_kpi.plans.loading.loader"])
def test_interrupted_at_any_time_it_ends_without_a_traceback(name: str, tmp_path: Path) -> None:
    done = run_apart("show", "1.1", cwd=tmp_path, python=("-c", INTERRUPTED_AT.format(name=name)))
    assert (done.status, done.out, done.err) == (130, "", "")
