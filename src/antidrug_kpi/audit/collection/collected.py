"""What came of asking the bureaus, as plain data."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from antidrug_kpi.registers.returned.returned_workbook import ReturnedRegister, ReturnedWorkbook, SheetState


class Lateness(StrEnum):
    """Why a bureau is late, or may be."""

    MISSING = "missing"
    AFTER_DUE = "after_due"
    UNKNOWN = "unknown"


class ContradictionKind(StrEnum):
    """What does not go together."""

    TWO_WORKBOOKS = "two_workbooks"
    TWO_BUREAUS = "two_bureaus"
    NOT_THEIRS = "not_theirs"


@dataclass(frozen=True)
class ArrivedWorkbook:
    """A workbook in the folder: what it holds, when it was saved last, and whether it is still as it was sent out."""

    workbook: ReturnedWorkbook
    saved_at: dt.datetime | None
    is_untouched: bool


@dataclass(frozen=True)
class BureauReturn:
    """A bureau that was asked: what it returned, and what it was to return.

    - `file`: the workbook in the folder, None where there is none, or several that differ; `saved_as`: its name in the office's
      folder; `sha256`: of what was read;
    - `filled`: its registers in the workbook; `blanks`: titles of those that it left blank or whose sheet is gone.
    """

    name: str
    file: str | None = None
    saved_as: str | None = None
    sha256: str = ""
    saved_at: dt.datetime | None = None
    lateness: Lateness | None = None
    is_untouched: bool = False
    registers: tuple[ReturnedRegister, ...] = ()
    blanks: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[ReturnedRegister, ...]:
        """The registers with records."""
        return tuple(register for register in self.registers if register.state is SheetState.FILLED)


@dataclass(frozen=True)
class Contradiction:
    """Workbooks that cannot both be right, in a sentence; `register` is the register's id where it is about one."""

    kind: ContradictionKind
    bureaus: tuple[str, ...]
    files: tuple[str, ...]
    register: str | None
    text: str


@dataclass(frozen=True)
class NotCollected:
    """A file, or a part of one, that was not collected, and why."""

    file: str
    text: str


@dataclass(frozen=True)
class Collection:
    """All bureaus that were asked; what contradicts; what could not be read or is nobody's; notes on what needed nothing."""

    due: dt.date | None
    bureaus: tuple[BureauReturn, ...]
    contradictions: tuple[Contradiction, ...]
    not_collected: tuple[NotCollected, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether every bureau is in time with nothing blank, nothing contradicts, and everything was collected."""
        is_fine = all(bureau.lateness is None and not bureau.blanks and not bureau.is_untouched for bureau in self.bureaus)
        return is_fine and not self.contradictions and not self.not_collected
