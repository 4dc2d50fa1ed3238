"""The styles of an XML spreadsheet, as far as they say how a number is shown."""

from __future__ import annotations

from collections.abc import Mapping

from antidrug_kpi.files.cells.number_formats import PLAIN, NumberFormat, parse_format

# Formats that SpreadsheetML writes as a name; others are written as codes. Those with an empty code show the bare number.
_NAMED: Mapping[str, str] = {
    "General": "",
    "General Number": "",
    "General Date": "yyyy/m/d h:mm",
    "Long Date": "yyyy/m/d",
    "Medium Date": "yyyy/m/d",
    "Short Date": "yyyy/m/d",
    "Long Time": "h:mm:ss",
    "Medium Time": "h:mm",
    "Short Time": "h:mm",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "",
    "Yes/No": "",
    "True/False": "",
    "On/Off": "",
}


class SpreadsheetStyles:
    """Collects the styles by their ids, and gives the number format of each; a style without one has that of its parent."""

    def __init__(self) -> None:
        self._formats: dict[str, NumberFormat] = {}
        self._style = ""

    def start(self, local: str, attributes: Mapping[str, str]) -> None:
        """An element outside the worksheets begins; only styles and their number formats matter."""
        if local == "Style":
            self._style = attributes.get("ID", "")
            self._formats[self._style] = self._formats.get(attributes.get("Parent", "Default"), PLAIN)
        elif local == "NumberFormat" and "Format" in attributes:
            code = attributes["Format"]
            self._formats[self._style] = parse_format(_NAMED.get(code, code))

    def get(self, style: str) -> NumberFormat:
        """The number format of a style; PLAIN where the document does not define it."""
        return self._formats.get(style, PLAIN)
