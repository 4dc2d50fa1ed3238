"""Reading workbooks and delimited files into cells that remember where they stand."""

from antidrug_kpi.files.cells.ancient_dates import describe_ancient, is_ancient
from antidrug_kpi.files.cells.cell_types import Cell, ShownNumber, UnreadableCell, is_uncalculated
from antidrug_kpi.files.cells.hidden_content import group_runs, report_hidden, show_runs
from antidrug_kpi.files.cells.numbered_columns import (
    Mask,
    NumberedColumn,
    Positions,
    fill_column,
    join_columns,
    mark_none,
    number_cells,
    number_rows,
    renumber,
)
from antidrug_kpi.files.cells.sheet import FileReading, Merge, RecordShape, Sheet, name_column
from antidrug_kpi.files.chosen_sheets import choose_all
from antidrug_kpi.files.folder import read_data
from antidrug_kpi.files.reading import CASUAL_SUFFIXES, SUFFIXES

__all__ = [
    "CASUAL_SUFFIXES",
    "SUFFIXES",
    "Cell",
    "FileReading",
    "Mask",
    "Merge",
    "NumberedColumn",
    "Positions",
    "RecordShape",
    "Sheet",
    "ShownNumber",
    "UnreadableCell",
    "choose_all",
    "describe_ancient",
    "fill_column",
    "group_runs",
    "is_ancient",
    "is_uncalculated",
    "join_columns",
    "mark_none",
    "name_column",
    "number_cells",
    "number_rows",
    "read_data",
    "renumber",
    "report_hidden",
    "show_runs",
]
