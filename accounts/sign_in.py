"""Who is at the door: one small interface, so that MitID or a municipality's directory can take the password's place."""

from typing import Any, Protocol
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import check_password, make_password

from accounts.models import User
from accounts.prepared import Prepared


class Identity(Protocol):
    """What every way of signing in must answer: which user stands there, or None."""

    def authenticate(self, request: Any, **credentials: Any) -> User | None: ...

    def get_user(self, user_id: UUID) -> User | None: ...


class PasswordBackend(BaseBackend):
    """Username and password (Argon2), for the demo and until an organisation's own directory is connected."""

    def authenticate(self, request: Any, username: str | None = None, password: str | None = None, **_: Any) -> User | None:
        user = User.objects.filter(username=username or "").first()
        if user is None:
            make_password(password)  # the same work for an unknown name, so that time tells nothing
            return None
        return user if check_password(password, user.password) and user.is_active else None

    def get_user(self, user_id: UUID) -> User | None:
        found: User | None = _active.first(user_id)
        return found


_active = Prepared(lambda user_id: User.objects.filter(id=user_id, is_active=True)[:1])
