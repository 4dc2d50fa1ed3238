"""An office's mapping file (對應檔, `--mapping`): which of its sheets are which registers, and which official headers and values
its own ones mean.
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


class MappingEntryText(Part):
    """What a mapping file says of some sheets of one register, as it stands there."""

    sheet: Patterns = ()
    file: Patterns = ()
    columns: Words = Field(default_factory=dict)
    values: Annotated[dict[str, Words], BeforeValidator(_fill_blank)] = Field(default_factory=dict)


class MappingFileText(Part):
    """A mapping file as it stands: register (title, alias or id) → an entry, or a list of them for sheets of unlike headers."""

    registers: Annotated[
        dict[str, Annotated[tuple[MappingEntryText, ...], Field(min_length=1), BeforeValidator(_list_entries)]],
        BeforeValidator(_fill_blank),
    ] = Field(default_factory=dict)


@dataclass(frozen=True)
class MappingEntry:
    """An entry whose names were all found in the plan. It holds for the sheets that its patterns name; without a pattern, for
    every sheet that is matched with its register in another way.

    - `spec`: the register, None where the sheets are left unread (不讀取);
    - `headers`: the office's header, squeezed → official header, None for a column that is left unread or a further one;
    - `further_headers`: the office's header, squeezed → official header of a further column;
    - `values`: official header → the office's value, squeezed → what it means.
    """

    text: MappingEntryText
    trail: Trail
    spec: RegisterSpec | None
    headers: Mapping[str, str | None] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    further_headers: Mapping[str, str] = field(default_factory=dict)

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
    """Whether a name matches a pattern: equal, or by the wildcards *, ? and [ ] of a shell. Blanks, widths, cases, leading
    numbers and trailing dates of the name make no difference.
    """
    wanted = squeeze(pattern).casefold()
    forms = {squeeze(name).casefold(), normalise_name(name).casefold()}
    return wanted in forms or any(fnmatchcase(form, wanted) for form in forms)


def translate_cell(cell: Cell, words: Mapping[str, str]) -> Cell:
    """The plan's value for a cell, where `words` (the office's value, squeezed → the plan's) has it; else the cell itself."""
    return cell if cell is None or isinstance(cell, UnreadableCell) else words.get(squeeze_cell(cell), cell)


@dataclass(frozen=True)
class OfficeMapping:
    """The entries of a mapping file, called `file` in messages; without a file there are none."""

    file: str = ""
    entries: tuple[MappingEntry, ...] = ()
    source: Located = field(default_factory=lambda: Located(None, {}))

    def find_entries(self, names: Sequence[str], file: str) -> tuple[MappingEntry, ...]:
        """The entries whose patterns name a sheet: at most one where the mapping is as it should be."""
        return tuple(entry for entry in self.entries if entry.names_sheet(names, file))

    def find_general(self, register_id: str) -> MappingEntry | None:
        """The entry that holds for a register wherever it is found."""
        return self._general.get(register_id)

    @cached_property
    def _general(self) -> dict[str, MappingEntry]:
        return {entry.spec.id: entry for entry in self.entries if entry.spec is not None and not entry.has_patterns}

    def find_line(self, trail: Trail) -> int:
        """The line in which a part of the file stands."""
        place = self.source.find_place(trail)
        return place.line if place else 1


NO_MAPPING = OfficeMapping()
