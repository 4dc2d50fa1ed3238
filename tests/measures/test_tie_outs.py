"""Tie-outs: every worked example of the specs holds, and each was seen to hold, to fail and without a side."""

from dataclasses import replace

import pytest

from antidrug_kpi.issues import Address
from antidrug_kpi.measures.duties.tie_outs.computing_tie_outs import compute_tie_out, compute_tie_outs
from antidrug_kpi.measures.duties.tie_outs.tie_out_examples import (
    check_tie_out,
    compute_example,
    make_terms,
    run_tie_out_examples,
)
from antidrug_kpi.plans.duties.tie_out_specs import TieOut
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")
IDS = ["T1", "T2a", "T2b", "T3", "T4", "T5", "T6", "T7a", "T7b", "T8", "T9a", "T9b", "T10", "T11", "T12", "T13"]


def find(tie_out_id: str) -> TieOut:
    return next(tie_out for tie_out in PLAN.tie_outs if tie_out.id == tie_out_id)


def test_all_tie_outs_of_the_contract_in_its_order() -> None:
    assert [tie_out.id for tie_out in PLAN.tie_outs] == IDS
    assert {tie_out.id: tie_out.relation for tie_out in PLAN.tie_outs if tie_out.relation == "="}.keys() == {
        *("T1", "T4", "T9a", "T9b", "T11", "T12")
    }


@pytest.mark.parametrize("tie_out", PLAN.tie_outs, ids=IDS)
def test_examples_hold_and_every_clause_is_seen_true_and_false(tie_out: TieOut) -> None:
    assert check_tie_out(PLAN, tie_out) == []


@pytest.mark.parametrize("tie_out", PLAN.tie_outs, ids=IDS)
def test_each_was_seen_to_hold_to_fail_and_without_a_side(tie_out: TieOut) -> None:
    seen = {expected.holds for example in tie_out.examples for expected in example.expect}
    assert seen == {True, False, None}


@pytest.mark.parametrize("tie_out", [tie_out for tie_out in PLAN.tie_outs if tie_out.relation == "<="], ids=lambda each: each.id)
def test_an_upper_limit_was_seen_one_below_at_and_one_above(tie_out: TieOut) -> None:
    differences = {expected.difference for example in tie_out.examples for expected in example.expect}
    assert {-1, 0, 1} <= differences


def test_a_wrong_expectation_fails() -> None:
    tie_out = find("T5")
    example = tie_out.examples[0]
    wrong = example.expect[2].model_copy(update={"left": 36, "rows": ()})
    changed = example.model_copy(update={"expect": (*example.expect[:2], wrong)})
    failures = run_tie_out_examples(PLAN, tie_out.model_copy(update={"examples": (changed,)}))
    assert [str(failure).partition("：")[2].rpartition("」：")[2] for failure in failures] == [
        "人力清冊:4 left 應為 36，算得 37",
        "人力清冊:4 rows 應為 ()，算得 ('人力清冊:3',)",
    ]
    short = example.model_copy(update={"expect": example.expect[:1]})
    (failure,) = run_tie_out_examples(PLAN, tie_out.model_copy(update={"examples": (short,)}))
    assert "應有 1 筆結果，算得 3 筆" in str(failure)


def test_names_of_persons_are_private_subjects_and_codes_are_not() -> None:
    by_name = compute_example(PLAN, find("T4"), find("T4").examples[0])
    assert {result.subject: result.is_subject_private for result in by_name} == dict.fromkeys("甲乙丙丁", True)
    by_code = compute_example(PLAN, find("T6"), find("T6").examples[0])
    assert not any(result.is_subject_private for result in by_code)
    by_row = compute_example(PLAN, find("T5"), find("T5").examples[0])
    assert [result.subject for result in by_row] == ["人力清冊:2", "人力清冊:3", "人力清冊:4"]
    assert not any(result.is_subject_private for result in by_row)


def test_a_result_tells_relation_text_question_and_the_left_addresses() -> None:
    tie_out = find("T3")
    (result,) = compute_example(PLAN, tie_out, tie_out.examples[2])
    assert (result.id, result.relation, result.text, result.question) == ("T3", "<=", tie_out.text, tie_out.question)
    assert result.rows == (Address("人力清冊", None, 2), Address("人力清冊", None, 4))


def test_a_register_or_column_that_was_not_read_is_an_absent_side() -> None:
    tie_out = find("T5")
    terms = make_terms(PLAN, tie_out.examples[0])
    assert [result.holds for result in compute_tie_out(tie_out, terms)] == [True, True, False]
    unread = replace(terms, unread={"staff": (Address("人力清冊.csv"),)})
    assert [result.holds for result in compute_tie_out(tie_out, unread)] == [None]
    elsewhere = replace(terms, unread={"staff": (Address("人力清冊.csv", None, None, "學歷"),)})
    assert [result.holds for result in compute_tie_out(tie_out, elsewhere)] == [True, True, False]
    assert [result.id for result in compute_tie_outs(PLAN, terms)] == [*IDS[:5], "T5", "T5", "T5", *IDS[6:]]


def test_masked_names_tell_nobody_apart() -> None:
    tie_out = find("T4")
    terms = make_terms(PLAN, tie_out.examples[0])
    masked = replace(terms.registers["cases"], masked=frozenset({"個管員"}))
    (result,) = compute_tie_out(tie_out, replace(terms, registers={**terms.registers, "cases": masked}))
    assert (result.subject, result.holds, result.left, result.right, result.difference, result.rows) == (*(None,) * 5, ())
