"""Reports to look at: the last quarter's of Nordjylland are ready, Aalborg's is released with a comment, and a committee meets in ten days."""

from datetime import timedelta

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Role
from accounts.models import Membership
from accounts.roles import KIND_OF
from audits.enums import ReportKind, ReportState
from audits.models import Report
from audits.services.committees import add_meeting
from audits.services.releasing import comment, release
from audits.services.reports import Run
from config.registry_loader import id_of

REGION, MUNICIPALITY = id_of("region-nordjylland"), id_of("kommune-0851")
COMMITTEE = "Følgegruppen for genoptræning"
SAID = (
    "Tallene er gennemgået med kommunen. Ferien i juli ses i ventetiden.\n\n"
    "Kommunen har fra september flere tider til første møde om eftermiddagen. Virkningen ventes i næste kvartal."
)


def make_reports_to_see() -> int:
    """After publishing, as the seeding role. The other regions' are planned and made by the worker. Run again it changes nothing."""
    analyst = _analyst()
    for days in (10, 45):
        add_meeting(analyst, COMMITTEE, clock.today() + timedelta(days=days), REGION)
    run = Run(only=REGION, inside=True)
    run.plan()
    made, _ = run.make()
    ready = Report.objects.filter(organisation_id=REGION, subject_id=MUNICIPALITY, kind=ReportKind.QUARTER, state=ReportState.READY)
    for row in ready.order_by("-period")[:1]:
        comment(analyst, row.id, SAID, None)
        row.refresh_from_db(fields=["comment_at"])
        release(analyst, row.id, row.comment_at)
    return made


def _analyst() -> Actor:
    """The region's persona."""
    row = Membership.objects.select_related("user", "organisation").get(organisation_id=REGION, role=Role.ANALYST, user__username="region")
    return Actor(
        kind=KIND_OF[Role.ANALYST],
        organisation=REGION,
        user=row.user_id,
        name=row.user.name,
        role=Role.ANALYST,
        organisation_name=row.organisation.name,
    )
