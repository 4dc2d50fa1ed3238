"""`python -m benchmarks`: the program beside scripts written by hand; status 1 where a program fails or two figures differ."""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.comparisons import Row, write_table
from benchmarks.parts import PARTS, Bench
from benchmarks.processes import BenchmarkError

ROOT = Path(__file__).parent.parent


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"some parts, with commas between: {', '.join(PARTS)}")
    parser.add_argument("--repeats", type=int, help="runs of every command, in place of those usual in its part")
    parser.add_argument("--data", type=Path, default=ROOT / ".bench-data", help="where the data sets are kept")
    parser.add_argument("--program-python", default=str(ROOT / ".venv/bin/python"), help="the interpreter that has the program")
    options = parser.parse_args()
    options.only = [name for name in options.only.split(",") if name] or list(PARTS)
    unknown = [name for name in options.only if name not in PARTS]
    if unknown:
        parser.error(f"--only {','.join(unknown)}: no such part")
    return options


def provide_data(folder: Path, parts: list[str]) -> None:
    """Write the data sets of these parts, in a process of its own: see `processes`."""
    names = dict.fromkeys(name for part in parts for name in PARTS[part].data_sets)
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "benchmarks.offices", str(folder), *names], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )


def main() -> int:
    options = read_options()
    provide_data(options.data, options.only)
    bench = Bench(options.program_python, sys.executable, options.data.resolve(), options.repeats)
    start = time.perf_counter()
    rows: list[Row] = []
    try:
        for name in options.only:
            rows += PARTS[name].run(bench)
    except BenchmarkError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    finally:
        print(write_table(rows))
    print(f"\n{time.perf_counter() - start:.0f} s; medians of whole processes; all figures that several programs print are equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
