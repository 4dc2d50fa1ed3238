"""What the covers of a plan's forms ask of an office: the fields that `office.yaml` may give, and what else they are called."""

from __future__ import annotations

from collections.abc import Mapping

ANNOUNCED = "計畫公告日"
"""The day from which the plan's own deadline runs; no form prints it."""

# A field by the name that a form's places use → other names for it. Annexes 11 and 12 ask for two 職稱, annex 10 for two 電話.
COVER_FIELDS: Mapping[str, tuple[str, ...]] = {
    "計畫負責人": ("負責人",),
    "計畫負責人職稱": ("負責人職稱",),
    "計畫主辦科/單位": ("計畫主辦科", "計畫主辦單位", "主辦科/單位", "主辦科", "主辦單位"),
    "科長/主任": ("科長", "主任"),
    "科長/主任電話": ("科長電話", "主任電話"),
    "計畫聯絡人": ("聯絡人",),
    "計畫聯絡人職稱": ("聯絡人職稱",),
    "電話": ("計畫聯絡人電話", "聯絡人電話", "承辦人電話", "聯絡電話"),
    "電子信箱": ("e-mail", "email", "電子郵件", "信箱"),
    "單位": ("申請單位",),
    "單位網址": ("網址",),
    "承辦人": (),
    "傳真": ("傳真電話",),
    "地址": ("單位地址",),
    ANNOUNCED: ("公告日",),
}

_NAMES = {name: field for field, others in COVER_FIELDS.items() for name in (field, *others)}
AMBIGUOUS: Mapping[str, tuple[str, str]] = {"職稱": ("計畫負責人職稱", "計畫聯絡人職稱")}
"""Names that the forms print twice → the fields that they may mean."""


def find_cover_field(written: str) -> str | None:
    """The field that a name means, whatever blanks and full width it is written with; none where it means none."""
    return _NAMES.get(simplify_name(written))


def list_cover_names() -> Mapping[str, str]:
    """Every name that is understood → its field."""
    return _NAMES


def simplify_name(written: str) -> str:
    """A name without its blanks, in half width and small letters."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", written).split()).lower()
