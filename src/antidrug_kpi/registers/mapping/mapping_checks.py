"""The faults of a mapping file: names that the plan does not have, words that are mapped twice, values that a column does not
take.

Each is a trail (the keys that lead to the faulty part, for its line) and a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from antidrug_kpi.errors import name_closest
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.plans.yaml_source.located import Trail
from antidrug_kpi.printable import quote_briefly
from antidrug_kpi.registers.cells.cell_values import Codes, make_parser
from antidrug_kpi.registers.cells.faults import FaultyCellError
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.codes import list_codes
from antidrug_kpi.registers.finding.headers import list_headers
from antidrug_kpi.registers.finding.office_mapping import NOT_READ, MappingEntryText, MappingFileText

LONGEST_NAME = 80
_DATES = frozenset({ColumnType.DATE, ColumnType.MONTH})

Problem = tuple[Trail, str]


def list_registers(plan: Plan) -> Mapping[str, RegisterSpec]:
    """Squeezed id, title or alias → register, one of the plan's own before a further one."""
    registers = (*plan.further_registers, *plan.registers)
    return {squeeze(word): register for register in registers for word in (register.id, *register.aliases, register.title)}


def list_all_headers(spec: RegisterSpec) -> dict[str, str]:
    """What the register's headers may be called, those of its further columns too, squeezed → official header."""
    further = {squeeze(word): column.name for column in spec.further_columns for word in (column.name, *column.aliases)}
    return {**further, **list_headers(spec)}


def say_unknown(what: str, name: str, known: Mapping[str, str]) -> str:
    """The sentence for a name that the plan does not have, with the closest that it has; `known` maps squeezed words to names."""
    hint = name_closest(squeeze(name), known, cutoff=0.4)
    return f"沒有{what}「{quote_briefly(name, LONGEST_NAME)}」{hint}；請改正"


def count_patterns(text: MappingFileText) -> int:
    """The number of patterns of sheets and files in all entries."""
    return sum(len(entry.sheet) + len(entry.file) for entries in text.registers.values() for entry in entries)


def find_repeated_registers(text: MappingFileText, known: Mapping[str, RegisterSpec]) -> Iterator[Problem]:
    """Registers that stand under two of their names, and second entries without a pattern: which of the two holds is unknown."""
    seen: dict[str, str] = {}
    for name, entries in text.registers.items():
        spec = known.get(squeeze(name))
        first = seen.setdefault(spec.id, name) if spec is not None else name
        if first != name:
            yield ("registers", name), f"「{name}」與「{first}」是同一份清冊；請合併，各組 sheet 寫成清單"
        general = [number for number, entry in enumerate(entries) if not (entry.sheet or entry.file)]
        if len(general) > 1:
            trail = ("registers", name, general[1])
            yield trail, f"「{name}」有兩組沒有 sheet 或 file，無法確定用哪一組；請寫明各組所指的工作表"


@dataclass(frozen=True)
class EntryCheck:
    """Checks one entry against its register; `spec` is None where its sheets are to be left unread (不讀取)."""

    plan: Plan
    spec: RegisterSpec | None
    entry: MappingEntryText
    trail: Trail

    def find_problems(self) -> Iterator[Problem]:
        """All faults of the entry, in the order of the file."""
        entry = self.entry
        has_patterns = bool(entry.sheet or entry.file)
        if self.spec is None:
            if not has_patterns or entry.columns or entry.values:
                yield self.trail, f"「{NOT_READ}」只能寫 sheet 或 file，指出不讀取的工作表或檔案；請改正"
        elif not (has_patterns or entry.columns or entry.values):
            yield self.trail, f"「{self.spec.title}」沒有內容；應有 sheet、file、columns 或 values，請補上或刪去"
        else:
            yield from self._check_columns()
            yield from self._check_values(self.spec)

    @cached_property
    def _official(self) -> Mapping[str, str]:
        return list_all_headers(self.spec) if self.spec is not None else {}

    def _check_columns(self) -> Iterator[Problem]:
        trail = (*self.trail, "columns")
        yield from _find_repeated_words(self.entry.columns, "欄名", trail)
        taken: dict[str, str] = {}
        for office_word, name in self.entry.columns.items():
            at = (*trail, office_word)
            official = self._official.get(squeeze(name))
            if squeeze(name) == NOT_READ:
                continue
            if not squeeze(name):
                yield at, f"「{office_word}」沒有寫對應的欄名；請補上計畫的欄名，不用此欄者寫「{NOT_READ}」"
            elif official is None:
                yield at, say_unknown("欄位", name, self._official)
            elif official in taken:
                yield at, f"「{taken[official]}」與「{office_word}」都對應到「{official}」；請只留其一，另一欄寫「{NOT_READ}」"
            else:
                taken[official] = office_word

    def _check_values(self, spec: RegisterSpec) -> Iterator[Problem]:
        seen: dict[str, str] = {}
        for name, words in self.entry.values.items():
            trail = (*self.trail, "values", name)
            official = self._official.get(squeeze(name))
            column = spec.find_column(official) if official is not None else None
            if column is None:
                yield trail, self._say_unknown_column(name)
            elif seen.setdefault(column.name, name) != name:
                yield trail, f"「{seen[column.name]}」與「{name}」是同一欄；請合併"
            elif column.type in _DATES:
                yield trail, f"「{column.name}」是日期，不能對應值；請在清冊中改正"
            else:
                yield from self._check_words(column, words, trail)

    def _say_unknown_column(self, name: str) -> str:
        """The sentence for a column under `values` that the register lacks. Often it is the office's own header: an
        official one must stand there.
        """
        named = {squeeze(office_word): official for office_word, official in self.entry.columns.items()}.get(squeeze(name))
        if named is not None and squeeze(named) in self._official:
            return f"values 內要寫計畫的欄名：「{name}」請改為「{named}」"
        return say_unknown("欄位", name, self._official)

    def _check_words(self, column: Column, words: Mapping[str, str], trail: Trail) -> Iterator[Problem]:
        yield from _find_repeated_words(words, "值", trail)
        codes = Codes(
            list_codes(self.plan, self.spec.id) if self.spec is not None else {},
            {indicator.id: indicator.label for indicator in self.plan.indicators},
        )
        read = make_parser(column, codes)
        for office_word, meaning in words.items():
            if not squeeze(meaning):
                yield (*trail, office_word), f"「{office_word}」沒有寫對應的值；請補上，視為空白者寫「無資料」"
                continue
            try:
                read(meaning)
            except FaultyCellError as error:
                yield (*trail, office_word), f"「{column.name}」的「{meaning}」{error}；請改正"


def _find_repeated_words(words: Mapping[str, str], what: str, trail: Trail) -> Iterator[Problem]:
    """Words of the office that are blank, or equal to an earlier one but for blanks and widths."""
    seen: dict[str, str] = {}
    for office_word in words:
        if not squeeze(office_word):
            yield (*trail, office_word), f"本機關的{what}不可空白；請補上或刪去"
        elif seen.setdefault(squeeze(office_word), office_word) != office_word:
            yield (
                (*trail, office_word),
                f"「{office_word}」與「{seen[squeeze(office_word)]}」是同一個{what}，對應了兩次；請刪去其一",
            )
