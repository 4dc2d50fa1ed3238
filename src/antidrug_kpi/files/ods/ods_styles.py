"""The styles of an .ods that change what a cell or a table means: dates, and tables that are not displayed."""

from __future__ import annotations

_DEEPEST_INHERITANCE = 10


class StyleReader:
    """Collects, from the elements around the tables, which styles are dates and which hide a table."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._date_formats: set[str] = set()
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._current = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; only those of styles are taken in."""
        match name:
            case "style:style":
                self._current = attributes.get("style:name", "")
                if "style:data-style-name" in attributes:
                    self._formats[self._current] = attributes["style:data-style-name"]
                self._parents[self._current] = attributes.get("style:parent-style-name", "")
            case "style:table-properties" if attributes.get("table:display") == "false":
                self.hidden_tables.add(self._current)
            case "number:date-style":
                self._date_formats.add(attributes.get("style:name", ""))

    def is_date(self, style: str) -> bool:
        """Whether a number under this cell style is shown as a date."""
        for _ in range(_DEEPEST_INHERITANCE):
            if style in self._formats:
                return self._formats[style] in self._date_formats
            style = self._parents.get(style, "")
        return False
