"""--only reads the rows of what the wanted measures need; check reads everything."""

from pathlib import Path

from .running import ADMISSIONS, run, write_csv, write_xlsx

FAULTY = "志工編號,繼續教育時數\n" + "".join(f"V{number},四\n" for number in range(30_000))  # longer than what is looked at first
CASES = "個案編號,開案日期,需求等級\nA1,113/1/5,高\n"
CONTACTS = "個案編號,追輔日期,追輔方式,追輔結果\nA9,113/2/1,訪視,成功\n"  # of a case that is not there


def test_a_fault_in_what_is_not_needed_is_neither_said_nor_counted(tmp_path: Path) -> None:
    office = write_csv(write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS), "志工", FAULTY)
    write_csv(office, "填報數據", "指標代碼,項目,數值\n")
    write_xlsx(office / "個管.xlsx", {"追蹤輔導個案": CASES, "追蹤輔導紀錄": CONTACTS})
    done = run("compute", office, "--only", "3.3", "--format", "json", cwd=tmp_path)
    assert (done.status, done.err, done.data["complete"]) == (0, "", True)
    (measure,) = done.data["measures"]
    assert (measure["numerator"], measure["denominator"], measure["issues"]) == (2, 3, [])
    digests = {each["file"]: each.pop("sha256") for each in done.data["inputs"]}
    assert all(len(digest) == 64 for digest in digests.values())
    counts = {"rows": 4, "accepted": 4, "rejected": 0, "skipped": 0, "warnings": 0}
    none = dict.fromkeys(counts, 0)
    unread = {"read": False, "why": "not_needed"}
    found = [{key: value for key, value in each.items() if key != "sha256"} for each in done.data["inputs"]]
    assert found == [
        {"file": "美沙冬收案.csv", "register": "methadone_admissions", "read": True, **counts},
        {"file": "填報數據.csv", "register": "figures", "read": True, **none},
        {"file": "個管.xlsx", "sheet": "追蹤輔導個案", "register": "cases", **unread},
        {"file": "個管.xlsx", "sheet": "追蹤輔導紀錄", "register": "contacts", **unread},
        {"file": "志工.csv", "register": "volunteers", **unread},
    ]


def test_check_reads_what_only_would_not(tmp_path: Path) -> None:
    office = write_csv(write_csv(tmp_path / "office", "美沙冬收案", ADMISSIONS), "志工", "志工編號,繼續教育時數\nV1,四\n")
    done = run("check", office, "--format", "json", cwd=tmp_path)
    assert done.status == 3
    assert [(one["code"], one["file"], one["row"]) for one in done.data["issues"] if one["code"] == "cell-unreadable"] == [
        ("cell-unreadable", "志工.csv", 2)
    ]
    narrowed = run("check", office, "--only", "3.3", "--format", "json", cwd=tmp_path)
    assert {each["register"]: each["read"] for each in narrowed.data["inputs"]} == {
        "methadone_admissions": True,
        "volunteers": True,
    }


def test_the_parents_of_a_wanted_register_are_read(tmp_path: Path) -> None:
    sheets = {"追蹤輔導個案": CASES, "追蹤輔導紀錄": CONTACTS, "志工": "志工編號\n"}
    write_xlsx(tmp_path / "office" / "個管.xlsx", sheets)
    done = run("compute", "office", "--only", "4.3.1", "--format", "json", cwd=tmp_path)
    assert {each["register"]: each["read"] for each in done.data["inputs"]} == {
        "contacts": True,
        "cases": True,
        "volunteers": False,
    }
    (measure,) = done.data["measures"]
    assert {"code": "parent-unknown", "level": "warning", "count": 1} in measure["issues"]
