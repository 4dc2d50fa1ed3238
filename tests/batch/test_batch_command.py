"""`batch` as a script uses it: the bytes of the commands, statuses, what goes wrong, and what is left to somebody's hand."""

import json
import shutil
from pathlib import Path

import pytest
from docx import Document

from antidrug_kpi.pipeline.batch.batch_options import OutputOptions
from antidrug_kpi.pipeline.batch.batch_run import prepare_batch
from antidrug_kpi.pipeline.batch.batch_run import run_batch as run_prepared
from antidrug_kpi.settings import Settings
from cli.running import check_refused, run, write_csv

from .small_batches import ONLY, OPTIONS, list_digests, read_summary, run_batch, write_office

pytestmark = pytest.mark.slow

ODD = "高雄市 [新] (1)"
WHOLE = {"result.json", "indicators.docx", "issues.json", "manifest.json"}


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole office of an odd name, one with a rejected row, one whose settings are wrong, one without any register."""
    folder = tmp_path_factory.mktemp("batch")
    write_office(folder / "root" / ODD)
    write_office(folder / "root" / "北區" / "臺北市", schools="S1,100,2,100,1\nS2,約300,2,100,1\n")
    write_office(folder / "root" / "乙", settings="report: 年底\n")
    write_csv(folder / "root" / "丙", "其他", "甲,乙\n1,2\n")
    (folder / "root" / "丙" / "office.yaml").touch()
    done = run_batch(folder / "root", folder / "out")
    (folder / "err").write_text(done.err, encoding="utf-8")
    (folder / "status").write_text(str(done.status), encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [ODD, "北區/臺北市"])
def test_an_office_has_the_bytes_of_the_commands(batch: Path, name: str) -> None:
    data, written = batch / "root" / name, batch / "out" / name
    for command, file in (("compute", "result.json"), ("check", "issues.json")):
        done = run(command, data, *OPTIONS, "--format", "json", cwd=batch)
        assert done.out.encode() == (written / file).read_bytes()
    run("fill", data, *OPTIONS, "-o", batch / "one.docx", cwd=batch)
    assert (batch / "one.docx").read_bytes() == (written / "indicators.docx").read_bytes()
    assert {path.name for path in written.iterdir()} == WHOLE
    assert (written / "issues.json").stat().st_mode & 0o777 == 0o600
    assert run("verify", written / "manifest.json", data, cwd=batch).status == 0


def test_a_broken_office_ends_as_compute_does_and_the_others_go_on(batch: Path) -> None:
    offices = {office["name"]: office for office in read_summary(batch / "out")["offices"]}
    assert [offices[name]["exit"] for name in (ODD, "北區/臺北市", "乙", "丙")] == [0, 3, 1, 1]
    assert [offices[name]["complete"] for name in (ODD, "北區/臺北市", "乙", "丙")] == [True, False, False, False]
    for name in ("乙", "丙"):
        done = run("compute", batch / "root" / name, *OPTIONS, cwd=batch)
        assert (offices[name]["exit"], offices[name]["error"], offices[name]["measures"]) == (done.status, done.err.strip(), {})
    assert offices[ODD]["error"] is None
    assert list(offices[ODD]["measures"]) == list(ONLY)
    assert (batch / "status").read_text() == "3"


def test_an_office_without_a_register_has_the_issues_that_say_why(batch: Path) -> None:
    done = run("check", batch / "root" / "丙", *OPTIONS, "--format", "json", cwd=batch)
    assert (batch / "out" / "丙" / "issues.json").read_text(encoding="utf-8") == done.out
    assert [path.name for path in (batch / "out" / "丙").iterdir()] == ["issues.json"]
    assert not (batch / "out" / "乙").exists()


def test_lines_on_a_pipe(batch: Path) -> None:
    lines = (batch / "err").read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("1/4 丙：無法計算，")
    assert lines[1] == "2/4 乙：無法計算，office.yaml 第 1 行：report「年底」不在可用範圍；請用 midterm（期中）或 final（期末）"
    assert lines[2:4] == ["3/4 北區/臺北市：不完整，剔退 1 列", f"4/4 {ODD}：完整"]
    assert lines[5] == "4 個機關：完整 1、不完整 1、無法計算 2；請看上列各行或 summary.xlsx"


def test_resumed_nothing_is_computed_and_no_byte_differs(batch: Path) -> None:
    out = batch / "out"
    before, times = list_digests(out), {path: path.stat().st_mtime_ns for path in out.rglob("result.json")}
    left = out / ODD / ".result.json.0000.antidrug-kpi.tmp"
    left.touch()
    assert run_batch(batch / "root", out, "--resume", "--jobs", "2").status == 3
    assert list_digests(out) == before
    assert {path: path.stat().st_mtime_ns for path in out.rglob("result.json")} == times


def test_started_processes_write_the_same_bytes_as_forked_ones(batch: Path, tmp_path: Path) -> None:
    prepared = prepare_batch(batch / "root", tmp_path, Settings(only=ONLY), OutputOptions())
    run_prepared(prepared, lambda _: None, jobs=2, start_method="spawn")
    assert list_digests(tmp_path) == list_digests(batch / "out")


def test_only_what_changed_is_computed_again(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    for name in ("甲", "乙", "丙"):
        write_office(root / name, volunteers=(4, 3))
    assert run_batch(root, out, "--quiet", "--jobs", "2").err == ""
    times = {name: (out / name / "result.json").stat().st_mtime_ns for name in ("甲", "乙", "丙")}
    write_office(root / "乙", volunteers=(4, 4))
    (out / "丙" / "issues.json").write_text("{", encoding="utf-8")
    assert run_batch(root, out, "--resume").status == 0
    again = {name: (out / name / "result.json").stat().st_mtime_ns for name in ("甲", "乙", "丙")}
    assert [again[name] != times[name] for name in ("甲", "乙", "丙")] == [False, True, True]
    assert read_summary(out)["together"]["4.8"]["numerator"] == 4
    fresh = tmp_path / "fresh"
    run_batch(root, fresh)
    assert list_digests(fresh) == list_digests(out)


def test_other_options_are_another_computation(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    write_office(root / "甲")
    run_batch(root, out)
    assert run_batch(root, out, "--resume", "--to", "odt, .xlsx", "--report", "期中").status == 0
    assert json.loads((out / "甲" / "result.json").read_text(encoding="utf-8"))["report"] == "midterm"
    assert (out / "甲" / "indicators.odt").exists()
    assert (out / "甲" / "indicators.xlsx").exists()


def test_a_form_finished_by_hand_is_kept_and_said(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    write_office(root / "甲")
    run_batch(root, out)
    form = out / "甲" / "indicators.docx"
    document = Document(str(form))
    document.add_paragraph("補充說明")
    document.save(str(form))
    finished = form.read_bytes()
    settings = root / "甲" / "office.yaml"
    for text in ("", "# computed again\n"):
        settings.write_text(text, encoding="utf-8")
        done = run_batch(root, out, "--quiet", "--resume")
        assert (done.status, form.read_bytes()) == (3, finished)
        kept, reason = done.err.splitlines()
        assert kept.startswith(f"輸出檔「{form}」寫出後已有人改過")
        assert reason == "1 個機關：完整 1；保留而未寫入的檔案 1 份；請看上列各行或 summary.xlsx"
    assert run_batch(root, out, "--resume", "--replace").status == 0
    assert form.read_bytes() != finished


def test_an_office_that_breaks_keeps_no_old_result(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    write_office(root / "甲")
    write_office(root / "乙")
    run_batch(root, out)
    (root / "甲" / "office.yaml").write_text("year: x\n", encoding="utf-8")
    assert run_batch(root, out, "--resume").status == 3
    assert list((out / "甲").iterdir()) == []


def test_a_skipped_folder_is_named_and_listed(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    write_office(root / "甲")
    write_csv(root / "乙", "志工", "志工編號,繼續教育時數\nV1,4\n")
    done = run_batch(root, out, "--quiet")
    assert (done.status, read_summary(out)["skipped"]) == (3, ["乙"])
    assert done.err.startswith("乙：有清冊但不屬於任何機關（沒有 office.yaml）")


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--to", "docx,doc"), "--to「docx,doc」有不支援的格式「doc」；可用：xlsx,docx,odt,ods,html,pdf，以逗號分隔"),
        (("--jobs", "0"), "--jobs「0」應為 1 至 256 的整數"),
        (("--form", "annex9"), "--form「annex9」不是計畫的表單；可用：indicators、full、annex1、annex5、annex5-staff"),
        (("--report", "年底"), "--report「年底」不在可用範圍；請用 midterm（期中）或 final（期末）"),
        (("--only", "9.9"), "計畫 mohw-113 沒有指標「9.9」"),
    ],
)
def test_wrong_usage_is_one_line_before_anything_is_written(tmp_path: Path, options: tuple[str, ...], line: str) -> None:
    write_office(tmp_path / "root" / "甲")
    done = run("batch", tmp_path / "root", "-o", tmp_path / "out", *options, cwd=tmp_path)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert done.err.startswith(line[:30])
    assert not (tmp_path / "out").exists()


def test_a_manifest_of_a_newer_version_is_not_written_over(tmp_path: Path) -> None:
    root, manifest = tmp_path / "root", tmp_path / "out" / "甲" / "manifest.json"
    write_office(root / "甲")
    manifest.parent.mkdir(parents=True)
    manifest.write_text('{"schema": 2}', encoding="utf-8")
    said = f"{manifest} 是較新版本寫出的存證檔（--manifest）（schema 2，本程式只懂到 1）；請更新程式後再試"
    check_refused(run_batch(root, tmp_path / "out", "--resume"), 1, said)
    assert manifest.read_text(encoding="utf-8") == '{"schema": 2}'


def test_where_the_output_folder_is_a_file_no_summary_can_be_written(tmp_path: Path) -> None:
    write_office(tmp_path / "root" / "甲")
    (tmp_path / "out").write_text("", encoding="utf-8")
    done = run_batch(tmp_path / "root", tmp_path / "out")
    assert (done.status, done.err.count("\n")) == (1, 1)


def test_an_office_whose_folder_cannot_be_made_does_not_stop_the_others(tmp_path: Path) -> None:
    root, out = tmp_path / "root", tmp_path / "out"
    write_office(root / "甲")
    write_office(root / "乙")
    out.mkdir()
    (out / "甲").write_text("", encoding="utf-8")
    done = run_batch(root, out)
    offices = {office["name"]: office for office in read_summary(out)["offices"]}
    assert (done.status, offices["甲"]["exit"], offices["乙"]["exit"]) == (3, 1, 0)
    assert "無法建立" in offices["甲"]["error"]
    shutil.rmtree(out)


def test_an_output_folder_that_is_a_file_is_one_line(tmp_path: Path) -> None:
    write_office(tmp_path / "root" / "甲")
    (tmp_path / "out").touch()
    said = f"無法建立 {tmp_path / 'out'}：已有同名的檔案；請確認路徑與權限"
    check_refused(run_batch(tmp_path / "root", tmp_path / "out"), 1, said)
