"""YAML from a stranger's folder (office.yaml, a mapping) that is made to exhaust its reader is one line like any other fault."""

import os
import sys
from pathlib import Path

import pytest

from antidrug_kpi.errors import SpecError
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.yaml_source.located import MOST_BYTES, read_yaml
from antidrug_kpi.plans.yaml_source.yaml_nodes import MOST_LEVELS, MOST_PLACES

from .small import FILES, replace_once, write_plan

pytestmark = pytest.mark.slow

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


@pytest.mark.parametrize(
    "tag", ["!!bool foo", '!!int ""', "!!timestamp 2024-99-99", "!!python/name:os.system", "!!set {a}", "!!omap [a: 1]", "!own x"]
)
@pytest.mark.parametrize("only_words", [False, True])
def test_a_tag_is_refused_by_its_line(tmp_path: Path, tag: str, only_words: bool) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(f"a: 1\nb: {tag}\n", encoding="utf-8")
    (problem,) = read_yaml(path, "office.yaml", only_words=only_words).problems
    assert problem == f"office.yaml 第 2 行：標記「{tag.partition(' ')[0]}」不能用；請刪去標記，直接寫值"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("113", 113),
        ("-5", -5),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, "9" * 19),
        ("1" * 5000, "1" * 5000),
        *(
            (word, word)
            for word in ("0x_", "0x71", "0161", "1:53", "1_13", ".inf", ".nan", "²", "2024-01-01", "0.65", "on", "<<")
        ),
        *((word, None) for word in ("", "~", "null")),
        ("true", True),
        ("'true'", "true"),
        ("! 5", 5),
        ("!!str x", "x"),
    ],
)
def test_scalars_are_words_numbers_of_digits_or_nothing(tmp_path: Path, text: str, value: object) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"a: {text}\n", encoding="utf-8")
    read = read_yaml(path, "a.yaml")
    assert (read.data, read.problems) == ({"a": value}, ())


def test_doubled_keys_behind_aliases_cost_no_more_than_they_are_long(tmp_path: Path) -> None:
    for key in ("x", "<<"):
        path = tmp_path / "office.yaml"
        levels = (f"a{level}: &a{level}\n" + f"  {key}: *a{level - 1}\n" * 10 for level in range(1, 60))
        path.write_text("a0: &a0 {k: v}\n" + "".join(levels), encoding="utf-8")
        problems = read_yaml(path, "office.yaml").problems
        assert problems[0] == f"office.yaml 第 4 行：「{key}」重複出現；同一層每個鍵只能寫一次，請刪去其一"
        assert (len(problems), problems[-1]) == (101, "還有其他錯誤，只列出前 100 項；請先改正以上各項")


@pytest.mark.parametrize(("values", "is_read"), [(MOST_PLACES - 2, True), (MOST_PLACES - 1, True), (MOST_PLACES, False)])
def test_so_many_values_are_read(tmp_path: Path, values: int, is_read: bool) -> None:
    path = tmp_path / "office.yaml"
    path.write_text("".join(f"a{number}: x\n" for number in range(values)), encoding="utf-8")
    assert (not read_yaml(path, "office.yaml").problems) == is_read


@pytest.mark.parametrize(("size", "is_read"), [(MOST_BYTES - 1, True), (MOST_BYTES, True), (MOST_BYTES + 1, False)])
def test_so_many_bytes_are_read(tmp_path: Path, size: int, is_read: bool) -> None:
    path = tmp_path / "office.yaml"
    path.write_bytes(b"a: 1 #" + b"x" * (size - 6))
    assert (not read_yaml(path, "office.yaml").problems) == is_read


def test_directives_that_cost_more_than_they_are_long_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "office.yaml"
    path.write_text("".join(f"%TAG !{number}! x\n" for number in range(200_000)) + "---\na: 1\n", encoding="utf-8")
    assert read_yaml(path, "office.yaml").problems == ("office.yaml 第 1 行：%TAG 不能用；請刪去這一行",)


@pytest.mark.parametrize("text", ['a: 1\nb: "\\e[31mx"\n', "a: 1\nb: '\u202ex'\n", 'a: 1\n"\\e[2J": x\n', "a: 1\nb: x\x1b\n"])
def test_what_would_move_the_cursor_is_refused_and_shown_escaped(tmp_path: Path, text: str) -> None:
    path = tmp_path / "office.yaml"
    path.write_text(text, encoding="utf-8")
    (problem,) = read_yaml(path, "office.yaml").problems
    assert problem.startswith("office.yaml 第 2 行：")
    assert "含控制字元" in problem
    assert problem.isprintable()


def test_blocks_of_a_spec_keep_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: |\n  b\tc\n  d\n", encoding="utf-8")
    assert read_yaml(path, "a.yaml").data == {"a": "b\tc\nd\n"}


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of Unix")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("pipe.yaml", "zero.yaml", "folder.yaml"):
        (problem,) = read_yaml(tmp_path / name, name).problems
        assert problem == f"{name}：不是一般檔案（是資料夾、具名管線、裝置之類），未讀取；請改放一般的 YAML 檔"
    (problem,) = read_yaml(tmp_path / ("a" * 300), "a").problems
    assert problem.startswith("a：無法讀取")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("extends: [demo]\n", "child/plan.yaml 第 2 行：「extends」應為一個計畫代號，讀到「['demo']」；請改正"),
        ("extends: demo\ndrop: {a: b}\n", "child/plan.yaml 第 3 行：「drop」應為指標代號的清單，讀到「{'a': 'b'}」；請改正"),
        ("extends: demo\ndrop: [[a]]\n", "child/plan.yaml 第 3 行：「drop」應為指標代號的清單，讀到「[['a']]」；請改正"),
        ("extends: demo\nyear: [113]\n", "child/plan.yaml 第 3 行：「year」應為整數，讀到「[113]」；請改正"),
        ("extends: demo\nindicators: [a]\n", "child/plan.yaml 第 3 行：「0」應為鍵與值，讀到「a」；請改正"),
        ("extends: ../demo\n", "child/plan.yaml 第 2 行：找不到計畫「../demo」；可用的計畫："),
    ],
)
def test_a_plan_that_extends_oddly_is_told_by_its_line(tmp_path: Path, text: str, problem: str) -> None:
    write_plan(tmp_path)
    (tmp_path / "child").mkdir()
    (tmp_path / "child" / "plan.yaml").write_text(f"id: child\n{text}", encoding="utf-8")
    with pytest.raises(SpecError) as caught:
        load_plan("child", (tmp_path,))
    assert caught.value.problems[0].startswith(problem)


@pytest.mark.parametrize(
    ("number", "is_taken"),
    [("999999999999", True), ("1000000000000", False), ("0.000000000001", True), ("0.0000000000001", False), ("1e999999", False)],
)
def test_a_target_has_so_many_digits(tmp_path: Path, number: str, is_taken: bool) -> None:
    first = tuple(FILES)[2]
    write_plan(tmp_path, files={**FILES, first: replace_once(FILES[first], "value: 60", f"value: {number}")})
    if is_taken:
        load_plan("demo", (tmp_path,))
        return
    with pytest.raises(SpecError, match="數字的整數與小數各不可超過 12 位；請改正"):
        load_plan("demo", (tmp_path,))
