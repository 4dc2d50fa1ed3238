"""What every reader of cells shares: the form in which texts are compared, and the sign of a cell that cannot be read."""

import unicodedata
from functools import cache


class Faulty(Exception):  # noqa: N818 - it says what the cell is
    """The cell cannot be read as what its column holds."""


@cache
def squeeze(text: str) -> str:
    """NFKC, and every blank dropped: the form in which texts are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())
