"""One mail a day to each author with news: a row first, then the mail. At least once, and but for a kill between the two, once.

What is told is fixed by the hour, whenever the job runs: the milestones noted up to that hour since the last mail that left.
A mail that could not leave before night is told of by the next day's.
"""

import logging
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q

from accounts import clock
from accounts.actor import job_actor
from accounts.enums import Role
from accounts.models import Membership
from accounts.selectors import valid_on
from accounts.tenancy import acting_as
from deadlines.heartbeat import began, ended
from gop.models import AuthorDetails, AuthorDigest, Milestone
from gop.rules.digest import counted_until, digest_due
from gop.services.digest_mail import message

log = logging.getLogger("gop.digest")
JOB = "gop.author_digest"
BACK = timedelta(days=14)  # how far news reaches for an author who has had no mail
RETRY = timedelta(minutes=5)
Author = tuple[UUID, UUID]  # (organisation, user)


def send_digests() -> tuple[int, int]:
    """(mails that left, mails that failed and are tried again). Outside the day's hours it does nothing."""
    began(JOB)
    sent = failed = 0
    day = digest_due(clock.now(), settings.GOP_DIGEST_HOUR)
    if day is not None:
        with acting_as(job_actor(JOB)):
            if not AuthorDigest.objects.filter(day=day).exists():  # all of a day's rows come in one statement
                _make(day)
            waiting = _waiting(day)
            addresses = _addresses(day) if waiting else {}
        for row_id, author in waiting:
            left = _send(row_id, addresses.get(author, ""))
            sent, failed = sent + (left is True), failed + (left is False)
    ended(JOB, handled=sent, failed=failed)
    return sent, failed


def _make(day: date) -> None:
    """The day's rows; those there already stay as they are, so that it may run twice, late or side by side."""
    until = counted_until(day, settings.GOP_DIGEST_HOUR)
    wanted = _addresses(day).keys() - _unwanted()
    rows = [
        AuthorDigest(organisation_id=organisation, user_id=user, day=day, until=until, counts=dict(counts), told=sum(counts.values()))
        for (organisation, user), counts in _news(day, until).items()
        if (organisation, user) in wanted
    ]
    AuthorDigest.objects.bulk_create(rows, ignore_conflicts=True)


def _news(day: date, until: datetime) -> dict[Author, Counter[str]]:
    """By author the milestones of own plans since the last mail that left, by code. Two queries."""
    mailed = AuthorDigest.objects.filter(mailed_at__isnull=False, day__gte=day - BACK)
    last = mailed.values_list("organisation_id", "user_id").annotate(at=Max("until"))
    since = {(organisation, user): at for organisation, user, at in last}
    found: dict[Author, Counter[str]] = defaultdict(Counter)
    rows = Milestone.objects.filter(noted_at__gt=until - BACK, noted_at__lte=until)
    for organisation, user, code, at in rows.values_list("organisation_id", "plan__author_id", "code", "noted_at").iterator():
        if at > since.get((organisation, user), until - BACK):
            found[organisation, user][code] += 1
    return found


def _unwanted() -> set[Author]:
    return set(AuthorDetails.objects.filter(digest=False).values_list("organisation_id", "user_id"))


def _addresses(day: date) -> dict[Author, str]:
    """Who writes plans today and can be mailed."""
    rows = Membership.objects.filter(valid_on(day), role__in=(Role.AUTHOR, Role.COORDINATOR), user__is_active=True).exclude(user__email="")
    return {(organisation, user): email for organisation, user, email in rows.values_list("organisation_id", "user_id", "user__email")}


def _waiting(day: date) -> list[tuple[UUID, Author]]:
    due = Q(retry_at__isnull=True) | Q(retry_at__lte=clock.now())
    rows = AuthorDigest.objects.filter(due, day=day, mailed_at__isnull=True).order_by("organisation_id", "user_id")
    return [(row, (organisation, user)) for row, organisation, user in rows.values_list("id", "organisation_id", "user_id")]


def _send(row_id: UUID, to: str) -> bool | None:
    """One mail, holding its row; None where another worker has it, or nobody is there to have it."""
    with acting_as(job_actor(JOB)):
        rows = AuthorDigest.objects.filter(id=row_id, mailed_at__isnull=True)
        row = rows.select_for_update(of=("self",), skip_locked=True).first()
        if row is None or not to:
            return None
        row.attempts += 1
        try:
            message(row.counts, to, row.id).send()
        except Exception as error:  # the post may be gone in any of its own ways; later rather than never
            row.retry_at = clock.now() + RETRY
            log.error("a digest failed: %s", type(error).__name__)
        else:
            row.mailed_at, row.retry_at = clock.now(), None
        row.save(update_fields=["attempts", "retry_at", "mailed_at"])
        return row.mailed_at is not None
