"""The workbooks of all bureaus together: who is late, who sent blanks, what contradicts, and how that is told."""
