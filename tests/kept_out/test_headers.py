"""Headers and cookies, letter by letter: on a page, on a refusal, on a static file; in a demo and in production."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests import factories as make
from tests.kept_out.starting import manage

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
EVERYWHERE = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "payment=(), usb=()",
}


def directives(policy: str) -> set[str]:
    return {part.strip() for part in policy.split(";")}


@pytest.fixture
def anna(db: None) -> Client:
    make.registry()
    make.author()
    client = Client()
    client.post("/log-ind/", {"username": "anna", "password": "gop-test-1"})
    return client


@pytest.mark.parametrize(
    "path", ["/log-ind/", "/planer/", "/hjaelp/", "/sager/", "/findes-ikke/", "/planer/00000000-0000-4000-8000-000000000000/"]
)
def test_every_answer_carries_exactly_these(anna: Client, path: str) -> None:
    answer = anna.get(path)
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert directives(answer.headers["Content-Security-Policy"]) == directives(CSP)
    assert "Strict-Transport-Security" not in answer.headers  # a demo on one's own machine
    if path != "/log-ind/":
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_redirect_to_the_door_carries_them_too(db: None) -> None:
    answer = Client().get("/planer/")
    assert answer.status_code == 302
    assert {name: answer.headers.get(name) for name in EVERYWHERE} == EVERYWHERE


def test_scripts_cannot_read_the_cookies(db: None) -> None:
    make.registry()
    make.author()
    client = Client()
    client.get("/log-ind/")
    client.post("/log-ind/", {"username": "anna", "password": "gop-test-1"})
    for name in ("sessionid", "csrftoken"):
        cookie = client.cookies[name]
        assert (bool(cookie["httponly"]), cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    assert client.cookies["sessionid"]["max-age"] == ""  # gone with the browser


def test_a_file_where_text_belongs_is_refused_before_anything_is_read(anna: Client) -> None:
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7", content_type="application/pdf")
    answer = anna.post("/log-ind/", {"username": "anna", "password": file})
    assert answer.status_code == 400
    assert "Vi kunne ikke læse det, der blev sendt" in answer.content.decode()
    strict = Client(enforce_csrf_checks=True)
    strict.get("/log-ind/")
    token = strict.cookies["csrftoken"].value
    assert strict.post("/planer/ny/", {"csrfmiddlewaretoken": token, "plan_id": file}).status_code == 400


def test_the_same_form_without_a_file_is_read(db: None) -> None:
    make.registry()
    make.author()
    assert Client().post("/log-ind/", {"username": "anna", "password": "gop-test-1"}).status_code == 302


ASK = """
import json
from django.test import Client
plain, secure = Client().get("/log-ind/", HTTP_HOST="gop.example.org"), Client().get("/log-ind/", secure=True, HTTP_HOST="gop.example.org")
from django.conf import settings as s
from django.templatetags.static import static
script = Client().get(static("js/shell.js"), secure=True, HTTP_HOST="gop.example.org")
print(json.dumps({
  "plain": [plain.status_code, plain.headers.get("Location")], "status": secure.status_code, "headers": dict(secure.headers),
  "watched": Client().get("/healthz/live", HTTP_HOST="gop.example.org").status_code,
  "script": [script.status_code, dict(script.headers)],
  "cookies": {name: [bool(c["secure"]), bool(c["httponly"]), c["samesite"], c["path"], c["domain"]] for name, c in secure.cookies.items()},
  "session": [s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH],
}))
"""


def test_production_speaks_tls_only(tmp_path: Path) -> None:
    said = manage(tmp_path, "collectstatic", "--no-input", "--verbosity", "0")
    assert said.returncode == 0, said.stderr
    said = manage(tmp_path, "shell", "--verbosity", "0", "-c", ASK)
    assert said.returncode == 0, said.stderr
    seen = json.loads(said.stdout.splitlines()[-1])
    assert seen["plain"] == [301, "https://gop.example.org/log-ind/"]
    assert seen["status"] == 200
    assert seen["watched"] == 200
    assert {name: seen["headers"].get(name) for name in EVERYWHERE} == EVERYWHERE
    assert seen["headers"]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    assert directives(seen["headers"]["Content-Security-Policy"]) == directives(CSP)
    status, script = seen["script"]
    assert status == 200
    assert {name: script.get(name) for name in EVERYWHERE if name != "X-Frame-Options"} == {
        name: value for name, value in EVERYWHERE.items() if name != "X-Frame-Options"
    }
    assert "immutable" in script["Cache-Control"]
    assert seen["cookies"] == {"__Host-csrf": [True, True, "Lax", "/", ""]}
    assert seen["session"] == ["__Host-session", True, True, "Lax", None, "/"]
