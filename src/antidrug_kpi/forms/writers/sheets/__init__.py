"""Spreadsheets: a document on a grid, and as an Excel workbook."""
