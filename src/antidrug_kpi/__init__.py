"""Indicators of Taiwan's drug-abuse prevention centres: computed from registers, explained, and filled into the form.

From Python: `load_plan`, `read_registers`, `compute`, `trace`, `explain` (docs/python.md). Their modules are imported when one of
them is first asked for, so that the command line, which needs none of them, does not wait.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from antidrug_kpi.api import ComputedOffice, OfficeRegisters, compute, explain, load_plan, read_registers, trace

__version__ = "0.1.0"

__all__ = [
    "ComputedOffice",
    "OfficeRegisters",
    "__version__",
    "compute",
    "explain",
    "load_plan",
    "read_registers",
    "trace",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    found = getattr(import_module(f"{__name__}.api"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
