"""`python -m benchmarks.offices FOLDER NAME…`: writes data sets, each in a folder of its name, where they are not there yet."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.offices.data_sets import provide

if __name__ == "__main__":
    for name in sys.argv[2:]:
        print(provide(name, Path(sys.argv[1])))
