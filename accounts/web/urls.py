from django.urls import path

from accounts.web import views
from accounts.web.accesslog import accesslog

urlpatterns = [
    path("log-ind/", views.log_in, name="login"),
    path("log-ud/", views.log_out, name="logout"),
    path("adgangslog/", accesslog, name="accesslog"),
    path("bliv-logget-ind/", views.keep, name="keep"),
    path("medlemskab/", views.membership, name="membership"),
]
