"""A session ends GOP_SESSION_MINUTES after the last request.

Django counts from the last time a session was saved. Saving at every request would write a row for each;
once a minute is near enough, and the page is told what is truly left.
"""

import time
from typing import Any

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

SAVED = "saved_at"
STEP = 60


def renew(session: Any, *, now: bool = False) -> None:
    """Real time, as Django's own: a moved clock logs nobody out."""
    moment = int(time.time())
    if now or not 0 <= moment - session.get(SAVED, 0) < STEP:
        session[SAVED] = moment


def seconds_left(session: Any) -> int:
    idle = int(time.time()) - int(session.get(SAVED, 0))
    return max(0, int(settings.SESSION_COOKIE_AGE) - idle)


def begin(*, request: Any, **_: Any) -> None:
    """Signing in saves the session anyhow; the first page after it need not do so again."""
    renew(request.session, now=True)


def clear_ended() -> int:
    """Delete the rows of sessions that have ended; how many. Real time, as Django's own."""
    gone, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()  # one statement: no signal asks for the rows first
    return gone
