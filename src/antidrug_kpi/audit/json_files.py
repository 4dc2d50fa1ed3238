"""JSON files that this program wrote and now reads again: bounded, of a known version, and one line where they are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from antidrug_kpi.errors import UserError
from antidrug_kpi.nearest_path import name_nearest
from antidrug_kpi.paths import is_file, is_folder, is_there, say_reason
from antidrug_kpi.printable import quote_briefly, show_path

MOST_BYTES = 64 * 1024 * 1024


def read_json_object(path: Path, schema: int, what: str) -> dict[str, Any]:
    """The object in a file of ours; `what` is what the messages call such a file.

    Raises UserError where the file cannot be read, holds no object, or is of another schema than this one.
    """
    shown = show_path(path)
    if is_there(path) and not (is_file(path) or is_folder(path)):  # to read a pipe might never end
        raise UserError(f"{shown} 不是一般檔案（是具名管線、裝置之類），不能當作{what}；請改用檔案")
    try:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(f"無法讀取{what} {shown}：{say_reason(error)}{name_nearest(path)}；請確認路徑與權限") from None
    if len(content) > MOST_BYTES:
        raise UserError(f"{shown} 超過 {MOST_BYTES // 1024 // 1024} MiB，不會是{what}，未讀取；請確認是不是這個檔案")
    try:
        read = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise UserError(f"{shown} 不是完整的 JSON，不能當作{what}；請重新產生") from None
    if not isinstance(read, dict) or not isinstance(read.get("schema"), int) or isinstance(read["schema"], bool):
        raise UserError(f"{shown} 不是本程式寫出的{what}（沒有 schema）；請確認是不是這個檔案")
    if read["schema"] > schema:
        newer = f"{shown} 是較新版本寫出的{what}（schema {quote_briefly(read['schema'])}，本程式只懂到 {schema}）"
        raise UserError(f"{newer}；請更新程式後再試")
    if read["schema"] != schema:
        raise UserError(f"{shown} 的 schema 應為 {schema}，讀到 {quote_briefly(read['schema'])}；請重新產生")
    return read


def refuse_content(path: Path, what: str, place: str, expected: str) -> UserError:
    """The error that a key of such a file does not hold what it should."""
    return UserError(f"{show_path(path)} 不是完整的{what}：{place}應為{expected}；請重新產生")


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
