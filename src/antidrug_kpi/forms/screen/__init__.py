"""Tables on a terminal: as many columns as it has room for."""
