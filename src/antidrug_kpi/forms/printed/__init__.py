"""The forms of a plan that are printed beside its table of attainment: official texts from the specs, filled from registers."""
