"""What GOP_ENV=production refuses to start with, each in a sentence. Pure: an environment in, sentences out."""

import base64
import binascii
from collections.abc import Mapping

MOVES_THE_CLOCK = ("GOP_NOW", "GOP_CLOCK_OFFSET", "GOP_CLOCK_FILE")
MADE_UP = ("insecure", "change", "example", "password", "default")
NEAR = ("", "localhost", "127.0.0.1", "[::1]")


def refusals(environment: Mapping[str, str]) -> list[str]:
    """Empty when production may start."""
    given = {name: environment.get(name, "").strip() for name in environment}
    found = [f"{name} moves the clock; production lives in real time. Unset it." for name in MOVES_THE_CLOCK if _moves(given.get(name, ""))]
    found += _signing(given.get("SECRET_KEY", ""))
    found += _encryption(given.get("GOP_CPR_KEYS", ""))
    found += _key("GOP_CPR_HASH_KEY", given.get("GOP_CPR_HASH_KEY", ""))
    if given.get("GOP_CPR_HASH_KEY_OLD"):
        found += _key("GOP_CPR_HASH_KEY_OLD", given["GOP_CPR_HASH_KEY_OLD"])
    if not given.get("GOP_BASE_URL", "").startswith("https://"):
        found.append("GOP_BASE_URL must begin with https://. Links in mail and the trust in forms follow it.")
    hosts = [host.strip() for host in given.get("ALLOWED_HOSTS", "").split(",") if host.strip()]
    if not hosts or "*" in hosts:
        found.append("ALLOWED_HOSTS must name the hosts the web answers to, and not all of them (*).")
    if given.get("GOP_DIGITAL_POST") == "file" and not given.get("GOP_DIGITAL_POST_FOLDER"):
        found.append("GOP_DIGITAL_POST=file calls a letter delivered that lies in a folder. Name the folder somebody fetches it from.")
    return found


def _moves(value: str) -> bool:
    try:
        return bool(value) and float(value) != 0
    except ValueError:
        return True


def _signing(key: str) -> list[str]:
    if not key:
        return ["SECRET_KEY is missing. It signs sessions and forms."]
    if len(key) < 50 or len(set(key)) < 10 or any(word in key.lower() for word in MADE_UP):
        return ["SECRET_KEY is too short or a default. Give at least 50 random characters."]
    return []


def _encryption(pairs: str) -> list[str]:
    """`number:key,number:key`, as accounts/secret.py reads it; the number is one byte of what is stored."""
    if not pairs:
        return ["GOP_CPR_KEYS is missing. It encrypts CPR numbers."]
    split = [pair.partition(":") for pair in pairs.split(",") if pair]
    numbers = [number for number, _, _ in split]
    found = []
    if not all(number.isdecimal() and 0 < int(number) < 256 for number in numbers) or len(set(numbers)) < len(numbers):
        found.append("GOP_CPR_KEYS numbers its keys 1 to 255, each once: number:key,number:key.")
    for number, _, key in split:
        found += _key(f"Key {number} of GOP_CPR_KEYS", key)
    return found


def _key(name: str, value: str) -> list[str]:
    if not value:
        return [f"{name} is missing."]
    try:
        key = base64.b64decode(value, validate=True)
    except binascii.Error:
        return [f"{name} is not base64."]
    # 32 random bytes are never all typed characters; a default, a test's key and a pass phrase are.
    if len(key) != 32 or len(set(key)) < 10 or all(32 <= byte < 127 for byte in key):
        return [f"{name} is a default or no key: it must be 32 random bytes in base64."]
    return []


def forgotten(environment: Mapping[str, str], host: str) -> str:
    """A forgotten GOP_ENV means demo: said loudly when the database is on another machine."""
    if "GOP_ENV" in environment or host in NEAR or host.startswith("/"):
        return ""
    line = "!" * 100
    return (
        f"{line}\nGOP_ENV is not set, so this is a DEMO: cookies without TLS, invented people allowed, a clock that can be moved.\n"
        f"But DATABASE_URL points at another machine ({host}). With real citizens set GOP_ENV=production; otherwise say GOP_ENV=demo.\n{line}\n"
    )
