"""The tables that the plan's annexes print for all counties: they ship with the plan, and an office's own row goes before."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from antidrug_kpi.plans.base import Citation, Number, Part
from antidrug_kpi.plans.markers import ColumnName, Jurisdiction, RegisterId
from antidrug_kpi.plans.windows import LAST_YEAR


class AnnexTable(Part):
    """A printed table: county → column → figure, a column that is printed as 「-」 left out. `register` is the register by which
    an office may hand in its own. It holds for reports of `year` alone.
    """

    id: str
    year: int = Field(ge=1, le=LAST_YEAR)
    register_: Annotated[str, RegisterId()] = Field(alias="register")
    citation: Citation
    counties: dict[Annotated[str, Jurisdiction()], dict[Annotated[str, ColumnName(of="register_")], Number]]

    def find_figures(self, county: str | None, year: int) -> dict[str, Number] | None:
        """The county's row; none where the table does not have it or is another year's."""
        return self.counties.get(county) if county is not None and year == self.year else None
