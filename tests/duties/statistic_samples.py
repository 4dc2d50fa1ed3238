"""Statistics written as YAML, computed over small tables of the 113 plan's registers."""

from typing import Any

from antidrug_kpi.measures.compute import Terms
from antidrug_kpi.measures.duties.duty_results import StatisticResult
from antidrug_kpi.measures.duties.statistics.statistic_example_runs import compute_example, read_example, show_listing, show_table
from antidrug_kpi.plans.duties.statistic_examples import StatisticExample, StatisticExpectation
from antidrug_kpi.plans.duties.statistic_specs import StatisticGroup
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.plans.yaml_source.yaml_nodes import NodeReading, compose

PLAN = load_plan("mohw-113")


def read_text(text: str) -> Any:
    """YAML as spec files are read: `on` is a word."""
    node = compose(text)
    assert node is not None
    return NodeReading(only_words=False).read(node, ())


def compute(text: str, **registers: str) -> StatisticResult:
    """The last of the statistics in a text, over registers by their ids."""
    return compute_all(text, registers)[-1]


def compute_all(
    text: str, registers: dict[str, str], *, as_of: str | None = None, readings: tuple[str, ...] = ()
) -> tuple[StatisticResult, ...]:
    """The statistics in a text, each without what all have."""
    return compute_example(PLAN, read_group(text), write_example(registers, as_of=as_of, readings=readings), None)


def read_terms(text: str, registers: dict[str, str]) -> Terms:
    """What the statistics in a text are computed from."""
    return read_example(PLAN, read_group(text), write_example(registers), None)


def read_group(text: str) -> StatisticGroup:
    parts = [{"id": f"S{number}", "demand": "一", "text": "統計", **part} for number, part in enumerate(read_text(text), 1)]
    return StatisticGroup.model_validate({"id": "sample", "statistics": parts})


def write_example(registers: dict[str, str], *, as_of: str | None = None, readings: tuple[str, ...] = ()) -> StatisticExample:
    nothing = {"S1": StatisticExpectation()}
    return StatisticExample(title="試算", as_of=as_of, readings=readings, registers=registers, expect=nothing)


def show(result: StatisticResult) -> list[str]:
    """The lines of a result's table or list."""
    if result.table is not None:
        return [" ".join(line).strip() for line in show_table(result.table)]
    assert result.listing is not None
    return [" ".join(line) for line in show_listing(result.listing)]
