"""The words of rows that are no records: footers, totals, groups."""
