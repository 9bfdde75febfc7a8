"""Sager: the authority's addresses, one for each verb."""

from django.urls import path

from gop.web.plan_diagnoses import diagnoses
from gop.web.views import calculator, case, inbox, verbs

app_name = "gop"
CASE = "sager/<uuid:case_id>/"

urlpatterns = [
    path("diagnoser/", diagnoses, name="diagnoses"),
    path("fristberegner/", calculator.calculator, name="calculator"),
    path("sager/", inbox.show, name="inbox"),
    path(CASE, case.show, name="case"),
    path(f"{CASE}kvitter/", verbs.acknowledge, name="acknowledge"),
    path(f"{CASE}tag/", verbs.take, name="take"),
    path(f"{CASE}overdrag/", verbs.hand_over, name="hand_over"),
    path(f"{CASE}visiter/", verbs.triage, name="triage"),
    path(f"{CASE}vurder-igen/", verbs.reassess, name="reassess"),
    path(f"{CASE}vejled/", verbs.guide, name="guidance"),
    path(f"{CASE}tilbyd/", verbs.offer, name="offer"),
    path(f"{CASE}indkald/", verbs.invite, name="invite"),
    path(f"{CASE}besked/", verbs.inform, name="inform"),
    path(f"{CASE}foerste-moede/", verbs.first_meeting, name="first_meeting"),
    path(f"{CASE}udskrivning/", verbs.told_discharge, name="discharge"),
    path(f"{CASE}returner/", verbs.return_case, name="return"),
    path(f"{CASE}afslut/", verbs.end_case, name="end"),
]
