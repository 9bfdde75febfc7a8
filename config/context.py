"""What the shell of every page shows: who acts, alerts, a moved clock."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts import clock
from accounts.actor import Actor
from accounts.enums import OrganisationKind, Verb
from accounts.offerings import HAVE_A_PAGE
from accounts.roles import KIND_OF
from accounts.sessions import seconds_left
from config.personas import PASSWORD, PERSONAS
from config.seen import banner
from deadlines.selectors import unseen_count
from municipalities.agreement_services import AUTHORITIES


def shell(request: HttpRequest) -> dict[str, Any]:
    """The alert count is read only inside the actor's transaction (an error page has none)."""
    actor: Actor | None = getattr(request, "actor", None)
    inside = getattr(request, "inside", False)
    moved = clock.offset()
    # Where an officer performs another authority's task, the page has the performer's rights and no more
    own_desk = actor is not None and (actor.role is None or actor.kind == KIND_OF[actor.role])
    may_read_alerts = actor is not None and own_desk and actor.may(Verb.READ_ALERTS)
    return {
        "actor": actor,
        "signed_in": getattr(request, "signed_in", False),
        "session_seconds": seconds_left(request.session) if getattr(request, "signed_in", False) else 0,
        "session_keep_url": reverse("keep"),
        "memberships_count": len(getattr(request, "memberships", [])),
        "alert_count": unseen_count(actor) if actor is not None and inside and may_read_alerts else 0,
        "may_search": actor is not None and actor.may(Verb.SEARCH),
        "may_read_access_log": actor is not None and actor.may(Verb.READ_ACCESS_LOG) and not actor.departments,
        "may_set_alert_rules": actor is not None and actor.may(Verb.SET_ALERT_RULES),
        "may_see_teams": actor is not None and actor.may(Verb.HAND_OVER),
        "may_complain": own_desk and actor is not None and actor.may(Verb.RECORD_COMPLAINT),
        "may_read_ahead": own_desk and actor is not None and actor.may(Verb.READ_NOTICES_AHEAD),
        "may_read_own_figures": own_desk and actor is not None and actor.may(Verb.READ_OWN_FIGURES),
        "may_read_reports": own_desk and actor is not None and actor.may(Verb.READ_REPORTS),
        "may_read_experience": own_desk and actor is not None and actor.may(Verb.READ_EXPERIENCE),
        "may_keep_offerings": own_desk and actor is not None and actor.may(Verb.KEEP_OFFERINGS) and actor.organisation_kind in HAVE_A_PAGE,
        "may_keep_agreements": own_desk
        and actor is not None
        and actor.may(Verb.KEEP_AGREEMENTS)
        and actor.organisation_kind in AUTHORITIES,
        "may_keep_waiting": actor is not None
        and actor.may(Verb.KEEP_WAITING_TIMES)
        and actor.organisation_kind == OrganisationKind.PROVIDER,
        "may_read_alerts": may_read_alerts,
        "scan_late": banner.words(inside) if actor is not None else "",
        "moved_clock": clock.local(clock.now()) if moved else None,
        "demo": settings.GOP_ENV == "demo",
        "demo_personas": PERSONAS if settings.GOP_ENV == "demo" and actor is None else (),
        "demo_password": PASSWORD if settings.GOP_ENV == "demo" and actor is None else "",
    }
