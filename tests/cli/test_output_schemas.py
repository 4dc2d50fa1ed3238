"""Every JSON that a command prints is as its published schema says."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.audit.schemas.output_schemas import OUTPUTS, write_output_schema

from .bureau_workbooks import IN_TIME, TOO_LATE, fill_in
from .running import SAMPLE, run, write_csv
from .schemas import check_schema

pytestmark = pytest.mark.slow
OFFICE = SAMPLE / "office"
BY_READING = ("--only", "3.3,4.2", "--by", "機構代碼", "--monthly", "--reading", "3.3=inclusive")
COMMANDS = [
    ("result", ("compute", OFFICE)),
    ("result", ("compute", OFFICE, *BY_READING)),
    ("result", ("compute", OFFICE, "--publish", "--monthly")),
    ("result", ("compute", OFFICE, "--strict", "--report", "midterm")),
    ("check", ("check", OFFICE)),
    ("check", ("check", OFFICE, "--only", "2.11.2")),
    ("sensitivity", ("sensitivity", OFFICE)),
    ("sensitivity", ("sensitivity", OFFICE, "4.8")),
    ("gaps", ("gaps", OFFICE, "--all", "--today", "113-10-01")),
    ("list", ("list",)),
    ("list", ("list", "--plan", "mohw-113")),
    *(("show", ("show", number)) for number in ("3.3", "1.2,2.10,4.1.3,4.6,4.8,4.12", "annex1", "annex5")),
    ("show", ("show", "3.3,4.2", "--data", OFFICE)),
    ("diff", ("plan", "diff", "mohw-113", "khh-114")),
]


def check_output(name: str, text: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(text)
    check_schema(data, json.loads(write_output_schema(name)))
    return data


@pytest.mark.parametrize(
    ("name", "command"), COMMANDS, ids=lambda part: part if isinstance(part, str) else " ".join(map(str, part[2:]))
)
def test_what_a_command_prints(name: str, command: tuple[str | Path, ...], tmp_path: Path) -> None:
    check_output(name, run(*command, "--format", "json", cwd=tmp_path).out)


def test_what_is_held_against_another(tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(OFFICE, other)
    tests = next(other.glob("08_*.csv"))
    lines = tests.read_bytes().splitlines(keepends=True)
    tests.write_bytes(b"".join(lines[:100]))
    assert run("fill", OFFICE, "-o", "表.docx", "--manifest", "存證.json", cwd=tmp_path).status == 3
    assert check_output("manifest", (tmp_path / "存證.json").read_text("utf-8"))["options"]["command"] == "fill"
    for name, command, status in (
        ("recheck", ("recheck", "表.docx", other), 5),
        ("recheck", ("recheck", "表.docx", OFFICE), None),
        ("verify", ("verify", "存證.json", OFFICE), 0),
        ("verify", ("verify", "存證.json", other), 5),
        ("compare", ("compare", OFFICE, other), 5),
        ("compare", ("compare", "表.docx", other), 5),
    ):
        done = run(*command, "--format", "json", cwd=tmp_path)
        assert status in {None, done.status}
        assert check_output(name, done.out)["measures"] or status == 0


def test_the_summary_of_a_batch(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / "root" / name).mkdir(parents=True)
        for pattern in ("04_*", "06_*"):
            for path in OFFICE.glob(pattern):
                shutil.copy(path, tmp_path / "root" / name)
    (tmp_path / "root" / "丙").mkdir()
    (tmp_path / "root" / "丙" / "志工.xlsx").write_bytes(b"x")
    for options in ((), ("--publish",)):
        run("batch", "root", "-o", "out", *options, "--replace", cwd=tmp_path)
        assert check_output("summary", (tmp_path / "out" / "summary.json").read_text("utf-8"))["offices"]
        shutil.rmtree(tmp_path / "out")


def test_the_records_of_a_batch(tmp_path: Path) -> None:
    """The manifests of offices that could be computed, and the forms held against their registers: one that fits, one that does
    not, and none.
    """
    for name, text in (
        ("甲", "志工編號,繼續教育時數\nV1,4\n"),
        ("乙", "志工編號,繼續教育時數\nV1,3\n"),
        ("丙", "志工編號\nV1\n"),
    ):
        write_csv(tmp_path / "root" / name, "志工", text)
    options = ("--only", "4.8", "--reading", "4.2=elapsed")
    (tmp_path / "forms").mkdir()
    for name in ("甲", "乙"):
        run("compute", "root/甲", *options, "-o", f"forms/{name}.json", cwd=tmp_path)
    assert run("batch", "root", "-o", "out", *options, "--recheck", "forms", cwd=tmp_path).status == 5
    offices = check_output("rechecks", (tmp_path / "out" / "recheck.json").read_text("utf-8"))["offices"]
    assert [(office["name"], office["exit"], bool(office["measures"])) for office in offices] == [
        ("丙", 3, False),
        ("乙", 5, True),
        ("甲", 0, True),
    ]
    manifests = [path for path in (tmp_path / "out").rglob("manifest.json") if path.is_file()]
    assert len(manifests) >= 2
    for path in manifests:
        assert check_output("manifest", path.read_text("utf-8"))["batch"]["key"]


def test_what_bureaus_returned(tmp_path: Path) -> None:
    assert run("template", "--for", "勞工局", "-o", "空白.xlsx", cwd=tmp_path).status == 0
    (tmp_path / "交回").mkdir()
    sheets = {"求職服務": [["J1", "113/1/5", "推介就業", "113/2/1"]]}
    fill_in(tmp_path / "空白.xlsx", tmp_path / "交回" / "甲.xlsx", sheets, IN_TIME)
    command = ("collect", "交回", "-o", "彙整", "--due", "113-12-20", "--format", "json")
    found = check_output("collect", run(*command, cwd=tmp_path).out)
    assert [(each["name"], each["late"]) for each in found["bureaus"] if each["file"]] == [("勞工局", None)]
    sheets = {"求職服務": [["J2", "113/1/5", "推介就業", "113/2/1"]]}
    fill_in(tmp_path / "空白.xlsx", tmp_path / "交回" / "乙.xlsx", sheets, TOO_LATE)
    (tmp_path / "交回" / "讀我.xlsx").write_bytes(b"x")
    found = check_output("collect", run(*command, cwd=tmp_path).out)
    assert found["contradictions"][0]["kind"] == "two_workbooks"
    assert found["not_collected"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_schema_is_printed_by_its_name(name: str, tmp_path: Path) -> None:
    done = run("plan", "schema", name, cwd=tmp_path)
    assert (done.status, done.data["title"], done.data["properties"]["schema"]) == (0, f"antidrug-kpi {name}", {"const": 1})
