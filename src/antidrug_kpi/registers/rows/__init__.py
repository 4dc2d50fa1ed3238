"""Which rows below a header are records, and what their cells hold."""
