"""Issues found in an office's data, as data: a stable code, a level, a sentence, an address.

An issue is never an exception: reading goes on, and `check` lists every one of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from antidrug_kpi.printable import escape_controls as escape_controls  # noqa: PLC0414  # read from here by all stages

OTHER_COLUMN = "other_column"
"""The fact that names the second column of an issue about a pair of cells."""
_FACT = re.compile(r"\{\w+\}")
# What a reader needs to find a cell; a fact may be a list of all the columns or registers that are meant.
_LONGEST_QUOTED = 100
_LONGEST_FACT = 1_000


class Level(StrEnum):
    """How much an issue weighs: figures may be wrong (FILE), a row is rejected (FAULT), or nothing changes and it is only said.

    FILE and FAULT alone move the exit status (docs/registers.md).
    """

    FILE = "檔案"
    FAULT = "錯誤"
    QUESTION = "請確認"
    WARNING = "警告"
    NOTE = "說明"


@dataclass(frozen=True)
class IssueKind:
    """One entry of the catalogue: `template` is filled with the facts of the single issue, and `title` is what such issues are
    called where they are counted; a template that says it without its facts needs none.

    The reference page docs/issues.md adds `explanation` and `why` (why the level is what it is), and shows the sentence filled
    with the facts of `example`. What `is_always_said` is said by every command that computes, whatever its level. `is_unread`
    marks a file or sheet that was not read at all, which other issues of level FILE are not.
    """

    code: str
    level: Level
    template: str
    title: str = ""
    explanation: str = ""
    example: Mapping[str, str] = field(default_factory=dict, compare=False)
    why: str = ""
    is_always_said: bool = False
    is_unread: bool = False

    @property
    def outline(self) -> str:
        """What issues of this kind have in common: the title, or the first clause of the sentence with its facts left open."""
        return self.title or _FACT.sub("…", self.template).split("；")[0]


@dataclass(frozen=True, slots=True)  # a run can hold hundreds of thousands of issues, each with its address
class Address:
    """Where something stands: file, sheet (none in a delimited file), row as the spreadsheet numbers it, column header."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"工作表「{self.sheet}」")
        if self.row is not None:
            parts.append(f"第 {self.row} 列")
        if self.column is not None:
            parts.append(f"欄「{self.column}」")
        return escape_controls(" ".join(parts))

    @property
    def brief(self) -> str:
        """In one word: 人力清冊.csv:7, and 綜合.xlsx!人力清冊:7 for a sheet of a workbook."""
        sheet = "" if self.sheet is None else f"!{self.sheet}"
        return escape_controls(f"{self.file}{sheet}{'' if self.row is None else f':{self.row}'}")


SHOWN_ENDING = 3
"""How many characters of a person's identifier messages and reports show."""


def mask_identifier(text: str) -> str:
    """An identifier of a person by its last three characters, which is how messages and reports name it."""
    return f"…{text[-SHOWN_ENDING:]}" if len(text) > SHOWN_ENDING else "…"


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue at one address; `value` is the cell's text as it stands in the file.

    A private value identifies a person: it is shown in full only where the user asks for it.
    """

    kind: IssueKind
    address: Address
    facts: tuple[tuple[str, str], ...] = ()
    value: str | None = None
    register: str | None = None
    is_private: bool = False

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def level(self) -> Level:
        return self.kind.level

    @property
    def columns(self) -> tuple[str, ...]:
        """The headers of the columns it is about: of its address, of its fact `column`, and of the other cell of a pair."""
        facts = dict(self.facts)
        return tuple(filter(None, (self.address.column, facts.get("column"), facts.get(OTHER_COLUMN))))

    def show_value(self, show_ids: bool = False) -> str:
        """The cell's text, masked where it identifies a person."""
        text = self.value or ""
        return mask_identifier(text) if self.is_private and text and not show_ids else text

    def write_message(self, show_ids: bool = False) -> str:
        """The sentence without the address, with control characters escaped and long values cut, so that it is safe to print."""
        facts = {name: _shorten(text, _LONGEST_FACT) for name, text in self.facts}
        value = _shorten(self.show_value(show_ids), _LONGEST_QUOTED)
        return escape_controls(self.kind.template.format(**{**facts, "value": value}))

    def __str__(self) -> str:
        return f"{self.address}：{self.write_message()}"


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


def report_issue(
    kind: IssueKind,
    address: Address,
    value: str | None = None,
    register: str | None = None,
    facts: Mapping[str, object] | None = None,
    is_private: bool = False,
) -> Issue:
    """An issue of `kind` at `address`; `facts` are the words that the template names."""
    return Issue(kind, address, tuple((k, str(v)) for k, v in (facts or {}).items()), value, register, is_private)
