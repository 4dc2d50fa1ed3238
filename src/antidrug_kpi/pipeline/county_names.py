"""The county that is meant by a name that is not official: one that became a municipality, simplified letters, a slip."""

from __future__ import annotations

from collections.abc import Sequence

from antidrug_kpi.errors import find_closest

# Merged or raised on 25 December 2010, 桃園 on 25 December 2014. By likeness 臺北縣 would be 臺東縣.
_BECAME = {"臺北縣": "新北市", "桃園縣": "桃園市", "臺中縣": "臺中市", "臺南縣": "臺南市", "高雄縣": "高雄市"}
_SIMPLIFIED = str.maketrans("县东兰莲云义连门园台", "縣東蘭蓮雲義連門園臺")


def say_meant_county(name: str, known: Sequence[str]) -> str:
    """What an unknown name of a county probably means, as the end of a sentence that begins with it."""
    full = name.translate(_SIMPLIFIED)
    became = _BECAME.get(full)
    if became in known:
        return f"已改制為「{became}」"
    near = find_closest(full, known)
    return f"不是正式名稱，最接近的是「{near}」" if near else f"不是本計畫所列的縣市（{_name_some(known)}）"


def _name_some(names: Sequence[str]) -> str:
    return "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:3])}等 {len(names)} 個"
