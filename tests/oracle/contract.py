"""The registers and what each measure reads of them, copied from the contract.

A column is written as `name kind`, with `*` for required (bold) and `†` for one that every
measure of the register reads.
"""

from dataclasses import dataclass

REGISTERS = {
    "學校清冊": "學校代碼*† id, 學校名稱 text, 學生數 count, 特定人員數 count, 前一年同期學生數 count,"
    "前一年同期特定人員數 count, 學校日宣導 flag",
    "家長研習場次": "辦理日期*† date, 主辦單位 text, 主題 text",
    "涉毒學生": "案件編號*† id, 查獲來源* 警察查獲/學校清查, 查獲日期*† date, 查獲時列入特定人員 flag,情資轉送檢警日期 date",
    "春暉離校個案": "個案編號*† id, 離校類型* 畢業/轉學/離校未就學, 離校日期*† date,轉銜評估會議日期 date, 轉介日期 date",
    "離校追蹤": "個案編號*† id, 追蹤日期*† date",
    "兒少通報": "通報編號*† id, 通報日期*† date, 派案期限* date, 派案日期 date",
    "家支社工": "社工編號*† id, 年月*† month, 服務案家數* count, 新開案數* count",
    "家屬團體": "團體編號*† id, 團體名稱 text, 聚會次數* count",
    "家屬團體成員": "團體編號*† id, 家屬編號*† id, 請假次數* count",
    "家屬前後測": "家屬編號*† id, 前測分數 number, 後測分數 number",
    "本部教育訓練": "辦理日期*† date, 名稱 text, 出席* flag",
    "追蹤輔導個案": "個案編號*† id, 開案日期*† date, 初評完成日期 date, 結案日期 date, 結案原因 text,"
    "需求等級 低/中/高, 無需轉介就業原因 reason, 就業轉介日期 date",
    "追蹤輔導紀錄": "個案編號*† id, 追輔日期*† date, 追輔方式* 電訪/家訪/面訪, 追輔結果 text",
    "求職服務": "個案編號*† id, 求職登記日期*† date, 就業結果 推介就業/自行就業/未就業, 就業日期 date",
    "安置機構": "機構名稱*† text, 當年度安置涉毒少年* flag, 辦理工作人員教育訓練 flag",
    "安置結案": "個案編號*† id, 結案日期*† date, 家庭支持或關係修復* flag",
    "治療機構": "機構代碼*† id, 機構名稱* text, 藥癮戒治 flag, 替代治療 flag, 具戒癮治療資格 flag,"
    "提供緩起訴戒癮治療 flag,"
    "勾選緩起訴附帶命令 flag, 訪查日期 date, 訪查項目完整 flag, 前次建議追蹤 answer, 策進建議 flag, C肝轉介機制 flag,"
    "參與補助方案 flag, 未參與原因 text, 自費人數 count, 總人數 count",
    "美沙冬收案": "個案編號*† id, 機構代碼* id, 新收日期*† date, 結案日期 date, 結案原因 text",
    "緩起訴個案": "個案編號*† id, 機構代碼* id, 收案日期*† date, 結案日期 date, 治療紀錄 flag",
    "替代治療個案": "個案編號*† id, 機構代碼* id, 收案日期*† date, 結案日期 date, 曾檢出C肝陽性 flag, C肝篩檢日期 date",
    "主責局處": "組別* text, 局處名稱*† text, 專責人力數* count",
    "跨局處會議": "會議日期*† date, 會議名稱 text, 主持人職稱 text, 秘書長或主任秘書以上主持* flag",
    "經費": "中央補助金額* money, 自籌金額* money, 最低自籌比率* number",
    "人力清冊": "人力來源* 本部補助/機關自有, 業務組別 text, 所屬局處 text, 職稱* 個管/督導/專管/其他, 姓名*† text,"
    "到職日期*† date, 離職日期 date, 異動別 在職/離職/轉任他職/留職停薪, 學歷 text, 證照 text, 累計個管案量 count,"
    "在案案量 count, 工作內容 text",
    "講習個案": "案件編號*† id, 個案編號 id, 查獲次數* count, 裁罰日期 date, 通知參與日期 date,完成講習日期 date, 分流課程 flag",
    "講習場次": "辦理日期*† date, 課程名稱 text, 含藥愛及愛滋防治* flag",
    "志工": "志工編號*† id, 繼續教育時數* number",
    "尿液採驗": "個案編號*† id, 應採驗年度* year, 實際採驗日期 date",
    "罰鍰案件": "案件編號*† id, 裁罰日期*† date, 應移送執行* flag, 移送執行日期 date",
    "佐證清冊": "指標代碼*† code, 項目名稱*† text, 要件* text, 說明 text",
    "填報數據": "指標代碼*† code, 項目*† text, 數值* count, 資料來源 text",
}

