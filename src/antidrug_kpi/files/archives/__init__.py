"""The containers of workbooks, opened within bounds: zip archives, compound files, XML."""
