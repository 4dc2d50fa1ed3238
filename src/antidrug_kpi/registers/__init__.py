"""Cells to typed registers: headers found, values parsed, rows accepted, rejected or skipped, issues listed."""
