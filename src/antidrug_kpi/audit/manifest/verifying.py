"""A manifest laid beside the same run computed now: which inputs changed, came or went, and which figures with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from antidrug_kpi.audit.figure_records import NO_FIGURES, FigureRecord
from antidrug_kpi.audit.manifest.manifest_record import FileDigest, Manifest


class InputState(StrEnum):
    """What became of an input since the manifest was written."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Verification:
    """What differs between a run then and now: every input with its state, and the measures that differ (id, then, now)."""

    inputs: tuple[tuple[str, InputState], ...]
    is_same_plan: bool
    is_same_readings: bool
    tool_then: str
    tool_now: str
    measures: tuple[tuple[str, FigureRecord, FigureRecord], ...]

    @property
    def is_identical(self) -> bool:
        """Whether every figure and every input's bytes are the same, whatever became of plan and program."""
        return not self.measures and all(state is InputState.SAME for _, state in self.inputs)


def verify(then: Manifest, now: Manifest) -> Verification:
    """The differences between a run's manifest and that of the same run now; outputs are not compared."""
    names = dict.fromkeys([*then.figures, *now.figures])
    pairs = ((name, then.figures.get(name, NO_FIGURES), now.figures.get(name, NO_FIGURES)) for name in names)
    is_same_readings = dict(then.readings) == dict(now.readings)
    return Verification(
        tuple(_list_states(then.inputs, now.inputs)),
        (then.plan, then.plan_sha256) == (now.plan, now.plan_sha256),
        is_same_readings and then.options.readings_sha256 == now.options.readings_sha256,
        then.tool,
        now.tool,
        tuple(pair for pair in pairs if pair[1].describe() != pair[2].describe()),
    )


def _list_states(then: Iterable[FileDigest], now: Iterable[FileDigest]) -> Iterable[tuple[str, InputState]]:
    """Each file with its state, by name. Names of which an identifier is hidden may be alike, so that a name may have several."""
    digests = [_group(files) for files in (then, now)]
    for name in sorted({*digests[0], *digests[1]}):
        before, after = digests[0].get(name), digests[1].get(name)
        if before is None:
            yield name, InputState.NEW
        elif after is None:
            yield name, InputState.GONE
        else:
            yield name, InputState.SAME if before == after else InputState.CHANGED


def _group(files: Iterable[FileDigest]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for file in files:
        groups[file.file].append(file.sha256 or "")
    return {name: sorted(digests) for name, digests in groups.items()}
