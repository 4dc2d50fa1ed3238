"""Identifiers of persons in any text: shown by their last three characters."""

import pandas as pd
import pytest

from antidrug_kpi.issues import Address, Issue
from antidrug_kpi.plans.register_specs import Column, ColumnType
from antidrug_kpi.plans.register_specs import Register as RegisterSpec
from antidrug_kpi.registers.kinds import ROWS_PASSED_OVER
from antidrug_kpi.registers.redaction import NO_REDACTION, Redaction, make_redaction
from antidrug_kpi.registers.register import TypedRegister


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A123456789", "…789"),
        ("訪視a123456789後", "訪視…789後"),
        ("訪視z123456789後", "訪視…789後"),
        ("ｚ１２３４５６７８９", "…７８９"),
        ("AC01234567", "…567"),
        ("Ａ１２３４５６７８９", "…７８９"),
        ("A 123 456 789 與 B-287654321", "…789 與 …321"),
        ("A1234\u200b56789", "…789"),
        ("A123456789_訪視.csv", "…789_訪視.csv"),
        # One digit too few, one too many, no second sign of such a number.
        ("A12345678", "A12345678"),
        ("A1234567890", "A1234567890"),
        ("A323456789", "A323456789"),
    ],
)
def test_national_numbers_are_redacted_wherever_they_stand(text: str, shown: str) -> None:
    assert Redaction().redact(text) == shown
    assert NO_REDACTION.redact(text) == text


def make_register(*identifiers: str) -> TypedRegister:
    spec = RegisterSpec(
        id="cases",
        title="個案",
        columns=[
            Column(name="個案編號", type=ColumnType.IDENTIFIER, private=True, key=True),
            Column(name="機構代碼", type=ColumnType.IDENTIFIER),
        ],
    )
    words = pd.Categorical(list(identifiers))
    frame = pd.DataFrame({"個案編號": words, "機構代碼": pd.Categorical(["H0131010"] * len(identifiers))})
    return TypedRegister(spec, frame, {}, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("M00179", "…179"),
        ("m00179 已移 KH-112-0001", "…179 已移 …001"),
        ("KH-112-0001.xlsx", "…001.xlsx"),
        ("見高毒字第00123號、M1", "見高毒字第00123號、M1"),
        ("高毒字第00123號、M1", "…23號、M1"),
        # Four characters, an institution, a part of a longer word, a count and a day.
        ("M017", "M017"),
        ("H0131010", "H0131010"),
        ("XM00179Y", "XM00179Y"),
        ("共 23456 筆；編號 23456", "共 23456 筆；編號 …456"),
        ("113-01-05", "113-01-05"),
    ],
)
def test_identifiers_of_the_office_are_redacted(text: str, shown: str) -> None:
    register = make_register("M00179", "M017", "KH-112-0001", "高毒字第00123號", "23456", "113-01-05")
    assert make_redaction([text], {"cases": register}).redact(text) == shown


def test_issue_keeps_what_needs_no_redaction() -> None:
    plain = Issue(ROWS_PASSED_OVER, Address("甲.csv", None, 3, "備註"), value="無")
    assert Redaction().redact_issue(plain) is plain
    redacted = Redaction().redact_issue(
        Issue(ROWS_PASSED_OVER, Address("A123456789.csv", "B287654321", 3, "備註"), value="A123456789")
    )
    assert (str(redacted.address), redacted.value) == ("…789.csv 工作表「…321」 第 3 列 欄「備註」", "…789")
