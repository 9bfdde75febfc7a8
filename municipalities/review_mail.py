"""One mail to each team lead when contracts come to their review date. At least once, and but for a kill between mail and mark, once.

The line above the inbox stands until somebody has reviewed; the mail comes once a review date.
"""

import logging
from datetime import date
from uuid import UUID, uuid5

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F, Q, QuerySet

from accounts import clock
from accounts.actor import job_actor
from accounts.enums import Role
from accounts.models import Membership
from accounts.selectors import valid_on
from accounts.tenancy import acting_as
from deadlines.heartbeat import began, ended
from municipalities.models import Contract

log = logging.getLogger("gop.reviews")
JOB = "municipalities.tell_reviews"
FROM_HOUR = 8  # Copenhagen; nobody is woken by a date
NAMESPACE = UUID("0b8a4a52-90ab-4f0e-8a34-0f7a1a5f3a10")


def tell_reviews() -> tuple[int, int]:
    """(mails that left, authorities whose mail failed and is tried again)."""
    began(JOB)
    sent = failed = 0
    today = clock.today()
    if clock.local(clock.now()).hour >= FROM_HOUR:
        with acting_as(job_actor(JOB)):
            authorities = sorted(set(_due(today).values_list("organisation_id", flat=True)))
        for authority in authorities:
            left = _tell(authority, today)
            sent, failed = sent + max(left, 0), failed + (left < 0)
    ended(JOB, handled=sent, failed=failed)
    return sent, failed


def _due(today: date) -> QuerySet[Contract]:
    """Those that still hold, and whose date has not been told of."""
    told = Q(review_told_on__isnull=False, review_told_on=F("review_on"))
    return Contract.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), review_on__lte=today).exclude(told)


def _tell(authority: UUID, today: date) -> int:
    """How many mails left, holding the authority's rows; -1: the post is gone. Without a lead the rows wait for one."""
    with acting_as(job_actor(JOB)):
        rows = _due(today).filter(organisation_id=authority).order_by("id").select_for_update(of=("self",), skip_locked=True)
        due = list(rows.values_list("id", "review_on"))
        leads = Membership.objects.filter(valid_on(today), organisation_id=authority, role=Role.TEAM_LEAD, user__is_active=True)
        addresses = sorted(set(leads.exclude(user__email="").values_list("user_id", "user__email")))
        if not due or not addresses:
            return 0
        dates = " ".join(f"{key} {day}" for key, day in due)
        try:
            for user, address in addresses:
                _message(len(due), address, uuid5(NAMESPACE, f"{user} {dates}")).send()
        except Exception as error:  # the post may be gone in any of its own ways; later rather than never
            log.error("a mail about reviews failed: %s", type(error).__name__)
            return -1
        Contract.objects.filter(id__in=[key for key, _ in due]).update(review_told_on=F("review_on"))
        return len(addresses)


def _message(number: int, to: str, mail_id: UUID) -> EmailMessage:
    """The same Message-ID for the same dates to the same person, so that a mail sent again is recognised."""
    subject = "En aftale med en leverandør skal gennemgås" if number == 1 else f"{number} aftaler med leverandører skal gennemgås"
    body = f"{subject}.\n\nSe, hvilke: {settings.GOP_BASE_URL}/leverandoerer/aftaler/?vis=gennemgang"
    return EmailMessage(subject=subject, body=body, to=[to], headers={"Message-ID": f"<{mail_id}@gop>", "Auto-Submitted": "auto-generated"})
