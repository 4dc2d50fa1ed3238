"""What all readers hand on: cells, numbered columns, sheets."""
