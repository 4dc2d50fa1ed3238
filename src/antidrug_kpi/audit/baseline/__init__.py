"""The results of the year before, read again for the plan of a year."""
