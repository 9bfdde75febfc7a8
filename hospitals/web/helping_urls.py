"""Addresses of what helps an author: phrases, approval, handing over, the coordinator's page, earlier plans."""

from django.urls import path

from hospitals.web.views import approving, department, discarding, passing, phrases, replacing

urlpatterns = [
    path("fraser/", phrases.phrases, name="phrases"),
    path("fraser/mig/", phrases.details, name="details"),
    path("fraser/<uuid:phrase_id>/", phrases.phrase, name="phrase"),
    path("fraser/<uuid:phrase_id>/slet/", phrases.end, name="phrase_end"),
    path("afdeling/", department.department, name="department"),
    path("godkendelser/", approving.approvals, name="approvals"),
    path("<uuid:plan_id>/godkendelse/", approving.approval, name="approval"),
    path("<uuid:plan_id>/bed-om-godkendelse/", approving.ask, name="ask_approval"),
    path("<uuid:plan_id>/giv-videre/", passing.pass_on, name="pass_on"),
    path("<uuid:plan_id>/kasser/", discarding.discard, name="discard"),
    path("<uuid:plan_id>/kasser/genoptag/", discarding.take_up, name="take_up_draft"),
    path("<uuid:plan_id>/tidligere/", replacing.earlier, name="earlier"),
]
