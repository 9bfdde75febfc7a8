"""Sager: the authority's addresses, one for each verb."""

from django.urls import path

from gop.web.code_search import codes
from gop.web.views import (
    before,
    calculator,
    capacity,
    case,
    course_verbs,
    deciding,
    inbox,
    levels,
    move_verbs,
    paper,
    receiver_verbs,
    verbs,
    why,
)

app_name = "gop"
CASE = "sager/<uuid:case_id>/"

urlpatterns = [
    path("koder/<str:name>/", codes, name="codes"),
    path("fristberegner/", calculator.calculator, name="calculator"),
    path("niveauer/", levels.levels, name="levels"),
    path("team/ledige-tider/", capacity.weeks, name="capacity"),
    path("sager/", inbox.show, name="inbox"),
    path("sager/varslet/<uuid:notice_id>/", before.notice, name="notice"),
    path("sager/brev/<uuid:letter_id>/", before.letter, name="letter"),
    path("sager/brev/<uuid:letter_id>/laest/", before.letter_read, name="letter_read"),
    path("sager/brev/<uuid:letter_id>/svar/", before.letter_answer, name="letter_answer"),
    path(CASE, case.show, name="case"),
    path(f"{CASE}bilag/<uuid:attachment_id>/", case.attachment, name="attachment"),
    path(f"{CASE}hvorfor/", why.show, name="why"),
    path(f"{CASE}pdf/", paper.plan_pdf, name="plan_pdf"),
    path(f"{CASE}indkaldelsesbrev/", paper.appointment, name="appointment"),
    path(f"{CASE}kvitter/", verbs.acknowledge, name="acknowledge"),
    path(f"{CASE}tag/", verbs.take, name="take"),
    path(f"{CASE}overdrag/", verbs.hand_over, name="hand_over"),
    path(f"{CASE}beslut/", deciding.decide, name="decide"),
    path(f"{CASE}visiter/", verbs.triage, name="triage"),
    path(f"{CASE}vurder-igen/", verbs.reassess, name="reassess"),
    path(f"{CASE}vejled/", verbs.guide, name="guidance"),
    path(f"{CASE}tilbyd/", deciding.offer, name="offer"),
    path(f"{CASE}indkald/", verbs.invite, name="invite"),
    path(f"{CASE}besked/", verbs.inform, name="inform"),
    path(f"{CASE}foerste-moede/", verbs.first_meeting, name="first_meeting"),
    path(f"{CASE}udskrivning/", verbs.told_discharge, name="discharge"),
    path(f"{CASE}returner/", receiver_verbs.return_case, name="return"),
    path(f"{CASE}aarsag/", receiver_verbs.set_cause, name="cause"),
    path(f"{CASE}afslut/", verbs.end_case, name="end"),
    path(f"{CASE}videresend/", move_verbs.forward, name="forward"),
    path(f"{CASE}bliver-almen/", move_verbs.reclassify, name="reclassify"),
    path(f"{CASE}aflys/", course_verbs.cancel_offer, name="cancel_offer"),
    path(f"{CASE}borger-nej/", course_verbs.citizen_declined, name="citizen_declined"),
    path(f"{CASE}ingen-start/", course_verbs.no_start, name="no_start"),
    path(f"{CASE}svar/", course_verbs.answer_choice, name="answer_choice"),
    path(f"{CASE}anden-kommune-ja/", course_verbs.other_accepted, name="other_accepted"),
    path(f"{CASE}anden-kommune-nej/", course_verbs.other_declined, name="other_declined"),
    path(f"{CASE}pause/", course_verbs.hold, name="hold"),
    path(f"{CASE}genoptag/", course_verbs.resume, name="resume"),
    path(f"{CASE}genaabn/", course_verbs.reopen, name="reopen"),
]
