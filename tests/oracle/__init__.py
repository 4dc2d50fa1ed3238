"""An independent calculator of the 113 plan's measures, written from the contract alone.

Nothing here imports the package under test; where both give the same figure, two readings of the plan agree.
"""
