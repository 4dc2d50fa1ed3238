"""YAML from a stranger's folder (office.yaml, a mapping) that is made to exhaust its reader is one line like any other fault."""

from pathlib import Path

import pytest

from antidrug_kpi.plans.located import read_yaml
from antidrug_kpi.plans.yamlnodes import MOST_LEVELS

HOSTILE = {
    "brackets within brackets": "a: " + "[" * 100_000 + "]" * 100_000,
    "lists within lists": "- " * 20_000 + "x",
    "ten lines that stand for a billion values": "a0: &a0 [x]\n"
    + "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10)),
    "a chain of aliases": "a0: &a0 [x]\n" + "".join(f"a{level}: &a{level} [*a{level - 1}]\n" for level in range(1, 5_000)),
    "an alias within its own anchor": "a: &a [*a]\n",
    "a key that is a list": "? [a, b]\n: c\n",
}


@pytest.mark.parametrize("what", HOSTILE)
@pytest.mark.parametrize("only_words", [False, True])
def test_hostile_yaml_is_one_problem(tmp_path: Path, what: str, only_words: bool) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(HOSTILE[what], encoding="utf-8")
    read = read_yaml(path, "office.yaml", only_words=only_words)
    assert (read.data, read.problems) == (None, ("office.yaml 第 1 行：YAML 語法有誤；請檢查縮排、冒號與引號",))


@pytest.mark.parametrize(("levels", "is_read"), [(MOST_LEVELS - 1, True), (MOST_LEVELS, True), (MOST_LEVELS + 1, False)])
def test_so_many_levels_are_read(tmp_path: Path, levels: int, is_read: bool) -> None:
    path = tmp_path / "office.yaml"
    path.write_text("[" * levels + "]" * levels, encoding="utf-8")
    assert (not read_yaml(path, "office.yaml").problems) == is_read
