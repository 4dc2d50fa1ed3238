"""What a run of the harness found: a line for each finding, and a table at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from fuzz.measuring import ANSWERED, REFUSED, Outcome

ENDINGS = (ANSWERED, REFUSED, "traceback", "died", "slow", "memory", "controls", "warning", "stopped", "lost")
SLOWEST = 5


@dataclass
class Report:
    """Counts of a run, its findings, and what came nearest to the bounds."""

    run: int
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    findings: list[Outcome] = field(default_factory=list)
    slowest: list[Outcome] = field(default_factory=list)
    largest: list[Outcome] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        self.counts[outcome.kind, outcome.ending] += 1
        if outcome.is_finding:
            self.findings.append(outcome)
            print(self.say(outcome), flush=True)
        self.slowest = sorted([*self.slowest, outcome], key=lambda one: -one.seconds)[:SLOWEST]
        self.largest = sorted([*self.largest, outcome], key=lambda one: -one.mib)[:SLOWEST]

    def say(self, outcome: Outcome) -> str:
        """One line, with what replays it."""
        replay = f"SEED={self.run} ONLY={outcome.kind}:{outcome.number}"
        figures = f"{outcome.seconds:.1f} s {outcome.mib:.0f} MiB"
        return f"{outcome.ending:9} {replay} {outcome.seed} {'+'.join(outcome.mutators)} {figures} | {outcome.detail}"

    def print_table(self, kinds: Sequence[str], seconds: float) -> None:
        """Counts by kind and ending, the faults behind the findings, the slowest and largest, the throughput."""
        endings = [ending for ending in ENDINGS if any(self.counts[kind, ending] for kind in kinds)]
        print(f"\n{'kind':10}{''.join(f'{ending:>11}' for ending in endings)}")
        for kind in kinds:
            print(f"{kind:10}{''.join(f'{self.counts[kind, ending]:11,}' for ending in endings)}")
        total = sum(self.counts.values())
        print(f"{'all':10}{''.join(f'{sum(self.counts[kind, ending] for kind in kinds):11,}' for ending in endings)}\n")
        faults = Counter((one.ending, ": ".join(one.detail.split(": ")[:2])) for one in self.findings)
        for (ending, detail), count in faults.most_common():
            print(f"{count:6,} × {ending:9} {detail}")
        print("slowest: ", "; ".join(f"{one.kind}:{one.number} {one.seconds:.1f} s" for one in self.slowest))
        print("largest: ", "; ".join(f"{one.kind}:{one.number} {one.mib:.0f} MiB" for one in self.largest))
        print(
            f"{total:,} mutants in {seconds:.0f} s, {total / max(seconds, 0.001):.1f} a second, {len(self.findings):,} findings"
        )
