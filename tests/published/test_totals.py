"""Totals that are printed with their parts: those that tie out, and the one that does not."""

import shutil
from fractions import Fraction
from pathlib import Path

from antidrug_kpi.measures.results import Status
from published.offices import PUBLISHED, compute_folder, compute_published


def test_budget_of_kaohsiung_ties_out() -> None:
    """159,681 = 45,644 + 113,837 + 200, and 113,837 = 11,096 + 7,496 + 95,245."""
    results = compute_published("khh-114")
    assert {name: (result.value, result.status) for name, result in results.items()} == {
        "1.1.1": (Fraction(0), Status.MET),
        "1.1.2": (Fraction(0), Status.MET),
    }


def test_a_changed_item_is_seen_in_its_class_and_a_changed_class_in_the_total_too(tmp_path: Path) -> None:
    office = tmp_path / "office"
    shutil.copytree(PUBLISHED / "khh-114", office)
    table = office / "預算表.csv"
    printed = table.read_text(encoding="utf-8")
    table.write_text(printed.replace("95,245", "95,246"), encoding="utf-8")
    results = compute_folder(office)
    assert (results["1.1.1"].value, results["1.1.2"].value) == (Fraction(0), Fraction(1))
    table.write_text(printed.replace("113,837", "113,836"), encoding="utf-8")
    results = compute_folder(office)
    assert (results["1.1.1"].value, results["1.1.2"].value) == (Fraction(1), Fraction(1))
    assert results["1.1.1"].status is results["1.1.2"].status is Status.MISSED


def test_sites_of_substitution_treatment_do_not_add_up() -> None:
    """168 家（含 111 家醫院、35 家衛生所及 32 家診所）: the three make 178, and the report does not say which number is wrong."""
    result = compute_published("mohw-quit-107")["4.2"]
    assert (result.value, result.shortfall, result.status) == (Fraction(-10), 10, Status.MISSED)
