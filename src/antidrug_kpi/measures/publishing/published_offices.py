"""Which offices' figures of a measure are hidden from the public where they stand side by side with their sum."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.measures.publishing.hidden_rows import HiddenRows, choose_hidden
from antidrug_kpi.measures.publishing.result_counts import keeps_status, make_row
from antidrug_kpi.measures.publishing.small_counts import Row, add_rows
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.plans.measure_specs import Measure


def choose_hidden_offices(spec: Measure, results: Sequence[MeasureResult], largest: int) -> HiddenRows:
    """What to hide of a measure's results in several offices, by their positions, and whether their sum is hidden. Counts from 1
    to `largest` are small; every office's status stays.

    `results` are those of the offices that are summed; one without figures is never hidden. Nothing is hidden of a measure that
    does not count persons or cases. `result_counts.hide_numbers` makes a result that is hidden.
    """
    if not spec.hides_small_counts:
        return HiddenRows(False)
    rows = {position: row for position, result in enumerate(results) if (row := make_row(spec, result)) is not None}
    if not rows:
        return HiddenRows(False)
    positions = tuple(rows)

    def is_possible(part: int | None, row: Row) -> bool:
        return part is None or keeps_status(spec, results[positions[part]], row)

    hidden = choose_hidden(add_rows(tuple(rows.values())), tuple(rows.values()), largest, is_possible)
    return HiddenRows(hidden.total, frozenset(positions[part] for part in hidden.parts))
