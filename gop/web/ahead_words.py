"""Notices ahead in words for their pages."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from accounts.actor import Actor
from accounts.danish import long_date, long_moment, short_date, short_moment
from accounts.enums import OrganisationKind, Verb
from gop.enums import CapacityNoticeKind, PlanType, TrainingField
from gop.rules.notice_period import is_late
from gop.selectors.told_ahead import NEAR_KM

if TYPE_CHECKING:
    from accounts.models import Organisation
    from gop.models import CapacityNotice, CapacityNoticeSeen, NoticePeriod
    from gop.services.telling_ahead import AheadAsked, Proposed

UNKNOWN = "GOP kender ingen frist her"
NEAR = f"Der findes intet register over, hvilke kommuner der grænser op til hinanden. Naboer er de kommuner, der ligger højst {NEAR_KM} km væk."
GROUPS = {
    OrganisationKind.MUNICIPALITY: "Kommuner",
    OrganisationKind.HOSPITAL: "Sygehuse",
    OrganisationKind.REGION: "Regioner",
}


def line(row: "CapacityNotice", actor: Actor) -> dict[str, Any]:
    """One row of the list."""
    own = row.organisation_id == actor.tenant
    state, tone = _state(row, own)
    return {
        "id": row.id,
        "title": row.title,
        "kind": CapacityNoticeKind(row.kind).label,
        "sender": "Sendt af jer" if own else row.sender_name,
        "effective": f"{short_date(row.effective_on)} {row.effective_on.year}",
        "sent": short_moment(row.sent_at),
        "late": _late(row),
        "state": state,
        "tone": tone,
        "unread": not own and not row.read and row.withdrawn_at is None,  # type: ignore[attr-defined]
    }


def _state(row: "CapacityNotice", own: bool) -> tuple[str, str]:
    if row.withdrawn_at is not None:
        return "Trukket tilbage", "warning"
    if own:
        return "Sendt", ""
    return ("Læst", "") if row.read else ("Ikke læst", "info")  # type: ignore[attr-defined]


def _late(row: "CapacityNotice") -> bool:
    return is_late(row.effective_on, row.earliest_on)


def page_of(
    row: "CapacityNotice", actor: Actor, addressees: Sequence["Organisation"], marks: Sequence["CapacityNoticeSeen"]
) -> dict[str, Any]:
    """The page of one notice."""
    own = row.organisation_id == actor.tenant
    read = {mark.organisation_id: f"{mark.by_name}, {short_moment(mark.at)}" for mark in marks}
    others = [one for one in addressees if one.id != row.organisation_id]
    about = [PlanType(row.plan_type).label] if row.plan_type else []
    about += [TrainingField(row.training_field).label] if row.training_field else []
    return {
        "id": row.id,
        "title": row.title,
        "text": row.text,
        "own": own,
        "facts": [
            {"label": "Fra", "value": f"{row.sender_name}, {row.by_name}"},
            {"label": "Handler om", "value": ", ".join([CapacityNoticeKind(row.kind).label, *about])},
            {"label": "Gælder fra", "value": long_date(row.effective_on)},
            {"label": "Sendt", "value": long_moment(row.sent_at)},
            {"label": "Aftalens varslingsfrist", "value": row.period_text},
        ],
        "late": late_words(row.effective_on, row.earliest_on) if _late(row) else "",
        "withdrawn": f"{row.withdrawn_by_name} trak varslingen tilbage {long_moment(row.withdrawn_at)}: {row.withdrawn_reason}"
        if row.withdrawn_at
        else "",
        "groups": [
            {"label": label, "rows": [{"name": each.name, "read": read.get(each.id, "")} for each in others if each.kind == kind]}
            for kind, label in GROUPS.items()
            if any(each.kind == kind for each in others)
        ],
        "read_by": f"{len(read)} af {len(others)} har læst den" if own else "",
        "mark": read.get(actor.tenant, ""),
        "may_withdraw": own and row.withdrawn_at is None and actor.may(Verb.TELL_AHEAD),
    }


def late_words(effective: Any, earliest: Any) -> str:
    return f"Varslet sent: den dag, den blev sendt, gav aftalens frist tidligst {long_date(earliest)}, og ændringen gælder fra {long_date(effective)}."


def proposal(proposed: "Proposed", asked: "AheadAsked") -> dict[str, Any]:
    """What is shown before it is sent."""
    receivers = proposed.receivers
    groups = [
        ("Den anden side", receivers.other_side),
        ("Naboer", receivers.neighbours),
        ("Regionen", (receivers.region,) if receivers.region else ()),
    ]
    near = any(each.kind == OrganisationKind.MUNICIPALITY for each in receivers.neighbours)
    return {
        "title": asked.title,
        "groups": [
            {"label": label, "names": [each.name for each in rows], "note": NEAR if near and label == "Naboer" else ""}
            for label, rows in groups
            if rows
        ],
        "count": len(receivers.everybody()),
        "period": proposed.period_text,
        "source": proposed.period.source if proposed.period else "",
        "late": late_words(asked.effective_on, proposed.earliest_on) if proposed.late else "",
        "in_time": f"Varslet i tide: tidligst {long_date(proposed.earliest_on)}." if proposed.earliest_on and not proposed.late else "",
    }


def period_rows(periods: Mapping[CapacityNoticeKind, "NoticePeriod"]) -> list[dict[str, str]]:
    """The agreement's period by kind, as the page says it before anything is written."""
    return [
        {"label": kind.label, "value": f"{periods[kind].text} ({periods[kind].source})" if kind in periods else UNKNOWN}
        for kind in CapacityNoticeKind
    ]
