"""A plan's digest tells whether its spec files, or those that it extends, are the same as before."""

import hashlib
import shutil
from pathlib import Path

import pytest

from antidrug_kpi.plans.loading.folders import find_specs_folder
from antidrug_kpi.plans.loading.spec_digest import digest_specs, list_extended

from .small import write_plan


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    write_plan(tmp_path)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "plan.yaml").write_text("id: own\nextends: demo\n", encoding="utf-8")
    return tmp_path


def test_digest_is_that_of_names_lengths_and_bytes(specs: Path) -> None:
    content = (specs / "own" / "plan.yaml").read_bytes()
    wanted = hashlib.sha256(b"own/plan.yaml %d\n" % len(content) + content).hexdigest()
    assert digest_specs(["own"], (specs,)) == wanted


@pytest.mark.parametrize("changed", ["own/plan.yaml", "demo/plan.yaml", "demo/registers.yaml"])
def test_any_byte_of_the_plan_and_of_its_parent_counts(specs: Path, changed: str) -> None:
    assert list_extended("own", (specs,)) == ("own", "demo")
    before = digest_specs(("own", "demo"), (specs,))
    path = specs / changed
    path.write_bytes(path.read_bytes() + b"#\n")
    assert digest_specs(("own", "demo"), (specs,)) != before


def test_where_the_plan_lies_makes_no_difference(specs: Path, tmp_path: Path) -> None:
    copied = tmp_path / "elsewhere"
    shutil.copytree(specs / "demo", copied / "demo")
    assert digest_specs(["demo"], (copied,)) == digest_specs(["demo"], (specs,))


def test_a_kept_plan_has_the_digest_of_its_files() -> None:
    from antidrug_kpi.plans.loading.loader import digest_plan

    specs = find_specs_folder()
    assert digest_plan("khh-114") == digest_specs(list_extended("khh-114", (specs,)), (specs,))
