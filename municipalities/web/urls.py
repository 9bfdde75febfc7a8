"""Team: who takes which cases, where and when the first meetings are held, and how new cases are laid on desks."""

from django.urls import path

from municipalities.web import places, rules, teams

app_name = "team"
urlpatterns = [
    path("", teams.show, name="teams"),
    path("nyt/", teams.new, name="team_new"),
    path("<uuid:team_id>/", teams.change, name="team"),
    path("steder/", places.show, name="places"),
    path("steder/nyt/", places.new_place, name="place_new"),
    path("steder/<uuid:place_id>/", places.place, name="place"),
    path("tider/ny/", places.new_time, name="time_new"),
    path("tider/<uuid:time_id>/", places.weekly_time, name="time"),
    path("fordeling/", rules.show, name="rules"),
    path("fordeling/proev/", rules.trial, name="trial"),
    path("fordeling/ny/", rules.new, name="rule_new"),
    path("fordeling/<uuid:rule_id>/", rules.change, name="rule"),
    path("fordeling/<uuid:rule_id>/flyt/", rules.move, name="rule_move"),
    path("fordeling/<uuid:rule_id>/vaek/", rules.put_away, name="rule_away"),
]
