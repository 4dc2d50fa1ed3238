"""The duties of a report beside its measures, as people and programs get them."""
