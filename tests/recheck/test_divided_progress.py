"""自評進度 of several targets in one cell of boxes or words."""

from __future__ import annotations

import pytest

from antidrug_kpi.forms.submitted.division.progress_division import divide_progress
from antidrug_kpi.plans.loading.loader import load_plan

PLAN = load_plan("mohw-113")


def divide(indicator_id: str, text: str) -> dict[str, str | None]:
    indicator = next(part for part in PLAN.indicators if part.id == indicator_id)
    return {name: None if found is None else found.value for name, found in divide_progress(text, indicator).items()}


@pytest.mark.parametrize(
    "text",
    [
        "1.超前\n2.落後",
        "1.☑超前 ☐符合 ☐落後\n2.☐超前 ☐符合 ☑落後",
        "☑超前☐符合☐落後2.☐超前☐符合☑落後".replace("☑超前", "1.☑超前", 1),
        "☑超前 ☐符合 ☐落後\n☐超前 ☐符合 ☑落後",
        "超前V 符合 落後\n超前 符合 落後V",
        "A.■超前 □符合 □落後；B.□超前 □符合 ■落後",
        "目標1：超前；目標2：落後",
        "一、(V)超前 ( )符合 ( )落後\n二、( )超前 ( )符合 (V)落後",
    ],
)
def test_a_choice_for_each_target(text: str) -> None:
    assert divide("4.2", text) == {"4.2.1": "超前", "4.2.2": "落後"}


@pytest.mark.parametrize(
    "text", ["", "☑超前 ☐符合 ☐落後", "落後", "1.超前", "1.超前\n3.落後", "■超前 ■符合 □落後", "1.超前\n2.落後\n3.符合"]
)
def test_one_choice_for_all_or_another_number_of_them(text: str) -> None:
    assert divide("4.2", text) == {}


def test_what_is_within_a_target_goes_with_it() -> None:
    assert divide("4.6", "1.■超前 □符合 □落後\n2.□超前 □符合 ■落後") == {
        "4.6.1.0": "超前",
        "4.6.1.1": "超前",
        "4.6.1.2": "超前",
        "4.6.2": "落後",
    }


def test_a_target_of_which_none_is_ticked() -> None:
    assert divide("4.2", "1.□超前 □符合 □落後\n2.□超前 ■符合 □落後") == {"4.2.1": None, "4.2.2": "符合"}
