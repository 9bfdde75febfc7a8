"""The same under the logins that serve: tests otherwise run as one login that may what web and worker may."""

import base64
import http.cookiejar
import re
import subprocess
import urllib.error
import urllib.parse
import urllib.request

import pytest

from config.local import secrets
from config.personas import PASSWORD
from tests.support.stack import Stack

pytestmark = pytest.mark.stack
NEW = base64.b64encode(bytes(range(100, 132))).decode()


class Visitor:
    def __init__(self, stack: Stack) -> None:
        self.url, self.token = stack.url, ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def get(self, path: str) -> tuple[int, str]:
        return self._open(self.url + path)

    def search(self, words: str) -> int:
        form = {"csrfmiddlewaretoken": self.token, "q": words}
        return self._open(urllib.request.Request(f"{self.url}/soeg/", urllib.parse.urlencode(form).encode(), {"Referer": self.url}))[0]

    def sign_in(self, username: str, password: str) -> tuple[int, str]:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get("/log-ind/")[1])
        assert found
        form = {"csrfmiddlewaretoken": found[1], "username": username, "password": password, "next": "/soeg/"}
        return self._open(urllib.request.Request(f"{self.url}/log-ind/", urllib.parse.urlencode(form).encode(), {"Referer": self.url}))

    def _open(self, asked: str | urllib.request.Request) -> tuple[int, str]:
        try:
            with self.opener.open(asked, timeout=30) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def test_the_door_closes_a_command_opens_it_and_a_search_is_counted(stack: Stack) -> None:
    visitor = Visitor(stack)
    assert [visitor.sign_in("visitator-herning", "forkert")[0] for _ in range(6)] == [400] * 5 + [429]
    assert visitor.sign_in("visitator-herning", PASSWORD)[0] == 429
    assert "Låst op." in stack.manage("unlock_user", "visitator-herning")
    status, page = visitor.sign_in("visitator-herning", PASSWORD)
    assert (status, "Søg" in page) == (200, True)
    visitor.token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    assert 429 in {visitor.search("findes-ikke") for _ in range(31)}
    assert visitor.get("/sager/")[0] == 200


def test_the_lead_reads_the_log(stack: Stack) -> None:
    visitor = Visitor(stack)
    visitor.sign_in("leder", PASSWORD)
    status, page = visitor.get("/adgangslog/")
    assert (status, "Adgangslog" in page) == (200, True)


def test_keys_are_changed_there_and_back_by_the_worker_and_by_nobody_else(stack: Stack) -> None:
    old = secrets.read(stack.var / "keys.env")["GOP_CPR_KEYS"]
    there, back = f"2:{NEW},{old}", f"{old},2:{NEW}"
    try:
        changed = re.search(r"Færdig: (\d+) rækker", stack.manage("rotate_cpr_key", GOP_CPR_KEYS=there))
    finally:
        again = re.search(r"Færdig: (\d+) rækker", stack.manage("rotate_cpr_key", GOP_CPR_KEYS=back))
    assert changed
    assert again
    assert int(changed[1]) == int(again[1]) > 10


def test_an_unreadable_key_is_told(stack: Stack) -> None:
    with pytest.raises(subprocess.CalledProcessError) as refused:
        stack.manage("rotate_cpr_key", GOP_CPR_KEYS=f"2:{NEW}")
    assert "kunne ikke læses" in refused.value.stderr
