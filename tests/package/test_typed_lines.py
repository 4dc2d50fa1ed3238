"""Every command line of README and docs is run, on the sample office or a small one, and prints what the page shows."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.running import SAMPLE, Done, run, write_csv
from forms.own_forms import write_docx

from .typed_lines import (
    CRON,
    MAKE_FOLDER,
    NAMED_FILE,
    PAGES,
    ROOT,
    START,
    Block,
    Typed,
    find_unknown,
    list_blocks,
    list_inline,
    read_line,
)

Prepare = Callable[[Path], None]

CASES = """\
個案編號,開案日期,需求等級,結案日期,結案原因
A1,113/1/5,高,,
A2,113/2/5,低,113/8/1,死亡
"""
CONTACTS = "個案編號,追輔日期,追輔方式\nA1,113/1/20,面訪\nA1,113/2/20,電訪\n"
DIFFERENT = {"compare", "recheck", "verify"}


def write_office(folder: Path) -> Path:
    """A small office with the sample's admissions, so that it knows its case M112-0146."""
    write_csv(folder, "追蹤輔導個案", CASES)
    write_csv(folder, "追蹤輔導紀錄", CONTACTS)
    write_csv(folder, "志工", "志工編號,繼續教育時數\nV1,4\nV2,3.99\n")
    (folder / "office.yaml").write_text("jurisdiction: 高雄市\n", encoding="utf-8")
    shutil.copy(SAMPLE / "office" / "04_美沙冬收案.ods", folder)
    return folder


def prepare_nothing(_: Path) -> None:
    """Everything that the page needs it makes."""


def prepare_office(folder: Path) -> None:
    write_office(folder / "資料夾")


def return_workbook(folder: Path) -> None:
    """Put a bureau's workbook into the folder of those that came back."""
    folder.mkdir()
    assert run("template", "--for", "教育局", "-o", "回覆.xlsx", cwd=folder).status == 0


def prepare_planner(folder: Path) -> None:
    """What comes from elsewhere: a workbook that a bureau has returned, and the form."""
    return_workbook(folder / "交回的活頁簿")
    write_docx(folder / "本府的表.docx")


def prepare_usage(folder: Path) -> None:
    for name in ("資料夾", "期中資料夾", "期末資料夾", "各機關資料夾/甲縣"):
        write_office(folder / name)
    (folder / "填報的表").mkdir()
    return_workbook(folder / "交回")
    write_docx(folder / "本府的表.docx")
    for name in ("交來的表.docx", "填報的表/甲縣.docx"):
        assert run("fill", "資料夾", "-o", name, cwd=folder).status == 3


def prepare_auditor(folder: Path) -> None:
    write_office(folder / "清冊")
    write_csv(write_office(folder / "更正後的清冊"), "志工", "志工編號,繼續教育時數\nV1,4\nV2,4\n")
    assert run("fill", "清冊", "-o", "交來的表.docx", cwd=folder).status == 3


def prepare_batch(folder: Path) -> None:
    for name in ("清冊", "各機關/甲縣"):
        write_office(folder / name)


PREPARED: dict[str, Prepare] = {
    "auditor.md": prepare_auditor,
    "batch.md": prepare_batch,
    "mapping.md": prepare_office,
    "next-year.md": prepare_office,
    "planner.md": prepare_planner,
    "spec-author.md": prepare_office,
    "usage.md": prepare_usage,
}
TYPED = [page for page in PAGES if any(block.is_typed for block in list_blocks(page))]


