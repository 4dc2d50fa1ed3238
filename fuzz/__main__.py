"""`python -m fuzz`: damaged files of every kind through the commands; status 1 where anything was found."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from fuzz.commands import compute_for_forms
from fuzz.kinds import DATA, FORMS, GROUPS, YAML, make_mutant
from fuzz.report import Report
from fuzz.seeds import make_seeds
from fuzz.workers import Task, run_mutants

COUNT = 2_000
"""Data files of a run of about three minutes; half as many tenths of YAML and a twentieth of forms come with them."""
SHARES = {DATA: 1.0, FORMS: 0.05, YAML: 0.1}


def list_tasks(only: str, count: int, run: int) -> list[Task]:
    """Kind and number of every mutant: the data's count as given, the others in proportion; of a single kind that many."""
    kind, _, number = only.partition(":")
    if number:
        return [(kind, int(number))]
    wanted = GROUPS.get(only) or ((only,) if only else ())
    shares = [(wanted, count)] if wanted else [(kinds, round(count * share)) for kinds, share in SHARES.items()]
    tasks = [(kinds[number % len(kinds)], number // len(kinds)) for kinds, many in shares for number in range(many)]
    Random(run).shuffle(tasks)
    return tasks


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another run of other mutants")
    parser.add_argument(
        "--count", type=int, default=COUNT, help="data files; a tenth of YAML and a twentieth of forms come with them"
    )
    parser.add_argument(
        "--only", default="", help=f"a kind ({', '.join((*DATA, *FORMS, *YAML))}), data, forms, yaml, or one mutant KIND:NUMBER"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--keep", type=Path, help="a folder for the damaged file of every finding, or of the one mutant")
    options = parser.parse_args()
    known = {*GROUPS, *DATA, *FORMS, *YAML, ""}
    if options.only.partition(":")[0] not in known:
        parser.error(f"--only {options.only}: no such kind")
    seeds = make_seeds()
    compute_for_forms()
    tasks, report, start = list_tasks(options.only, options.count, options.seed), Report(options.seed), time.perf_counter()
    for outcome in run_mutants(seeds, _count_down(tasks), options.seed, options.jobs):
        report.add(outcome)
        if options.keep and (outcome.is_finding or len(tasks) == 1):
            mutant, _ = make_mutant(seeds, outcome.kind, outcome.number, options.seed)
            place = options.keep / f"{options.seed}-{outcome.kind}-{outcome.number}" / mutant.seed.name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(mutant.content)
    report.print_table(sorted({kind for kind, _ in tasks}, key=[*DATA, *FORMS, *YAML].index), time.perf_counter() - start)
    return 1 if report.findings else 0


def _count_down(tasks: list[Task]) -> Iterator[Task]:
    """The tasks, and how far they are on a terminal."""
    for number, task in enumerate(tasks):
        if sys.stderr.isatty() and number % 50 == 0:
            print(f"\r{number:,} of {len(tasks):,}", end="", file=sys.stderr, flush=True)
        yield task


if __name__ == "__main__":
    sys.exit(main())
