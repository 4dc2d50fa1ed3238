"""Issues about files, sheets and folders named after another year than the report's (docs/registers.md)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from antidrug_kpi.issues import Address, Issue, report_issue
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.windows import Periods
from antidrug_kpi.registers import kinds
from antidrug_kpi.registers.oddities.name_years import find_other_year
from antidrug_kpi.registers.register import LeftOutReason, Reading

_REGISTERS_NAMED = 5


@dataclass
class _NameWithYear:
    """A name with another year: where it stands, the name, the year in words, whether the registers below it are further ones,
    and their ids.
    """

    place: Address
    name: str
    year: str
    is_further: bool
    registers: list[str] = field(default_factory=list)


def find_years_in_names(reading: Reading, plan: Plan, periods: Periods, needed: Collection[str]) -> list[Issue]:
    """An issue for each file, sheet and folder named after another year than the report's that holds one of the `needed`
    registers.

    Registers that read other years anyway (`reads_other_years`) do not count. Further registers that were read have an issue of
    their own, so that none stands for a register which a measure reads.
    """
    found: dict[tuple[Address, str, bool], _NameWithYear] = {}
    for register, address in _list_places(reading):
        spec = plan.find_register(register)
        is_further = register in reading.further and register in reading.registers
        if not (register in needed or is_further) or spec.reads_other_years:
            continue
        for place, name in _list_names(address):
            year = find_other_year(
                PurePosixPath(name).stem if place.file == address.file and not place.sheet else name, periods.year
            )
            if year is not None:
                named = found.setdefault((place, name, is_further), _NameWithYear(place, name, year, is_further))
                named.registers += [register] if register not in named.registers else []
    return [_report(named, plan, periods.year) for named in found.values()]


def _list_places(reading: Reading) -> Iterator[tuple[str, Address]]:
    """Register id and address of every sheet that was read, and of every copy that was not: it is another year's too."""
    for name, register in reading.registers.items():
        yield from ((name, Address(source.file, source.sheet)) for source in register.sources)
    for left in reading.left_out:
        if left.why is LeftOutReason.COPY and left.register is not None:
            yield left.register, left.address


def _list_names(address: Address) -> Iterator[tuple[Address, str]]:
    """The folders, the file and the sheet, each with its own name; folders above the data are none of it."""
    path = PurePosixPath(address.file)
    for folder in reversed(path.parents[:-1]):
        yield Address(folder.as_posix()), folder.name
    yield Address(address.file), path.name
    if address.sheet is not None:
        yield address, address.sheet


def _report(found: _NameWithYear, plan: Plan, year: int) -> Issue:
    titles = [f"「{plan.find_register(register).title}」" for register in found.registers]
    more = f"等 {len(titles)} 份清冊" if len(titles) > _REGISTERS_NAMED else ""
    facts = {"name": found.name, "found": found.year, "wanted": year, "places": "、".join(titles[:_REGISTERS_NAMED]) + more}
    register = found.registers[0] if len(found.registers) == 1 else None
    kind = kinds.YEAR_IN_NAME_OF_DUTIES if found.is_further else kinds.YEAR_IN_NAME
    return report_issue(kind, found.place, register=register, facts=facts)
