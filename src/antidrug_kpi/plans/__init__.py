"""What a plan asks: typed specs of registers, populations, measures and targets, read from YAML. Knows no data."""
