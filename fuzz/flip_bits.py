"""`python -m fuzz.flip_bits`: single flipped bits over all bytes of three small archives; a figure that changes without a word
is a finding.
"""

from __future__ import annotations

import argparse
import multiprocessing
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UserError
from antidrug_kpi.issues import Level
from antidrug_kpi.measures.results import Number
from antidrug_kpi.settings import Settings
from files.builders import write_ods
from fuzz.archive_parts import read_parts, write_parts
from fuzz.measuring import SECONDS, name_place
from fuzz.seed_workbooks import TITLE, make_xlsx, write_ods_table
from fuzz.seeds import read_rows

Bit = tuple[str, int, int]
Figure = tuple[str, Number | None, Number | None]
SETTINGS = Settings(jurisdiction="高雄市", only=("3.3",))
SAME, SAID = "unchanged", "said"


def make_archives() -> dict[str, bytes]:
    """One register three times: an .xlsx stored and deflated, an .ods."""
    rows = read_rows()
    deflated = make_xlsx(rows)
    with TemporaryDirectory() as folder:
        ods = write_ods(Path(folder, "a.ods"), write_ods_table(rows)).read_bytes()
    return {"stored.xlsx": write_parts(read_parts(deflated), is_stored=True), "deflated.xlsx": deflated, "table.ods": ods}


def list_bits(archives: dict[str, bytes], bits: int, seed: int) -> Iterator[Bit]:
    """So many bits of every byte, by chance where not all."""
    chance = Random(seed)
    for name, content in archives.items():
        for at in range(len(content)):
            yield from ((name, at, bit) for bit in sorted(chance.sample(range(8), bits)))


def compute_figure(name: str, content: bytes) -> tuple[Figure, bool]:
    """The figure of a register with this content, and whether a fault or an issue of the file was said."""
    with TemporaryDirectory(prefix="flip-") as folder:
        Path(folder, f"{TITLE}{Path(name).suffix}").write_bytes(content)
        run = pipeline.compute(Path(folder), SETTINGS, allow_no_register=True)
    (measure,) = run.result.measures
    is_said = any(issue.level in {Level.FILE, Level.FAULT} for issue in (*run.reading.issues, *run.result.issues))
    if measure.denominator is None and not pipeline.is_complete(run):
        is_said = True  # without a figure nothing is wrong, and the status says that it lacks
    return (measure.status, measure.numerator, measure.denominator), is_said


def judge_bit(bit: Bit, archives: dict[str, bytes], good: dict[str, Figure]) -> tuple[Bit, str]:
    """What the flipped bit did: nothing, it was said, or what is wrong."""
    name, at, number = bit
    content = bytearray(archives[name])
    content[at] ^= 1 << number
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        figure, is_said = compute_figure(name, bytes(content))
    except UserError:
        return bit, SAID
    except Exception as error:  # noqa: BLE001  # any exception is what is looked for
        return bit, f"{type(error).__name__} {name_place(traceback.format_exc())}"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    if is_said:
        return bit, SAID
    return bit, SAME if figure == good[name] else f"silent: {good[name]} became {figure}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="fuzz.flip_bits", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another sample of bits")
    parser.add_argument("--bits", type=int, default=1, choices=range(1, 9), help="bits of every byte; 8 are all")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    options = parser.parse_args()
    archives = make_archives()
    good = {name: compute_figure(name, content)[0] for name, content in archives.items()}
    if not all(denominator for _, _, denominator in good.values()):
        parser.error(f"a whole archive has no figure: {good}")
    signal.signal(signal.SIGALRM, _give_up)
    judge = partial(judge_bit, archives=archives, good=good)
    counts: Counter[tuple[str, str]] = Counter()
    start = time.perf_counter()
    with multiprocessing.get_context("fork").Pool(options.jobs) as pool:
        for (name, at, number), ending in pool.imap_unordered(judge, list_bits(archives, options.bits, options.seed), 16):
            counts[name, ending if ending in {SAME, SAID} else "findings"] += 1
            if ending not in {SAME, SAID}:
                print(f"{name} byte {at} bit {number}: {ending}", flush=True)
    for name, content in archives.items():
        figures = ", ".join(f"{counts[name, ending]:,} {ending}" for ending in (SAME, SAID, "findings"))
        print(f"{name:14} {len(content):,} bytes: {figures}")
    print(f"{counts.total():,} bits in {time.perf_counter() - start:.0f} s")
    return 1 if any(counts[name, "findings"] for name in archives) else 0


def _give_up(_signal: int, _frame: object) -> None:
    raise TimeoutError(f"more than {SECONDS:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
