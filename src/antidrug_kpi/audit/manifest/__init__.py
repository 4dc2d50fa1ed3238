"""The record of a run: what it was computed from and with, by digests, so that anybody can see whether it still holds."""
