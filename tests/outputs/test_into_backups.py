"""A form filled in place: what it was stays beside it, where something was written; who asked for identifiers keeps it alone."""

import stat
from pathlib import Path

import pytest

from antidrug_kpi import pipeline
from antidrug_kpi.errors import UserError
from antidrug_kpi.forms.output.digests import Origin, find_origin
from forms.filling import compute
from forms.own_forms import write_docx


def get_mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_in_place_the_form_as_it_was_is_kept(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    form.chmod(0o664)
    before = form.read_bytes()
    filled = pipeline.fill_into(compute("final"), form, form)
    assert filled.backup == tmp_path / "本府表.docx.bak"
    assert (filled.backup.read_bytes(), form.read_bytes() != before, get_mode(form)) == (before, True, 0o664)
    assert find_origin(form) is Origin.OTHER  # it holds what the office wrote
    assert pipeline.fill_into(compute("final"), form, form).backup is None  # nothing was left to fill


def test_elsewhere_it_bears_a_digest_and_the_form_stays(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    before = form.read_bytes()
    assert pipeline.fill_into(compute("final"), form, tmp_path / "填妥.docx").backup is None
    assert find_origin(tmp_path / "填妥.docx") is Origin.OURS
    assert (form.read_bytes(), sorted(path.name for path in tmp_path.iterdir())) == (before, ["填妥.docx", "本府表.docx"])


def test_with_identifiers_it_is_its_owners_alone(tmp_path: Path) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    pipeline.fill_into(compute("final"), form, tmp_path / "填妥.docx", show_ids=True)
    pipeline.fill_into(compute("final"), form, form, show_ids=True)
    assert (get_mode(form), get_mode(tmp_path / "填妥.docx")) == (0o600, 0o600)


def test_where_nothing_can_be_written_no_backup_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    form = write_docx(tmp_path / "本府表.docx")
    before = form.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with pytest.raises(UserError, match="磁碟空間不足"):
        pipeline.fill_into(compute("final"), form, form)
    assert (form.read_bytes(), [path.name for path in tmp_path.iterdir()]) == (before, ["本府表.docx"])
