"""The seeded generator of the sample office 望海縣: nothing in it describes a real person or place."""

from .base import COUNTY
from .tables import make_tables

__all__ = ["COUNTY", "make_tables"]
