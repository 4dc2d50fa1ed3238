"""Opening an encrypted .xls: its records keep their place and length, and what most of them hold is masked with a key stream.

msoffcrypto does the cryptography. Its own way through the file is not taken: that writes the decrypted workbook to a temporary
file, and takes thirty bytes of memory for each byte.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from antidrug_kpi.files.passwords import EXCEL_DEFAULT, AskPassword, refuse_encryption, unlock
from antidrug_kpi.files.xls.biff import Kind, list_records

# BOF, FILEPASS, USREXCL, FILELOCK, INTERFACEHDR, RRDINFO, RRDHEAD: records that tell how to read the others (MS-XLS 2.2.10).
_NEVER_ENCRYPTED = frozenset({Kind.BOF, Kind.FILEPASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138})
_PLAIN_BYTES_OF_SHEET = 4  # where the sheet begins
_XOR, _RC4 = 0, 1
_XOR_PERIOD = 16
_ROTATED = bytes(byte >> 5 | byte << 3 & 0xFF for byte in range(256))
_LONGEST_XOR_PASSWORD = 15
_BLOCK = 1024  # after so many bytes, RC4 gets a new key
_CRYPTO_API = frozenset({(2, 2), (3, 2), (4, 2)})
_VERIFIER = struct.Struct("<16s16s16s")
_CRYPTO_API_VERIFIER = struct.Struct("<4x16s16s4x20s")
_SHORTEST_KEY_BITS = 40


def decrypt_records(stream: bytes, ask: AskPassword) -> bytes:
    """The stream with its records readable; the stream itself where it is not encrypted."""
    found = next((record for record in list_records(stream, 0) if record.kind == Kind.FILEPASS), None)
    if found is None:
        return stream
    description = found.payload
    try:
        (kind,) = struct.unpack_from("<H", description)
        if kind == _XOR:
            return _unlock_xor(description, stream, ask)
        version = struct.unpack_from("<HH", description, 2)
        if kind == _RC4 and version == (1, 1):
            return _unlock_rc4(description, stream, ask)
        if kind == _RC4 and version in _CRYPTO_API:
            return _unlock_crypto_api(description, stream, ask)
    except (ValueError, struct.error):  # too short, or a key of a length that no cipher takes
        pass
    raise refuse_encryption(f"代號 {description[:6].hex()}")


def _unlock_xor(description: bytes, stream: bytes, ask: AskPassword) -> bytes:
    from msoffcrypto.method.xor_obfuscation import DocumentXOR

    (verifier,) = struct.unpack_from("<H", description, 4)

    def try_password(password: str) -> bytes | None:
        if len(password) > _LONGEST_XOR_PASSWORD or not DocumentXOR.verifypw(password, verifier):
            return None
        mask = bytes(DocumentXOR.create_xor_array_method1(password))
        return _lay_over(stream, _undo_xor(stream, mask))

    return unlock(try_password, ask, EXCEL_DEFAULT)


def _undo_xor(stream: bytes, mask: bytes) -> bytes:
    """The stream with every record's payload readable; where the mask begins depends on the record's place and length."""
    pieces = []
    for kind, at, length in _list_places(stream):
        shift = (at + length) % _XOR_PERIOD
        run = (mask * (length // _XOR_PERIOD + 2))[shift : shift + length]
        masked = int.from_bytes(stream[at : at + length], "big") ^ int.from_bytes(run, "big")
        pieces += [struct.pack("<HH", kind, length), masked.to_bytes(length, "big").translate(_ROTATED)]
    return b"".join(pieces)


def _unlock_rc4(description: bytes, stream: bytes, ask: AskPassword) -> bytes:
    from msoffcrypto.method.rc4 import DocumentRC4

    salt, probe, answer = _VERIFIER.unpack_from(description, 6)

    def try_password(password: str) -> bytes | None:
        if not DocumentRC4.verifypw(password, salt, probe, answer):
            return None
        return _lay_over(stream, DocumentRC4.decrypt(password, salt, io.BytesIO(stream), blocksize=_BLOCK).read())

    return unlock(try_password, ask, EXCEL_DEFAULT)


def _unlock_crypto_api(description: bytes, stream: bytes, ask: AskPassword) -> bytes:
    from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI

    (size,) = struct.unpack_from("<I", description, 10)
    (bits,) = struct.unpack_from("<I", description, 14 + 16)
    bits = bits or _SHORTEST_KEY_BITS
    salt, probe, answer = _CRYPTO_API_VERIFIER.unpack_from(description, 14 + size)

    def try_password(password: str) -> bytes | None:
        if not DocumentRC4CryptoAPI.verifypw(password, salt, bits, probe, answer):
            return None
        return _lay_over(stream, DocumentRC4CryptoAPI.decrypt(password, salt, bits, io.BytesIO(stream), _BLOCK).read())

    return unlock(try_password, ask, EXCEL_DEFAULT)


def _lay_over(stream: bytes, decrypted: bytes) -> bytes:
    """The decrypted stream with what was never encrypted as it was: the heads of records, and some records."""
    pieces = []
    for kind, at, length in _list_places(stream):
        plain = length if kind in _NEVER_ENCRYPTED else _PLAIN_BYTES_OF_SHEET if kind == Kind.SHEET else 0
        shown = 0 if kind == Kind.FILEPASS else kind  # the result has no password any more
        pieces += [struct.pack("<HH", shown, length), stream[at : at + plain], decrypted[at + plain : at + length]]
    return b"".join(pieces)


def _list_places(stream: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place of the payload and its length, of each record of the stream."""
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        at += 4
        length = min(length, len(stream) - at)
        yield kind, at, length
        at += length
