"""Tie-outs: two figures that should agree, compared for the whole or for each subject."""
