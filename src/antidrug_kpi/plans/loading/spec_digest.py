"""The digest of a plan's spec files, by which an auditor sees whether a figure was computed by the same rules."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from antidrug_kpi.plans.loading.folders import find_plan_folder
from antidrug_kpi.plans.loading.kept import list_spec_files


def digest_specs(plans: Sequence[str], folders: tuple[Path, ...] = ()) -> str:
    """The SHA-256 of the files of these plans, each with its name and length; where they lie makes no difference."""
    digest = hashlib.sha256()
    for plan_id in plans:
        folder = find_plan_folder(plan_id, folders)
        for path in list_spec_files(folder):
            content = path.read_bytes()
            digest.update(f"{plan_id}/{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()


def list_extended(plan_id: str, folders: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """The plan and those that it extends, the nearest first, then the plan of its annexes' rules with those that it extends;
    the plan must have been loaded, which refuses circles.
    """
    plans: list[str] = []
    rules: str | None = None
    next_plan: str | None = plan_id
    while next_plan is not None:
        plans.append(next_plan)
        data = _read_top(next_plan, folders)
        rules = rules or data.get("rules", {}).get("plan")
        next_plan = data.get("extends")
        if next_plan is None and rules not in {None, *plans}:
            next_plan, rules = rules, None
    return tuple(plans)


def _read_top(plan_id: str, folders: tuple[Path, ...]) -> dict[str, Any]:
    from antidrug_kpi.plans.yaml_source.located import read_yaml

    data: dict[str, Any] = read_yaml(find_plan_folder(plan_id, folders) / "plan.yaml", plan_id).data
    return data
