"""Small offices below one folder, and what a batch left of them."""

import hashlib
import json
from pathlib import Path
from typing import Any

from cli.running import Done, run, write_csv

# The measures that the offices here have the registers for.
ONLY = ("1.2", "3.3", "4.1.3", "4.6.2", "4.8")
OPTIONS = tuple(word for name in ONLY for word in ("--only", name))
SCHOOLS = "學校代碼,學生數,特定人員數,前一年同期學生數,前一年同期特定人員數\n"
ADMISSIONS = "個案編號,機構代碼,新收日期,結案日期,結案原因\n"
FUNDING = "中央補助金額,自籌金額,最低自籌比率\n"
LECTURES = "案件編號,查獲次數,裁罰日期,完成講習日期,分流課程\n"
VOLUNTEERS = "志工編號,繼續教育時數\n"
STAYED, LEFT = "113/1/2,,\n", "113/1/2,113/2/1,自行中斷\n"


def write_office(
    folder: Path,
    *,
    settings: str = "",
    schools: str = "S1,100,2,100,1\n",
    admissions: tuple[int, int] = (1, 2),
    funding: str = "800,200,15%\n",
    lectures: str = "L1,2,113/3/1,113/4/1,是\nL2,2,112/3/1,112/4/1,否\n",
    volunteers: tuple[float, ...] = (4.0,),
) -> Path:
    """An office with the registers of `ONLY`; of its admissions so many stayed, out of so many."""
    stayed, all_of_them = admissions
    rows = [f"M{number},H1,{STAYED if number < stayed else LEFT}" for number in range(all_of_them)]
    write_csv(folder, "學校清冊", SCHOOLS + schools)
    write_csv(folder, "美沙冬收案", ADMISSIONS + "".join(rows))
    write_csv(folder, "經費", FUNDING + funding)
    write_csv(folder, "講習個案", LECTURES + lectures)
    write_csv(folder, "志工", VOLUNTEERS + "".join(f"V{number},{hours}\n" for number, hours in enumerate(volunteers)))
    (folder / "office.yaml").write_text(settings, encoding="utf-8")
    return folder


def run_batch(root: Path, out: Path, *options: str) -> Done:
    """`batch` of the measures of `ONLY`."""
    return run("batch", root, "-o", out, *OPTIONS, *options, cwd=root.parent)


def read_summary(out: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    return read


def list_digests(folder: Path) -> dict[str, str]:
    """Every file below a folder, by its path from there, with the digest of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
