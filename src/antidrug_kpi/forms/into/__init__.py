"""Filling an office's own copy of a form: its tables read, its rows found, its cells changed, everything else left alone."""
