"""What `check` gives: its report as plain data, then on the screen, as text, and as a copy of the registers with marked cells."""
