"""Questions to the office, their answers in a workbook, and whether an answer still holds."""
