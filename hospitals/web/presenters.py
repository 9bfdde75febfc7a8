"""What the templates show, said in words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from accounts.danish import clock_time, copenhagen_date, day_date, long_date, short_moment
from accounts.web.addresses import address_by_id
from deadlines.words import in_days
from gop.criteria import Hint, Missing, hints, missing_to_send, parted
from gop.enums import (
    CaseAction,
    ConsentKind,
    DeliveryKind,
    HandedOutHow,
    MilestoneCode,
    PlanAction,
    PlanState,
    PlanType,
    RecipientKind,
    RecipientState,
)
from gop.rules.returning import returned_text
from gop.selectors.earlier import BESIDE
from gop.selectors.plan_clocks import clocks_started_by
from gop.selectors.plans import content_of, is_overdue_discharge
from gop.services.approving import APPROVE, ASK, SEND_BACK
from gop.services.discarding import DISCARD
from gop.services.earlier import FETCH, TAKE_PLACE
from gop.services.passing_drafts import HANDED
from gop.services.receiving_author import milestone_sentence
from gop.services.replacing import CREATE, DETACH, gone_text, replacement_of
from gop.services.without import PUT_AWAY, TAKE_UP
from gop.web.complaint_words import told as complaint_told
from gop.web.meeting_words import told as meeting_told
from gop.web.plan_clocks import clock_rows
from hospitals.web.amend_form import labels_of
from hospitals.web.steps import FORMS, TITLES, step_url

CASE_TOLD = {
    RecipientState.DELIVERED: "Har planen",
    RecipientState.WAITING: "Afventer afsendelse",
    RecipientState.DESELECTED: "Får ikke planen",
}
TONES = {
    RecipientState.DELIVERED: "success",
    RecipientState.WAITING: "warning",
    RecipientState.RETURNED: "error",
    RecipientState.MANUAL: "warning",
}
TOLD_BY_EVENT = frozenset({MilestoneCode.RETURNED, MilestoneCode.ASKED})
STATE_TONE = {PlanState.SENT: "success", PlanState.WITHDRAWN: "warning", PlanState.REPLACED: "warning"}


def asks(plan: Any, today: date) -> list[str]:
    """What a sent plan asks of its author, most urgent first."""
    if plan.state != PlanState.SENT:
        return []
    found = []
    if plan.returned_at:
        found.append(f"Returneret: {plan.returned_reason or 'send den videre til den rette kommune'}")
    if plan.discharge_date is None:
        found.append("Udskrivningen er aflyst: skriv en ny dato, når den kendes")
    elif is_overdue_discharge(plan, today):
        found.append(f"Ikke bekræftet: forventet udskrivning {day_date(plan.discharge_date)}")
    if plan.handed_out_on is None and plan.discharge_date and plan.discharge_date <= today:
        which = f"Version {plan.current_version} er ikke" if plan.current_version > 1 else "Ikke"
        found.append(f"{which} udleveret til patienten")
    return found


def plan_row(plan: Any, today: date) -> dict[str, Any]:
    """One line of Mine planer; every column stands on the plan itself."""
    sentence = plan.last_milestone_text or {
        PlanState.SENT: "Sendt. Ingen svar endnu.",
        PlanState.WITHDRAWN: "Trukket tilbage.",
        PlanState.REPLACED: "Erstattet.",
    }.get(plan.state, "")
    if plan.state in (PlanState.WITHDRAWN, PlanState.REPLACED):
        sentence = "Trukket tilbage." if plan.state == PlanState.WITHDRAWN else "Erstattet af en ny plan."
    return {
        "id": plan.id,
        "url": address_by_id("hospitals:plan", plan.id),
        "name": plan.citizen_name or "Uden navn",
        "type": type_text(plan),
        "department": plan.department.name,
        "author": plan.author_name,
        "day_zero": plan.discharge_date,
        "expected": plan.discharge_expected,
        "changed_at": plan.changed_at,
        "sentence": sentence,
        "sentence_at": plan.last_milestone_at or plan.sent_at,
        "asks": asks(plan, today),
    }


def type_text(plan: Any) -> str:
    """'Almen genoptræning, version 2, erstatter en sendt plan'"""
    parts = [PlanType(plan.plan_type).label if plan.plan_type else "Type ikke valgt"]
    if plan.current_version > 1:
        parts.append(f"version {plan.current_version}")
    if plan.replaces_id:
        parts.append("erstatter en sendt plan" if plan.state == PlanState.DRAFT else "erstatter en tidligere plan")
    return ", ".join(parts)


def steps_of(plan: Any, current: str, missing: Iterable[Missing], wrong: bool = False) -> list[dict[str, Any]]:
    """For the step indicator. `wrong` marks what lacks something, once somebody has tried to send."""
    lacking = [one.step for one in missing]

    def state(step: str) -> str:
        if step == current:
            return "current"
        if step not in FORMS:
            return "todo"
        return "error" if step in lacking and wrong else "todo" if step in lacking else "done"

    def help_text(step: str) -> str:
        count = lacking.count(step)
        return f"Mangler {count}" if count else ""

    return [
        {"title": title, "url": step_url(plan.id, step), "state": state(step), "help": help_text(step)} for step, title in TITLES.items()
    ]


def lacks(plan: Any, found: Iterable[Missing]) -> list[dict[str, str]]:
    """Sentences that lead to their fields."""
    return [{"text": one.message, "url": step_url(plan.id, one.step, one.field)} for one in found]


def advice(plan: Any, found: Iterable[Hint]) -> list[dict[str, str]]:
    """Hints that lead to their fields, each with the key it is put away by."""
    return [
        {"text": one.message, "url": step_url(plan.id, one.step, one.field), "key": one.key, "step_title": TITLES[one.step]}
        for one in found
    ]


def step_aside(plan: Any, version: Any, step: str, now: datetime, today: date) -> dict[str, Any]:
    """Right of the form: what is missing to send, gentle hints (on the last step, those of all steps), and the clocks that the dates start."""
    content = content_of(plan, version)
    missing = missing_to_send(content, today)
    asked = {one.field for one in missing}  # what stops the plan is not said twice
    found = [one for one in hints(content, today) if one.field not in asked and (one.step == step or step not in FORMS)]
    shown, away = parted(found, plan.dismissed)
    others = [name for name in FORMS if name != step and any(one.step == name for one in missing)]
    return {
        "missing": missing,
        "lacks_here": lacks(plan, (one for one in missing if one.step == step)),
        "lacks_elsewhere": [
            {"text": f"{TITLES[name]}: mangler {sum(one.step == name for one in missing)}", "url": step_url(plan.id, name)}
            for name in others
        ],
        "content": content,
        "hints_here": shown,
        "hints": advice(plan, shown),
        "hidden_hints": advice(plan, away),
        "clocks": clock_rows(clocks_started_by(plan, version, now), today) if step in ("kontakt", "type", "send") else [],
        "assumed_type": not version.plan_type,
    }


def saved_text(at: datetime, today: date) -> str:
    """'Gemt kl. 10.05'; of another day 'Gemt fre. 20. nov. kl. 10.05'."""
    return f"Gemt {clock_time(at) if copenhagen_date(at) == today else short_moment(at)}"


def receiver_rows(receivers: Iterable[Any]) -> list[dict[str, str]]:
    """Who has it and who has not, of what was sent or will be."""
    return [{"name": one.name, "state": _receiver_state(one), "tone": TONES.get(RecipientState(one.state), "")} for one in receivers]


def _receiver_state(one: Any) -> str:
    return CASE_TOLD.get(RecipientState(one.state), RecipientState(one.state).label)


def to_be_sent(receivers: Iterable[Any], answers: Mapping[str, str]) -> list[dict[str, str]]:
    """The same before sending: what will happen to each copy. `answers` are the patient's, by kind of consent."""
    asked = {RecipientKind.HOSPITAL: ConsentKind.PERFORMING_HOSPITAL, RecipientKind.GP: ConsentKind.GP}
    unasked = "får ikke planen endnu, for patienten er ikke spurgt endnu"
    said = {
        RecipientState.DELIVERED: "får planen straks",
        RecipientState.WAITING: "afventer afsendelse, for der er endnu ingen forbindelse til lægesystemet",
        RecipientState.DESELECTED: "får ikke planen, for patienten har ikke sagt ja",
        RecipientState.MANUAL: "en medarbejder finder den rette myndighed",
    }
    roles = {
        RecipientKind.HOSPITAL: "Udførende afdeling",
        RecipientKind.REGION: "Region",
        RecipientKind.MUNICIPALITY: "Bopælskommune",
        RecipientKind.GP: "Læge",
    }
    return [
        {
            "label": one.name,
            "role": roles.get(one.kind, ""),
            "text": unasked
            if one.state == RecipientState.DESELECTED and not answers.get(asked.get(one.kind, ConsentKind.MUNICIPALITY))
            else said[one.state],
            "information": one.case_kind == "information",
        }
        for one in receivers
    ]


