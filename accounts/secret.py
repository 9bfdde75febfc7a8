"""CPR at rest: AES-GCM with a key that has a number, and a keyed hash to look up by.

The stored value is one byte for the key's number, twelve for the nonce, then the ciphertext.
The first key of GOP_CPR_KEYS encrypts; all of them decrypt, so a key can be rotated.
"""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

PURPOSE = b"gop:cpr"


class UnknownKey(Exception):
    """The value was encrypted with a key that is not configured."""


def _keys() -> dict[int, bytes]:
    pairs = (part.split(":", 1) for part in settings.GOP_CPR_KEYS.split(",") if part)
    return {int(number): base64.b64decode(key) for number, key in pairs}


def encrypt_cpr(number: str) -> bytes:
    """`number` is ten characters without hyphen."""
    number_of_key, key = next(iter(_keys().items()))
    nonce = os.urandom(12)
    return bytes([number_of_key]) + nonce + AESGCM(key).encrypt(nonce, number.encode(), PURPOSE)


def decrypt_cpr(stored: bytes | memoryview) -> str:
    """Raises UnknownKey, or cryptography's InvalidTag when the value was altered."""
    stored = bytes(stored)
    key = _keys().get(stored[0])
    if key is None:
        raise UnknownKey(f"CPR key number {stored[0]} is not configured.")
    return AESGCM(key).decrypt(stored[1:13], stored[13:], PURPOSE).decode()


def cpr_hash(number: str) -> bytes:
    """The keyed hash that a CPR is found by: HMAC-SHA256 over the ten characters, upper case."""
    return hmac.new(base64.b64decode(settings.GOP_CPR_HASH_KEY), number.upper().encode(), hashlib.sha256).digest()
