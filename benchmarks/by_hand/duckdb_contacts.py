"""4.3 of a folder of .csv in SQL, with duckdb."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import duckdb

SETUP = """
create macro number_day(text) as make_date(
    split_part(text, '/', 1)::int + 1911, split_part(text, '/', 2)::int, split_part(text, '/', 3)::int);
create macro first_day() as date '2024-01-01';
create macro as_of() as date '2024-12-31';
"""
PERSONS = """
create table persons as
with rows as (
    select 個案編號 as person, number_day(開案日期) as opened, number_day(結案日期) as closed,
           number_day(初評完成日期) as assessed, if(需求等級 = '高', 2, 1) as owed
    from read_csv($cases, all_varchar = true, header = true)),
served as (
    select * from rows
    where opened <= as_of() and (closed is null or closed >= first_day()) and assessed <= as_of()),
spans as (
    select person, greatest(min(opened), first_day()) as first, least(max(coalesce(closed, as_of())), as_of()) as last,
           arg_max(owed, (opened, owed)) as owed
    from served group by person)
select *, greatest((last - first + 1) // 30, 1) as units from spans
"""
CASEWORK = """
with contacts as (
    select 個案編號 as person, number_day(追輔日期) as day from read_csv($contacts, all_varchar = true, header = true)),
made as (
    select person, day, (day - first) // 30 as unit, first, last, owed, units from contacts join persons using (person)),
counted as (
    select person, least(count(*), any_value(owed)) as counted, any_value(owed) as owed, any_value(units) as units
    from made where day between first and last and unit < units group by person, unit),
reached as (
    select person from counted group by person having sum(counted) * 100 >= any_value(owed) * any_value(units) * 65)
select (select count(*) from reached), (select count(*) from made where day between first_day() and as_of()),
       (select count(*) from persons)
"""


def main(folder: Path) -> None:
    connection = duckdb.connect()
    connection.execute(SETUP)
    connection.execute(PERSONS, {"cases": str(folder / "追蹤輔導個案.csv")})
    row = connection.execute(CASEWORK, {"contacts": str(folder / "追蹤輔導紀錄.csv")}).fetchone()
    reached, total, persons = row or (0, 0, 0)
    print(json.dumps({"4.3.1": [reached, persons], "4.3.2": [total, persons]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
