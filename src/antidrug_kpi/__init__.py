"""Indicators of Taiwan's drug-abuse prevention centres: computed from registers, explained, and filled into the form."""

__version__ = "0.1.0"
