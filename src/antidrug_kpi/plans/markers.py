"""What a field of a spec names, said once beside the field: `Annotated[str, ColumnName(types=DATES)]`.

One walk over the parts of a plan (`plans.reads.walking`) finds every name by these markers. The checks of names and types, the
columns that a measure or a form reads and those that it joins by all come from that walk.

A marker's `of` says on which rows a name or a part stands:

- OWN: on what the part itself stands on, a subject or a row;
- ROWS: on the rows behind the subject;
- EVERY: on the rows behind the subject, and on what was derived of it;
- SUBJECT: on the subjects of the population that the part is; SO_FAR: with what was derived before;
- the name of a field of the same part: on rows of the register that this field names, or that the part in it names.
"""

from __future__ import annotations

from dataclasses import dataclass

from antidrug_kpi.plans.column_types import ANY, Types

OWN, ROWS, EVERY, SUBJECT, SO_FAR = "own", "rows behind", "every", "subject", "so far"
# The field by which a part names its own register.
REGISTER = "register_"


@dataclass(frozen=True)
class WindowName:
    """The field names a window of the plan."""


@dataclass(frozen=True)
class RegisterId:
    """The field names a register of the plan by its id."""


@dataclass(frozen=True)
class Jurisdiction:
    """The field names a jurisdiction that can be chosen, where the plan lists them."""


@dataclass(frozen=True)
class ReportKey:
    """The field names a report of the plan."""


@dataclass(frozen=True)
class GroupNumber:
    """The field names a group of indicators."""


@dataclass(frozen=True)
class BureauName:
    """The field names one of the plan's bureaus."""


@dataclass(frozen=True)
class ColumnName:
    """The field names a column of one of the types; `misfit` is said of a column of another type, where the usual words will not
    do. Rows of two registers are joined, or subjects told apart, by a column that `joins`.
    """

    types: Types = ANY
    of: str = OWN
    misfit: str = ""
    joins: bool = False


@dataclass(frozen=True)
class OrderedColumn(ColumnName):
    """The field names a category, whose values the register lists in their order."""


@dataclass(frozen=True)
class CategoryValueOf:
    """The field names a value of the column that stands in another field of the part; `of` as for that column."""

    field: str
    of: str = OWN


@dataclass(frozen=True)
class StandsOn:
    """The parts in the field stand on these rows, and not on what their own part stands on."""

    of: str


Name = WindowName | RegisterId | Jurisdiction | ReportKey | GroupNumber | BureauName | ColumnName | CategoryValueOf
NAMES = (WindowName, RegisterId, Jurisdiction, ReportKey, GroupNumber, BureauName, ColumnName, CategoryValueOf)
