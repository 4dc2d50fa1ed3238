"""The trace for auditors: which subject counted where, and why."""
