"""What offices state by hand: items of evidence, and figures of other agencies."""
