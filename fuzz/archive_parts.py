"""The parts of an archive, taken out and put back."""

import io
import struct
import warnings
import zipfile
import zlib

Part = tuple[str, bytes]
EPOCH = (1980, 1, 1, 0, 0, 0)


def read_parts(content: bytes) -> list[Part]:
    """The parts of an archive in their order; none where it is none any more."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, struct.error, zlib.error):
        return []


def write_parts(parts: list[Part], *, is_stored: bool = False) -> bytes:
    """An archive of these parts with the right checksums, the same bytes every time."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")  # zipfile notices parts of one name
        for name, content in parts:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if is_stored or name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return stream.getvalue()
