"""What beat starts, and how often. Real time counts here; what a task finds due is asked of accounts.clock."""

from typing import Any

from django.conf import settings

SCHEDULE: dict[str, dict[str, Any]] = {
    "deadlines": {"task": "deadlines.scan", "schedule": settings.GOP_SCAN_SECONDS, "options": {"expires": settings.GOP_SCAN_SECONDS * 2}},
    "deliveries": {
        "task": "gop.apply_waiting",
        "schedule": settings.GOP_SCAN_SECONDS,
        "options": {"expires": settings.GOP_SCAN_SECONDS * 2},
    },
    "letters": {
        "task": "gop.send_letters",
        "schedule": settings.GOP_SCAN_SECONDS,
        "options": {"expires": settings.GOP_SCAN_SECONDS * 2},
    },
    "calendars": {
        "task": "gop.recalculate_waiting",
        "schedule": settings.GOP_SCAN_SECONDS,
        "options": {"expires": settings.GOP_SCAN_SECONDS * 2},
    },
    # Asks often; moves cases only when a row of responsibility says that somebody else is the authority.
    "authority": {
        "task": "gop.move_authority",
        "schedule": settings.GOP_SCAN_SECONDS,
        "options": {"expires": settings.GOP_SCAN_SECONDS * 2},
    },
    # Tasks that nobody answered, and access that is over.
    "assignments": {
        "task": "gop.close_assignments",
        "schedule": settings.GOP_SCAN_SECONDS,
        "options": {"expires": settings.GOP_SCAN_SECONDS * 2},
    },
    # Asks often, mails once a day from GOP_DIGEST_HOUR.
    "digests": {"task": "gop.author_digest", "schedule": settings.GOP_SCAN_SECONDS, "options": {"expires": settings.GOP_SCAN_SECONDS * 2}},
    # Asks often, mails once a review date.
    "reviews": {
        "task": "municipalities.tell_reviews",
        "schedule": settings.GOP_SCAN_SECONDS,
        "options": {"expires": settings.GOP_SCAN_SECONDS * 2},
    },
    # What happened stands in the own figures within a minute.
    "counting": {"task": "audits.count", "schedule": settings.GOP_COUNT_SECONDS, "options": {"expires": settings.GOP_COUNT_SECONDS * 2}},
    # Asks often, publishes once a day from 06:00.
    "figures": {"task": "audits.publish", "schedule": settings.GOP_SCAN_SECONDS, "options": {"expires": settings.GOP_SCAN_SECONDS * 2}},
    # Asks often; plans a report when its day has come, and makes what is planned.
    "reports": {"task": "audits.reports", "schedule": settings.GOP_SCAN_SECONDS, "options": {"expires": settings.GOP_SCAN_SECONDS * 2}},
    "sessions": {"task": "accounts.clear_sessions", "schedule": 3600, "options": {"expires": 3600}},
}
