"""The further registers, the extra columns of the others, and the registers of the annexes, copied from the contract.

Written as in `oracle.contract`; `several` and `several:甲/乙` are cells of several values, free or of a closed list.
"""

from ..contract import COLUMNS, Column

RESOURCES = "法律/就業/社福/醫療/家庭/就學/安置/交通/其他"
INDICATIONS = "APGAR/家庭成員關係衝突或疏離/其他"
LEVELS = "Level_1/Level_2/Level_3/督導_Level_1/督導_Level_2/督導_Level_3"

REGISTERS = {
    "特定人員月報": "年月*† month, 學校名稱 text, 特定人員數* count, 檢驗人次 count, 陽性人次 count",
    "快篩試劑採購": "採購日期*† date, 品項* text, 數量* count, 國教署補助* flag",
    "訪查紀錄": "機構代碼*† id, 訪查日期*† date, 訪查項目* text, 訪查結果* 符合/部分符合/不符合/不適用,"
    "建議事項 text, 改善日期 date",
    "治療人員": "機構代碼*† id, 姓名*† text, 職類 text, 教育訓練時數 number",
    "非指定機構輔導": "機構名稱*† text, 輔導日期 date, 輔導結果 text",
    "補助申撥": "機構代碼*† id, 個案編號*† id, 申撥日期*† date, 申請金額* money, 核付金額 money",
    "補助方案經費": "核定金額* money",
    "社安網會議": "會議日期*† date, 會議類別* 網絡聯繫會議/專題討論會議, 毒防中心出席* flag, 討論主題 text, 重要決議 text,"
    "應辦事項 text, 辦理情形 text",
    "人力評核": "姓名*† text, 評核日期*† date, 評核結果* text",
    "實習清冊": "合作單位*† text, 開始日期*† date, 實習類別* 實習/見習, 人數* count, 總時數 number, 合作方式 text,"
    "督導方式 text, 實習內容 text",
    "資源連結": f"個案編號*† id, 連結日期*† date, 資源類型* several:{RESOURCES}, 連結單位 text, 出監轉銜 flag",
    "出監轉銜會議": "會議日期*† date, 矯正機關*† text, 毒防中心出席* flag",
    "個案轉銜": f"個案編號*† id, 轉銜日期*† date, 轉銜類別* 司法保護中心/家支計畫, 轉介指標 several:{INDICATIONS},"
    "接案日期 date, 服務成果 several",
    "品質抽查": "抽查日期*† date, 業務別* 個案管理/毒品危害講習, 評核項目* text, 抽查件數* count, 合格件數* count",
    "帳號清查": "清查日期*† date, 清查帳號數* count, 新增帳號數 count, 停用帳號數 count, 權限不符數 count",
    "專線諮詢": "受理日期*† date, 受理管道* 專線/網頁信箱, 諮詢問題 several, 後續處理情形 several",
    "訓練紀錄": f"姓名*† text, 層級* {LEVELS}, 課程* text, 時數* number, 日期*† date, 評核結果 text",
    "補助經費核定表": "縣市*† text, 人事費 money, 業務費 money, 合計* money",
    "補助員額": "縣市*† text, 每日平均在案量 count, 行政院核定員額 count, 一般個管 count, 資深個管 count, 個管員小計* count,"
    "個管督導人力* count, 專案管理人力* count",
    "個案報告": "姓名*† text, 提報日期*† date, 書面形式 flag, 外部督導會議 flag",
}

EXTRA = {
    "追蹤輔導個案": "性別 男/女, 出生日期 date, 居住地區 text, 處遇需求 several, 個管員 text, 共管議題 several",
    "替代治療個案": "性別 男/女, 出生日期 date, 主要用藥 several, C肝治療 flag, HIV陽性 flag, HIV治療 flag",
    "緩起訴個案": "性別 男/女, 出生日期 date, 主要用藥 several",
    "春暉離校個案": "需要轉銜 flag",
    "人力清冊": "職務名稱 text",
    "志工": "志工類別 several, 招募日期 date, 服務時數 number, 考核結果 text",
}
OWN_ANNEXES = ("補助經費核定表", "補助員額")


def parse_column(text: str) -> Column:
    head, kind = text.split()
    kind = kind.replace("_", " ")
    allowed: tuple[str, ...] = ()
    if kind.startswith("several"):
        kind, _, values = kind.partition(":")
        allowed = tuple(values.split("/")) if values else ()
    elif "/" in kind:
        kind, allowed = "category", tuple(kind.split("/"))
    return Column(head.rstrip("*†"), kind, allowed, "*" in head, "†" in head)


def parse_columns(text: str) -> tuple[Column, ...]:
    return tuple(parse_column(part) for part in text.split(","))


FURTHER = {title: parse_columns(text) for title, text in REGISTERS.items()}
EXTRA_COLUMNS = {title: parse_columns(text) for title, text in EXTRA.items()}
ALL_COLUMNS = {title: (*columns, *EXTRA_COLUMNS.get(title, ())) for title, columns in COLUMNS.items()} | FURTHER
