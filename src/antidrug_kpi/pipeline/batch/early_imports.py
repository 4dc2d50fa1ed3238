"""What computing an office imports when it is first needed, imported before processes are forked, once for all of them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from antidrug_kpi.forms.writers import load_writer
from antidrug_kpi.pipeline.batch.batch_options import BatchJob

# Of these every module is needed by some office, of others only those that are named.
_PACKAGES = ("antidrug_kpi.files", "antidrug_kpi.registers", "antidrug_kpi.measures", "antidrug_kpi.forms.printed")
_MODULES = (
    "encodings.cp437",
    "encodings.cp950",
    "encodings.utf_8_sig",
    "pandas",
    "python_calamine",
    "antidrug_kpi.audit.manifest.manifest_record",
    "antidrug_kpi.forms.check.checkup_text",
    "antidrug_kpi.forms.output.serialising",
    "antidrug_kpi.forms.result_json",
    "antidrug_kpi.pipeline.batch.office_outputs",
    "antidrug_kpi.plans.loading.spec_digest",
)


def import_everything(job: BatchJob) -> None:
    """Import all that an office may need, and the writers of the forms that are asked for."""
    for package in map(import_module, _PACKAGES):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    for name in _MODULES:
        import_module(name)
    if job.submitted is not None:
        import_module("antidrug_kpi.pipeline.batch.office_recheck")
    for suffix in job.options.suffixes:
        load_writer(suffix)
