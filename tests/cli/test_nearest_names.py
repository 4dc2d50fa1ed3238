"""What is mistyped gets the nearest that could be meant: a form's name before a suffix, a form beside a folder of registers."""

from pathlib import Path

import pytest

from .running import run, write_csv

NAMES = "indicators（附件十一、附件十二）、annex1（附件一）、annex5（附件五）、full、paste、plan（附件十）、paste-plan"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "office", "志工", "志工編號,繼續教育時數\nV1,4\n")


@pytest.mark.parametrize("rest", [(), ("-o", "貼上"), ("-o", "貼上.docx")])
def test_the_name_of_a_form_is_looked_at_first(office: Path, rest: tuple[str, ...]) -> None:
    done = run("fill", "office", "--form", "past", *rest, cwd=office.parent)
    said = f"計畫 mohw-113 沒有表單「past」，最接近的是「paste」；請用 {NAMES}\n"
    assert (done.status, done.err) == (2, said)


@pytest.mark.parametrize("suffix", [".docx", ".HTML", ".csv"])
def test_fields_to_paste_are_no_document(office: Path, suffix: str) -> None:
    done = run("fill", "office", "--form", "paste", "-o", f"貼上{suffix}", cwd=office.parent)
    said = f"-o「貼上{suffix}」像是檔名；這種表單寫成一個資料夾裡的 paste.txt 與 paste.html，請改用 -o 貼上\n"
    assert (done.status, done.err) == (2, said)
    assert not (office.parent / f"貼上{suffix}").exists()


def test_a_form_of_another_suffix_is_the_nearest(office: Path) -> None:
    (office.parent / "成果.docx").touch()
    done = run("recheck", "成果.doc", "office", cwd=office.parent)
    assert (done.status, done.err) == (1, "找不到「成果.doc」，最接近的是「成果.docx」；請確認路徑\n")
    (office.parent / "成果.doc").touch()
    assert run("recheck", "成果.doc", "office", cwd=office.parent).err.startswith("成果.doc：看不懂的檔案格式；應為 ")


@pytest.mark.parametrize(("typed", "near"), [("mods", None), ("offce", "office"), ("全部.xls", "全部.xlsx")])
def test_of_registers_folders_and_workbooks_are_offered(office: Path, typed: str, near: str | None) -> None:
    for name in ("mod.py", "mods.docx", "全部.xlsx"):
        (office.parent / name).touch()
    hint = f"，最接近的是「{near}」" if near else ""
    done = run("compute", typed, cwd=office.parent)
    assert (done.status, done.err) == (1, f"找不到「{typed}」{hint}；應為一個資料夾或一個檔案，請確認路徑\n")
    if near != "全部.xlsx":
        hint = f"，最接近的是「{near}」" if near else ""
        assert run("batch", typed, "-o", "out", cwd=office.parent).err.startswith(f"找不到資料夾「{typed}」{hint}；")
