"""Which table is which register, and where its header stands."""
