"""What all parts of a spec share: they are frozen, and a key that the vocabulary does not know is an error."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationInfo

MOST_DIGITS = 12
_FRACTION = re.compile(r"-?\d{1,12}(\.\d{1,12}|/0*[1-9]\d{0,11})?")


def _refuse_odd_number(number: Decimal) -> Decimal:
    """A number whose digits would fill a page, or the memory, once it is written out."""
    exponent = number.as_tuple().exponent
    if number.adjusted() >= MOST_DIGITS or (isinstance(exponent, int) and exponent < -MOST_DIGITS):
        raise ValueError(f"數字的整數與小數各不可超過 {MOST_DIGITS} 位；請改正")
    return number


Number = Annotated[Decimal, AfterValidator(_refuse_odd_number)]


def _check_fraction(value: Any, info: ValidationInfo) -> str:
    text = str(value)
    # Python would write 1e999999999 out in full.
    if _FRACTION.fullmatch(text) is None:
        raise ValueError(f"「{info.field_name}」應為分數或小數，例如 1/30 或 0.05，讀到「{text}」；請改正")
    return text


# A text that `fractions.Fraction` reads, exactly.
FractionText = Annotated[str, BeforeValidator(_check_fraction)]


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
