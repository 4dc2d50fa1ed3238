"""`explain` of random cases agrees with a calculation that shares no line with the program (`tests/oracle/populations.py`)."""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from agreement.offices import write_office
from antidrug_kpi import pipeline
from antidrug_kpi.audit.case_explanation import CaseExplainer, Explanation
from antidrug_kpi.audit.found_cases import find_case
from antidrug_kpi.pipeline.outputs.saved_trace import make_trace_terms
from antidrug_kpi.settings import Settings
from chance import choose_seeds
from oracle.calculate import frame_of
from oracle.office import read_office
from oracle.population_rules import RULES
from oracle.populations import list_cases, populations_of
from oracle.random_office import make_random_office

pytestmark = pytest.mark.slow

CASES = 40  # of each office


def collect_populations(explanation: Explanation) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for explained in explanation.entries:
        found[explained.measure.id].append(explained.entry["population"])
    return {measure: sorted(populations) for measure, populations in found.items()}


@pytest.mark.parametrize("seed", choose_seeds(5, 100))
def test_random_cases_are_where_the_independent_calculator_puts_them(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed + 5000)
    tables, options = make_random_office(rng, rng.randint(8, 40))
    given: Any = options
    year, report = given.get("year", 113), given["report"]
    frame = frame_of(year, report, given.get("as_of"), given.get("jurisdiction"))
    write_office(tmp_path, tables, given["columns"], rng, year=year, unreadable=given.get("unreadable", ()))
    as_of = given["as_of"].isoformat() if "as_of" in given else None
    settings = Settings(report=report, as_of=as_of, year=year, jurisdiction=given.get("jurisdiction"))
    run = pipeline.compute(tmp_path, settings, keep="cells")
    office = read_office(tables, frame, given["columns"], given.get("unreadable", ()))
    explainer = CaseExplainer(run.computations, make_trace_terms(run, show_ids=True))
    cases = list_cases(office)
    for case in rng.sample(cases, min(CASES, len(cases))):
        wanted = {measure: populations_of(office, measure, case) for measure in RULES}
        rows = find_case(case, run.reading.registers)
        assert rows is not None, case
        found = collect_populations(explainer.explain(rows))
        assert {measure: found.get(measure, []) for measure in RULES} == wanted, case
