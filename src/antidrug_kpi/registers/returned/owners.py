"""Who answers for which register, by the plan and by what an office says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from antidrug_kpi.errors import UserError, name_closest
from antidrug_kpi.plans.bureaus import Bureau
from antidrug_kpi.plans.plan import Plan
from antidrug_kpi.plans.register_specs import Register
from antidrug_kpi.printable import quote_briefly

LONGEST_NAME = 40
# A bureau's name becomes that of a file, on Windows too.
_UNFIT = re.compile(r"""[\\/:*?"<>|\x00-\x1f]|^[.~]|\.$""")


@dataclass(frozen=True)
class Owners:
    """The bureaus that answer for registers, and the name of the one that answers for each (register id → name)."""

    bureaus: tuple[Bureau, ...]
    by_register: Mapping[str, str]

    def find(self, word: str) -> Bureau | None:
        """The bureau of this name or alias; blanks make no difference."""
        return _find(self.bureaus, word)

    def list_registers(self, bureau: Bureau) -> frozenset[str]:
        """The ids of the registers that a bureau answers for."""
        return frozenset(register for register, name in self.by_register.items() if name == bureau.name)


def settle_owners(plan: Plan, given: Mapping[str, str]) -> Owners:
    """Who answers for the plan's registers; what the office has `given` (register → bureau, "" for none) goes before the plan.

    A bureau is called as the office calls it. Raises UserError for a register that the plan does not have, and for a bureau
    whose name no file can have.
    """
    registers = (*plan.registers, *plan.further_registers)
    by_register = {register.id: register.answered_by for register in registers if register.answered_by is not None}
    bureaus = list(plan.bureaus)
    for word, written in given.items():
        register, name = _find_register(registers, word), _squeeze(written)
        by_register.pop(register.id, None)
        if name:
            bureau = _find(bureaus, name) or _make_bureau(written, name, bureaus)
            by_register[register.id] = bureau.name
    spoken = {found.name: _squeeze(word) for word in given.values() if word and (found := _find(bureaus, word))}
    named = tuple(_rename(bureau, spoken.get(bureau.name, bureau.name)) for bureau in bureaus)
    settled = {register: spoken.get(name, name) for register, name in by_register.items()}
    return Owners(tuple(bureau for bureau in named if bureau.name in settled.values()), settled)


def _rename(bureau: Bureau, name: str) -> Bureau:
    """The bureau under another of its names; that before stays an alias."""
    return bureau if name == bureau.name else Bureau(name=name, aliases=(bureau.name, *bureau.aliases), citation=bureau.citation)


def _make_bureau(written: str, name: str, bureaus: list[Bureau]) -> Bureau:
    """A bureau that the plan does not know, added to the others."""
    if len(name) > LONGEST_NAME or _UNFIT.search(name) or not name.isprintable():
        raise UserError(
            f'owners 的局處「{quote_briefly(written)}」不能作檔名；至多 {LONGEST_NAME} 字，不可含 \\ / : * ? " < > |，請改正'
        )
    bureau = Bureau(name=name)
    bureaus.append(bureau)
    return bureau


def _find_register(registers: Sequence[Register], word: str) -> Register:
    known = {name: register for register in registers for name in (register.id, register.title, *register.aliases)}
    if word not in known:
        titles = [register.title for register in registers]
        near = name_closest(word, titles)
        raise UserError(f"owners 的「{quote_briefly(word)}」不是計畫的清冊{near}；請用 antidrug-kpi show 所列的名稱")
    return known[word]


def _find(bureaus: Iterable[Bureau], word: str) -> Bureau | None:
    name = _squeeze(word)
    return next((bureau for bureau in bureaus if name in {bureau.name, *bureau.aliases}), None)


def _squeeze(word: str) -> str:
    return "".join(word.split())
