"""The workbooks that bureaus returned: whose each is, which of its sheets were filled in, and whether two say the same."""
