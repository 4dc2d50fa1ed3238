"""An office's form as an OpenDocument text or spreadsheet."""
