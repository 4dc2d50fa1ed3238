"""Encrypted workbooks of the kinds that no program at hand writes; those in encrypted/ were written by LibreOffice 7.4."""

import base64
import hashlib
import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msoffcrypto.method.ecma376_agile import ECMA376Agile
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.rc4_cryptoapi import DocumentRC4CryptoAPI
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from .builders import make_compound, make_record, write_zip

PASSWORD = "密碼Aa1"  # noqa: S105
WRITTEN = Path(__file__).parent / "encrypted"
# msoffcrypto writes a package of less than 4096 bytes where no reader looks for it.
FILLER = {"xl/media/a.bin": random.Random(1).randbytes(5000)}
SALT = bytes(range(16))
PROBE = bytes(range(16, 32))


def encrypt_agile(content: bytes, password: str = PASSWORD, spins: int = 1000) -> bytes:
    """An archive encrypted as Excel 2010 and later do, with fewer rounds for the tests' sake."""
    assert len(content) >= 4096, "add the FILLER"
    encrypted: bytes = ECMA376Agile.encrypt(password, io.BytesIO(content), spin_count=spins)
    return encrypted


def describe_agile(xml: str) -> bytes:
    """A compound file whose package is encrypted as this XML says."""
    description = struct.pack("<HHI", 4, 4, 0x40) + xml.encode().ljust(4096)
    return make_compound({"EncryptionInfo": description, "EncryptedPackage": bytes(4096)})


def encrypt_rc4(stream: bytes, password: str = PASSWORD) -> bytes:
    """A BIFF8 stream under RC4 with a key of 40 bits, Excel 97's way."""
    cipher = DocumentRC4.decrypt(password, SALT, io.BytesIO(PROBE + hashlib.md5(PROBE).digest())).read()  # noqa: S324
    described = struct.pack("<HHH", 1, 1, 1) + SALT + cipher
    return mask(stream, described, lambda plain: DocumentRC4.decrypt(password, SALT, io.BytesIO(plain), 1024).read())


def encrypt_crypto_api(stream: bytes, password: str = PASSWORD, bits: int = 128) -> bytes:
    """A BIFF8 stream under RC4 of the CryptoAPI, the way of Excel 2002 and 2003."""
    probed = PROBE + hashlib.sha1(PROBE).digest()  # noqa: S324
    cipher = DocumentRC4CryptoAPI.decrypt(password, SALT, bits, io.BytesIO(probed)).read()
    name = "Microsoft Enhanced Cryptographic Provider v1.0\0".encode("utf-16-le")
    header = struct.pack("<8I", 4, 0, 0x6801, 0x8004, bits, 1, 0, 0) + name
    verifier = struct.pack("<I", 16) + SALT + cipher[:16] + struct.pack("<I", 20) + cipher[16:]
    described = struct.pack("<HHHI", 1, 2, 2, 4) + struct.pack("<I", len(header)) + header + verifier
    return mask(
        stream, described, lambda plain: DocumentRC4CryptoAPI.decrypt(password, SALT, bits, io.BytesIO(plain), 1024).read()
    )


def encrypt_xor(stream: bytes, password: str) -> bytes:
    """A BIFF8 stream under the obfuscation of Excel 95: each byte rotated, then combined with one of sixteen."""
    array = DocumentXOR.create_xor_array_method1(password)
    verifier = next(number for number in range(0x10000) if DocumentXOR.verifypw(password, number))

    def obscure(plain: bytes) -> bytes:
        hidden = bytearray(plain)
        for _, at, length in list_places(plain):
            for place in range(at, at + length):
                byte = plain[place]
                hidden[place] = ((byte << 5 | byte >> 3) & 0xFF) ^ array[(at + length + place - at) % 16]
        return bytes(hidden)

    return mask(stream, struct.pack("<HHH", 0, 0, verifier), obscure)


def mask(stream: bytes, description: bytes, encrypt) -> bytes:  # type: ignore[no-untyped-def]
    """The stream with a FILEPASS record behind its first, and encrypted but for what never is."""
    passed = make_record(0x2F, description)
    first = 4 + struct.unpack_from("<HH", stream)[1]
    plain = bytearray(stream[:first] + passed + stream[first:])
    for kind, at, _ in list_places(bytes(plain)):
        if kind == 0x85:  # where a sheet begins moves by the new record
            (place,) = struct.unpack_from("<I", plain, at)
            struct.pack_into("<I", plain, at, place + len(passed))
    hidden = bytearray(encrypt(bytes(plain)))
    for kind, at, length in list_places(bytes(plain)):
        kept = length if kind in {0x0809, 0x2F, 0xE1} else 4 if kind == 0x85 else 0
        hidden[at - 4 : at + kept] = plain[at - 4 : at + kept]
    return bytes(hidden)


def list_places(stream: bytes) -> list[tuple[int, int, int]]:
    """Kind, place of the payload and its length, of every record."""
    places = []
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        places.append((kind, at + 4, length))
        at += 4 + length
    return places


def encrypt_whole_ods(path: Path, password: str = PASSWORD, kib: int = 64, rounds: int = 1) -> Path:
    """Put an .ods into another as its one encrypted part, as LibreOffice does since version 24."""
    content = path.read_bytes()
    deflater = zlib.compressobj(9, zlib.DEFLATED, -15)
    deflated = deflater.compress(content) + deflater.flush()
    start = hashlib.sha256(password.encode()).digest()
    key = Argon2id(salt=SALT, length=32, iterations=rounds, lanes=1, memory_cost=max(min(kib, 64), 8)).derive(start)
    nonce = bytes(12)
    manifest = f"""<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" manifest:version="1.4">
<manifest:file-entry manifest:full-path="encrypted-package" manifest:size="{len(content)}">
<manifest:encryption-data><manifest:algorithm manifest:algorithm-name="http://www.w3.org/2009/xmlenc11#aes256-gcm"
 manifest:initialisation-vector="{base64.b64encode(nonce).decode()}"/>
<manifest:start-key-generation manifest:start-key-generation-name="http://www.w3.org/2001/04/xmlenc#sha256"/>
<manifest:key-derivation manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id"
 manifest:key-size="32" loext:argon2-iterations="{rounds}" loext:argon2-memory="{kib}" loext:argon2-lanes="1"
 manifest:salt="{base64.b64encode(SALT).decode()}"/></manifest:encryption-data></manifest:file-entry></manifest:manifest>"""
    parts: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "encrypted-package": nonce + AESGCM(key).encrypt(nonce, deflated, None),
        "META-INF/manifest.xml": manifest,
    }
    return write_zip(path, parts)


def change_manifest(path: Path, old: str, new: str) -> Path:
    """Change the manifest of an .ods."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(old.encode(), new.encode())
    return write_zip(path, parts)
