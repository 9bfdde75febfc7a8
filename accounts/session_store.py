"""Django's sessions in the database, read with a statement that is built once: every request asks for its own."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.utils import timezone

from accounts.prepared import kept

READ = "SELECT session_data, expire_date FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(InDatabase):
    """As Django's own in all but how it reads."""

    def _get_session_from_db(self) -> Any:
        with kept() as cursor:
            cursor.execute(READ, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return None
        return self.model(session_key=str(self.session_key), session_data=found[0], expire_date=found[1])
