"""One plain function per command, usable from Python without the command line. Everything that fails by a user's doing is a
UserError.

A name's module is imported when the name is first asked for: `show` needs neither the reading of files nor a computation.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.checking import build_checkup, save_checkup, write_checkup
    from antidrug_kpi.pipeline.completeness import has_missed, is_complete, narrow_to_form
    from antidrug_kpi.pipeline.empty_workbook import save_template
    from antidrug_kpi.pipeline.mapping_draft import save_mapping
    from antidrug_kpi.pipeline.output_targets import find_output_file, is_same_file, is_standard_output, refuse_target
    from antidrug_kpi.pipeline.outputs import (
        RESULT_SUFFIXES,
        TEXT_SUFFIXES,
        check_suffix,
        fill_form,
        fill_into,
        list_trace,
        print_table,
        refuse_input,
        save_results,
        save_trace,
        write_results,
    )
    from antidrug_kpi.pipeline.run import Run, compute, refuse_unreadable
    from antidrug_kpi.pipeline.run_terms import load_wanted_plan, question_jurisdiction, resolve_settings
    from antidrug_kpi.pipeline.said_doubts import say_doubts
    from antidrug_kpi.pipeline.sample_office import copy_sample
    from antidrug_kpi.pipeline.selection import find_indicator, select_measures
    from antidrug_kpi.pipeline.status_reasons import say_incomplete, say_unsound
    from antidrug_kpi.pipeline.unserved_options import say_unserved

__all__ = [
    "RESULT_SUFFIXES",
    "TEXT_SUFFIXES",
    "Run",
    "build_checkup",
    "check_suffix",
    "compute",
    "copy_sample",
    "fill_form",
    "fill_into",
    "find_indicator",
    "find_output_file",
    "has_missed",
    "is_complete",
    "is_same_file",
    "is_standard_output",
    "list_trace",
    "load_wanted_plan",
    "narrow_to_form",
    "print_table",
    "question_jurisdiction",
    "refuse_input",
    "refuse_target",
    "refuse_unreadable",
    "resolve_settings",
    "save_checkup",
    "save_mapping",
    "save_results",
    "save_template",
    "save_trace",
    "say_doubts",
    "say_incomplete",
    "say_unserved",
    "say_unsound",
    "select_measures",
    "write_checkup",
    "write_results",
]

_NAMES = {
    "checking": ("build_checkup", "save_checkup", "write_checkup"),
    "status_reasons": ("say_incomplete", "say_unsound"),
    "completeness": ("has_missed", "is_complete", "narrow_to_form"),
    "said_doubts": ("say_doubts",),
    "mapping_draft": ("save_mapping",),
    "outputs": (
        "RESULT_SUFFIXES",
        "TEXT_SUFFIXES",
        "check_suffix",
        "fill_form",
        "fill_into",
        "list_trace",
        "print_table",
        "refuse_input",
        "save_results",
        "save_trace",
        "write_results",
    ),
    "run": ("Run", "compute", "refuse_unreadable"),
    "sample_office": ("copy_sample",),
    "selection": ("find_indicator", "select_measures"),
    "output_targets": ("find_output_file", "is_same_file", "is_standard_output", "refuse_target"),
    "empty_workbook": ("save_template",),
    "run_terms": ("load_wanted_plan", "question_jurisdiction", "resolve_settings"),
    "unserved_options": ("say_unserved",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
