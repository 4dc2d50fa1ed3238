"""Reading workbooks and delimited files into cells that remember where they stand."""

from antidrug_kpi.files.ancient_dates import describe_ancient, is_ancient
from antidrug_kpi.files.cells import (
    Cell,
    FileReading,
    Merge,
    RecordShape,
    Sheet,
    ShownNumber,
    UnreadableCell,
    is_uncalculated,
    name_column,
)
from antidrug_kpi.files.folder import read_data
from antidrug_kpi.files.hidden import join_numbers, report_hidden, show_runs
from antidrug_kpi.files.reading import CASUAL_SUFFIXES

__all__ = [
    "CASUAL_SUFFIXES",
    "Cell",
    "FileReading",
    "Merge",
    "RecordShape",
    "Sheet",
    "ShownNumber",
    "UnreadableCell",
    "describe_ancient",
    "is_ancient",
    "is_uncalculated",
    "join_numbers",
    "name_column",
    "read_data",
    "report_hidden",
    "show_runs",
]
