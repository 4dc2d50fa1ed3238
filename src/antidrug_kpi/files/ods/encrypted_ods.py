"""Opening an encrypted .ods (OpenDocument 1.2 to 1.4, part 3 Packages: its manifest says how each part is encrypted).

There are two kinds. Until LibreOffice 24 each part is deflated and then encrypted with AES-CBC. From then on the whole document
is one encrypted part, with AES-GCM, under a key that Argon2 derives from the password.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from antidrug_kpi.files.archives.archive import Archive, RawPart, assemble_archive, open_archive
from antidrug_kpi.files.archives.xml_stream import get_local_name, parse_xml
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.passwords import AskPassword, refuse_encryption, refuse_spins, unlock
from antidrug_kpi.files.refusal import refuse_damaged, refuse_size

WHOLE = "encrypted-package"
"""The part that holds the whole document, where it is encrypted as one."""
_MANIFEST = "meta-inf/manifest.xml"
_ELEMENTS = frozenset({"encryption-data", "algorithm", "key-derivation", "start-key-generation"})
_KEY_BYTES = 32
_BLOCK = 16
_NONCE_BYTES = 12
_CHECKED_BYTES = 1024
# How much work Argon2 is stands in the file: a hostile one could ask for hours or for all the memory. LibreOffice writes 3 rounds
# over 64 MiB in 4 lanes.
_LONGEST_NUMBER = 18
_MOST_ROUNDS, _MOST_KIB, _MOST_LANES = 16, 256 * 1024, 16


@dataclass(frozen=True)
class _Encryption:
    """How a part is encrypted, from the manifest: its size once decrypted and inflated, and element/attribute → value."""

    size: int
    attributes: dict[str, str]

    def get_bytes(self, name: str) -> bytes:
        return base64.b64decode(self.attributes[name])

    def get_number(self, name: str) -> int:
        """An attribute as a number. Raises ValueError where it is none, or has more digits than any allowed one."""
        text = self.attributes[name]
        if not text.isdecimal() or len(text) > _LONGEST_NUMBER:
            raise ValueError(text)
        return int(text)

    def get_method(self, name: str) -> str:
        """The algorithm that an attribute names: aes256-cbc for http://www.w3.org/2001/04/xmlenc#aes256-cbc; "" for none."""
        return self.attributes.get(name, "").replace(":", "#").rpartition("#")[2].lower()


def open_encrypted(archive: Archive, wanted: Iterable[str], ask: AskPassword, limits: Limits) -> Archive:
    """An archive with the wanted parts decrypted; the same archive where none of them is encrypted.

    `ask` gives the passwords to try. Raises RefusedError where none of them is right, the encryption is another one, or a part is
    damaged or too large.
    """
    encrypted = _read_manifest(archive.read(_MANIFEST, limits)) if _MANIFEST in archive.parts else {}
    if WHOLE in archive.parts:
        wanted = [WHOLE]
    found = {name: encrypted[name] for name in wanted if name in archive.parts and name in encrypted}
    if not found:
        return archive
    for name, part in found.items():
        _check_size(archive.parts[name].file_size, limits.workbook_bytes)
        _check_size(part.size, limits.inflated_bytes)
    try:
        parts = unlock(lambda password: _open_parts(archive, found, password, limits), ask)
    except (KeyError, ValueError) as error:  # an attribute that is missing, or of a length that no cipher takes
        raise refuse_damaged("加密說明不完整") from error
    opened = open_archive(assemble_archive(parts), has_checksums=False)
    return _open_whole(opened, limits) if WHOLE in parts else opened


def _read_manifest(manifest: bytes) -> dict[str, _Encryption]:
    """Lower-cased name → encryption of each part that the manifest calls encrypted."""
    encrypted: dict[str, _Encryption] = {}
    entry: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal entry
        element = get_local_name(name)
        local_attributes = {get_local_name(key): value for key, value in attributes.items()}
        if element == "file-entry":
            entry = local_attributes
        elif element in _ELEMENTS:
            path = entry.get("full-path", "").lower()
            if path not in encrypted:
                encrypted[path] = _Encryption(_read_size(entry.get("size", "")), {})
            encrypted[path].attributes.update({f"{element}/{key}": value for key, value in local_attributes.items()})

    parse_xml([manifest], _MANIFEST, start)
    return encrypted