# Opening and closing: where the closing is the earlier of the two, both cells are faulty.
SPANS = {
    "追蹤輔導個案": ("開案日期", "結案日期"),
    "美沙冬收案": ("新收日期", "結案日期"),
    "緩起訴個案": ("收案日期", "結案日期"),
    "替代治療個案": ("收案日期", "結案日期"),
    "人力清冊": ("到職日期", "離職日期"),
}

PERCENTAGES = {"經費": "最低自籌比率"}

# Beside the † columns, the columns that each measure reads: measure, register, columns.
READS = """
1.1.1 家長研習場次
1.1.1 學校清冊
1.1.2 學校清冊 學校日宣導
1.2 學校清冊 學生數 特定人員數 前一年同期學生數 前一年同期特定人員數
1.3 涉毒學生 查獲來源 查獲時列入特定人員
1.4 涉毒學生 查獲來源 情資轉送檢警日期
1.5 春暉離校個案 離校類型 轉銜評估會議日期
1.6 春暉離校個案 離校類型 轉介日期
1.6 離校追蹤
2.1 兒少通報 派案期限 派案日期
2.2 佐證清冊 要件 說明
2.3.1 家支社工 服務案家數
2.3.2 家支社工 新開案數
2.4 佐證清冊 要件 說明
2.5 家屬團體成員 請假次數
2.5 家屬團體 聚會次數
2.6 佐證清冊 要件 說明
2.7 家屬前後測 前測分數 後測分數
2.8 本部教育訓練 出席
2.9 追蹤輔導個案 結案日期 無需轉介就業原因 就業轉介日期
2.10 求職服務 就業結果 就業日期
2.11.1 安置機構 當年度安置涉毒少年 辦理工作人員教育訓練
2.11.2 安置結案 家庭支持或關係修復
3.1 治療機構 具戒癮治療資格 提供緩起訴戒癮治療
3.2 佐證清冊 要件 說明
3.3 美沙冬收案 結案日期 結案原因
3.4 治療機構 藥癮戒治 替代治療 訪查日期 訪查項目完整 前次建議追蹤 策進建議
3.5 緩起訴個案 機構代碼 結案日期 治療紀錄
3.5 治療機構 勾選緩起訴附帶命令
3.6.1 治療機構 替代治療
3.6.1 替代治療個案 機構代碼 結案日期 曾檢出C肝陽性 C肝篩檢日期
3.6.2 治療機構 替代治療 C肝轉介機制
3.7 填報數據 數值
4.1.1 主責局處 專責人力數
4.1.2 跨局處會議 秘書長或主任秘書以上主持
4.1.3 經費 中央補助金額 自籌金額 最低自籌比率
4.2.1 人力清冊 人力來源 職稱 離職日期 異動別
4.2.2 人力清冊 人力來源 職稱 離職日期 異動別
4.3.1 追蹤輔導個案 初評完成日期 結案日期 需求等級
4.3.1 追蹤輔導紀錄 追輔方式
4.3.2 追蹤輔導個案 初評完成日期 結案日期
4.3.2 追蹤輔導紀錄
4.4 佐證清冊 要件 說明
4.5 佐證清冊 要件 說明
4.6.1.0 佐證清冊 要件 說明
4.6.1.1 講習個案 查獲次數 通知參與日期 完成講習日期
4.6.1.2 講習個案 查獲次數 通知參與日期 完成講習日期
4.6.2 講習個案 查獲次數 裁罰日期 完成講習日期 分流課程
4.7 講習場次 含藥愛及愛滋防治
4.8 志工 繼續教育時數
4.9 尿液採驗 應採驗年度 實際採驗日期
4.10 罰鍰案件 應移送執行 移送執行日期
4.11 佐證清冊 要件 說明
4.12.1 佐證清冊 要件 說明
4.12.2 佐證清冊 要件 說明
"""

