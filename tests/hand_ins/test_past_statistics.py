"""The statistics of a result file come back as they were written."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from antidrug_kpi.audit.baseline.past_statistics import read_statistics
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.duties.duty_json import describe_duties
from antidrug_kpi.measures.duties.duty_results import Duties, StatisticResult, StatisticStatus
from forms.made_duties import make_columns, make_crossed

FILE = Path("result.json")


CROSSED = make_crossed("S4.1.3a", ("男", "女"), ("18–29", "30–39"), (5, 1), (0, 2))
SHARES = make_columns(
    "S4.6.5a", ("紀錄完整", "時效"), ("抽查", "合格", "%"), (3, 2, Fraction(200, 3)), (0, 0, None), (3, 2, Fraction(200, 3))
)


def write(*statistics: StatisticResult) -> list[dict[str, Any]]:
    """The statistics as a result file has them."""
    described: list[dict[str, Any]] = describe_duties(Duties(statistics=statistics), [])["statistics"]
    return described


def test_a_table_comes_back_with_its_totals() -> None:
    (read,) = read_statistics(FILE, write(CROSSED))
    assert (read.id, read.status, read.table) == ("S4.1.3a", StatisticStatus.COMPUTED, CROSSED.table)


def test_percentages_are_told_from_counts() -> None:
    (read,) = read_statistics(FILE, write(SHARES))
    assert read.table is not None
    assert read.table.percent_columns == {"%"}
    assert read.table.cells == ((3, 2, Fraction("66.67")), (0, 0, None))


def test_a_blank_one_stays_blank() -> None:
    (read,) = read_statistics(FILE, [{"id": "S3.6c", "demand": "三(六)", "kind": "count", "status": "blank", "value": None}])
    assert (read.status, read.value, read.table) == (StatisticStatus.BLANK, None, None)


@pytest.mark.parametrize(
    "entries",
    [
        {},
        ["S3.6c"],
        [{"id": "S3.6c", "status": "done"}],
        [{"id": "S", "status": "computed", "value": "many"}],
        [{"id": "S", "status": "computed", "rows": ["a"], "columns": ["b"], "cells": [[1, 2]]}],
        [{"id": "S", "status": "computed", "rows": ["a"], "columns": [1], "cells": [[1]]}],
        [{"id": "S", "status": "computed", "rows": ["a"], "columns": ["b"], "cells": [[1]], "row_totals": [1, 2]}],
    ],
)
def test_what_is_not_as_it_was_written_is_one_line(entries: Any) -> None:
    with pytest.raises(UserError) as error:
        read_statistics(FILE, entries)
    assert str(error.value).startswith("result.json 不是完整的結果檔")
    assert "\n" not in str(error.value)
