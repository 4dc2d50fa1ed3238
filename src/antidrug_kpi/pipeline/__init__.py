"""One plain function per command, usable from Python without the command line. Everything that fails by a user's doing is a
UserError.

A name's module is imported when the name is first asked for: `show` needs neither the reading of files nor a computation.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from antidrug_kpi.pipeline.checking import CHECKUP_SUFFIXES, build_checkup, save_checkup, write_checkup
    from antidrug_kpi.pipeline.collecting import (
        collect_workbooks,
        print_collection,
        say_incomplete_collection,
        write_collection,
    )
    from antidrug_kpi.pipeline.comparison.comparing import (
        COMPARISON_SUFFIXES,
        compare_sources,
        print_comparison,
        read_source,
        refuse_idle_options,
        save_comparison,
        write_comparison,
    )
    from antidrug_kpi.pipeline.completeness import has_missed_target, is_complete, limit_to_form
    from antidrug_kpi.pipeline.doubt_messages import tell_doubts
    from antidrug_kpi.pipeline.explained_case import (
        EXPLANATION_SUFFIXES,
        compute_all,
        explain_case,
        print_explanation,
        save_explanation,
        write_explanation,
    )
    from antidrug_kpi.pipeline.hand_ins.hand_in_forms import find_hand_in
    from antidrug_kpi.pipeline.hand_ins.planned_form import prepare_planned_form
    from antidrug_kpi.pipeline.hand_ins.said_deadlines import say_deadlines
    from antidrug_kpi.pipeline.hand_ins.saved_hand_ins import (
        PASTE_PAGE,
        PASTE_TEXT,
        refuse_paste_folder,
        save_pasted,
        save_plan_form,
    )
    from antidrug_kpi.pipeline.hand_ins.taken_comments import take_comments
    from antidrug_kpi.pipeline.manifests import (
        list_verification,
        refuse_manifest,
        save_manifest,
        verify_manifest,
        write_verification,
    )
    from antidrug_kpi.pipeline.monthly import add_months
    from antidrug_kpi.pipeline.options.form_choice import choose_form
    from antidrug_kpi.pipeline.outputs.collected_copies import save_collection
    from antidrug_kpi.pipeline.outputs.described_duties import shows_duties, tells_duties
    from antidrug_kpi.pipeline.outputs.empty_workbook import save_template
    from antidrug_kpi.pipeline.outputs.filled_forms import fill_form, fill_into, make_form_source
    from antidrug_kpi.pipeline.outputs.mapping_draft import draft_mapping, save_mapping
    from antidrug_kpi.pipeline.outputs.output_targets import (
        check_suffix,
        find_output_file,
        is_same_file,
        is_standard_output,
        refuse_input,
        refuse_target,
    )
    from antidrug_kpi.pipeline.outputs.sample_office import copy_sample
    from antidrug_kpi.pipeline.outputs.saved_questions import QUESTION_SUFFIXES, refuse_question_target, save_questions
    from antidrug_kpi.pipeline.outputs.saved_results import (
        RESULT_SUFFIXES,
        TEXT_SUFFIXES,
        print_table,
        save_results,
        write_results,
    )
    from antidrug_kpi.pipeline.outputs.saved_trace import (
        TRACE_SUFFIXES,
        Sample,
        build_trace,
        print_trace,
        save_trace,
        write_trace,
    )
    from antidrug_kpi.pipeline.outputs.shown_result import mark_for_public, refuse_unpublishable
    from antidrug_kpi.pipeline.rechecking import RECHECK_SUFFIXES, recheck_form, refuse_submitted, save_recheck, write_recheck
    from antidrug_kpi.pipeline.resolved_settings import load_wanted_plan, resolve_settings, say_unknown_jurisdiction
    from antidrug_kpi.pipeline.run import Run, compute, require_registers
    from antidrug_kpi.pipeline.selection import find_indicators, select_measures
    from antidrug_kpi.pipeline.sensitivity import (
        SENSITIVITY_SUFFIXES,
        compute_sensitivity,
        list_chosen,
        print_sensitivity,
        save_sensitivity,
        write_no_readings,
        write_sensitivity,
    )
    from antidrug_kpi.pipeline.status_reasons import say_incomplete_check, say_incomplete_run, say_next
    from antidrug_kpi.pipeline.target_gaps import (
        GAPS_SUFFIXES,
        choose_today,
        find_gaps,
        print_gaps,
        save_gaps,
        write_gaps,
    )
    from antidrug_kpi.pipeline.unserved_options import say_unserved_options

__all__ = [
    "CHECKUP_SUFFIXES",
    "COMPARISON_SUFFIXES",
    "EXPLANATION_SUFFIXES",
    "GAPS_SUFFIXES",
    "PASTE_PAGE",
    "PASTE_TEXT",
    "QUESTION_SUFFIXES",
    "RECHECK_SUFFIXES",
    "RESULT_SUFFIXES",
    "SENSITIVITY_SUFFIXES",
    "TEXT_SUFFIXES",
    "TRACE_SUFFIXES",
    "Run",
    "Sample",
    "add_months",
    "build_checkup",
    "build_trace",
    "check_suffix",
    "choose_form",
    "choose_today",
    "collect_workbooks",
    "compare_sources",
    "compute",
    "compute_all",
    "compute_sensitivity",
    "copy_sample",
    "draft_mapping",
    "explain_case",
    "fill_form",
    "fill_into",
    "find_gaps",
    "find_hand_in",
    "find_indicators",
    "find_output_file",
    "has_missed_target",
    "is_complete",
    "is_same_file",
    "is_standard_output",
    "limit_to_form",
    "list_chosen",
    "list_verification",
    "load_wanted_plan",
    "make_form_source",
    "mark_for_public",
    "prepare_planned_form",
    "print_collection",
    "print_comparison",
    "print_explanation",
    "print_gaps",
    "print_sensitivity",
    "print_table",
    "print_trace",
    "read_source",
    "recheck_form",
    "refuse_idle_options",
    "refuse_input",
    "refuse_manifest",
    "refuse_paste_folder",
    "refuse_question_target",
    "refuse_submitted",
    "refuse_target",
    "refuse_unpublishable",
    "require_registers",
    "resolve_settings",
    "save_checkup",
    "save_collection",
    "save_comparison",
    "save_explanation",
    "save_gaps",
    "save_manifest",
    "save_mapping",
    "save_pasted",
    "save_plan_form",
    "save_questions",
    "save_recheck",
    "save_results",
    "save_sensitivity",
    "save_template",
    "save_trace",
    "say_deadlines",
    "say_incomplete_check",
    "say_incomplete_collection",
    "say_incomplete_run",
    "say_next",
    "say_unknown_jurisdiction",
    "say_unserved_options",
    "select_measures",
    "shows_duties",
    "take_comments",
    "tell_doubts",
    "tells_duties",
    "verify_manifest",
    "write_checkup",
    "write_collection",
    "write_comparison",
    "write_explanation",
    "write_gaps",
    "write_no_readings",
    "write_recheck",
    "write_results",
    "write_sensitivity",
    "write_trace",
    "write_verification",
]

_NAMES = {
    "checking": ("CHECKUP_SUFFIXES", "build_checkup", "save_checkup", "write_checkup"),
    "collecting": (
        "collect_workbooks",
        "print_collection",
        "say_incomplete_collection",
        "write_collection",
    ),
    "comparison.comparing": (
        "COMPARISON_SUFFIXES",
        "compare_sources",
        "print_comparison",
        "read_source",
        "refuse_idle_options",
        "save_comparison",
        "write_comparison",
    ),
    "completeness": ("has_missed_target", "is_complete", "limit_to_form"),
    "outputs.collected_copies": ("save_collection",),
    "outputs.described_duties": ("shows_duties", "tells_duties"),
    "outputs.empty_workbook": ("save_template",),
    "explained_case": (
        "EXPLANATION_SUFFIXES",
        "compute_all",
        "explain_case",
        "print_explanation",
        "save_explanation",
        "write_explanation",
    ),
    "outputs.filled_forms": ("fill_form", "fill_into", "make_form_source"),
    "options.form_choice": ("choose_form",),
    "manifests": ("list_verification", "refuse_manifest", "save_manifest", "verify_manifest", "write_verification"),
    "outputs.mapping_draft": ("draft_mapping", "save_mapping"),
    "monthly": ("add_months",),
    "outputs.output_targets": (
        "check_suffix",
        "find_output_file",
        "is_same_file",
        "is_standard_output",
        "refuse_input",
        "refuse_target",
    ),
    "rechecking": ("RECHECK_SUFFIXES", "recheck_form", "refuse_submitted", "save_recheck", "write_recheck"),
    "run": ("Run", "compute", "require_registers"),
    "resolved_settings": ("load_wanted_plan", "say_unknown_jurisdiction", "resolve_settings"),
    "doubt_messages": ("tell_doubts",),
    "hand_ins.hand_in_forms": ("find_hand_in",),
    "hand_ins.planned_form": ("prepare_planned_form",),
    "hand_ins.said_deadlines": ("say_deadlines",),
    "hand_ins.saved_hand_ins": ("PASTE_PAGE", "PASTE_TEXT", "refuse_paste_folder", "save_pasted", "save_plan_form"),
    "hand_ins.taken_comments": ("take_comments",),
    "outputs.sample_office": ("copy_sample",),
    "outputs.saved_questions": ("QUESTION_SUFFIXES", "refuse_question_target", "save_questions"),
    "outputs.saved_results": ("RESULT_SUFFIXES", "TEXT_SUFFIXES", "print_table", "save_results", "write_results"),
    "outputs.saved_trace": ("TRACE_SUFFIXES", "Sample", "build_trace", "print_trace", "save_trace", "write_trace"),
    "selection": ("find_indicators", "select_measures"),
    "sensitivity": (
        "SENSITIVITY_SUFFIXES",
        "compute_sensitivity",
        "list_chosen",
        "print_sensitivity",
        "save_sensitivity",
        "write_no_readings",
        "write_sensitivity",
    ),
    "outputs.shown_result": ("mark_for_public", "refuse_unpublishable"),
    "status_reasons": ("say_incomplete_run", "say_incomplete_check", "say_next"),
    "target_gaps": ("GAPS_SUFFIXES", "choose_today", "find_gaps", "print_gaps", "save_gaps", "write_gaps"),
    "unserved_options": ("say_unserved_options",),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
