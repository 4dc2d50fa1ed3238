"""An office's form as a Word document."""
