from django.urls import path

from hospitals.web import helping_urls
from hospitals.web.views import (
    amending,
    attachments,
    drafts,
    outbox,
    paper,
    payment,
    plans,
    printing,
    replacing,
    step,
    why,
    without,
)

app_name = "hospitals"
urlpatterns = [
    path("", outbox.outbox, name="outbox"),
    path("ny/", drafts.new, name="new"),
    *helping_urls.urlpatterns,
    path("uden-plan/", without.index, name="without"),
    path("uden-plan/ny/", without.new, name="new_without"),
    path("uden-plan/<uuid:record_id>/", without.record, name="without_record"),
    path("uden-plan/<uuid:record_id>/genoptag/", without.reopen, name="take_up"),
    path("<uuid:plan_id>/", plans.plan, name="plan"),
    path("<uuid:plan_id>/uden-plan/", without.end, name="end_without"),
    path("<uuid:plan_id>/betaling/", payment.payment, name="payment"),
    path("<uuid:plan_id>/trin/<str:step>/", step.step, name="step"),
    path("<uuid:plan_id>/send/", drafts.send, name="send"),
    path("<uuid:plan_id>/udskriv/", printing.patient_copy, name="print"),
    path("<uuid:plan_id>/pdf/", paper.plan_pdf, name="plan_pdf"),
    path("<uuid:plan_id>/brev/", paper.letter, name="letter"),
    path("<uuid:plan_id>/brev/egentraening/", paper.self_training, name="letter_self_training"),
    path("<uuid:plan_id>/hvorfor/", why.show, name="why"),
    path("<uuid:plan_id>/udskrivning/", plans.discharge, name="discharge"),
    path("<uuid:plan_id>/udleveret/", plans.handed_out, name="handed_out"),
    path("<uuid:plan_id>/traek-tilbage/", plans.withdraw, name="withdraw"),
    path("<uuid:plan_id>/send-videre/", plans.forward, name="forward"),
    path("<uuid:plan_id>/bilag/", attachments.attachments, name="attachments"),
    path("<uuid:plan_id>/bilag/<uuid:attachment_id>/", attachments.attachment, name="attachment"),
    path("<uuid:plan_id>/ret/", amending.amend, name="amend"),
    path("<uuid:plan_id>/erstat/", replacing.replace, name="replace"),
    path("<uuid:plan_id>/loesriv/", replacing.detach, name="detach"),
]
