"""Reading what an office handed in: the figures of a filled form, in whatever words they were typed."""
