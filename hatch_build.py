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
        # Before what the installer put there: the libraries that this build asked for.
        places = [str(Path(self.root) / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(places)}
        subprocess.run([sys.executable, "-m", "antidrug_kpi.plans.loading.keeping"], env=environment, check=True)
