"""The container's own health check: does the web beside it answer? `python -m config.healthcheck`, exit 0 or 1.

It asks as the outside does (that host, and over TLS where the address says so), or production would redirect it.
"""

import os
import sys
import urllib.request
from urllib.parse import urlsplit

LIVE = "/healthz/live"


def request(port: str, base_url: str) -> urllib.request.Request:
    outside = urlsplit(base_url)
    headers = {"Host": outside.netloc, "X-Forwarded-Proto": outside.scheme}
    return urllib.request.Request(f"http://127.0.0.1:{port}{LIVE}", headers=headers)


def main() -> None:
    asked = request(os.environ.get("PORT") or "8000", os.environ.get("GOP_BASE_URL") or "http://127.0.0.1:8000")
    # No proxy, and no redirect that would ask somebody else.
    opener = urllib.request.OpenerDirector()
    opener.add_handler(urllib.request.HTTPHandler())
    try:
        with opener.open(asked, timeout=5) as answer:
            sys.exit(0 if answer.status == 200 else 1)
    except OSError:
        sys.exit(1)


if __name__ == "__main__":
    main()
