"""Kept plans: they are what the files say, hold for these files alone, and never stand in for an office's own."""

import json
import os
import shutil
from pathlib import Path

import pytest

from antidrug_kpi import authoring
from antidrug_kpi.plans.loading.checked import read_plan
from antidrug_kpi.plans.loading.folders import find_specs_folder, list_plan_ids
from antidrug_kpi.plans.loading.keeping import keep_plans
from antidrug_kpi.plans.loading.kept import digest_kept, digest_sources, find_kept
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.loading.rebuilding import add_duties, drop_duties, rebuild_plan

SMALL = "mol-107"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept")
    keep_plans(folder)
    return folder


@pytest.mark.parametrize("plan_id", list_plan_ids())
def test_kept_plan_is_what_its_files_say(kept: Path, plan_id: str) -> None:
    found = find_kept(plan_id, kept)
    assert found is not None
    rebuilt, read = add_duties(rebuild_plan(found.content), found.duties), read_plan(plan_id)
    assert rebuild_plan(found.content) == drop_duties(read)
    assert rebuilt == read
    assert repr(rebuilt) == repr(read)  # also tells True from 1, and a text from a column's type
    assert rebuilt.model_dump(exclude_unset=True) == read.model_dump(exclude_unset=True)
    assert found.summary.measures == len(read.measures)


def copy_small(tmp_path: Path) -> Path:
    """The specs of one small plan in a folder of specs."""
    shutil.copytree(find_specs_folder() / SMALL, tmp_path / "specs" / SMALL)
    return tmp_path / "specs"


def test_kept_plan_holds_for_the_same_files_elsewhere(kept: Path, tmp_path: Path) -> None:
    assert find_kept(SMALL, kept, copy_small(tmp_path)) is not None


@pytest.mark.parametrize("change", ["changed", "added", "removed", "renamed"])
def test_kept_plan_does_not_hold_for_other_files(kept: Path, tmp_path: Path, change: str) -> None:
    specs = copy_small(tmp_path)
    path = min((specs / SMALL / "indicators").glob("*.yaml"))
    match change:
        case "changed":
            path.write_bytes(path.read_bytes().replace(b"title", b"titel", 1))
        case "added":
            (path.parent / "zz.yaml").write_text("id: zz\n")
        case "removed":
            path.unlink()
        case _:
            path.rename(path.with_name("zz.yaml"))
    assert find_kept(SMALL, kept, specs) is None


def test_digest_is_also_of_the_plans_that_one_extends(tmp_path: Path) -> None:
    specs = copy_small(tmp_path)
    (specs / "own").mkdir()
    (specs / "own" / "plan.yaml").write_text(f"extends: {SMALL}\n")
    before = digest_sources(["own", SMALL], specs)
    (specs / SMALL / "registers.yaml").write_bytes(b"")
    assert digest_sources(["own", SMALL], specs) != before


def seal(kept_bytes: bytes) -> bytes:
    return digest_kept(kept_bytes) + b"\n" + kept_bytes


def test_damaged_kept_plan_is_passed_over(kept: Path, tmp_path: Path) -> None:
    whole = (kept / f"{SMALL}.json").read_bytes()
    _, head, content = whole.split(b"\n", 2)
    fewer = {name: value for name, value in json.loads(head).items() if name != "plans"}
    broken = {
        "none": b"",
        "cut off": whole[:-1],
        "one number of the content changed": whole[:-200] + whole[-200:].replace(b"0", b"1"),
        "one number of the head changed": whole.replace(b'"year": 1', b'"year": 9', 1),
        "nothing but brackets": b"[" * 100_000,
        "no object": seal(b"[]\n" + content),
        "no JSON": seal(b"\xff\n" + content),
        "lacking": seal(json.dumps(fewer).encode() + b"\n" + content),
        "of another kind": seal(head.replace(b'"plans": [', b'"plans": 1, "x": [') + b"\n" + content),
        "another plan": seal(head.replace(f'"id": "{SMALL}"'.encode(), b'"id": "other"') + b"\n" + content),
    }
    for what, damaged in broken.items():
        assert damaged != whole, what
        (tmp_path / f"{SMALL}.json").write_bytes(damaged)
        assert find_kept(SMALL, tmp_path) is None, what
    (tmp_path / f"{SMALL}.json").write_bytes(whole)
    assert find_kept(SMALL, tmp_path) is not None


@pytest.mark.parametrize("plan_id", ["", "..", f"../kept/{SMALL}", "none"])
def test_no_kept_plan_is_looked_for_elsewhere(kept: Path, plan_id: str) -> None:
    assert find_kept(plan_id, kept) is None


def test_specs_of_an_office_are_read_under_the_name_of_a_kept_plan(tmp_path: Path) -> None:
    specs = copy_small(tmp_path)
    plan_file = specs / SMALL / "plan.yaml"
    title = load_plan(SMALL).title
    plan_file.write_text(plan_file.read_text(encoding="utf-8").replace(title, "本局自訂"), encoding="utf-8")
    assert load_plan(SMALL, (specs,)).title == "本局自訂"
    assert "本局自訂" in [each.title for each in authoring.summarise_plans((specs,))]
    assert load_plan(SMALL).title == title


def test_a_pipe_in_place_of_a_kept_plan_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / f"{SMALL}.json")
    assert find_kept(SMALL, tmp_path) is None
