"""What a spec's author is told: where, which field, what was expected, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

from antidrug_kpi.errors import name_closest
from antidrug_kpi.plans.conditions import NODES, OPERATORS
from antidrug_kpi.plans.form_specs import BLOCKS
from antidrug_kpi.plans.population_specs import DERIVATIONS
from antidrug_kpi.plans.yaml_source.located import Located, Trail
from antidrug_kpi.printable import quote_briefly

_EXPECTED: Mapping[str, str] = {
    "string_type": "文字",
    "int_type": "整數",
    "int_parsing": "整數",
    "int_parsing_size": "整數",
    "int_from_float": "整數",
    "decimal_parsing": "數字",
    "decimal_type": "數字",
    "decimal_max_digits": "位數不多的數字",
    "decimal_max_places": "小數位數不多的數字",
    "decimal_whole_digits": "位數不多的數字",
    "finite_number": "數字",
    "bool_type": "true 或 false",
    "bool_parsing": "true 或 false",
    "dict_type": "鍵與值",
    "model_type": "鍵與值",
    "model_attributes_type": "鍵與值",
    "tuple_type": "清單",
    "date_from_datetime_parsing": "日期（如 2024-01-01）",
    "date_parsing": "日期（如 2024-01-01）",
    "date_type": "日期（如 2024-01-01）",
    "too_short": "至少一項的清單",
    "greater_than": "更大的數",
    "greater_than_equal": "範圍內的數（太小）",
    "less_than_equal": "範圍內的數（太大）",
    "string_pattern_mismatch": "小寫英文字母與底線",
}


_MEASURE_KINDS = "ratio、mean、count、difference、evidence、figure"
_STATISTIC_KINDS = "count、ratio、mean、difference、sum、table、list"


def describe_error(error: ErrorDetails, source: Located, keys: Sequence[str]) -> str:
    """One line for one of Pydantic's errors; `keys` are what an unknown one may have been meant for."""
    trail = _follow(error["loc"], source.data)
    kind = error["type"]
    field = str(error["loc"][-1]) if error["loc"] else ""
    place = source.find_place(trail) or "plan.yaml"
    if kind == "extra_forbidden" and field in {*NODES, *OPERATORS} and len(_find_tests(source, trail)) > 1:
        tests = "、".join(f"「{word}」" for word in _find_tests(source, trail))
        return f"{place}：一個條件只能有一個判斷，這裡有 {tests}；請拆成兩個條件，再以 all 或 any 合併"
    if kind == "extra_forbidden":
        return f"{place}：不認得的鍵「{quote_briefly(field)}」{name_closest(field, keys)}；請改正拼字或刪去"
    if kind == "missing":
        return f"{place}：缺少必要的鍵「{field}」；請補上"
    if kind in {"union_tag_not_found", "union_tag_invalid"}:
        return f"{place}：{_say_untagged(error, field)}"
    if kind in {"literal_error", "enum"}:
        allowed = str((error.get("ctx") or {}).get("expected", "")).replace(" or ", "、").replace(", ", "、")
        return f"{place}：「{field}」的值「{quote_briefly(error['input'])}」不在可用範圍，應為 {allowed}"
    if kind == "value_error":
        return f"{place}：{(error.get('ctx') or {}).get('error', error['msg'])}"
    expected = _EXPECTED.get(kind, error["msg"])
    return f"{place}：「{field}」應為{expected}，讀到「{quote_briefly(error['input'])}」；請改正"


def say_unknown(what: str, name: str, known: Iterable[object]) -> str:
    """One sentence for a name that leads nowhere, with the nearest that does not."""
    hint = name_closest(name, map(str, known), cutoff=0.4)
    return f"沒有{what}「{name}」{hint}；請改正名稱，或先加以定義"


def say_misfit(field: str, name: str, kind: str, wanted: str, known: Iterable[object]) -> str:
    """One sentence for a column that is there and of another type than the field needs, with the nearest that is of it."""
    hint = name_closest(name, map(str, known), cutoff=0.0)
    return f"「{field}」應為{wanted}，「{name}」的型別是 {kind}{hint}；請換一個欄位"


def _follow(loc: tuple[int | str, ...], data: Any) -> Trail:
    """The trail of keys in the YAML for Pydantic's location, which also holds the tags of unions."""
    trail: list[int | str] = []
    for position, step in enumerate(loc):
        following = loc[position + 1] if position + 1 < len(loc) else None
        if not _has_part(data, step):
            continue
        # A union's tag can look like a key beside it: then the next step stands here and not below.
        if following is not None and _has_part(data, following) and not _has_part(data[step], following):
            continue
        data = data[step]
        trail.append(step)
    return tuple(trail)


def _has_part(data: Any, step: int | str) -> bool:
    """Whether data have a part of this key or number; a list is not gone through, since every error of many asks."""
    if isinstance(data, list):
        return isinstance(step, int) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data


def _find_tests(source: Located, trail: Trail) -> list[str]:
    """The tests that stand in the node around a key."""
    node = source.data
    for step in trail[:-1]:
        node = node[step]
    return [word for word in (*NODES, *OPERATORS) if isinstance(node, dict) and word in node]


def _say_untagged(error: ErrorDetails, field: str) -> str:
    keys = list(error["input"]) if isinstance(error["input"], dict) else []
    if "column" in keys:
        column = quote_briefly(error["input"]["column"])
        return f"對「{column}」的判斷不認得（{quote_briefly('、'.join(keys), 80)}），應恰為其一：{'、'.join(OPERATORS)}"
    if "_find_block" in (error.get("ctx") or {}).get("discriminator", ""):
        return f"表單中不認得的內容（{quote_briefly('、'.join(keys), 80)}），應恰有其一：{'、'.join(BLOCKS)}"
    if "_find_derived" in (error.get("ctx") or {}).get("discriminator", ""):
        return "表單的 derive 應恰有 tenure_from 或 months_in 之一"
    if field == "derive" or "name" in keys:
        return f"不認得的衍生欄位，應恰有其一：{'、'.join(DERIVATIONS)}"
    if "kind" in (error.get("ctx") or {}).get("discriminator", ""):
        return f"「kind」應為 {_STATISTIC_KINDS if 'statistics' in error['loc'] else _MEASURE_KINDS} 之一"
    return f"此處應為條件：column 加一個判斷，或 {'、'.join(NODES)} 之一；讀到「{quote_briefly(error['input'])}」"
