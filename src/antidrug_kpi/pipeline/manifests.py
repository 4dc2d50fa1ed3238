"""The manifest of a run that wrote something, and `verify`, which computes such a run again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from antidrug_kpi.errors import UsageError, UserError
from antidrug_kpi.forms.output.digests import Origin, find_origin
from antidrug_kpi.forms.output.places import follow_link
from antidrug_kpi.paths import is_file, is_folder, is_there, say_reason
from antidrug_kpi.pipeline.outputs.output_targets import check_suffix, refuse_target
from antidrug_kpi.pipeline.redacted_output import redact_texts
from antidrug_kpi.pipeline.run import Run, compute
from antidrug_kpi.printable import show_path
from antidrug_kpi.settings import SETTINGS_FILE, Settings

if TYPE_CHECKING:
    from antidrug_kpi.audit.manifest.manifest_record import FileDigest, Manifest, RunOptions
    from antidrug_kpi.audit.manifest.verifying import Verification

MANIFEST_SUFFIX = ".json"
_PARTLY_READING = frozenset({"compute", "trace"})
"""The commands that read no register which none of the wanted measures needs."""


@dataclass(frozen=True)
class Verified:
    """What `verify` found, and the run that it computed."""

    found: Verification
    run: Run


def refuse_manifest(manifest: Path | None, output: Path | None, settings: Settings, data: Path, *, may_replace: bool) -> None:
    """UsageError where a manifest is wanted and nothing is written to a file, or where it may not stand at its place."""
    if manifest is None:
        return
    if output is None:
        raise UsageError("--manifest 只用於寫成檔案時；請加上 -o 檔名")
    check_suffix(manifest, (MANIFEST_SUFFIX,), "存證檔")
    if str(manifest) == "-" or follow_link(manifest) == follow_link(output):
        raise UsageError(f"存證檔「{show_path(manifest)}」不能就是輸出檔；請改用其他檔名")
    refuse_target(manifest, settings, data, may_replace=may_replace)


def save_manifest(run: Run, path: Path, data: Path, command: str, outputs: Sequence[Path]) -> None:
    """Write the manifest of a run that wrote these outputs. Raises UserError where it cannot be written."""
    from antidrug_kpi.audit.manifest.manifest_record import write_manifest
    from antidrug_kpi.forms.output.saving import save_bytes

    save_bytes(path, write_manifest(make_manifest(run, data, command, outputs, path.parent)).encode("utf-8"))


def make_manifest(run: Run, data: Path, command: str, outputs: Sequence[Path] = (), folder: Path | None = None) -> Manifest:
    """The manifest of a run; paths of outputs run from `folder`. Identifiers in names of files are hidden."""
    from antidrug_kpi.audit.figure_records import record_figures
    from antidrug_kpi.audit.manifest.manifest_record import Manifest

    result = run.result
    return Manifest(
        result.version,
        result.plan,
        result.plan_sha256,
        result.readings,
        _describe_options(run, data, command),
        _hide_names(run, sorted(_list_inputs(run, data))),
        _hide_names(run, [(_show_relative(path, folder or Path()), _digest(path)) for path in outputs]),
        {measure.id: record_figures(measure) for measure in result.measures},
    )


def _describe_options(run: Run, data: Path, command: str) -> RunOptions:
    from antidrug_kpi.audit.manifest.manifest_record import RunOptions

    settings, result = run.settings, run.result
    mapping = None if settings.mapping is None else _show_relative(settings.mapping, _find_folder(data))
    return RunOptions(
        command,
        result.report,
        result.year,
        result.as_of.isoformat(),
        result.jurisdiction,
        settings.only,
        bool(settings.strict),
        result.by,
        mapping,
        _digest_readings(run),
    )


def _digest_readings(run: Run) -> str | None:
    """The digest of the indicators' measures under which readings were chosen, as these restate them; None where none was."""
    if not run.result.readings:
        return None
    digest = hashlib.sha256()
    for indicator in run.plan.indicators:
        if not {indicator.id, *(measure.id for measure in indicator.measures)}.isdisjoint(run.result.readings):
            for measure in indicator.measures:
                digest.update(measure.model_dump_json().encode("utf-8"))
    return digest.hexdigest()


