"""How a measure can stand, and the words for it: said once, for the results, the forms and the manual."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """How a measure stands."""

    MET = "met"
    MISSED = "missed"
    REPORTED = "reported"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    WITHHELD = "withheld"


STATUS_WORDS: Mapping[Status, str] = {
    Status.MET: "達成",
    Status.MISSED: "未達成",
    Status.REPORTED: "統計填報",
    Status.NOT_APPLICABLE: "無適用個案",
    Status.NO_DATA: "資料未備",
    Status.WITHHELD: "暫不提供",
}
