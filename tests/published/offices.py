"""The folders of published figures, computed."""

from functools import lru_cache
from pathlib import Path

from antidrug_kpi import pipeline
from antidrug_kpi.measures.results import MeasureResult
from antidrug_kpi.settings import Settings

PUBLISHED = Path(__file__).parents[2] / "sample_data" / "published"


@lru_cache
def compute_published(plan: str) -> dict[str, MeasureResult]:
    """The results of a plan's folder by measure."""
    return compute_folder(PUBLISHED / plan)


def compute_folder(folder: Path) -> dict[str, MeasureResult]:
    """The results of a folder whose office.yaml names the plan."""
    run = pipeline.compute(folder, Settings())
    assert all(summary.rejected == 0 for summary in run.result.inputs)
    return {result.id: result for result in run.result.measures}
