"""Write the sample office: `python sample_data/generate.py [OUT]`, by default beside this file."""

import os
import sys
from pathlib import Path

# openpyxl writes the same XML in other bytes where lxml happens to be installed.
os.environ["OPENPYXL_LXML"] = "False"

if __package__ in (None, ""):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sample_data.generator.layout import pages
from sample_data.generator.writers import write_office


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else Path(__file__).resolve().parent / "office"
    write_office(folder, pages())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
