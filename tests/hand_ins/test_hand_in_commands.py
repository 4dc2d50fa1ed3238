"""The hand-ins as they are typed: which files are written, who can read them, and how the command ends."""

from pathlib import Path

import pytest

from cli.running import ADMISSIONS, run, write_csv

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS)


def list_modes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mode & 0o777 for path in sorted(folder.iterdir())}


def test_paste_writes_two_files_that_their_owner_alone_can_read(office: Path) -> None:
    done = run("fill", office, "--form", "paste", "--report", "期中", "-o", "貼上", cwd=office.parent)
    assert done.status == 3  # most registers are not there
    assert "已寫入 貼上/paste.txt" in done.err
    assert "已寫入 貼上/paste.html" in done.err
    assert list_modes(office.parent / "貼上") == {"paste.html": 0o600, "paste.txt": 0o600}
    text = (office.parent / "貼上" / "paste.txt").read_text(encoding="utf-8")
    assert "[1] 封面 › 計畫負責人\n\n[2] " in text
    assert run("fill", office, "--form", "paste", "--report", "期中", "-o", "貼上", cwd=office.parent).status == 3


def test_a_page_that_somebody_changed_is_kept(office: Path) -> None:
    page = office.parent / "貼上" / "paste.html"
    page.parent.mkdir()
    page.write_text("我的筆記", encoding="utf-8")
    done = run("fill", office, "--form", "paste", "-o", "貼上", cwd=office.parent)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert "不是本程式寫出的，未覆蓋" in done.err
    assert page.read_text(encoding="utf-8") == "我的筆記"


def test_the_fields_of_the_plan_need_no_register(tmp_path: Path) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    # What an office has settled for its reports is no matter of the plan.
    (folder / "office.yaml").write_text("report: midterm\nas_of: 113-03-31\nquiet: true\n", encoding="utf-8")
    done = run("fill", folder, "--form", "paste-plan", "-o", "貼上", cwd=tmp_path)
    assert (done.status, done.out, done.err) == (0, "", "")
    (tmp_path / "貼上" / "其他").touch()
    assert len(set(list_modes(tmp_path / "貼上").values())) == 1  # it names nobody, and is like any other file
    text = (tmp_path / "貼上" / "paste.txt").read_text(encoding="utf-8")
    assert "實施期程\n113 年 1 月 1 日至 113 年 12 月 31 日\n" in text


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run("fill", tmp_path / "沒有", "--form", "plan", "-o", "計畫書.docx", cwd=tmp_path)
    assert (done.status, len(done.err.splitlines())) == (1, 1)
    assert done.err.startswith("找不到「")


def test_a_faulty_bureau_is_told_and_left_blank(tmp_path: Path) -> None:
    folder = write_csv(tmp_path / "office", "主責局處", "組別,局處名稱,專責人力數\n預防宣導組,教育局,三\n預防宣導組,,2\n")
    done = run("fill", folder, "--form", "plan", "-o", "計畫書.docx", cwd=tmp_path)
    assert done.status == 3
    assert "主責局處.csv 第 3 列 欄「局處名稱」：必填欄位空白" in done.err
    assert "專責人力數" not in done.err  # the form does not print it
    assert (tmp_path / "計畫書.docx").exists()


def test_a_batch_pastes_nothing(tmp_path: Path) -> None:
    write_csv(tmp_path / "root" / "望海縣", "美沙冬收案", ADMISSIONS)
    done = run("batch", tmp_path / "root", "-o", "out", "--form", "paste", cwd=tmp_path)
    assert (done.status, len(done.err.splitlines())) == (2, 1)
    assert done.err.startswith("--form paste 是逐欄複製貼上用的，一次一個機關")


def test_comments_are_refused_where_they_would_be_written_over(office: Path) -> None:
    done = run("fill", office, "--form", "full", "--report", "midterm", "-o", "期中.docx", cwd=office.parent)
    assert done.status == 3
    again = ("fill", office, "--form", "full", "--comments", "期中.docx", "--replace")
    done = run(*again, "-o", "期中.docx", cwd=office.parent)
    assert (done.status, "就是 --comments 的檔案，未寫入" in done.err) == (2, True)
    done = run(*again, "-o", "期末.docx", cwd=office.parent)
    assert (done.status, "--comments 的審查意見欄都是空白，沒有列出回應表" in done.err) == (3, True)
