"""The registers of 綜合規劃組, evidence and figures."""

from __future__ import annotations

import numpy as np

from benchmarks.offices.draws import (
    NO_DAY,
    PRIOR_FIRST,
    YEAR_FIRST,
    YEAR_LAST,
    Draws,
    Table,
    number_day,
    write_days,
    write_ids,
    write_numbers,
)

SURNAMES = "陳林黃張李王吳劉蔡楊許鄭謝郭洪邱曾廖賴徐"
GIVEN = "志明淑芬俊傑美玲雅婷家豪怡君建宏佩珊冠宇宗翰欣怡承恩詩涵柏翰思妤"
ELEMENTS = {
    "2.2": ("入校家庭支持服務", "離校追蹤至少1年", "陪同家長訪視會面"),
    "2.4": ("合作矯正機關", "服務內容"),
    "2.6": ("知識性", "自我調適", "情緒支持", "資源", "家庭關係"),
    "3.2": ("服務對象", "服務內容", "服務方式", "服務機構", "服務時程或頻次", "處遇人員", "具體執行成果", "成果推廣"),
    "4.4": ("處遇內容", "執行方式", "執行機構", "執行時程或頻次", "處遇人員", "具體執行成果"),
    "4.5": ("服務對象", "合作單位", "服務流程及內容", "共管結案指標"),
    "4.6": ("初次查獲課程", "二次以上查獲課程"),
    "4.11": ("服務對象", "服務內容", "服務方式", "服務機構", "服務時程或頻次", "處遇人員", "具體執行成果"),
    "四(十二)": ("網站簡介", "宣導媒體"),
}


def write_bureaus() -> Table:
    groups = ("預防宣導組", "保護扶助組", "醫療服務組", "綜合規劃組")
    bureaus = ("教育局", "社會局", "衛生局", "毒品防制局", "勞工局", "警察局", "民政局", "新聞局")
    return {
        "組別": [groups[number % 4] for number in range(len(bureaus))],
        "局處名稱": bureaus,
        "專責人力數": write_numbers(Draws("主責局處").numbers(len(bureaus), 1, 6)),
    }


def write_meetings(size: int) -> Table:
    draws = Draws("跨局處會議")
    chairs = draws.choose(size, ("市長", "秘書長", "主任秘書", "科長"))
    return {
        "會議日期": write_days(np.sort(draws.rng.permutation(np.arange(YEAR_FIRST, YEAR_LAST))[:size])),
        "會議名稱": [f"毒品危害防制跨局處會議第{number}次" for number in range(1, size + 1)],
        "主持人職稱": chairs,
        "秘書長或主任秘書以上主持": ["否" if chair == "科長" else "是" for chair in chairs],
    }


def write_funding() -> Table:
    return {"中央補助金額": ["25,600,000"], "自籌金額": ["12,800,000"], "最低自籌比率": ["30%"]}


def write_staff(size: int) -> Table:
    draws = Draws("人力清冊")
    came = np.sort(draws.days(size, number_day(109, 2, 1), number_day(113, 10, 31)))
    left = draws.later(came + 30, 900, 0.3)
    left[left > YEAR_LAST] = NO_DAY
    load = draws.numbers(size, 10, 45)
    return {
        "人力來源": draws.choose(size, ("本部補助", "機關自有"), (0.8, 0.2)),
        "業務組別": draws.choose(size, ("保護扶助組", "醫療服務組", "綜合規劃組")),
        "所屬局處": draws.choose(size, ("衛生局", "社會局", "毒品防制局")),
        "職稱": draws.choose(size, ("個管", "督導", "專管", "其他"), (0.7, 0.12, 0.1, 0.08)),
        "姓名": [SURNAMES[number % 20] + GIVEN[number // 20 % 32] + GIVEN[number // 640 * 7 % 32] for number in range(size)],
        "到職日期": write_days(came),
        "離職日期": write_days(left),
        "異動別": ["在職" if day == NO_DAY else "離職" for day in left.tolist()],
        "學歷": draws.choose(size, ("大學", "碩士")),
        "證照": draws.choose(size, ("社工師", "護理師", "心理師", "")),
        "累計個管案量": write_numbers(load * 3),
        "在案案量": write_numbers(load),
        "工作內容": ["藥癮個案追蹤輔導"] * size,
    }


def write_lecture_cases(size: int) -> Table:
    draws = Draws("講習個案")
    fined = np.sort(draws.days(size, PRIOR_FIRST, YEAR_LAST))
    called = draws.later(fined + 14, 45)
    return {
        "案件編號": write_ids("L{:07}", np.arange(size)),
        "個案編號": write_ids("B{:06}", draws.numbers(size, 0, size)),
        "查獲次數": write_numbers(draws.numbers(size, 1, 4)),
        "裁罰日期": write_days(fined),
        "通知參與日期": write_days(called),
        "完成講習日期": write_days(draws.later(called, 60, 0.65)),
        "分流課程": draws.flags(size, 0.6),
    }


def write_lectures(size: int) -> Table:
    draws = Draws("講習場次")
    return {
        "辦理日期": write_days(np.sort(draws.days(size, YEAR_FIRST, YEAR_LAST))),
        "課程名稱": [f"毒品危害講習第{number}梯" for number in range(1, size + 1)],
        "含藥愛及愛滋防治": draws.flags(size, 0.92),
    }


def write_volunteers(size: int) -> Table:
    draws = Draws("志工")
    return {"志工編號": write_ids("V{:05}", np.arange(size)), "繼續教育時數": write_numbers(draws.numbers(size, 3, 12))}


def write_urine_tests(size: int) -> Table:
    draws = Draws("尿液採驗")
    days = np.where(draws.rng.random(size) < 0.72, draws.days(size, YEAR_FIRST, YEAR_LAST), NO_DAY)
    return {
        "個案編號": write_ids("U{:06}", np.arange(size)),
        "應採驗年度": ["113"] * size,
        "實際採驗日期": write_days(days),
    }


def write_fines(size: int) -> Table:
    draws = Draws("罰鍰案件")
    fined = np.sort(draws.days(size, PRIOR_FIRST, YEAR_FIRST - 1))
    return {
        "案件編號": write_ids("Y{:07}", np.arange(size)),
        "裁罰日期": write_days(fined),
        "應移送執行": draws.flags(size, 0.5),
        "移送執行日期": write_days(draws.later(fined, 300, 0.75)),
    }


def write_evidence() -> Table:
    lines = [(code, element) for code, elements in ELEMENTS.items() for element in elements]
    lines.append(("四(十二)", "宣導媒體"))
    return {
        "指標代碼": [code for code, _ in lines],
        "項目名稱": [f"{code} 方案" for code, _ in lines],
        "要件": [element for _, element in lines],
        "說明": [f"{element}之說明（{number}）" for number, (_, element) in enumerate(lines)],
    }


def write_figures() -> Table:
    return {
        "指標代碼": ["3.7", "3.7"],
        "項目": ["完成愛滋篩檢人次", "實際到場講習人次"],
        "數值": ["1127", "1234"],
        "資料來源": ["疾病管制署", "毒品危害防制中心"],
    }
