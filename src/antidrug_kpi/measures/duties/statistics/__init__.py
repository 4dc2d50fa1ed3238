"""The statistics that a report owes, computed."""
