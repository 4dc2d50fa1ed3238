"""Opening an encrypted .xlsx or .xlsm: an archive within a compound file, under a key derived from a password (MS-OFFCRYPTO).

msoffcrypto does the cryptography. Its parameters are read and bounded here, above all the number of hash rounds: a hostile file
can ask for two thousand million. What comes out passes the same checks as any other archive.
"""

from __future__ import annotations

import base64
import io
import struct
from collections.abc import Callable, Mapping

from antidrug_kpi.files.archives.compound import CompoundFile
from antidrug_kpi.files.archives.xml_stream import get_local_name, parse_xml
from antidrug_kpi.files.limits import Limits
from antidrug_kpi.files.passwords import EXCEL_DEFAULT, AskPassword, refuse_encryption, refuse_spins, unlock
from antidrug_kpi.files.refusal import refuse_damaged

PACKAGE = "EncryptedPackage"
_DESCRIPTION = "EncryptionInfo"
_AGILE = (4, 4)
_STANDARD = frozenset({(2, 2), (3, 2), (4, 2)})
_HASHES = frozenset({"SHA1", "SHA256", "SHA384", "SHA512"})
_KEY_BITS = frozenset({128, 192, 256})
_STANDARD_HEADER = struct.Struct("<8xIIII")  # after flags and extra size: cipher, hash, key bits, provider
_STANDARD_VERIFIER = struct.Struct("<4x16s16s4x32s")  # salt, verifier, its hash, both encrypted
_AES = frozenset({0x660E, 0x660F, 0x6610})

TryPassword = Callable[[str], bytes | None]


def decrypt_package(container: CompoundFile, ask: AskPassword, limits: Limits) -> bytes:
    """The bytes of the archive within. `ask` gives the passwords to try, after the one that Excel uses by default.

    Raises RefusedError where none of them is right, or the encryption is not one of Office's two (agile, standard).
    """
    if _DESCRIPTION not in container.names:
        raise refuse_damaged("缺少加密說明")
    description = container.read(_DESCRIPTION)
    package = container.read(PACKAGE)
    version = struct.unpack_from("<HH", description.ljust(4, b"\0"))
    try:
        if version == _AGILE:
            return unlock(_prepare_agile(description[8:], package, limits), ask, EXCEL_DEFAULT)
        if version in _STANDARD:
            return unlock(_prepare_standard(description[8:], package), ask, EXCEL_DEFAULT)
    except (KeyError, ValueError, struct.error) as error:  # an attribute that is missing, or of a length that no cipher takes
        raise refuse_damaged("加密說明不完整") from error
    raise refuse_encryption(f"第 {version[0]}.{version[1]} 版")


def _prepare_agile(description: bytes, package: bytes, limits: Limits) -> TryPassword:
    """What tries a password on the agile encryption of Excel 2010 and later, which XML describes."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    data, key = _read_agile(description)
    salt, hashed_by, bits = base64.b64decode(key["saltValue"]), key["hashAlgorithm"], int(key["keyBits"])
    spins = int(key["spinCount"])
    if not 0 <= spins <= limits.spins:
        raise refuse_spins(spins, limits.spins)
    if not ({hashed_by, data["hashAlgorithm"]} <= _HASHES and bits in _KEY_BITS):
        raise refuse_encryption(f"{hashed_by}、{bits} 位元")
    verifier, verifier_hash = (
        base64.b64decode(key[name]) for name in ("encryptedVerifierHashInput", "encryptedVerifierHashValue")
    )
    encrypted_key, data_salt = base64.b64decode(key["encryptedKeyValue"]), base64.b64decode(data["saltValue"])

    def try_password(password: str) -> bytes | None:
        if not ECMA376Agile.verify_password(password, salt, hashed_by, verifier, verifier_hash, spins, bits):
            return None
        data_key = ECMA376Agile.makekey_from_password(password, salt, hashed_by, encrypted_key, spins, bits)
        content: bytes = ECMA376Agile.decrypt(data_key, data_salt, data["hashAlgorithm"], io.BytesIO(package))
        return content

    return try_password


def _read_agile(description: bytes) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The attributes that say how the data are encrypted, and those that say how the key to them is."""
    found: dict[str, dict[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        found.setdefault(get_local_name(name), attributes)

    parse_xml([description], _DESCRIPTION, start)
    return found["keyData"], found["encryptedKey"]


def _prepare_standard(description: bytes, package: bytes) -> TryPassword:
    """What tries a password on the standard encryption of Excel 2007: AES, with a fixed number of rounds."""
    from msoffcrypto.method.ecma376_standard import ECMA376Standard

    (size,) = struct.unpack_from("<I", description)
    cipher, hashed_by, bits, provider = _STANDARD_HEADER.unpack_from(description, 4)
    if not (cipher in _AES and bits in _KEY_BITS):
        raise refuse_encryption(f"代號 {cipher:#x}、{bits} 位元")
    salt, verifier, verifier_hash = _STANDARD_VERIFIER.unpack_from(description, 4 + size)

    def try_password(password: str) -> bytes | None:
        key = ECMA376Standard.makekey_from_password(password, cipher, hashed_by, provider, bits, len(salt), salt)
        if not ECMA376Standard.verifykey(key, verifier, verifier_hash):
            return None
        content: bytes = ECMA376Standard.decrypt(key, io.BytesIO(package))
        return content

    return try_password
