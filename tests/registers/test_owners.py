"""Which bureau answers for which register: by the plan, and by what an office says otherwise."""

import pytest

from antidrug_kpi.errors import UserError
from antidrug_kpi.plans.loading.loader import load_plan
from antidrug_kpi.registers.returned.owners import Owners, settle_owners

PLAN = load_plan("mohw-113")


def list_names(owners: Owners) -> list[str]:
    return [bureau.name for bureau in owners.bureaus]


def test_the_units_that_the_source_names_answer_for_their_groups() -> None:
    owners = settle_owners(PLAN, {})
    assert list_names(owners) == ["教育局", "社會局", "勞工局", "衛生局", "警察局"]
    found = {bureau.name: owners.list_registers(bureau) for bureau in owners.bureaus}
    assert found["勞工局"] == {"job_seekers"}
    assert found["警察局"] == {"urine_tests", "fines"}
    # What the centre keeps itself nobody is asked for.
    assert not {"cases", "contacts", "staff", "bureaus", "evidence", "figures"} & owners.by_register.keys()


@pytest.mark.parametrize("word", ["教育局", "教育處", "教育單位", " 教育 局"])
def test_a_bureau_is_known_by_its_aliases(word: str) -> None:
    found = settle_owners(PLAN, {}).find(word)
    assert found is not None
    assert found.name == "教育局"


def test_what_the_office_says_goes_before_the_plan() -> None:
    owners = settle_owners(PLAN, {"尿液採驗": "衛生局", "罰鍰案件": "", "志工清冊": "毒品防制局"})
    assert (owners.by_register["urine_tests"], owners.by_register["volunteers"]) == ("衛生局", "毒品防制局")
    assert "fines" not in owners.by_register
    # 警察局 is left with nothing, so that nobody waits for it.
    assert list_names(owners) == ["教育局", "社會局", "勞工局", "衛生局", "毒品防制局"]


def test_a_bureau_is_called_as_the_office_calls_it() -> None:
    owners = settle_owners(PLAN, {"schools": "教育處"})
    assert list_names(owners)[0] == "教育處"
    assert {owners.by_register["schools"], owners.by_register["parent_workshops"]} == {"教育處"}
    assert owners.find("教育局") is owners.bureaus[0]


@pytest.mark.parametrize("name", ["a/b", "甲\\乙", "警察局:一", "..", ".x", "警察局.", "局" * 41, "a\x07"])
def test_a_name_that_no_file_can_have_is_refused(name: str) -> None:
    with pytest.raises(UserError, match="不能作檔名；至多 40 字"):
        settle_owners(PLAN, {"志工": name})


def test_a_name_of_forty_characters_is_taken() -> None:
    assert list_names(settle_owners(PLAN, {"志工": "局" * 40}))[-1] == "局" * 40


def test_a_register_that_the_plan_does_not_have_is_refused() -> None:
    with pytest.raises(UserError) as refused:
        settle_owners(PLAN, {"尿液採檢": "警察局"})
    said = "owners 的「尿液採檢」不是計畫的清冊，最接近的是「尿液採驗」；請用 antidrug-kpi show 所列的名稱"
    assert str(refused.value) == said
