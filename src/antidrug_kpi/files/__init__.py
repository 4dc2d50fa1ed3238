"""Reading workbooks and delimited files into cells that remember where they stand."""

from antidrug_kpi.files.cells import Cell, FileReading, Sheet, ShownNumber, UnreadableCell
from antidrug_kpi.files.folder import read_data

__all__ = ["Cell", "FileReading", "Sheet", "ShownNumber", "UnreadableCell", "read_data"]
