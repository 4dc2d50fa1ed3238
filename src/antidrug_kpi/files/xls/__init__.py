"""Workbooks of Excel 5 to 2003."""
