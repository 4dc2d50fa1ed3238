"""An independent calculator of what the whole report holds beside the measures, written from the contract's report.md alone.

Like `tests/oracle`, on whose reading of cells and whose measures it stands, it imports nothing of the package under test.
"""
