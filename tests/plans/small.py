"""A plan small enough to break in one place: three registers, two indicators, one example."""

from pathlib import Path

PLAN = """\
id: demo
title: 示範計畫
short_title: 示範
year: 113
document: 示範計畫說明書
reports:
  final:
    text: 期末
    as_of: {month: 12, day: 31}
    form:
      annex: 附件一
      heading: 壹、達成情形
      columns:
        - {role: indicator, text: 指標, width: 30}
        - {role: attainment, text: 達成情形, width: 40}
windows:
  period:
    text: 統計期間
    span: {start: {month: 1, day: 1}, end: as_of}
groups:
  1: 一、收案組
progress:
  ahead_from_attainment: 110
  ahead_up_to_limit_share: 90
"""

REGISTERS = """\
- id: admissions
  title: 收案
  columns:
    - {name: 個案編號, type: identifier, required: true, key: true}
    - {name: 收案日期, type: date, required: true, key: true}
    - {name: 結案日期, type: date}
    - {name: 等級, type: category, values: [低, 中, 高]}
    - {name: 次數, type: count}
  unique: [[個案編號]]
- id: visits
  title: 訪視
  columns:
    - {name: 個案編號, type: identifier, required: true, key: true}
    - {name: 訪視日期, type: date, required: true, key: true}
  parents: [{column: 個案編號, register: admissions}]
"""

FIRST = """\
id: "1.1"
label: 一(一)
group: 1
title: 高等級比率
citation: {document: 說明書, place: 壹、一}
target_text: 60%以上
measures:
  - id: "1.1"
    kind: ratio
    title: 高等級比率
    formula: 期間內收案中屬高等級者
    subject: 件
    denominator_text: 收案件數
    numerator_text: 高等級件數
    target:
      text: 60%以上
      values:
        - {from: 2024-01-01, value: 60, citation: 壹、一}
    population:
      register: admissions
      rows: {column: 收案日期, within: period}
      exclude:
        - reason: 未分級
          when: {column: 等級, present: false}
      numerator: {column: 等級, is: 高}
examples:
  - title: 三件中兩件
    registers:
      admissions: |
        個案編號 | 收案日期 | 等級 | → 1.1
        A1       | 113/1/1  | 高   | 分子
        A2       | 113/2/1  | 高   | 分子
        A3       | 113/3/1  | 低   | 分母
        A4       | 113/3/1  |      | 未分級
    expect:
      "1.1": {numerator: 2, denominator: 3, value: "66.67", status: met}
"""

SECOND = """\
id: "1.2"
label: 一(二)
group: 1
title: 訪視涵蓋率
citation: {document: 說明書, place: 壹、二}
target_text: 統計填報
measures:
  - id: "1.2"
    kind: ratio
    title: 訪視涵蓋率
    formula: 收案個案中有訪視者
    subject: 人
    denominator_text: 收案人數
    numerator_text: 有訪視人數
    population:
      register: admissions
      each: [個案編號]
      numerator:
        any_row:
          exists: {register: visits, on: 個案編號}
"""

FILES = {
    "plan.yaml": PLAN,
    "registers.yaml": REGISTERS,
    "indicators/1-01.yaml": FIRST,
    "indicators/1-02.yaml": SECOND,
}


def write_plan(specs: Path, name: str = "demo", files: dict[str, str] = FILES) -> Path:
    """Write a plan's files into `specs/name` and give `specs`."""
    for file, text in files.items():
        path = specs / name / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return specs


def replace_once(text: str, old: str, new: str) -> str:
    """`text` with its only occurrence of `old` replaced."""
    assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
    return text.replace(old, new)


def find_line(text: str, words: str) -> int:
    """The number of the only line that holds `words`."""
    numbers = [number for number, line in enumerate(text.splitlines(), start=1) if words in line]
    assert len(numbers) == 1, f"{words!r} is on lines {numbers}"
    return numbers[0]
