"""docs/vocabulary.md: every operator with its tables, as they are now."""

import re
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from antidrug_kpi.authoring import save_vocabulary
from antidrug_kpi.plans.conditions import NODES, OPERATORS
from antidrug_kpi.plans.population_specs import DERIVATIONS
from antidrug_kpi.plans.vocabulary.operator_tables import load_tables
from antidrug_kpi.plans.vocabulary.vocabulary_page import write_vocabulary

SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "vocabulary.md"
PAGE = write_vocabulary()


def test_page_is_as_the_tables_are() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == PAGE, "docs/vocabulary.md is stale: run `make docs`"


def test_every_operator_has_one_section() -> None:
    assert sorted(re.findall("^### `(.+)`$", PAGE, re.MULTILINE)) == sorted([*NODES, *OPERATORS, *DERIVATIONS])


def test_what_is_shown_is_the_yaml_that_was_read() -> None:
    fences = [token for token in MarkdownIt("commonmark").parse(PAGE) if token.type == "fence"]
    tables = [*load_tables("conditions"), *load_tables("derivations")]
    shown = [token.content.splitlines()[-1] for token in fences if token.info == "yaml"]
    # Plain YAML 1.1 takes the word `on` for true.
    read = [yaml.load(text.replace(" on:", " 'on':"), yaml.BaseLoader) for text in shown]  # noqa: S506
    assert read == [yaml.load(yaml.safe_dump(_write_out(table.written)), yaml.BaseLoader) for table in tables]  # noqa: S506
    assert [token.content for token in fences if token.info == "text"] == [
        rows.rstrip() + "\n" for table in tables for rows in table.tables.values()
    ]


def _write_out(value: object) -> object:
    match value:
        case dict():
            return {key: _write_out(part) for key, part in value.items()}
        case list():
            return [_write_out(part) for part in value]
        case bool():
            return str(value).lower()
        case _:
            return str(value)


def test_one_section_as_it_stands() -> None:
    start = PAGE.index("### `share`")
    assert PAGE[start : PAGE.index("\n## ", start)] == SECTION


SECTION = """\
### `share`

一個整數占另一個整數達所定的百分比；沒有可占的（0）就不成立。

```yaml
{share: {of: 已辦, over: 應辦, at_least: 80}}
```

- **說法**：「已辦」÷「應辦」達 80%
- **欄位**：`share.of` 整數欄位；`share.over` 整數欄位

「個案」（`cases`）：

```text
個案編號 | 已辦 | 應辦 | →
A1       | 79   | 100  | F
A2       | 80   | 100  | T
A3       | 81   | 100  | T
A4       | 4    | 5    | T
A5       | 0    | 0    | F
A6       | 1    | 0    | F
A7       |      | 5    | F
A8       | 4    |      | F
```
"""


def test_saved_page(tmp_path: Path) -> None:
    assert save_vocabulary(tmp_path / "vocabulary.md") == 32
    assert (tmp_path / "vocabulary.md").read_bytes() == PAGE.encode("utf-8")
