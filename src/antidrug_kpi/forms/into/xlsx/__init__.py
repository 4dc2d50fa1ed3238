"""An office's form as an Excel workbook."""
