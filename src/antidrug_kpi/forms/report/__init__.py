"""The report for people: one .html file that needs no network and no script."""

from antidrug_kpi.forms.report.report_page import write_report

__all__ = ["write_report"]
