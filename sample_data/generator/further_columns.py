"""Extra columns of the office's registers, which no measure reads: drawn a person or a row at a time, after all other facts, so
that the measures' figures and the dress of the other columns stay as they are.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

from .base import EXPORTED, LAST, Rows, between, drawn, exactly, flag, iso, weighted
from .faults import Tables

NEEDS = ("戒癮治療", "心理輔導", "就業", "經濟扶助", "家庭關係", "法律", "住宿")
SHARED = ("自殺防治", "家庭暴力", "精神照護", "兒少保護")
DISTRICTS = ("碧湖區", "青嵐區", "望潮區", "白沙區", "松崎區", "雲岬區")
DRUGS = ("海洛因", "安非他命", "愷他命", "大麻", "新興影響精神物質")
POSITIONS = {"個管": ("個案管理員", "資深個案管理員"), "督導": ("個管督導",), "專管": ("專案管理師",), "其他": ("承辦人", "科員")}


def add_columns(tables: Tables) -> Tables:
    """Register → the extra cells of each of its rows, in the order of its rows."""
    persons = ("追蹤輔導個案", "替代治療個案", "緩起訴個案")
    makers: dict[str, Callable[[dict[str, str]], dict[str, str]]] = {
        "追蹤輔導個案": partial(_describe_case, managers=_assign_managers(tables)),
        "替代治療個案": _describe_patient,
        "緩起訴個案": _describe_deferred,
        "春暉離校個案": _describe_leaver,
        "人力清冊": _describe_post,
        "志工": _describe_volunteer,
    }
    more = {title: [make(row) for row in tables[title]] for title, make in makers.items()}
    for number, title in enumerate(persons):  # one cell each that cannot be read
        column = ("出生日期", "HIV陽性", "性別")[number]
        more[title][40 + number] |= {column: ("79/13/1", "檢驗中", "未知")[number]}
    return more


def _person(row: dict[str, str]) -> Random:
    """A source of chance for one person, the same in all of the person's rows."""
    return drawn(f"person/{row['個案編號']}")


def _describe_person(row: dict[str, str]) -> tuple[Random, dict[str, str]]:
    chance = _person(row)
    born = between(chance, date(1952, 1, 1), date(2007, 6, 30))
    return chance, {"性別": weighted(chance, (("男", 82), ("女", 17), ("", 1))), "出生日期": iso(born)}


def _describe_case(row: dict[str, str], managers: dict[str, str]) -> dict[str, str]:
    chance, cells = _describe_person(row)
    needs = chance.sample(NEEDS, chance.choice((0, 1, 1, 2, 2, 3)))
    shared = chance.choice(SHARED) if chance.random() < 0.13 else ""
    return cells | {
        "居住地區": weighted(chance, [(name, 10) for name in DISTRICTS] + [("", 2)]),
        "處遇需求": chance.choice(("、", "；", ",")).join(needs) or chance.choice(("無", "")),
        "個管員": managers.get(row["個案編號"], ""),
        "共管議題": f"{shared}、精神照護" if shared == "自殺防治" and chance.random() < 0.3 else shared,
    }


def _assign_managers(tables: Tables) -> dict[str, str]:
    """Person → case manager: each one in post gets as many persons in hand as the own list says, while there are persons; three
    lists are older than the register.
    """
    chance = drawn("個管員")
    cases = [row for row in tables["追蹤輔導個案"] if row["個案編號"]]
    in_hand = list(dict.fromkeys(row["個案編號"] for row in cases if _is_in_hand(row)))
    chance.shuffle(in_hand)
    posts = [row for row in tables["人力清冊"] if _is_in_post(row) and row["職稱"] in ("個管", "督導")]
    managers: dict[str, str] = {}
    for number, post in enumerate(posts):
        wanted = int(post["在案案量"] or 0) + (2, -3, 1)[number // 7 % 3] * (number % 7 == 3)
        for _ in range(min(wanted, len(in_hand))):
            managers[in_hand.pop()] = post["姓名"]
    names = [post["姓名"] for post in posts]
    for row in cases:
        managers.setdefault(row["個案編號"], chance.choice(names) if not _is_in_hand(row) else "")
    return managers


def _is_in_hand(row: dict[str, str]) -> bool:
    return row["開案日期"] <= iso(LAST) and not (row["結案日期"] and row["結案日期"] <= iso(LAST))


def _is_in_post(row: dict[str, str]) -> bool:
    is_gone = row["離職日期"] and row["離職日期"] <= iso(LAST)
    return row["到職日期"] <= iso(LAST) and not is_gone and not (row["異動別"] != "在職" and not row["離職日期"])


def _describe_patient(row: dict[str, str]) -> dict[str, str]:
    chance, cells = _describe_person(row)
    positive = chance.random() < 0.11
    treated = row["曾檢出C肝陽性"] == "是" and chance.random() < 0.64
    return cells | {
        "主要用藥": "海洛因" if chance.random() < 0.8 else "海洛因、安非他命",
        "C肝治療": flag(treated) if row["曾檢出C肝陽性"] == "是" else "",
        "HIV陽性": flag(positive),
        "HIV治療": flag(chance.random() < 0.9) if positive else "",
    }


def _describe_deferred(row: dict[str, str]) -> dict[str, str]:
    chance, cells = _describe_person(row)
    drugs = chance.sample(DRUGS, chance.choice((1, 1, 1, 2)))
    return cells | {"主要用藥": "、".join(drugs) if chance.random() < 0.97 else ""}


def _describe_leaver(row: dict[str, str]) -> dict[str, str]:
    chance = _person(row)
    return {"需要轉銜": flag(chance.random() < 0.7) if row["離校類型"] == "畢業" else ""}


def _describe_post(row: dict[str, str]) -> dict[str, str]:
    chance = drawn(f"post/{row['姓名']}/{row['到職日期']}")
    names = POSITIONS.get(row["職稱"], ("",))
    return {"職務名稱": chance.choice(names) if chance.random() < 0.9 else ""}


def _describe_volunteer(row: dict[str, str]) -> dict[str, str]:
    chance = drawn(f"volunteer/{row['志工編號']}")
    kinds = chance.sample(("社區志工", "大專青年", "過來人", "新住民"), chance.choice((1, 1, 1, 2)))
    return {
        "志工類別": "、".join(kinds),
        "招募日期": iso(between(chance, date(2019, 1, 5), EXPORTED - timedelta(days=20))),
        "服務時數": str(chance.choice((12, 24, 30.5, 48, 60, 96))),
        "考核結果": weighted(chance, (("優良", 30), ("合格", 62), ("待改善", 5), ("", 3))),
    }


def pick(chance: Random, rows: Rows, count: int) -> Rows:
    """Some of the rows, in their order."""
    return [row for row, is_taken in zip(rows, exactly(chance, count, len(rows)), strict=True) if is_taken]
