"""One plain function per command, usable from Python without the command line. Everything that fails by a user's doing is a
UserError.

A name's module is imported when the name is first asked for: `show` needs neither the reading of files nor a computation.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.checking import CHECKUP_SUFFIXES, build_checkup, save_checkup, write_checkup
    from antidrug_kpi.pipeline.completeness import has_missed_target, is_complete, limit_to_form
    from antidrug_kpi.pipeline.doubt_messages import say_doubts
    from antidrug_kpi.pipeline.empty_workbook import save_template
    from antidrug_kpi.pipeline.filled_forms import fill_form, fill_into
    from antidrug_kpi.pipeline.mapping_draft import save_mapping
    from antidrug_kpi.pipeline.monthly import add_months
    from antidrug_kpi.pipeline.output_targets import (
        check_suffix,
        find_output_file,
        is_same_file,
        is_standard_output,
        refuse_input,
        refuse_target,
    )
    from antidrug_kpi.pipeline.run import Run, compute, require_registers
    from antidrug_kpi.pipeline.run_terms import load_wanted_plan, resolve_settings, say_unknown_jurisdiction
    from antidrug_kpi.pipeline.sample_office import copy_sample
    from antidrug_kpi.pipeline.saved_results import RESULT_SUFFIXES, TEXT_SUFFIXES, print_table, save_results, write_results
    from antidrug_kpi.pipeline.saved_trace import TRACE_SUFFIXES, list_trace, save_trace
    from antidrug_kpi.pipeline.selection import find_indicator, select_measures
    from antidrug_kpi.pipeline.sensitivity import (
        SENSITIVITY_SUFFIXES,
        compute_sensitivity,
        list_chosen,
        print_sensitivity,
        save_sensitivity,
        write_sensitivity,
    )
    from antidrug_kpi.pipeline.shown_result import mark_for_public, refuse_unpublishable
    from antidrug_kpi.pipeline.status_reasons import say_incomplete_check, say_incomplete_run
    from antidrug_kpi.pipeline.unserved_options import say_unserved_options

__all__ = [
    "CHECKUP_SUFFIXES",
    "RESULT_SUFFIXES",
    "SENSITIVITY_SUFFIXES",
    "TEXT_SUFFIXES",
    "TRACE_SUFFIXES",
    "Run",
    "add_months",
    "build_checkup",
    "check_suffix",
    "compute",
    "compute_sensitivity",
    "copy_sample",
    "fill_form",
    "fill_into",
    "find_indicator",
    "find_output_file",
    "has_missed_target",
    "is_complete",
    "is_same_file",
    "is_standard_output",
    "limit_to_form",
    "list_chosen",
    "list_trace",
    "load_wanted_plan",
    "mark_for_public",
    "print_sensitivity",
    "print_table",
    "refuse_input",
    "refuse_target",
    "refuse_unpublishable",
    "require_registers",
    "resolve_settings",
    "save_checkup",
    "save_mapping",
    "save_results",
    "save_sensitivity",
    "save_template",
    "save_trace",
    "say_doubts",
    "say_incomplete_check",
    "say_incomplete_run",
    "say_unknown_jurisdiction",
    "say_unserved_options",
    "select_measures",
    "write_checkup",
    "write_results",
    "write_sensitivity",
]

_NAMES = {
    "checking": ("CHECKUP_SUFFIXES", "build_checkup", "save_checkup", "write_checkup"),
    "completeness": ("has_missed_target", "is_complete", "limit_to_form"),
    "empty_workbook": ("save_template",),
    "filled_forms": ("fill_form", "fill_into"),
    "mapping_draft": ("save_mapping",),
    "monthly": ("add_months",),
    "output_targets": (
        "check_suffix",
        "find_output_file",
        "is_same_file",
        "is_standard_output",
        "refuse_input",
        "refuse_target",
    ),
    "run": ("Run", "compute", "require_registers"),
    "run_terms": ("load_wanted_plan", "say_unknown_jurisdiction", "resolve_settings"),
    "doubt_messages": ("say_doubts",),
    "sample_office": ("copy_sample",),
    "saved_results": ("RESULT_SUFFIXES", "TEXT_SUFFIXES", "print_table", "save_results", "write_results"),
    "saved_trace": ("TRACE_SUFFIXES", "list_trace", "save_trace"),
    "selection": ("find_indicator", "select_measures"),
    "sensitivity": (
        "SENSITIVITY_SUFFIXES",
        "compute_sensitivity",
        "list_chosen",
        "print_sensitivity",
        "save_sensitivity",
        "write_sensitivity",
    ),
    "shown_result": ("mark_for_public", "refuse_unpublishable"),
    "status_reasons": ("say_incomplete_run", "say_incomplete_check"),
    "unserved_options": ("say_unserved_options",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
