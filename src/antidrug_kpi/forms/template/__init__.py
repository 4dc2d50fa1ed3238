"""An empty workbook for a plan: a sheet per register, checks and notes on its cells, and a guide."""
