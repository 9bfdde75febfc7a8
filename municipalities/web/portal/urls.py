"""Opgaver: the performer's addresses, one for each thing that can be done."""

from django.urls import path

from municipalities.web.portal import desk, show, verbs

app_name = "portal"
ONE = "<uuid:assignment_id>/"
urlpatterns = [
    path("", desk.show, name="desk"),
    path(ONE, show.show, name="assignment"),
    path(f"{ONE}bilag/<uuid:attachment_id>/", show.attachment, name="attachment"),
    path(f"{ONE}plan/", show.plan_pdf, name="plan_pdf"),
    path(f"{ONE}kopi/", show.copy, name="copy"),
    path(f"{ONE}ja/", verbs.accept, name="accept"),
    path(f"{ONE}nej/", verbs.decline, name="decline"),
    path(f"{ONE}foerste-moede/", verbs.first, name="first"),
    path(f"{ONE}holdt/", verbs.held, name="held"),
    path(f"{ONE}ikke-holdt/", verbs.missed, name="missed"),
    path(f"{ONE}moede/", verbs.meeting_new, name="meeting_new"),
    path(f"{ONE}moede/<uuid:meeting_id>/", verbs.meeting_settle, name="meeting_settle"),
    path(f"{ONE}maal/", verbs.goal_new, name="goal_new"),
    path(f"{ONE}maal/<uuid:goal_id>/", verbs.goal_reach, name="goal_reach"),
    path(f"{ONE}status/", verbs.status, name="status"),
    path(f"{ONE}dokumentation/<uuid:request_id>/", verbs.documentation, name="documentation"),
    path(f"{ONE}afslut/", verbs.end, name="end"),
]
