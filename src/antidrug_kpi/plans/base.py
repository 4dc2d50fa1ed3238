"""What all parts of a spec share: they are frozen, and a key that the vocabulary does not know is an error."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a spec as it stands in the YAML."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Citation(Part):
    """Where the source says it."""

    document: str
    place: str
    page: int | None = None

    def __str__(self) -> str:
        page = f"，第 {self.page} 頁" if self.page else ""
        return f"{self.document} {self.place}{page}"
