"""CPR numbers and files at rest: AES-GCM with a key that has a number, and for a CPR a keyed hash to look up by.

The stored value is one byte for the key's number, twelve for the nonce, then the ciphertext.
The first key of GOP_CPR_KEYS encrypts; all of them decrypt, so a key can be rotated. While the hash
key is rotated, GOP_CPR_HASH_KEY_OLD still finds what is not yet hashed anew.
"""

import base64
import hashlib
import hmac
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PURPOSE = b"gop:cpr"
FILE = b"gop:bilag:"


class UnknownKey(Exception):
    """The value was encrypted with a key that is not configured."""


# The last two: cut short, or empty.
UNREADABLE = (UnknownKey, InvalidTag, ValueError, IndexError)


def _keys() -> dict[int, bytes]:
    pairs = (part.split(":", 1) for part in settings.GOP_CPR_KEYS.split(",") if part)
    return {int(number): base64.b64decode(key) for number, key in pairs}


def _encrypt(plain: bytes, purpose: bytes) -> bytes:
    number_of_key, key = next(iter(_keys().items()))
    nonce = os.urandom(12)
    return bytes([number_of_key]) + nonce + AESGCM(key).encrypt(nonce, plain, purpose)


def _decrypt(stored: bytes, purpose: bytes) -> bytes:
    key = _keys().get(stored[0])
    if key is None:
        raise UnknownKey(f"CPR key number {stored[0]} is not configured.")
    return AESGCM(key).decrypt(stored[1:13], stored[13:], purpose)


def encrypt_cpr(number: str) -> bytes:
    """`number` is ten characters without hyphen."""
    return _encrypt(number.encode(), PURPOSE)


def decrypt_cpr(stored: bytes | memoryview) -> str:
    """Raises UnknownKey, or cryptography's InvalidTag when the value was altered."""
    return _decrypt(bytes(stored), PURPOSE).decode()


def encrypt_file(content: bytes, row: UUID) -> bytes:
    """Bound to the row that holds it: another row's bytes in its place cannot be read."""
    return _encrypt(content, FILE + row.bytes)


def decrypt_file(stored: bytes | memoryview, row: UUID) -> bytes:
    """Raises as decrypt_cpr does."""
    return _decrypt(bytes(stored), FILE + row.bytes)


def first_key() -> int:
    """The number of the key that encrypts now: the first byte of what it has encrypted."""
    return next(iter(_keys()))


def encrypted_by_the_first_key(stored: bytes | memoryview) -> bool:
    return bytes(stored)[:1] == bytes([first_key()])


def _hash(key: str, number: str) -> bytes:
    return hmac.new(base64.b64decode(key), number.upper().encode(), hashlib.sha256).digest()


def cpr_hash(number: str) -> bytes:
    """The keyed hash that a CPR is stored under: HMAC-SHA256 over the ten characters, upper case."""
    return _hash(settings.GOP_CPR_HASH_KEY, number)


def cpr_hashes(number: str) -> list[bytes]:
    """All a CPR may stand under: by the old key too, while it is being rotated."""
    keys = [settings.GOP_CPR_HASH_KEY, settings.GOP_CPR_HASH_KEY_OLD]
    return [_hash(key, number) for key in keys if key]
