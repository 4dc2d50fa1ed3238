"""Keeps the program's own plans, checked, with the wheel, and with an editable checkout: commands then read no YAML."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KeptPlans(BuildHookInterface[Any]):
    """Writes src/antidrug_kpi/plans/kept/ before a wheel is gathered; no wheel is built of plans that are wrong."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write them in a process of its own, which sees this checkout's code and no other."""
        # From src itself: an installer's own sitecustomize takes off the path what an earlier editable install had put on it, and
        # that is this very folder, so that PYTHONPATH alone would name it in vain.
        source = str(Path(self.root) / "src")
        places = [source, *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
        subprocess.run([sys.executable, "-m", "antidrug_kpi.plans.loading.keeping"], cwd=source, env=environment, check=True)