class Reader:
    """Somebody who types what a page says, from top to bottom."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.shown = ""
        self.typed: set[Typed] = set()

    def follow(self, block: Block) -> None:
        """Do as a block says: type it, save it as a file, or compare it with what was printed last."""
        if block.is_typed and not block.is_parsed_only:
            self._type(block.lines)
        elif block.language == "yaml" and (named := NAMED_FILE.match(block.text)):
            path = self.folder / named[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a" if named[2] else "w", encoding="utf-8") as file:
                file.write(block.text[named.end() :])
        elif block.language == "text":
            missing = [line.strip() for line in block.lines if line.strip() not in self.shown]
            assert missing == [], self.shown[-3000:]

    def _type(self, lines: list[str]) -> None:
        for line in lines:
            if line.startswith(MAKE_FOLDER):
                (self.folder / line.split("#")[0].removeprefix(MAKE_FOLDER).strip()).mkdir(exist_ok=True)
        commands = [typed for line in lines if (typed := make_typed(line)) is not None]
        done = [self._run(typed) for typed in commands]
        self.shown = "".join(each.out + each.err for each in done) or self.shown

    def _run(self, typed: Typed) -> Done:
        self.typed.add(typed)
        done = run(*typed.arguments, cwd=self.folder)
        usual = {0, 3, 5} if typed.arguments[0] in DIFFERENT or "--recheck" in typed.arguments else {0, 3}
        assert done.status in (usual if typed.status is None else {typed.status}), (typed, done.err[-2000:])
        if typed.arguments[0] == "demo":  # what is typed next is as true of a small office with the same admissions
            shutil.rmtree(self.folder / typed.arguments[1])
            write_office(self.folder / typed.arguments[1])
        if typed.output is not None:
            (self.folder / typed.output).write_text(done.out, encoding="utf-8")
        return done


def make_typed(line: str) -> Typed | None:
    """What a line runs of the program: `make demo` runs what the Makefile says."""
    return Typed(("demo", "demo-office")) if line.startswith("make demo") else read_line(line)


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.name)
def test_what_a_page_says_can_be_typed(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "start"
    folder.mkdir()
    PREPARED.get(page.name, prepare_nothing)(folder)
    reader = Reader(folder)
    for block in list_blocks(page):
        if block.is_typed and START in block.text:  # another way to begin, from nothing: for the program it is the same
            assert reader.typed.issuperset(filter(None, map(make_typed, block.lines)))
        else:
            reader.follow(block)


@pytest.mark.parametrize("page", TYPED, ids=lambda page: page.name)
def test_every_line_is_one_that_there_is(page: Path) -> None:
    lines = [line for block in list_blocks(page) if block.is_typed for line in block.lines]
    assert {line: wrong for line in lines if (wrong := find_unknown(line))} == {}
    schedules = [line for block in list_blocks(page) if block.language == "cron" for line in block.lines]
    assert [line for line in schedules if not CRON.fullmatch(line)] == []


@pytest.mark.parametrize("page", [page for page in PAGES if list_inline(page)], ids=lambda page: page.name)
def test_commands_in_sentences_are_there(page: Path) -> None:
    assert {line: wrong for line in list_inline(page) if (wrong := find_unknown(line))} == {}


def test_a_line_that_is_wrong_is_found() -> None:
    wrong = ["antidrug-kpi compute 資料夾 --to", "antidrug-kpi count 資料夾", "make gone", "pip install .[gone]", "rm -rf 資料夾"]
    assert [line for line in wrong if find_unknown(line)] == wrong
    right = [
        "antidrug-kpi compute 資料夾 --only 3.3",
        ".venv\\Scripts\\antidrug-kpi list",
        "make test  # all",
        'pip install ".[dev]"',
    ]
    assert [line for line in right if find_unknown(line)] == []
    assert read_line("antidrug-kpi list > 計畫.txt  # ends with 0") == Typed(("list",), "計畫.txt", 0)


def test_the_readmes_lead_to_each_other_and_to_the_tests() -> None:
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-TW.md"))
    assert "(README.zh-TW.md)" in english.splitlines()[0]
    assert "(README.md)" in chinese.splitlines()[0]
    for text in (english, chinese):
        assert "`make test`" in text
        assert set(re.findall(r"docs/(planner|auditor|batch)\.md", text)) == {"planner", "auditor", "batch"}
    assert "make test" in (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
