"""YAML that remembers where each value stands, so that an error of a spec can name file and line."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from antidrug_kpi.errors import take_some

# A file that is larger is no plan, no mapping and no settings; the longest of our own has 17 KB.
MOST_BYTES = 4 * 1024 * 1024

Key = str | int
Trail = tuple[Key, ...]
Problem = tuple[Trail, str]

_UNREADABLE = "無法讀取，應為 UTF-8 編碼的 YAML 檔；請確認檔案存在且可讀"
_MALFORMED = "YAML 語法有誤；請檢查縮排、冒號與引號"
# Of no use here, and libyaml compares each of them with all before it.
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """A file and a line in it."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} 第 {self.line} 行"


@dataclass(frozen=True)
class Located:
    """Plain data and the place of every value in it, by its trail of keys; `problems` are what YAML itself objects to."""

    data: Any
    places: dict[Trail, Place]
    problems: tuple[str, ...] = field(default=())

    def find_place(self, trail: Trail) -> Place | None:
        """The place of the value, or of the nearest one around it."""
        while trail and trail not in self.places:
            trail = trail[:-1]
        return self.places.get(trail)


def read_yaml(path: Path, shown: str, *, only_words: bool = False) -> Located:
    """The file's data with places; an unreadable file or a duplicate key is a problem, one line each, not an exception.

    Whatever the file says, its data are words, numbers of digits, true, false and none, in lists and by keys that are words.
    With `only_words` numbers and true, false and null are texts as they are written, and words may hold control characters.
    """
    import yaml

    from antidrug_kpi.plans.yaml_source.yaml_nodes import NodeReading, compose
    from antidrug_kpi.plans.yaml_source.yaml_slips import find_slip

    problem, text = _read_text(path, yaml.reader.Reader.NON_PRINTABLE)
    if problem:
        return Located(None, {}, (f"{shown}{problem}",))
    try:
        node = compose(text)
        reading = NodeReading(only_words)
        data = None if node is None else reading.read(node, ())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        slip = find_slip(text, None if mark is None else mark.line + 1)
        if slip is not None:
            return Located(None, {}, (f"{Place(shown, slip[0])}：{slip[1]}",))
        line = f" 第 {mark.line + 1} 行" if mark is not None else ""
        return Located(None, {}, (f"{shown}{line}：{_MALFORMED}",))
    if isinstance(data, str) and (slip := find_slip(text)) is not None:  # a word alone, where there should be keys
        return Located(None, {}, (f"{Place(shown, slip[0])}：{slip[1]}",))
    places = {trail: Place(shown, line) for trail, line in reading.lines.items()}
    problems = take_some(f"{Place(shown, line)}：{sentence}" for line, sentence in reading.problems)
    return Located(data, places, tuple(problems))


def _read_text(path: Path, unprintable: re.Pattern[str]) -> tuple[str, str]:
    """What is wrong with the file as such, and its text where nothing is."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never end
            return "：不是一般檔案（是資料夾、具名管線、裝置之類），未讀取；請改放一般的 YAML 檔", ""
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            return f"：檔案超過 {MOST_BYTES // 1024 // 1024} MiB，未讀取；請確認是不是這個檔案", ""
        text = content.decode("utf-8")
    except (OSError, ValueError):  # the latter where the path is none, or the text is in another encoding
        return f"：{_UNREADABLE}", ""
    for pattern, sentence in ((unprintable, "含控制字元；請刪去"), (_TAG_DIRECTIVE, "%TAG 不能用；請刪去這一行")):
        found = pattern.search(text)
        if found:
            return f" 第 {text.count(chr(10), 0, found.start()) + 1} 行：{sentence}", ""
    return "", text
