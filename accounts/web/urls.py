from django.urls import path

from accounts.web import contacts, groupings, offerings, own_offerings, views
from accounts.web.accesslog import accesslog

urlpatterns = [
    path("log-ind/", views.log_in, name="login"),
    path("log-ud/", views.log_out, name="logout"),
    path("adgangslog/", accesslog, name="accesslog"),
    path("bliv-logget-ind/", views.keep, name="keep"),
    path("kontakter/", contacts.show, name="contacts"),
    path("kontakter/ny/", contacts.new, name="contact_new"),
    path("kontakter/indlaes/", contacts.from_file, name="contacts_file"),
    path("kontakter/<uuid:contact_id>/", contacts.contact, name="contact"),
    path("kontakter/<uuid:contact_id>/ophoer/", contacts.end, name="contact_end"),
    path("kontakter/<uuid:contact_id>/bekraeft/", contacts.confirm, name="contact_confirm"),
    path("tilbud/", offerings.all_of, name="offerings"),
    path("tilbud/ret/", own_offerings.show, name="offerings_own"),
    path("tilbud/ret/nyt/", own_offerings.new, name="offering_new"),
    path("tilbud/ret/indlaes/", own_offerings.from_file, name="offerings_file"),
    path("tilbud/ret/ventetid/", own_offerings.waiting, name="offerings_waiting"),
    path("tilbud/ret/<uuid:offering_id>/", own_offerings.offering, name="offering"),
    path("tilbud/ret/<uuid:offering_id>/flyt/", own_offerings.move, name="offering_move"),
    path("tilbud/ret/<uuid:offering_id>/vaek/", own_offerings.put_away, name="offering_away"),
    path("tilbud/<slug:key>/", offerings.page_of, name="offering_page"),
    path("forvaltning/grupper/", groupings.show, name="groupings"),
    path("forvaltning/grupper/indlaes/", groupings.from_file, name="groupings_file"),
    path("medlemskab/", views.membership, name="membership"),
]
