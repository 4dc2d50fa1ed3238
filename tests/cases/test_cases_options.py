"""Cases of options that ask for what there is not, and of one that was right and stays so, as a user meets them."""

from pathlib import Path

import pytest

from cli.running import check_refused, run, write_csv

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent


def test_m8_as_of_beyond_the_year_is_refused() -> None:
    done = run("compute", "input", "--only", "4.7", "--as-of", "114-06-30", cwd=HERE / "m8-as-of-beyond-the-year")
    check_refused(
        done,
        2,
        "--as-of「114-06-30」晚於 113 年度的末日 2024-12-31，統計期間會超出年度；請改用年度內的日期，或以 --year 指定年度",
    )


@pytest.mark.parametrize("rows", [None, "001,100,3,0,0\n", "001,100,3,0,0\n002,50,0,0,0\n"])
def test_m9_prior_denominator_zero_has_no_target(tmp_path: Path, rows: str | None) -> None:
    folder = HERE / "m9-prior-denominator-zero" / "input"
    if rows is not None:
        header = (folder / "學校清冊.csv").read_text(encoding="utf-8")
        folder = write_csv(tmp_path / "office", "學校清冊", header + rows)
    done = run("compute", folder, "--only", "1.2", "--format", "json", cwd=tmp_path)
    (measure,) = done.data["measures"]
    assert (done.status, measure["status"]) == (0, "not_applicable")
    assert (measure["comparator"], measure["target"]) == (None, None)