def _list_inputs(run: Run, data: Path) -> Iterator[tuple[str, str]]:
    """Every file that the run read, by its path from the data; what this program wrote itself is no input."""
    from antidrug_kpi.files.kinds import FILE_IGNORED, FILE_OUTPUT

    folder = _find_folder(data)
    passed_over = {issue.address.file for issue in run.reading.issues if issue.kind in (FILE_IGNORED, FILE_OUTPUT)}
    read = {summary.file for summary in run.result.inputs}
    for file, sha256 in run.reading.digests.items():
        # A text of ours has no mark inside, so that its reader takes it for a sheet that is no register.
        if file not in passed_over and (file in read or not _is_own(folder / file)):
            yield file, sha256
    beside = [folder / SETTINGS_FILE] if is_folder(data) else []
    beside += [path for path in (run.settings.mapping, run.settings.answers) if path is not None]
    for path in beside:
        if is_file(path):
            yield _show_relative(path, folder), _digest(path)


def _is_own(path: Path) -> bool:
    return is_file(path) and find_origin(path) is not Origin.OTHER


def _hide_names(run: Run, files: Sequence[tuple[str, str]]) -> tuple[FileDigest, ...]:
    from antidrug_kpi.audit.manifest.manifest_record import FileDigest

    names = redact_texts(run, [file for file, _ in files])
    return tuple(FileDigest(name, sha256 or None) for name, (_, sha256) in zip(names, files, strict=True))


def _find_folder(data: Path) -> Path:
    return data if is_folder(data) else data.parent


def _show_relative(path: Path, folder: Path) -> str:
    """The path as seen from a folder, so that no manifest names the machine's own."""
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.name


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise UserError(f"無法讀取 {show_path(path)}：{say_reason(error)}；請確認權限") from None


def verify_manifest(path: Path, data: Path, settings: Settings) -> Verified:
    """Compute a manifest's run again on the data, with its options, and say what differs.

    Of the settings those hold that a manifest cannot say: folders of specs, where a password is, what is printed. Raises
    UserError where the manifest is none, its plan is not there, or nothing can be computed.
    """
    from antidrug_kpi.audit.comparison.result_reading import name_chosen_readings
    from antidrug_kpi.audit.manifest.manifest_record import read_manifest
    from antidrug_kpi.audit.manifest.verifying import verify

    then = read_manifest(path)
    options = then.options
    mapping = None if options.mapping is None else _find_folder(data) / options.mapping
    readings = tuple(name_chosen_readings({owner: list(chosen) for owner, chosen in then.readings.items()}))
    wanted = replace(
        settings,
        plan=then.plan,
        report=options.report,
        year=options.year,
        as_of=options.as_of,
        jurisdiction=options.jurisdiction,
        only=options.only,
        strict=options.strict,
        by=options.by,
        readings=readings,
        mapping=mapping if mapping is not None and is_there(mapping) else None,
        is_settled=True,
    )
    is_partial = options.command in _PARTLY_READING
    run = compute(data, wanted, skip_unneeded=is_partial, allow_no_register=True)
    return Verified(verify(then, make_manifest(run, data, options.command)), run)


def write_verification(verified: Verified) -> str:
    """What `verify` found, as JSON."""
    from antidrug_kpi.audit.manifest.verification_text import write_verification_json

    return write_verification_json(verified.found)


def list_verification(verified: Verified) -> list[str]:
    """What `verify` found, as lines."""
    from antidrug_kpi.audit.manifest.verification_text import list_verification_lines

    return list(list_verification_lines(verified.found))
