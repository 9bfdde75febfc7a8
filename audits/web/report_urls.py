"""Under /rapporter/."""

from django.urls import path

from audits.web import committees, reports

app_name = "reports"
urlpatterns = [
    path("", reports.listing, name="list"),
    path("laves/", reports.under_way, name="under_way"),
    path("moeder/", committees.show, name="committees"),
    path("moeder/<uuid:meeting_id>/aflys/", committees.cancel, name="cancel"),
    path("<uuid:report_id>/", reports.report, name="report"),
    path("<uuid:report_id>/kommentar/", reports.comment, name="comment"),
    path("<uuid:report_id>/frigiv/", reports.release, name="release"),
    path("<uuid:report_id>/lav-igen/", reports.make_again, name="make_again"),
    path("<uuid:report_id>/fil/<str:form>/", reports.file, name="file"),
]
