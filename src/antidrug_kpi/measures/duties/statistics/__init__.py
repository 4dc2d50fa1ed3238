"""Statistics of a report, computed from the typed registers."""
