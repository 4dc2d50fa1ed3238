"""The faults and oddities planted in the facts, each at a known place: what an auditor should be shown."""

from dataclasses import dataclass

from .base import Rows, drawn

Tables = dict[str, Rows]


@dataclass(frozen=True)
class Fault:
    """From a drawn row on, the first ones for which `where` holds get these cells."""

    register: str
    cells: dict[str, str]
    why: str
    count: int = 1
    filled: tuple[str, ...] = ()  # columns that must not be blank before
    rejects: bool = True
    opened: tuple[str, str] = ("", "9")  # 開案日期 or 新收日期 from and before


FAULTS = (
    Fault("學校清冊", {"特定人員數": ""}, "a number of 1.2 is blank"),
    Fault("學校清冊", {"學生數": "約300"}, "not a number"),
    Fault("涉毒學生", {"查獲來源": "路檢"}, "not an allowed source"),
    Fault("春暉離校個案", {"轉介日期": "113/4/31"}, "impossible date", filled=("轉介日期",)),
    Fault("兒少通報", {"派案期限": ""}, "a required cell is blank"),
    Fault("家支社工", {"服務案家數": "-3"}, "a negative count"),
    Fault("家屬前後測", {"後測分數": "缺考"}, "not a number"),
    Fault("求職服務", {"就業結果": "待業"}, "not an allowed result", filled=("就業結果",)),
    Fault("追蹤輔導個案", {"開案日期": "113/2/30"}, "impossible date"),
    Fault("追蹤輔導個案", {"就業轉介日期": "113/13/5"}, "impossible date", filled=("就業轉介日期",)),
    Fault("追蹤輔導個案", {"需求等級": "超高"}, "not an allowed level", 2, ("需求等級",)),
    Fault("追蹤輔導個案", {"結案日期": "2021-12-31"}, "closed before opened", 3, ("結案日期",)),
    Fault("追蹤輔導個案", {"個案編號": ""}, "a required cell is blank"),
    Fault("追蹤輔導個案", {"需求等級": "", "結案日期": "", "初評完成日期": "2024-03-15"}, "assessed without a level", 4),
    Fault("追蹤輔導個案", {"無需轉介就業原因": "搬家"}, "not an allowed reason", filled=("無需轉介就業原因",)),
    Fault("追蹤輔導紀錄", {"追輔方式": "視訊"}, "not an allowed kind (4.3.1 only)", 5),
    Fault("追蹤輔導紀錄", {"追輔日期": "113/6/31"}, "impossible date", 3),
    Fault("追蹤輔導紀錄", {"追輔日期": ""}, "a required cell is blank", 2),
    Fault("追蹤輔導紀錄", {"個案編號": "C199-99999"}, "unknown case", 6, rejects=False),
    Fault("美沙冬收案", {"結案日期": "2022-11-30", "結案原因": "入監"}, "closed before admitted", 2),
    Fault("美沙冬收案", {"新收日期": "113/2/30"}, "impossible date", opened=("2024", "9")),
    Fault("緩起訴個案", {"結案日期": "2022-01-31"}, "closed before opened"),
    Fault("替代治療個案", {"曾檢出C肝陽性": "待查"}, "neither yes nor no"),
    Fault("替代治療個案", {"機構代碼": ""}, "a required cell is blank"),
    Fault("人力清冊", {"職稱": "助理"}, "not an allowed title"),
    Fault("人力清冊", {"離職日期": "2016-12-31"}, "left before hired"),
    Fault("講習個案", {"查獲次數": ""}, "a required cell is blank"),
    Fault("講習個案", {"查獲次數": "二"}, "not a number"),
    Fault("講習個案", {"分流課程": "部分"}, "neither yes nor no", filled=("分流課程",)),
    Fault("志工", {"繼續教育時數": ""}, "a required cell is blank"),
    Fault("尿液採驗", {"應採驗年度": "下半年"}, "not a year"),
    Fault("尿液採驗", {"實際採驗日期": "113/11/31"}, "impossible date", filled=("實際採驗日期",)),
    Fault("罰鍰案件", {"裁罰日期": "112/6/31"}, "impossible date"),
    Fault("罰鍰案件", {"應移送執行": ""}, "a required cell is blank"),
)

DUPLICATES = {"追蹤輔導個案": 3, "追蹤輔導紀錄": 8, "美沙冬收案": 2, "家屬團體成員": 1, "罰鍰案件": 2}


def plant(tables: Tables) -> Tables:
    """Put every fault into a row of its own, then repeat some sound rows exactly."""
    chance = drawn("faults")
    used: dict[str, set[int]] = {title: set() for title in tables}
    for fault in FAULTS:
        rows = tables[fault.register]
        fit = [
            number
            for number, row in enumerate(rows)
            if number not in used[fault.register]
            and all(row[column] for column in fault.filled)
            and fault.opened[0] <= row.get("開案日期", row.get("新收日期", "")) < fault.opened[1]
        ]
        for number in chance.sample(fit, fault.count):
            rows[number] |= fault.cells
            used[fault.register].add(number)
    misspelt = next(row for row in tables["美沙冬收案"] if row["結案原因"] == "死亡" and row["新收日期"] > "2023-07-15")
    misspelt["結案原因"] = "死忘"
    for title, count in DUPLICATES.items():
        rows = tables[title]
        sound = [number for number in range(len(rows)) if number not in used[title]]
        for number in sorted(chance.sample(sound, count), reverse=True):
            rows.insert(number + 1, dict(rows[number]))
    tables["佐證清冊"].insert(5, {"指標代碼": "4.1", "項目名稱": "專責人力", "要件": "服務對象", "說明": "編制表"})
    tables["填報數據"] += [{"指標代碼": "4.10", "項目": "分子", "數值": value, "資料來源": "財政處"} for value in ("201", "210")]
    return tables
