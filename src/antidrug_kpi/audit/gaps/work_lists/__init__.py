"""The work left, as people and programs get it: on the screen, as a table, as JSON, as a workbook."""
