"""docs/vocabulary.md: every operator with its tables, as they are now."""

import re
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from antidrug_kpi.authoring import save_vocabulary
from antidrug_kpi.plans.conditions import NODES, OPERATORS
from antidrug_kpi.plans.operators.operator_tables import load_tables
from antidrug_kpi.plans.operators.vocabulary_page import write_vocabulary
from antidrug_kpi.plans.population_specs import DERIVATIONS

SHIPPED = Path(__file__).resolve().parents[2] / "docs" / "vocabulary.md"
PAGE = write_vocabulary()
WORDS = (*NODES, *OPERATORS, *DERIVATIONS)


def test_page_is_as_the_tables_are() -> None:
    assert SHIPPED.read_text(encoding="utf-8") == PAGE, "docs/vocabulary.md is stale: run `make docs`"


def test_every_operator_has_one_section() -> None:
    assert sorted(re.findall("^### `(.+)`$", PAGE, re.MULTILINE)) == sorted(WORDS)


def test_what_is_shown_is_the_yaml_that_was_read() -> None:
    fences = [token for token in MarkdownIt("commonmark").parse(PAGE) if token.type == "fence"]
    conditions, derivations = load_tables("conditions"), load_tables("derivations")
    tables = [*conditions, *derivations]
    shown = [token.content for token in fences if token.info == "yaml"]
    # Plain YAML 1.1 takes the word `on` for true.
    read = [yaml.load(text.replace(" on:", " 'on':"), yaml.BaseLoader) for text in shown]  # noqa: S506
    wanted: list[object] = [{**own.subjects, "numerator": own.written} if own.subjects else own.written for own in conditions]
    wanted += [{**own.subjects, "derive": [own.written]} if own.subjects else own.written for own in derivations]
    assert read == [_write_out(value) for value in wanted]
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
    start = PAGE.index("### `decisive_row`")
    assert PAGE[start : PAGE.index("\n### ", start)] == SECTION


SECTION = """\
### `decisive_row`

一個對象有數列者，只看據以認定的那一列：此處為開案日期最晚的一列，同日者取先出現的一列。

```yaml
each: [個案編號]
decisive: {latest: 開案日期}
numerator: {decisive_row: {column: 等級, is: 高}}
```

- **說法**：據以認定之列：「等級」為「高」
- **欄位**：`decisive_row.column` 文字欄位

「個案」（`cases`）：

```text
個案編號 | 開案日期 | 等級 | →
A1       | 113/3/1  | 低   | T
A1       | 113/3/2  | 高   | T
A2       | 113/3/2  | 低   | F
A2       | 113/3/1  | 高   | F
A3       | 113/3/1  | 高   | T
A3       | 113/3/1  | 低   | T
A4       | 113/3/1  |      | F
```
"""


def test_saved_page(tmp_path: Path) -> None:
    assert save_vocabulary(tmp_path / "vocabulary.md") == len(WORDS)
    assert (tmp_path / "vocabulary.md").read_bytes() == PAGE.encode("utf-8")
