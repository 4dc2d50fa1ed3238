"""What looks wrong across the rows and registers of an office."""
