"""The styles of an .ods that change what a cell or a table means: dates, and tables that are not displayed."""

from __future__ import annotations

_DEEPEST_INHERITANCE = 10


class StyleReader:
    """Collects the styles: which cell styles show a date, and which table styles hide their table (`hidden_tables`)."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._date_formats: set[str] = set()
        self._formats: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._current = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element outside the tables begins; only those of styles matter."""
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
        """Whether a number in a cell of this style is shown as a date; the style's own format decides, else its parent's."""
        for _ in range(_DEEPEST_INHERITANCE):
            if style in self._formats:
                return self._formats[style] in self._date_formats
            style = self._parents.get(style, "")
        return False
