"""The catalogue of issues about names in an office's mapping that its data do not have."""

from __future__ import annotations

from antidrug_kpi.issues import IssueKind, Level

MAPPING_SHEET_MISSING = IssueKind(
    "mapping-sheet-missing",
    Level.WARNING,
    "第 {line} 行：沒有{what}符合「{pattern}」{near}；請改正或刪去",
    example={"line": "3", "what": "工作表", "pattern": "收案*", "near": "，最接近的是「收案1月」"},
    why="對應檔可能供各期共用，這一期沒有那張工作表並不表示數字有誤；但可能打錯字，所以每次都說。",
    is_always_said=True,
)
MAPPING_REGISTER_MISSING = IssueKind(
    "mapping-register-missing",
    Level.WARNING,
    "第 {line} 行：資料中沒有「{register}」{near}；請加上 sheet 或 file，或刪去",
    example={"line": "3", "register": "美沙冬收案", "near": ""},
    why="對應檔可能供各期共用，這一期沒有那份清冊並不表示數字有誤；但可能打錯字，所以每次都說。",
    is_always_said=True,
)
MAPPING_HEADER_MISSING = IssueKind(
    "mapping-header-missing",
    Level.WARNING,
    "第 {line} 行：「{register}」沒有欄名「{header}」{near}；請改正或刪去",
    example={"line": "5", "register": "美沙冬收案", "header": "新收日", "near": "，最接近的是「新收日期」"},
    why="對應檔可能供各期共用，清冊缺少的欄位另有說明；但可能打錯字，所以每次都說。",
    is_always_said=True,
)
