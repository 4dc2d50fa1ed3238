"""Writes the program's own plans, checked, where `find_kept` looks: run as a module when the program is built."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from antidrug_kpi.plans.loading.checked import read_plan
from antidrug_kpi.plans.loading.folders import find_specs_folder, list_plan_ids
from antidrug_kpi.plans.loading.kept import KEPT_FOLDER, Summary, digest_kept, digest_sources
from antidrug_kpi.plans.loading.rebuilding import flatten_duties, flatten_plan
from antidrug_kpi.plans.loading.spec_digest import list_extended
from antidrug_kpi.plans.plan import Plan


def keep_plans(folder: Path = KEPT_FOLDER) -> None:
    """Write every plan of the program's own into the folder. Raises SpecError where one is wrong."""
    folder.mkdir(exist_ok=True)
    for plan_id in list_plan_ids():
        (folder / f"{plan_id}.json").write_bytes(write_kept(read_plan(plan_id)))


def write_kept(plan: Plan) -> bytes:
    """One of the program's own plans as it is kept: the same bytes for the same files."""
    content = b"\n".join((flatten_plan(plan), flatten_duties(plan)))
    plans = list_extended(plan.id)
    head = {
        "summary": asdict(Summary(plan.id, plan.year, plan.title, len(plan.indicators), len(plan.measures))),
        "plans": plans,
        "made_of": digest_sources(plans, find_specs_folder()),
    }
    kept_bytes = json.dumps(head, ensure_ascii=False).encode("utf-8") + b"\n" + content
    return digest_kept(kept_bytes) + b"\n" + kept_bytes


if __name__ == "__main__":
    keep_plans()