def told_rows(told: Iterable[Any]) -> list[dict[str, str]]:
    """Who gets the next version, and why the others do not."""
    said = {RecipientState.WAITING: "afventer afsendelse, får den nye version"}
    return [
        {
            "name": one.recipient.name,
            "text": said.get(one.recipient.state, f"får den ikke: {_lower(one.why_not)}") if one.why_not else "får den straks",
        }
        for one in told
    ]


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def replacing(plan: Any) -> dict[str, Any] | None:
    """The plan that this one replaces or shall replace; `gone` says why a draft no longer can."""
    old = plan.replaces
    if old is None:
        return None
    gone = gone_text(old) if plan.state == PlanState.DRAFT and old.state != PlanState.SENT else ""
    return {"url": reverse("hospitals:plan", args=[old.id]), "sent_at": old.sent_at, "gone": gone}


def replaced_by(plan: Any) -> dict[str, Any] | None:
    """The plan that has replaced this one, or the draft that will."""
    new = replacement_of(plan)
    if new is None:
        return None
    url, begun = reverse("hospitals:plan", args=[new.id]), f"{new.author_name}, {short_moment(new.created_at)}"
    return {"url": url, "draft": new.state == PlanState.DRAFT, "begun": begun, "in_force": plan.state == PlanState.REPLACED}


