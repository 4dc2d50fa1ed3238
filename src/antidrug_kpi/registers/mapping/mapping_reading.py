"""Reading a mapping file: its entries, or all its faults at once, each with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from antidrug_kpi.errors import MOST_LINES, UserError, take_some
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.plans.yaml_source.author_messages import describe_error
from antidrug_kpi.plans.yaml_source.located import Located, Trail, read_yaml
from antidrug_kpi.printable import escape_controls
from antidrug_kpi.registers.cells.squeezing import squeeze
from antidrug_kpi.registers.finding.office_mapping import (
    MOST_PATTERNS,
    NOT_READ,
    MappingEntry,
    MappingEntryText,
    MappingFileText,
    OfficeMapping,
)
from antidrug_kpi.registers.mapping.mapping_checks import (
    EntryCheck,
    Problem,
    count_patterns,
    find_repeated_registers,
    list_all_headers,
    list_registers,
    say_unknown,
)

_KEYS = ("registers", *MappingEntryText.model_fields)


def read_mapping(path: Path, plan: Plan) -> OfficeMapping:
    """The entries of a mapping file for the registers of a plan. Raises UserError with a line for each problem, all of them."""
    name = escape_controls(path.name)
    source = read_yaml(path, name, only_words=True)
    if source.problems:
        raise UserError(*source.problems)
    if source.data is None or source.data == "":
        return OfficeMapping(name)
    if not isinstance(source.data, dict):
        raise UserError(f"{name}：應為「registers: …」；請參考 antidrug-kpi map 產生的對應檔")
    try:
        text = MappingFileText.model_validate(source.data)
    except ValidationError as error:
        # Pydantic also calls a list too short whose items were refused: only an empty one is.
        found = (problem for problem in error.errors() if problem["type"] != "too_short" or not problem["input"])
        raise UserError(*take_some(describe_error(problem, source, _KEYS) for problem in found)) from None
    some = islice(_find_problems(text, source, plan), MOST_LINES + 1)
    problems = [(source.find_place(trail), sentence) for trail, sentence in some]
    if problems:
        problems.sort(key=lambda problem: problem[0].line if problem[0] else 0)
        raise UserError(*take_some(f"{place}：{sentence}" for place, sentence in problems))
    known = list_registers(plan)
    entries = (_resolve_entry(entry, trail, known.get(squeeze(name))) for name, entry, trail in _list_entries(text, source))
    return OfficeMapping(name, tuple(entries), source)


def _list_entries(text: MappingFileText, source: Located) -> Iterator[tuple[str, MappingEntryText, Trail]]:
    """Each entry with the name of its register and its trail. A register's only entry may stand there without a list."""
    for name, entries in text.registers.items():
        is_list = isinstance(source.data["registers"][name], list)
        for number, entry in enumerate(entries):
            yield name, entry, ("registers", name, number) if is_list else ("registers", name)


def _find_problems(text: MappingFileText, source: Located, plan: Plan) -> Iterator[Problem]:
    known = list_registers(plan)
    if count_patterns(text) > MOST_PATTERNS:
        yield ("registers",), f"sheet 與 file 共超過 {MOST_PATTERNS} 個；請以 * 代表任意文字，合併樣式"
    yield from find_repeated_registers(text, known)
    for name, entry, trail in _list_entries(text, source):
        spec = known.get(squeeze(name))
        if spec is None and name != NOT_READ:
            yield trail[:2], say_unknown("清冊", name, {word: register.title for word, register in known.items()})
        else:
            yield from EntryCheck(plan, spec, entry, trail).find_problems()


def _resolve_entry(entry: MappingEntryText, trail: Trail, spec: RegisterSpec | None) -> MappingEntry:
    """An entry without a fault, with the official names for its words; `spec` is None for sheets that are left unread."""
    if spec is None:
        return MappingEntry(entry, trail, None)
    official = {squeeze(NOT_READ): None, **list_all_headers(spec)}
    named = {squeeze(office_word): official[squeeze(name)] for office_word, name in entry.columns.items()}
    further = {column.name for column in spec.further_columns}
    headers = {word: None if name in further else name for word, name in named.items()}
    values = {
        str(official[squeeze(name)]): {squeeze(office_word): meaning for office_word, meaning in words.items()}
        for name, words in entry.values.items()
    }
    further_headers = {word: name for word, name in named.items() if name is not None and name in further}
    return MappingEntry(entry, trail, spec, headers, values, further_headers)
