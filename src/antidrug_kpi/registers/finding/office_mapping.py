"""An office's mapping file (對應檔): which of its sheets are which registers, and what its headers and values are called in the
plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from antidrug_kpi.files import Cell, UnreadableCell
from antidrug_kpi.plans.base import Part
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.plans.yaml_source.located import Located, Trail
from antidrug_kpi.registers.cells.cell_values import squeeze_cell
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.headers import normalise_name

# In place of a register or of an official header: the sheets or the column are left unread.
NOT_READ = "不讀取"


# Names of sheets are short, and a path is rarely as long; every sheet is held against every pattern.
MOST_CHARACTERS = 1_000
MOST_PATTERNS = 1_000


def _refuse_long(pattern: str) -> str:
    if len(pattern) > MOST_CHARACTERS:
        raise ValueError(f"工作表或檔案的樣式超過 {MOST_CHARACTERS} 字元；請改正")
    return pattern


def _list_texts(value: Any) -> Any:
    """A pattern or a list of them; blank ones are none."""
    texts = [value] if isinstance(value, str) else value
    return [text for text in texts if text != ""] if isinstance(texts, list) else texts


def _fill_blank(value: Any) -> Any:
    return {} if value == "" else value


def _list_entries(value: Any) -> Any:
    return value if isinstance(value, list) else [_fill_blank(value)]


Patterns = Annotated[tuple[Annotated[str, AfterValidator(_refuse_long)], ...], BeforeValidator(_list_texts)]
Words = Annotated[dict[str, str], BeforeValidator(_fill_blank)]


class EntryText(Part):
    """What a mapping file says of some sheets of one register, as it stands there."""

    sheet: Patterns = ()
    file: Patterns = ()
    columns: Words = Field(default_factory=dict)
    values: Annotated[dict[str, Words], BeforeValidator(_fill_blank)] = Field(default_factory=dict)


class MappingText(Part):
    """A mapping file as it stands: register (title, alias or id) → an entry, or a list of them for sheets of unlike headers."""

    registers: Annotated[
        dict[str, Annotated[tuple[EntryText, ...], Field(min_length=1), BeforeValidator(_list_entries)]],
        BeforeValidator(_fill_blank),
    ] = Field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """An entry whose names lead somewhere. It holds for the sheets that its patterns name, or, without a pattern, for those that
    are taken for its register by other means.

    `spec` is none where the sheets are left unread. `headers` are the office's, squeezed, with the official header, or none for a
    column that is left unread; `values` the office's, squeezed, by official header, with what they mean.
    """

    text: EntryText
    trail: Trail
    spec: RegisterSpec | None
    headers: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def has_patterns(self) -> bool:
        return bool(self.text.sheet or self.text.file)

    def names_sheet(self, names: Sequence[str], file: str) -> bool:
        """Whether the patterns name the sheet of these names in this file."""
        is_named = not self.text.sheet or any(is_like(name, pattern) for pattern in self.text.sheet for name in names)
        return self.has_patterns and is_named and self.names_file(file)

    def names_file(self, file: str) -> bool:
        """Whether the patterns of files, where there are any, name this one, by its path in the folder or its name alone."""
        paths = (file, PurePosixPath(file).name)
        return not self.text.file or any(is_like(path, pattern) for pattern in self.text.file for path in paths)


def is_like(name: str, pattern: str) -> bool:
    """Whether a name is the pattern's: equal, or as the shell takes *, ? and [ ]; blanks, widths, cases, leading numbers and
    trailing dates make no difference.
    """
    wanted = squeeze(pattern).casefold()
    forms = {squeeze(name).casefold(), normalise_name(name).casefold()}
    return wanted in forms or any(fnmatchcase(form, wanted) for form in forms)


def translate_cell(cell: Cell, words: Mapping[str, str]) -> Cell:
    """The cell, or what the office means by it: `words` are its own values, squeezed, with the plan's. An error stays one."""
    return cell if cell is None or isinstance(cell, UnreadableCell) else words.get(squeeze_cell(cell), cell)


@dataclass(frozen=True)
class OfficeMapping:
    """The entries of a mapping file, called `file` in messages; without a file there are none."""

    file: str = ""
    entries: tuple[Entry, ...] = ()
    source: Located = field(default_factory=lambda: Located(None, {}))

    def find_entries(self, names: Sequence[str], file: str) -> tuple[Entry, ...]:
        """The entries whose patterns name a sheet: at most one where the mapping is as it should be."""
        return tuple(entry for entry in self.entries if entry.names_sheet(names, file))

    def find_general(self, register_id: str) -> Entry | None:
        """The entry that holds for a register wherever it is found."""
        return self._general.get(register_id)

    @cached_property
    def _general(self) -> dict[str, Entry]:
        return {entry.spec.id: entry for entry in self.entries if entry.spec is not None and not entry.has_patterns}

    def find_line(self, trail: Trail) -> int:
        """The line in which a part of the file stands."""
        place = self.source.find_place(trail)
        return place.line if place else 1


NO_MAPPING = OfficeMapping()