# Where the persons are counted or joined by an identifier; masked, it merges them.
PERSONS = {
    "1.6": {"春暉離校個案": "個案編號", "離校追蹤": "個案編號"},
    "2.3.2": {"家支社工": "社工編號"},
    "2.9": {"追蹤輔導個案": "個案編號"},
    "2.10": {"求職服務": "個案編號"},
    "3.5": {"緩起訴個案": "個案編號"},
    "3.6.1": {"替代治療個案": "個案編號"},
    "4.3.1": {"追蹤輔導個案": "個案編號", "追蹤輔導紀錄": "個案編號"},
    "4.3.2": {"追蹤輔導個案": "個案編號", "追蹤輔導紀錄": "個案編號"},
    "4.9": {"尿液採驗": "個案編號"},
}

PERSON_COLUMNS = {title: column for reads in PERSONS.values() for title, column in reads.items()}

# Elements that an item of evidence must have.
ELEMENTS = {
    "2.2": ("入校家庭支持服務", "離校追蹤至少1年", "陪同家長訪視會面"),
    "2.4": ("合作矯正機關", "服務內容"),
    "2.6": ("知識性", "自我調適", "情緒支持", "資源", "家庭關係"),
    "3.2": (
        "服務對象",
        "服務內容",
        "服務方式",
        "服務機構",
        "服務時程或頻次",
        "處遇人員",
        "具體執行成果",
        "成果推廣",
    ),
    "4.4": ("處遇內容", "執行方式", "執行機構", "執行時程或頻次", "處遇人員", "具體執行成果"),
    "4.5": ("服務對象", "合作單位", "服務流程及內容", "共管結案指標"),
    "4.6.1.0": ("初次查獲課程", "二次以上查獲課程"),
    "4.11": ("服務對象", "服務內容", "服務方式", "服務機構", "服務時程或頻次", "處遇人員", "具體執行成果"),
    "4.12.1": ("網站簡介",),
    "4.12.2": ("宣導媒體",),
}

NEED_LEVELS = {"低": 1, "中": 1, "高": 2}

NO_REFERRAL_REASONS = (
    "移案",
    "託管",
    "期滿",
    "死亡",
    "入監",
    "失聯",
    "遷移其他縣市",
    "已就業",
    "就學中",
    "出境（外籍人士遣返）",
    "服役中",
    "就養",
    "傷病",
    "其他經評估無法轉介就業服務",
)
NO_REFERRAL_ALIASES = {
    "出境": "出境（外籍人士遣返）",
    "其他經評估無法轉介": "其他經評估無法轉介就業服務",
    "其他": "其他經評估無法轉介就業服務",
}

RETENTION_REASONS = (
    "死亡",
    "遷出",
    "入監",
    "入少年矯正機關",
    "其他疾病住院",
    "轉院/轉診",
    "生產",
    "兵役",
    "醫師評估可終止",
    "依循治療計畫完成治療",
)
RETENTION_ALIASES = {"轉院": "轉院/轉診", "轉診": "轉院/轉診", "往生": "死亡", "服役": "兵役"}

MUNICIPALITIES = ("新北市", "臺北市", "桃園市", "臺中市", "臺南市", "高雄市")
OUTLYING = ("澎湖縣", "金門縣", "連江縣")

HAN = ("", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True)
class Column:
    name: str
    kind: str
    allowed: tuple[str, ...]
    required: bool
    always_read: bool


def parse_column(text: str) -> Column:
    head, kind = text.split()
    allowed: tuple[str, ...] = ()
    if "/" in kind:
        kind, allowed = "category", tuple(kind.split("/"))
    elif kind == "reason":
        kind, allowed = "category", NO_REFERRAL_REASONS + tuple(NO_REFERRAL_ALIASES)
    return Column(head.rstrip("*†"), kind, allowed, "*" in head, "†" in head)


COLUMNS = {title: tuple(parse_column(part) for part in text.split(",")) for title, text in REGISTERS.items()}


def measure_reads() -> dict[str, dict[str, tuple[str, ...]]]:
    """Measure id -> register -> the columns read, the † columns among them, in the plan's order."""
    reads: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in READS.strip().splitlines():
        measure, register, *columns = line.split()
        always = [column.name for column in COLUMNS[register] if column.always_read]
        reads.setdefault(measure, {})[register] = (*always, *columns)
    return reads


MEASURES = measure_reads()


def indicator_of(measure: str) -> str:
    """3.3 -> 三(三), 4.12.2 -> 四(十二)."""
    group, number = measure.split(".")[:2]
    return f"{HAN[int(group)]}({HAN[int(number)]})"
