"""Teams, weekly times and routing rules in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from accounts.danish import WEEKDAYS, clock_time, short_moment
from gop.enums import GeneralLevel, PlaceKind, PlanType
from gop.rules.routing import Desk, Here, desk_of
from gop.selectors.routing import rule_from
from municipalities.web.areas import as_text

if TYPE_CHECKING:
    from gop.selectors.routing_trial import Trial
    from municipalities.models import FirstTime, Place, RoutingRule, Team

SECTIONS = (
    ("team:teams", "Teams"),
    ("team:places", "Steder og tider"),
    ("gop:capacity", "Ledige tider"),
    ("team:rules", "Fordeling af nye sager"),
)


def sections(here: str) -> list[dict[str, Any]]:
    """The pages of the team, for components/chips.html."""
    return [{"text": text, "url": reverse(name), "count": None, "active": name == here} for name, text in SECTIONS]


def team_row(row: "Team", people: Mapping[UUID, str]) -> dict[str, Any]:
    names = sorted(people[one] for one in row.members if one in people)
    gone = len(row.members) - len(names)
    lead = getattr(row, "lead_name", "") or ""
    return {
        "id": row.id,
        "name": row.name,
        "lead": f"{lead} (ikke længere her)" if row.lead_id and row.lead_id not in people else lead,
        "members": ", ".join(names) + (f" og {gone}, der ikke er her mere" if gone else ""),
        "areas": as_text(row.areas),
        "open": row.ended_at is None,
    }


def place_row(row: "Place") -> dict[str, Any]:
    kind = PlaceKind(row.kind).label if row.kind in PlaceKind.values() else row.kind
    return {"id": row.id, "name": row.name, "kind": kind, "address": row.address, "phone": row.phone, "open": row.ended_at is None}


def time_row(row: "FirstTime") -> dict[str, Any]:
    level = GeneralLevel(row.level).label if row.level else "Begge"
    return {
        "id": row.id,
        "when": f"{WEEKDAYS[row.weekday - 1].capitalize()} {clock_time(row.at)}",
        "minutes": row.minutes,
        "seats": row.seats,
        "place": row.place.name,
        "team": row.team.name if row.team else "Alle",
        "level": level,
        "professions": row.professions,
        "from": row.valid_from,
        "to": row.valid_to,
    }


def conditions(row: "RoutingRule") -> list[str]:
    """Each condition as a few words; none: every case."""
    said = [f"Postnummer {as_text(row.areas)}"] if row.areas else []
    said += [f"Område: {row.to_team.name}"] if row.in_team_area and row.to_team else []
    said += [_ages(row)] if row.age_from is not None or row.age_to is not None else []
    said += [" eller ".join(PlanType(one).label for one in row.plan_types)] if row.plan_types else []
    said += [" eller ".join(row.diagnosis_groups)] if row.diagnosis_groups else []
    said += [{True: "Hjerneskade", False: "Ikke hjerneskade"}[row.brain_injury]] if row.brain_injury is not None else []
    said += [{True: "Har en åben sag her", False: "Har ingen åben sag her"}[row.existing_case]] if row.existing_case is not None else []
    return ["Sager til orientering", *said] if row.information else said or ["Alle andre sager"]


def _ages(row: "RoutingRule") -> str:
    if row.age_from is None:
        return f"Til og med {row.age_to} år"
    return f"Fra {row.age_from} år" if row.age_to is None else f"{row.age_from} til {row.age_to} år"


def receiver(row: "RoutingRule") -> str:
    first = "Den, der har borgerens åbne sag" if row.to_existing_owner else row.to_user_name
    return ", ellers ".join(filter(None, [first, row.to_team.name if row.to_team else ""]))


def rule_row(row: "RoutingRule", here: Here | None = None) -> dict[str, Any]:
    """`here`: who there is today, so that a rule that names somebody who has left says so."""
    problem = desk_of(rule_from(row), here, None).problem if here and not row.to_existing_owner else ""
    made = f"{row.made_by_name}, {short_moment(row.made_at)}"
    ended = f"til {short_moment(row.ended_at)}" if row.ended_at else ""
    return {"id": row.id, "name": row.name, "which": conditions(row), "to": receiver(row), "made": made, "ended": ended, "problem": problem}


def trial_of(trial: "Trial", former: Mapping[UUID | None, UUID]) -> dict[str, Any]:
    """`former`: a rule tried → the one in force that it would replace."""
    rows = [
        {"name": one.name, "now": trial.takes_now.get(former.get(one.id, one.id), 0), "then": trial.takes.get(one.id, 0)}
        for one in trial.rules
    ]
    by_none = {"name": "Ingen regel passer", "now": trial.takes_now.get(None, 0), "then": trial.takes.get(None, 0)}
    shown = [
        {
            "url": reverse("gop:case", args=[one.case.id]),
            "name": one.case.citizen_name,
            "received": one.case.received_at,
            "now": _desk(one.now),
            "then": _desk(one.then),
            "lies": _lies(one.case.team_name, one.case.owner_name),
        }
        for one in trial.elsewhere
    ]
    return {"cases": trial.cases, "rows": [*rows, by_none], "differ": trial.differ, "shown": shown, "more_cases": trial.more_cases}


def _desk(desk: Desk | None) -> str:
    if desk is None:
        return "Ingen regel"
    return f"{_lies(desk.team_name, desk.owner_name)} ({desk.rule.name})"


def _lies(team: str, owner: str) -> str:
    return ", ".join(filter(None, [team, owner])) or "Uden ejer"


def named(rows: Sequence["Team"] | Sequence["Place"]) -> list[tuple[str, str]]:
    return [(str(row.id), row.name) for row in rows]
