"""Everything that people read: forms, results, report, checkup and template as plain data, and a writer per file format."""
