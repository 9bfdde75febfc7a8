from django.urls import path

from accounts.web import contacts, views
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
    path("medlemskab/", views.membership, name="membership"),
]
