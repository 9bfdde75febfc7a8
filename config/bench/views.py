"""Each saved view of the inbox and its search, as whole pages of one municipality with a desk that fills a page in all of them.

Names: `views:mine`, `views:search_name`; `views:fresh` is the list asked for again while nothing is new.
"""

from collections.abc import Callable
from typing import Any

from django.test import Client

from accounts.tenancy import acting_as
from config.bench import moment
from config.bench.pages import actor_named, signed_in
from gop.selectors.inbox import PAGE
from gop.selectors.views import COUNTED, ENDED, TEAM, desks

SEARCHES = {"search_cpr": moment.CPR, "search_name": moment.PREFIX}
VIEWS = (*COUNTED, ENDED, TEAM)
NAMES = (*VIEWS, *SEARCHES)


def figure(name: str) -> Callable[[], object] | None:
    kind, _, view = name.partition(":")
    if kind != "views":
        return None
    client = signed_in(moment.VIEWS_PERSON)
    if view == "fresh":
        etag = client.get("/sager/nyt/")["ETag"]
        return lambda: _answer(client.get("/sager/nyt/", headers={"If-None-Match": etag}), 304)
    if view in SEARCHES:
        return lambda: _answer(client.post("/sager/find/", {"q": SEARCHES[view]}))
    return _view(client, view)


def _view(client: Client, view: str) -> Callable[[], object]:
    asked = {"vis": view}
    if view == TEAM:
        actor = actor_named(moment.VIEWS_PERSON)
        with acting_as(actor):
            asked["team"] = next(str(key) for key, name, _ in desks(actor) if name == "Målt")
    rows = _answer(client.get("/sager/", asked)).content.count(b"data-row")
    if rows != PAGE:
        raise RuntimeError(f"The view {view} shows {rows} rows, not {PAGE}.")
    return lambda: _answer(client.get("/sager/", asked))


def _answer(answer: Any, status: int = 200) -> Any:
    if answer.status_code != status:
        raise RuntimeError(f"{answer.request['PATH_INFO']} answered {answer.status_code}")
    return answer
