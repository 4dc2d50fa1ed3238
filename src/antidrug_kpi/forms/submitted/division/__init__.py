"""An indicator of several measures: which part of its rows and cells is whose."""
