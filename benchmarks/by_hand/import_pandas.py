"""The import of pandas, and nothing else."""

import pandas as pd

print(pd.__version__)
