"""The web's port: taken by the launcher and handed to gunicorn open, so nobody comes in between."""

import os
import socket

from config.local.places import Trouble

ADDRESS = "127.0.0.1"
USUAL = 8000


def _take(port: int) -> socket.socket | None:
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((ADDRESS, port))
        taken.listen(128)
    except OSError:
        taken.close()
        return None
    return taken


def choose() -> tuple[socket.socket, str]:
    """An open socket and, where it matters, a word about which. PORT is obeyed or refused, never replaced."""
    asked = os.environ.get("PORT", "")
    if asked:
        if not asked.isdigit() or int(asked) > 65535:
            raise Trouble(f"PORT={asked} is no port.")
        if (taken := _take(int(asked))) is None:
            raise Trouble(f"Port {asked} is taken or not allowed. Choose another, or leave PORT out.")
        return taken, ""
    for port in range(USUAL, USUAL + 100):
        if (taken := _take(port)) is not None:
            return taken, "" if port == USUAL else f"Port {USUAL} is taken; using {port}."
    raise Trouble(f"Every port from {USUAL} to {USUAL + 99} is taken. Name one: make run PORT=9000")