def handed_out_text(plan: Any) -> str:
    if plan.handed_out_on is None:
        return ""
    return f"{HandedOutHow(plan.handed_out_how).label} {day_date(plan.handed_out_on)}"


def day_zero_text(plan: Any, today: date | None = None) -> str:
    """'fredag 27. november 2026 (forventet, om 2 dage)'; on paper without how far away it is."""
    if plan.discharge_date is None:
        return "Aflyst, ny dato kendes ikke" if plan.state != PlanState.DRAFT else ""
    how = "forventet" if plan.discharge_expected else "bekræftet"
    near = f", {in_days(plan.discharge_date, today)}" if today else ""
    return f"{long_date(plan.discharge_date)} ({how}{near})"


def timeline(plan: Any, events: Iterable[Any], milestones: Iterable[Any]) -> list[dict[str, Any]]:
    """Own history and the receivers' milestones in one list, newest first. A return or a question is told once, by its event."""
    told = [_milestone(one) for one in milestones if one.code not in TOLD_BY_EVENT]
    return sorted(told + [_event(one) for one in events], key=lambda row: row["when"], reverse=True)


def _milestone(one: Any) -> dict[str, Any]:
    return {
        "when": one.at,
        "who": one.sender_name,
        "title": milestone_sentence(MilestoneCode(one.code), one.sender_name, one.data),
        "text": "",
    }


TITLE_OF = {
    CREATE: "Kladden blev oprettet",
    PlanAction.SEND: "Planen blev sendt",
    PlanAction.CALL_OFF_DISCHARGE: "Den forventede udskrivning blev aflyst",
    PlanAction.HAND_OUT: "Planen blev udleveret",
    PlanAction.WITHDRAW: "Planen blev trukket tilbage",
    PlanAction.REPLACE: "Planen blev erstattet af en ny",
    DETACH: "Kladden blev en selvstændig plan",
    PUT_AWAY: "Vurderingen endte uden plan, og kladden blev lagt væk",
    TAKE_UP: "Kladden blev taget op igen",
    DISCARD: "Kladden blev kasseret",
    "retur": "Planen kom retur",
    "spoergsmaal": "Der blev spurgt om planen",
    "svar": "Spørgsmålet blev besvaret",
    "uenig": "Der blev rejst en uenighed om planen",
    "afgoerer": "Det blev skrevet, hvem der afgør uenigheden her",
    "afgjort": "Uenigheden blev afgjort",
    ASK: "Der blev bedt om en læges godkendelse",
    APPROVE: "Planen blev godkendt",
    SEND_BACK: "Lægen sendte planen tilbage",
    HANDED: "Kladden blev givet videre",
    FETCH: "Der blev hentet fra en tidligere plan",
    TAKE_PLACE: "Kladden skal erstatte en sendt plan",
    BESIDE: "Planen gælder ved siden af en tidligere",
}


def _event(one: Any) -> dict[str, Any]:
    title, data = TITLE_OF.get(one.action, one.action.capitalize()), one.data
    text = returned_text(data) if one.action == DeliveryKind.RETURN else str(data.get("reason", "") or data.get("text", ""))
    if one.action == CaseAction.MEETING:
        title, text = meeting_told(data)
    elif one.action == CaseAction.COMPLAINT:
        title, text = complaint_told(data)
    elif one.action == PlanAction.CORRECT_DISCHARGE:
        how = "Forventet udskrivning" if data["expected"] else "Udskrivning"
        title = f"{how} {long_date(date.fromisoformat(data['day_zero']))}"
        text = f"Før stod der {long_date(date.fromisoformat(data['before']))}." if data.get("before") not in ("", data["day_zero"]) else ""
    elif one.action == PlanAction.AMEND:
        title, text = f"Planen blev rettet, version {data['version']}", f"{text}\nÆndret: {_labels(data['changed'])}"
    elif one.action == PlanAction.SEND_ONWARD:
        title = f"Sendt videre til {data.get('receiver_name', 'en anden kommune')}"
        text = f"Folkeregistrets svar: {data['register_answer']}" if data.get("register_answer") else ""
    elif one.action == HANDED:
        text = f"Fra {data.get('former', '')} til {data.get('to', '')}"
    elif one.action == PlanAction.HAND_OUT:
        text = f"{HandedOutHow(data['how']).label} {day_date(date.fromisoformat(data['on']))}"
    other, link = (
        (data.get("replaced_by"), "Se den nye plan") if data.get("replaced_by") else (data.get("replaces"), "Se den plan, den erstatter")
    )
    url = reverse("hospitals:plan", args=[other]) if other else ""
    return {"when": one.at, "who": one.by_name, "title": title, "text": text, "url": url, "url_text": link}


def _labels(names: Iterable[str]) -> str:
    """What an amendment changed, in the form's own words."""
    said = [label.lower().rstrip("?") for label in labels_of(set(names))]
    return ", ".join(said + (["bilag"] if "attachments" in set(names) else []))
