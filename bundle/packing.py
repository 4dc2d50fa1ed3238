"""One archive for a platform: the wheels, the installers with what they must know filled in, and a digest of every file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bundle.targets import GLIBC, Platform

SHIPPED = Path(__file__).parent / "shipped"
_SYSTEMS = {"windows": "Windows 64 位元", "linux": "Linux x86_64"}
_TEXT = 0o100644 << 16
_PROGRAM = 0o100755 << 16


def pack(place: Path, platform: Platform, pythons: Sequence[str], version: str, wheels: Sequence[Path]) -> None:
    """Write the archive; the same wheels give the same bytes."""
    texts = _fill_texts(_list_words(platform, pythons, version))
    files = texts | {f"wheels/{path.name}": path.read_bytes() for path in wheels}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    top = place.stem
    unfinished = place.with_suffix(".part")
    with ZipFile(unfinished, "w") as archive:
        for name, content in sorted({**files, "SHA256SUMS": sums.encode()}.items()):
            info = ZipInfo(f"{top}/{name}")
            info.create_system = 3
            info.external_attr = _PROGRAM if name.endswith(".sh") else _TEXT
            archive.writestr(info, content, ZIP_STORED if name.endswith(".whl") else ZIP_DEFLATED)
    unfinished.replace(place)


def _list_words(platform: Platform, pythons: Sequence[str], version: str) -> dict[str, str]:
    newest_first = list(reversed(pythons))
    return {
        "@PYTHONS@": "、".join(pythons),
        "@VERSIONS@": " ".join(newest_first),
        "@COMMANDS@": " ".join(f"python{python}" for python in newest_first),
        "@NEWEST@": newest_first[0],
        "@PLATFORM@": platform.name,
        "@SYSTEM@": _SYSTEMS[platform.name],
        "@VERSION@": version,
        "@GLIBC@": str(GLIBC),
    }


def _fill_texts(words: Mapping[str, str]) -> dict[str, bytes]:
    """The files of `shipped` by their names in the archive."""
    files = {}
    for path in sorted(path for path in SHIPPED.rglob("*") if path.suffix in {".py", ".bat", ".sh", ".txt"}):
        text = path.read_text("utf-8")
        for word, meaning in words.items():
            text = text.replace(word, meaning)
        files[path.relative_to(SHIPPED).as_posix()] = _encode(text, path.suffix)
    return files


def _encode(text: str, suffix: str) -> bytes:
    """Lines end as the reader's system has them; the editor of Windows knows UTF-8 by its mark, a batch file must have none."""
    if suffix == ".bat":
        return text.replace("\n", "\r\n").encode("utf-8")
    if suffix == ".txt":
        return text.replace("\n", "\r\n").encode("utf-8-sig")
    return text.encode("utf-8")
