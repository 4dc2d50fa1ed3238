"""What all parts of a spec share: they are frozen, and a key that the vocabulary does not know is an error."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

MOST_DIGITS = 12


def _refuse_odd_number(number: Decimal) -> Decimal:
    """A number whose digits would fill a page, or the memory, once it is written out."""
    exponent = number.as_tuple().exponent
    if number.adjusted() >= MOST_DIGITS or (isinstance(exponent, int) and exponent < -MOST_DIGITS):
        raise ValueError(f"數字的整數與小數各不可超過 {MOST_DIGITS} 位；請改正")
    return number


Number = Annotated[Decimal, AfterValidator(_refuse_odd_number)]


class Part(BaseModel):
    """A piece of a spec as it stands in the YAML.

    What checks it is built with the first plan that is read, for all parts at once: a plan that was kept needs no checking.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Citation(Part):
    """Where the source says it."""

    document: str
    place: str
    page: int | None = None

    def __str__(self) -> str:
        page = f"，第 {self.page} 頁" if self.page else ""
        return f"{self.document} {self.place}{page}"
