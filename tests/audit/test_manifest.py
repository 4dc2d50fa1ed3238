"""A manifest holds what a run was made of, and verify says what is no longer so."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.pipeline import compute, refuse_manifest, save_manifest, save_results, verify_manifest, write_verification
from antidrug_kpi.plans.loading.loader import digest_plan, load_plan
from antidrug_kpi.settings import Settings
from plans.small import write_plan
from plans.test_alternatives import FIRST, WITH

from .small_offices import ADMISSIONS, write_office

BEFORE = ADMISSIONS + "M00180,H1,113/1/1,113/6/29,自行中斷\nM00181,H1,113/1/1,113/3/1,自行中斷\n"
# The second admission lasted until September: both stayed 180 days.
AFTER = BEFORE.replace("113/3/1", "113/9/1")
MAPPING = "registers:\n  不讀取:\n    sheet: [草稿]\n"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_run(office: Path, folder: Path, **settings: Any) -> Path:
    """A result and its manifest, as `compute -o 結果.json --manifest 存證.json` writes them."""
    folder.mkdir(exist_ok=True)
    run = compute(office, Settings(**settings), skip_unneeded=True)
    save_results(run, folder / "結果.json")
    save_manifest(run, folder / "存證.json", office, "compute", (folder / "結果.json",))
    return folder / "存證.json"


def verify(manifest: Path, office: Path, **settings: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(write_verification(verify_manifest(manifest, office, Settings(**settings))))
    return read


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return write_office(tmp_path / "office", 美沙冬收案=BEFORE)


def test_manifest_names_everything_by_digest_and_no_time(office: Path, tmp_path: Path) -> None:
    (office / "office.yaml").write_text("jurisdiction: 高雄市\nmapping: 對應.yaml\nonly: 3.3\n", encoding="utf-8")
    (office / "對應.yaml").write_text(MAPPING, encoding="utf-8")
    manifest = write_run(office, tmp_path / "out", report="final")
    content = json.loads(manifest.read_text(encoding="utf-8"))
    assert list(content) == ["schema", "tool", "plan", "readings", "options", "inputs", "outputs", "measures"]
    assert (content["schema"], content["tool"], content["readings"]) == (1, {"version": "0.1.0"}, {})
    assert (content["plan"]["id"], len(content["plan"]["sha256"])) == ("mohw-113", 64)
    assert content["options"] == {
        "command": "compute",
        "report": "final",
        "year": 113,
        "as_of": "2024-12-31",
        "jurisdiction": "高雄市",
        "only": ["3.3"],
        "strict": False,
        "by": None,
        "mapping": "對應.yaml",
        "readings_sha256": None,
    }
    names = ["office.yaml", "對應.yaml", "美沙冬收案.csv"]
    assert content["inputs"] == [{"file": name, "sha256": digest(office / name)} for name in names]
    assert content["outputs"] == [{"file": "結果.json", "sha256": digest(tmp_path / "out" / "結果.json")}]
    figures = {"status": "missed", "numerator": 1, "denominator": 2, "value": "50.00"}
    assert content["measures"] == [{"id": "3.3", **figures}]
    assert str(tmp_path) not in manifest.read_text(encoding="utf-8")
    again = write_run(office, tmp_path / "out", report="final")
    assert json.loads(again.read_text(encoding="utf-8")) == content


def test_unchanged_data_are_identical_wherever_they_lie(office: Path, tmp_path: Path) -> None:
    manifest = write_run(office, tmp_path / "out", only=("3.3",), report="midterm", as_of="113-05-31")
    moved = tmp_path / "elsewhere"
    shutil.copytree(office, moved)
    assert verify(manifest, moved) == {
        "schema": 1,
        "identical": True,
        "inputs": [{"file": "美沙冬收案.csv", "state": "same"}],
        "plan": "same",
        "readings": "same",
        "tool": {"then": "0.1.0", "now": "0.1.0"},
        "measures": [],
    }


def test_changed_gone_and_new_inputs_and_the_figures_that_go_with_them(office: Path, tmp_path: Path) -> None:
    (office / "志工.csv").write_text("志工編號,繼續教育時數\nV1,4\n", encoding="utf-8")
    manifest = write_run(office, tmp_path / "out", only=("3.3", "4.8"))
    (office / "志工.csv").unlink()
    write_office(office, 美沙冬收案=AFTER, 跨局處會議="會議日期,秘書長或主任秘書以上主持\n113/1/1,是\n")
    found = verify(manifest, office)
    assert found["identical"] is False
    states = {"志工.csv": "gone", "美沙冬收案.csv": "changed", "跨局處會議.csv": "new"}
    assert {entry["file"]: entry["state"] for entry in found["inputs"]} == states
    assert found["measures"] == [
        {
            "id": "3.3",
            "then": {"status": "missed", "numerator": 1, "denominator": 2, "value": "50.00"},
            "now": {"status": "met", "numerator": 2, "denominator": 2, "value": "100.00"},
        },
        {
            "id": "4.8",
            "then": {"status": "met", "numerator": 1, "denominator": 1, "value": "100.00"},
            "now": {"status": "no_data", "numerator": None, "denominator": None, "value": None},
        },
    ]


def test_bytes_that_change_no_figure_are_not_identical(office: Path, tmp_path: Path) -> None:
    manifest = write_run(office, tmp_path / "out", only=("3.3",))
    write_office(office, 美沙冬收案=BEFORE + "\n")
    found = verify(manifest, office)
    assert (found["identical"], found["inputs"][0]["state"], found["measures"]) == (False, "changed", [])


def test_the_manifests_options_hold_over_the_offices_own(office: Path, tmp_path: Path) -> None:
    (office / "office.yaml").write_text("as_of: 113-05-31\n", encoding="utf-8")
    manifest = write_run(office, tmp_path / "out", only=("3.3",))
    (office / "office.yaml").write_text("as_of: 113-12-31\nonly: 4.8\nstrict: true\n", encoding="utf-8")
    found = verify(manifest, office)
    assert [entry["state"] for entry in found["inputs"]] == ["changed", "same"]
    assert (found["identical"], found["measures"]) == (False, [])


def test_what_the_program_wrote_into_the_data_is_no_input(office: Path, tmp_path: Path) -> None:
    manifest = write_run(office, tmp_path / "out", only=("3.3",))
    run = compute(office, Settings(only=("3.3",)))
    for name in ("結果.xlsx", "結果.csv", "結果.json", "報告.html"):
        save_results(run, office / name)
    save_manifest(run, office / "存證.json", office, "compute", (office / "結果.xlsx",))
    assert verify(manifest, office)["identical"] is True


def test_a_changed_plan_with_equal_figures_is_said_and_identical(office: Path, tmp_path: Path) -> None:
    specs = tmp_path / "specs"
    (specs / "local").mkdir(parents=True)
    (specs / "local" / "plan.yaml").write_text("id: local\nextends: mohw-113\n", encoding="utf-8")
    manifest = write_run(office, tmp_path / "out", only=("3.3",), plan="local", specs=(specs,))
    changed = tmp_path / "changed"
    shutil.copytree(specs, changed)
    (changed / "local" / "plan.yaml").write_text("id: local\nextends: mohw-113\ntitle: 改名\n", encoding="utf-8")
    found = verify(manifest, office, specs=(changed,))
    assert (found["plan"], found["identical"]) == ("changed", True)


def test_a_chosen_reading_is_kept_and_taken_again(tmp_path: Path) -> None:
    """Under the other reading the case of middle grade counts too: 2 of 3, not 1 of 3."""
    specs = write_plan(tmp_path / "specs", files=WITH)
    office = write_office(tmp_path / "office", 收案="個案編號,收案日期,等級\nA1,113/1/1,低\nA2,113/1/1,中\nA3,113/1/1,高\n")
    manifest = write_run(office, tmp_path / "out", plan="demo", specs=(specs,), readings=("1.1=with-middle",), only=("1.1",))
    content = json.loads(manifest.read_text(encoding="utf-8"))
    assert (content["readings"], content["measures"][0]["numerator"]) == ({"1.1": ["with-middle"]}, 2)
    found = verify(manifest, office, specs=(specs,))
    assert (found["readings"], found["identical"]) == ("same", True)
    # The reading is restated so that nothing comes of it here.
    write_plan(tmp_path / "specs", files={FIRST: WITH[FIRST].replace("{in: [中, 高]}", "{in: [高, 中]}")})
    load_plan.cache_clear()
    digest_plan.cache_clear()
    found = verify(manifest, office, specs=(specs,))
    assert (found["plan"], found["readings"], found["identical"]) == ("changed", "changed", True)


def test_identifiers_in_names_of_files_are_hidden(tmp_path: Path) -> None:
    office = write_office(tmp_path / "office", 美沙冬收案=BEFORE)
    (office / "美沙冬收案.csv").rename(office / "美沙冬收案_A123456789.csv")
    manifest = write_run(office, tmp_path / "out", only=("3.3",))
    assert json.loads(manifest.read_text(encoding="utf-8"))["inputs"][0]["file"] == "美沙冬收案_…789.csv"
    assert verify(manifest, office)["identical"] is True


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"schema": 2}, "是較新版本寫出的存證檔（--manifest）（schema 2，本程式只懂到 1）；請更新程式後再試"),
        ({"schema": 0}, "的 schema 應為 1，讀到 0；請重新產生"),
        ({"plan": "mohw-113"}, "不是完整的存證檔（--manifest）：plan 應為計畫的 id 與 sha256；請重新產生"),
        ({"inputs": [{"file": 1}]}, "不是完整的存證檔（--manifest）：inputs 應為檔案與 SHA-256 的清單；請重新產生"),
        ({"options": {}}, "不是完整的存證檔（--manifest）：options 應為計算的選項；請重新產生"),
        ({"measures": [3]}, "不是完整的存證檔（--manifest）：measures 應為各衡量項目的數字；請重新產生"),
    ],
)
def test_what_is_no_manifest_is_said_in_one_line(office: Path, tmp_path: Path, change: dict[str, Any], said: str) -> None:
    manifest = write_run(office, tmp_path / "out", only=("3.3",))
    manifest.write_text(json.dumps({**json.loads(manifest.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    with pytest.raises(UserError) as error:
        verify(manifest, office)
    assert str(error.value) == f"{manifest} {said}"


@pytest.mark.parametrize(
    ("manifest", "output", "said"),
    [
        ("a.json", None, "--manifest 只用於寫成檔案時；請加上 -o 檔名"),
        ("a.txt", "a.csv", "存證檔「a.txt」的副檔名不支援；請用 .json"),
        ("a.json", "a.json", "存證檔「a.json」不能就是輸出檔；請改用其他檔名"),
    ],
)
def test_where_a_manifest_may_not_stand(office: Path, manifest: str, output: str | None, said: str) -> None:
    target = None if output is None else Path(output)
    with pytest.raises(UsageError) as error:
        refuse_manifest(Path(manifest), target, Settings(), office, may_replace=False)
    assert str(error.value) == said
