"""Mail for alerts: without citizen data, at least once, with the alert's id as Message-ID."""

import logging
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q

from accounts import clock
from accounts.actor import job_actor
from accounts.danish import long_date
from accounts.models import Membership, User
from accounts.roles import ANSWERS_FOR_UNOWNED
from accounts.selectors import valid_on
from accounts.tenancy import acting_as
from deadlines.enums import AlertKind, DeadlineKind
from deadlines.models import Alert

log = logging.getLogger("gop.post")
JOB = "deadlines.send_alert"
RETRY = timedelta(minutes=5)
NOBODY = timedelta(hours=1)


def unmailed() -> list[UUID]:
    """Alerts whose mail has not left, oldest first; those that failed wait for their retry."""
    with acting_as(job_actor(JOB)):
        due = Q(retry_at__isnull=True) | Q(retry_at__lte=clock.now())
        return list(Alert.objects.filter(due, mailed_at__isnull=True).order_by("created_at").values_list("id", flat=True)[:1000])


def send_alert(alert_id: UUID) -> bool:
    """Send one alert's mail and mark it, holding the row. A crash after sending means it is sent again."""
    with acting_as(job_actor(JOB)):
        alert = Alert.objects.select_for_update(of=("self",), skip_locked=True).filter(id=alert_id, mailed_at__isnull=True).first()
        if alert is None:
            return False
        alert.attempts += 1
        try:
            to = _addresses(alert)
            if to:
                _message(alert, to).send()
                alert.mailed_at, alert.retry_at = clock.now(), None
            else:  # it stands in the application; the mail waits until somebody has an address
                alert.retry_at = clock.now() + NOBODY
                log.warning("alert %s has nobody with an address", alert.id)
        except Exception as error:  # the post may be gone in any of its own ways; later rather than never
            alert.retry_at = clock.now() + RETRY
            log.error("mail for alert %s failed: %s", alert.id, type(error).__name__)
        alert.save(update_fields=["mailed_at", "attempts", "retry_at"])
        return alert.mailed_at is not None


def _addresses(alert: Alert) -> list[str]:
    """The owner; unowned, or an owner without membership or address, whoever answers for unowned cases."""
    in_force = Membership.objects.filter(valid_on(clock.today()), organisation_id=alert.organisation_id)
    if alert.recipient_id:
        owner = in_force.filter(user_id=alert.recipient_id).values("user_id")
        found = list(User.objects.filter(id__in=owner, is_active=True).exclude(email="").values_list("email", flat=True))
        if found:
            return found
    leads = in_force.filter(role__in=ANSWERS_FOR_UNOWNED).values("user_id")
    return list(User.objects.filter(id__in=leads, is_active=True).exclude(email="").order_by("email").values_list("email", flat=True))


def _message(alert: Alert, to: list[str]) -> EmailMessage:
    clock_name = DeadlineKind(alert.deadline_kind).label
    if alert.kind == AlertKind.BREACH:
        subject = f"Frist overskredet: {clock_name.lower()}"
        first = f"En frist er overskredet. {clock_name} skulle være klaret senest {long_date(alert.due_on)}."
    else:
        subject = f"Frist nærmer sig: {clock_name.lower()}"
        first = f"En frist nærmer sig. {clock_name} skal være klaret senest {long_date(alert.due_on)}. Sidste arbejdsdag er {long_date(alert.last_working_day)}."
    body = f"{first}\n\nÅbn sagen: {settings.GOP_BASE_URL}/sager/{alert.subject_id}/\n\nMailen indeholder ikke oplysninger om borgeren."
    headers = {"Message-ID": f"<{alert.id}@gop>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject=subject, body=body, to=to, headers=headers)
