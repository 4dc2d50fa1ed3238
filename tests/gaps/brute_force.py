"""Tries every act on a small office, one subject after the other; written from the contract, it shares no line with the program.

Figures come from the independent calculator (`tests/oracle`). An act fills a cell or adds a row on a day; sets of acts are tried
from the smallest on, each of their days apart, until the subject counts at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations_with_replacement, product
from typing import Any

from oracle.calculate import FORMULAS
from oracle.contract import COLUMNS, MEASURES
from oracle.office import Frame, Office, Row, Table
from oracle.readings import Choice

Facts = dict[str, Any]
Tables = Mapping[str, Sequence[Facts]]

# Column: what can become of it; "until" a day in the row, "to" another word than 是, "unless" the word that it may replace.
STILL: dict[str, dict[str, dict[str, str]]] = {
    "學校清冊": {"學校日宣導": {"how": "flag"}},
    "跨局處會議": {"秘書長或主任秘書以上主持": {"how": "flag", "until": "會議日期"}},
    "講習場次": {"含藥愛及愛滋防治": {"how": "flag", "until": "辦理日期"}},
    "涉毒學生": {"情資轉送檢警日期": {"how": "date"}},
    "春暉離校個案": {"轉銜評估會議日期": {"how": "date"}},
    "兒少通報": {"派案日期": {"how": "date"}},
    "罰鍰案件": {"移送執行日期": {"how": "date"}},
    "家屬團體": {"聚會次數": {"how": "more"}},
    "主責局處": {"專責人力數": {"how": "more"}},
    "志工": {"繼續教育時數": {"how": "more"}},
    "家屬前後測": {"後測分數": {"how": "fill"}},
    "本部教育訓練": {"出席": {"how": "flag", "until": "辦理日期"}},
    "安置結案": {"家庭支持或關係修復": {"how": "flag", "until": "結案日期"}},
    "追蹤輔導個案": {"就業轉介日期": {"how": "again"}},
    "替代治療個案": {"C肝篩檢日期": {"how": "again"}},
    "尿液採驗": {"實際採驗日期": {"how": "again"}},
    "求職服務": {"就業結果": {"how": "flag", "to": "推介就業", "unless": "未就業"}},
    "安置機構": {"辦理工作人員教育訓練": {"how": "flag"}},
    "緩起訴個案": {"治療紀錄": {"how": "flag"}},
    "治療機構": {
        "提供緩起訴戒癮治療": {"how": "flag"},
        "勾選緩起訴附帶命令": {"how": "flag"},
        "訪查日期": {"how": "again"},
        "訪查項目完整": {"how": "flag"},
        "前次建議追蹤": {"how": "flag"},
        "策進建議": {"how": "flag"},
        "C肝轉介機制": {"how": "flag"},
    },
    "講習個案": {"完成講習日期": {"how": "date"}, "分流課程": {"how": "flag", "until": "完成講習日期"}},
}
ADDED = {"離校追蹤": ("個案編號", "追蹤日期", {}), "追蹤輔導紀錄": ("個案編號", "追輔日期", {"追輔方式": "家訪"})}
OPEN_AND_CLOSED = ("追蹤輔導個案", "美沙冬收案", "緩起訴個案", "替代治療個案")
# The register of the subjects, and the column whose values are they; none where each row is one.
SUBJECTS = {
    "1.1.2": ("學校清冊", None),
    "1.4": ("涉毒學生", None),
    "1.5": ("春暉離校個案", None),
    "1.6": ("春暉離校個案", None),
    "2.1": ("兒少通報", None),
    "2.5": ("家屬團體成員", None),
    "2.7": ("家屬前後測", None),
    "2.8": ("本部教育訓練", None),
    "2.9": ("追蹤輔導個案", "個案編號"),
    "2.10": ("求職服務", "個案編號"),
    "2.11.1": ("安置機構", None),
    "2.11.2": ("安置結案", None),
    "3.1": ("治療機構", None),
    "3.3": ("美沙冬收案", None),
    "3.4": ("治療機構", None),
    "3.5": ("緩起訴個案", "個案編號"),
    "3.6.1": ("治療機構", None),
    "3.6.2": ("治療機構", None),
    "4.1.1": ("主責局處", "局處名稱"),
    "4.1.2": ("跨局處會議", None),
    "4.2.1": ("人力清冊", "姓名"),
    "4.2.2": ("人力清冊", "姓名"),
    "4.3.1": ("追蹤輔導個案", "個案編號"),
    "4.6.1.1": ("講習個案", None),
    "4.6.1.2": ("講習個案", None),
    "4.6.2": ("講習個案", None),
    "4.7": ("講習場次", None),
    "4.8": ("志工", None),
    "4.9": ("尿液採驗", "個案編號"),
    "4.10": ("罰鍰案件", None),
}
MOST_ACTS = 4


@dataclass(frozen=True)
class Act:
    """A cell to be changed (register, position of the row, column), or a row to be added for a key."""

    title: str
    row: int | None
    column: str | None
    key: Any = None
    amount: Fraction | None = None


@dataclass(frozen=True)
class Found:
    """A set of acts that does it, with the last day of each."""

    acts: tuple[Act, ...]
    days: tuple[date, ...]


@dataclass(frozen=True)
class Verdict:
    """Where a subject falls: done, waiting (with the day), to do (with the acts), or lost; outside where it is no candidate."""

    kind: str
    by: date | None = None
    found: Found | None = None


class BruteForce:
    """One measure of one office, from `today` to the frame's as_of."""

    def __init__(self, measure: str, tables: Tables, frame: Frame, today: date, readings: Choice | None = None) -> None:
        self.measure, self.tables, self.frame, self.today = measure, tables, frame, today
        self.readings = frozenset((place, name) for place, names in (readings or {}).items() for name in names)
        self.title, self.key = SUBJECTS[measure]
        if ("4.2", "each-post") in self.readings:
            self.key = None
        self.days = [today + timedelta(days=n) for n in range((frame.as_of - today).days + 1)]

    def list_subjects(self) -> Iterator[tuple[str, list[int]]]:
        """Each subject's name (its key, or the number of its row) with the positions of its rows."""
        rows: dict[str, list[int]] = {}
        for position, row in enumerate(self.tables[self.title]):
            rows.setdefault(str(position if self.key is None else row[self.key]), []).append(position)
        yield from rows.items()

    def judge(self, rows: list[int]) -> Verdict:
        own = self.keep(rows)
        part, whole = self.count(own, self.frame.as_of)
        if not whole:
            if self.measure in ("2.7", "4.6.2") and self._may_come_in(own[self.title][0]):
                found = self._search(rows)
                return Verdict("brought", found=found) if found else Verdict("outside")
            return Verdict("outside")
        if part:
            part_today, whole_today = self.count(own, self.today)
            if whole_today and not part_today:
                return Verdict("waiting", by=self._find_day(own))
            return Verdict("done")
        found = self._search(rows)
        return Verdict("to do", found=found) if found else Verdict("lost")

    def _may_come_in(self, row: Facts) -> bool:
        if self.measure == "2.7":
            return row["前測分數"] is not None and row["後測分數"] is None
        return row["查獲次數"] >= 2 and self.frame.in_period(row["裁罰日期"]) and row["完成講習日期"] is None

    def _find_day(self, own: dict[str, list[Facts]]) -> date:
        first = self.frame.as_of
        while self.count(own, first - timedelta(days=1))[0]:
            first -= timedelta(days=1)
        return first

    def keep(self, rows: list[int]) -> dict[str, list[Facts]]:
        """The office with the subject's rows alone in its register."""
        kept = {title: list(facts) for title, facts in self.tables.items()}
        kept[self.title] = [self.tables[self.title][position] for position in rows]
        return kept

    def count(self, tables: Mapping[str, Sequence[Facts]], as_of: date) -> tuple[int, int]:
        """Numerator and denominator."""
        read = {}
        for title, facts in tables.items():
            present = {column.name for column in COLUMNS[title]}
            read[title] = Table(title, present, [Row({name: row.get(name) for name in present}, set()) for row in facts])
        figure = FORMULAS[self.measure](Office(replace(self.frame, as_of=as_of), read, readings=self.readings))
        if figure.parts is not None:
            return int(str(figure.parts["B"])), int(str(figure.parts["A"]))
        return int(figure.numerator or 0), int(figure.denominator or 0)

    # Acts

    def _search(self, rows: list[int]) -> Found | None:
        acts = list(self._list_acts(rows))
        if not self.count(self._do_all(rows, acts), self.frame.as_of)[0]:
            return None
        for size in range(1, MOST_ACTS + 1):
            found = [result for chosen in self._choose(acts, size) if (result := self._try(rows, chosen))]
            if found:
                # The first of equals stays: acts are listed in the order of the rows.
                return max(found, key=lambda each: (min(each.days), -sum((act.amount or 0 for act in each.acts), Fraction(0))))
        return None

    def _do_all(self, rows: list[int], acts: list[Act]) -> dict[str, list[Facts]]:
        """Everything done that can be, as early as it can: every cell changed by the most, two rows added on every day."""
        cells = [act for act in acts if act.row is not None]
        added = [(act, day) for act in acts if act.row is None for day in self.days for _ in range(2)]
        every = (*cells, *(act for act, _ in added))
        return self._act(rows, every, (*(self.today for _ in cells), *(day for _, day in added)))

    def _choose(self, acts: list[Act], size: int) -> Iterator[tuple[Act, ...]]:
        """Sets of acts: rows may be added several times, a cell changes once."""
        for chosen in combinations_with_replacement(acts, size):
            cells = [(act.title, act.row, act.column) for act in chosen if act.row is not None]
            if len(cells) == len(set(cells)):
                yield chosen

    def _list_acts(self, rows: list[int]) -> Iterator[Act]:
        reads = MEASURES[self.measure]
        for title in [self.title, *(other for other in reads if other != self.title)]:
            positions = rows if title == self.title else range(len(self.tables.get(title, ())))
            for position in positions:
                for column in STILL.get(title, {}):
                    if column in reads[title] and self._can_change(title, position, column):
                        yield from self._list_amounts(Act(title, position, column))
            if title in ADDED and title in reads:
                for key in dict.fromkeys(self.tables[self.title][position][ADDED[title][0]] for position in rows):
                    yield Act(title, None, None, key)

    def _list_amounts(self, act: Act) -> Iterator[Act]:
        if STILL[act.title][act.column or ""]["how"] != "more":
            yield act
            return
        steps = Fraction(1, 4) if act.column == "繼續教育時數" else Fraction(1)
        yield from (replace(act, amount=steps * number) for number in range(1, 17 if act.column == "繼續教育時數" else 4))

    def _can_change(self, title: str, position: int, column: str) -> bool:
        row, rule = self.tables[title][position], STILL[title][column]
        value = row.get(column)
        match rule["how"]:
            case "date" | "fill":
                can = value is None
            case "again":
                can = value is None or value < self.frame.first
            case "flag":
                can = value is None or value == rule.get("unless", False)
            case _:
                can = value is not None
        return can and self._last_day(title, position, column) >= self.today

    def _last_day(self, title: str, position: int, column: str) -> date:
        row = self.tables[title][position]
        names = [STILL[title][column].get("until"), "結案日期" if title in OPEN_AND_CLOSED else None]
        days = [row[name] for name in names if name is not None and row.get(name) is not None]
        last: date = min([self.frame.as_of, *days])
        return last

    def _try(self, rows: list[int], acts: tuple[Act, ...]) -> Found | None:
        """The acts with their latest days, where there are days at which they do it."""
        best: tuple[date, ...] | None = None
        for days in self._list_days_of_all(acts):
            if best is not None and sorted(days) <= sorted(best):
                continue
            if self.count(self._act(rows, acts, days), self.frame.as_of)[0]:
                best = days
        return None if best is None else Found(acts, best)

    def _list_days_of_all(self, acts: tuple[Act, ...]) -> Iterator[tuple[date, ...]]:
        if acts[0].row is None and len(set(acts)) == 1:  # rows of one kind, in whatever order
            yield from combinations_with_replacement(self.days, len(acts))
            return
        yield from product(*(self._list_days(act) for act in acts))

    def _list_days(self, act: Act) -> list[date]:
        """The days on which the act could be done; what does not hold a day is done on its last one."""
        if act.row is None:
            return self.days
        last = self._last_day(act.title, act.row, act.column or "")
        if STILL[act.title][act.column or ""]["how"] in ("date", "again"):
            return [day for day in self.days if day <= last]
        return [last]

    def _act(self, rows: list[int], acts: tuple[Act, ...], days: tuple[date, ...]) -> dict[str, list[Facts]]:
        tables = {title: [dict(row) for row in facts] for title, facts in self.tables.items()}
        for act, day in zip(acts, days, strict=True):
            if act.row is None:
                key, date_column, more = ADDED[act.title]
                tables[act.title].append({key: act.key, date_column: day, **more})
                continue
            row, column = tables[act.title][act.row], act.column or ""
            rule = STILL[act.title][column]
            match rule["how"]:
                case "date" | "again":
                    row[column] = day
                case "flag":
                    row[column] = rule.get("to", True)
                case "more":
                    row[column] += act.amount
                case _:
                    row[column] = row["前測分數"] + Fraction(1)
        tables[self.title] = [tables[self.title][position] for position in rows]
        return tables