def _read_size(text: str) -> int:
    return int(text[:_LONGEST_NUMBER]) if text.isdecimal() else 0


def _open_parts(
    archive: Archive, encrypted: Mapping[str, _Encryption], password: str, limits: Limits
) -> dict[str, RawPart] | None:
    """The parts, decrypted and still deflated; None where the password is not this one."""
    parts = {}
    for name, part in encrypted.items():
        deflated = _decrypt(b"".join(archive.inflate(name)), part, password, limits)
        if deflated is None:
            return None
        parts[name] = RawPart(deflated, zipfile.ZIP_DEFLATED, 0, part.size)
    return parts


def _open_whole(archive: Archive, limits: Limits) -> Archive:
    """The document that was encrypted as one part."""
    _check_size(archive.parts[WHOLE].file_size, limits.workbook_bytes)
    archive.check_sizes([WHOLE], limits)
    return open_archive(b"".join(archive.inflate(WHOLE)))


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise refuse_size("加密的內容", size, limit)


def _decrypt(data: bytes, part: _Encryption, password: str, limits: Limits) -> bytes | None:
    """The deflated content of a part; None where the password is not this one. Refuses any encryption but those two."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cipher = part.get_method("algorithm/algorithm-name")
    key = _make_key(part, password, limits)
    if cipher == "aes256-gcm":
        try:
            return AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], None)
        except InvalidTag:
            return None
    if cipher != "aes256-cbc" or part.get_method("encryption-data/checksum-type") != "sha256-1k":
        raise refuse_encryption(cipher)
    decryptor = Cipher(algorithms.AES(key), modes.CBC(part.get_bytes("algorithm/initialisation-vector"))).decryptor()
    padded = decryptor.update(data) + decryptor.finalize()
    # CBC takes any password. The last byte says how many bytes of padding to cut; whether the password was right is known by the
    # checksum of the first bytes.
    deflated = padded[: -padded[-1]] if padded and 0 < padded[-1] <= _BLOCK else padded
    is_right = hashlib.sha256(deflated[:_CHECKED_BYTES]).digest() == part.get_bytes("encryption-data/checksum")
    return deflated if is_right else None


def _make_key(part: _Encryption, password: str, limits: Limits) -> bytes:
    """The key of a part, derived from the password as its attributes say. Refuses other methods and too many rounds."""
    start = part.get_method("start-key-generation/start-key-generation-name")
    method = part.get_method("key-derivation/key-derivation-name")
    if start != "sha256" or method not in {"pbkdf2", "argon2id"}:
        raise refuse_encryption("、".join(filter(None, (part.get_method("algorithm/algorithm-name"), start, method))))
    digest = hashlib.sha256(password.encode()).digest()
    salt = part.get_bytes("key-derivation/salt")
    if method == "argon2id":
        return _make_argon_key(part, digest, salt)
    spins = part.get_number("key-derivation/iteration-count")
    if not 0 < spins <= limits.spins:
        raise refuse_spins(spins, limits.spins)
    return hashlib.pbkdf2_hmac("sha1", digest, salt, spins, _KEY_BYTES)


def _make_argon_key(part: _Encryption, digest: bytes, salt: bytes) -> bytes:
    """The key that Argon2id derives from the password's digest. Refuses costs beyond the bounds above."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    rounds, kib, lanes = (part.get_number(f"key-derivation/argon2-{name}") for name in ("iterations", "memory", "lanes"))
    if rounds > _MOST_ROUNDS or kib > _MOST_KIB or lanes > _MOST_LANES:
        raise refuse_encryption(f"argon2id {rounds:,}、{kib:,} KiB、{lanes:,}")
    try:
        return Argon2id(salt=salt, length=_KEY_BYTES, iterations=rounds, lanes=lanes, memory_cost=kib).derive(digest)
    except UnsupportedAlgorithm as error:  # by this machine's OpenSSL
        raise refuse_encryption("argon2id") from error
