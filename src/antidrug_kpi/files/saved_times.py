"""When a workbook was saved last, as its own properties say (docProps/core.xml, meta.xml): a copy of the file keeps that."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from antidrug_kpi.files.archives.archive import open_archive
from antidrug_kpi.files.limits import DEFAULT_LIMITS, Limits
from antidrug_kpi.files.passwords import AskPassword, answer_no_password
from antidrug_kpi.files.refusal import RefusedError
from antidrug_kpi.files.signatures import COMPOUND_MARK, ZIP_MARK

# Whoever wrote the time, the bureaus and the centre are in one zone, and a due day is a day there.
TAIWAN = dt.timezone(dt.timedelta(hours=8))
_PARTS = {
    "docprops/core.xml": re.compile(rb"<(?:\w+:)?modified(?:\s[^<>]*)?>\s*([^<]+?)\s*<"),
    "meta.xml": re.compile(rb"<dc:date(?:\s[^<>]*)?>\s*([^<]+?)\s*<"),
}
_MOST_BYTES = 64 * 1024
# What this program writes in place of a time, so that the same template has the same bytes.
_NO_TIME = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


def read_saved_time(path: Path, ask: AskPassword = answer_no_password, limits: Limits = DEFAULT_LIMITS) -> dt.datetime | None:
    """The time in Taiwan at which a workbook was saved last; None where its properties do not say it, or cannot be read.

    A time without a zone (LibreOffice writes such into .ods) is one in Taiwan.
    """
    try:
        data = _open_package(path.read_bytes(), ask, limits)
        archive = open_archive(data) if data.startswith(ZIP_MARK) else None
        for part, pattern in _PARTS.items():
            if archive is not None and part in archive.parts:
                properties = archive.read(part, limits)
                found = pattern.search(properties) if len(properties) <= _MOST_BYTES else None
                return _parse(found[1]) if found else None
    except (OSError, RefusedError):
        return None
    return None


def _open_package(data: bytes, ask: AskPassword, limits: Limits) -> bytes:
    """The archive, which an encrypted workbook holds within."""
    if not data.startswith(COMPOUND_MARK):
        return data
    from antidrug_kpi.files.archives.compound import CompoundFile
    from antidrug_kpi.files.archives.encrypted_package import PACKAGE, decrypt_package

    container = CompoundFile(data)
    return decrypt_package(container, ask, limits) if PACKAGE in container.names else b""


def _parse(written: bytes) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(written.decode("ascii"))
        moment = moment.replace(tzinfo=TAIWAN) if moment.tzinfo is None else moment
        return None if moment == _NO_TIME else moment.astimezone(TAIWAN)
    except (ValueError, OverflowError):
        return None
