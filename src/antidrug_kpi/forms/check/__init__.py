"""The checkup of `check`: as plain data, on the screen, as text or page, and as a workbook of the registers, cells marked."""
