"""An assignment as its rows stand, for tests of the performer's side; the authority's own way there is in gop.services.assigning."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

from accounts import clock
from accounts.actor import Actor
from accounts.enums import Kind
from accounts.models import Organisation
from gop.models import Assignment, Case, DocumentationRequest
from tests import factories as make


def given(case_id: uuid.UUID, provider: uuid.UUID, **changed: Any) -> uuid.UUID:
    """Sent an hour ago, to be answered within two days."""
    now = clock.now()
    with make.reading():
        case = Case.objects.get(id=case_id)
        said = {
            "authority_name": "Aalborg Kommune",
            "provider_name": Organisation.objects.get(id=provider).name,
            "citizen_name": case.citizen_name,
            "level": "basal",
            "sent_at": now - timedelta(hours=1),
            "answer_by": now + timedelta(days=2),
            "version": case.plan_version,
        }
        row = Assignment(authority_id=case.organisation_id, provider_id=provider, case=case, plan_id=case.plan_id, **said | changed)
        row.save(force_insert=True)
    return row.id


def accepted(case_id: uuid.UUID, provider: uuid.UUID, **changed: Any) -> uuid.UUID:
    return given(case_id, provider, **{"state": "accepteret", "answered_at": clock.now(), **changed})


def started(case_id: uuid.UUID, provider: uuid.UUID, **changed: Any) -> uuid.UUID:
    return accepted(case_id, provider, **{"first_meeting_on": clock.today(), **changed})


def asked(assignment_id: uuid.UUID, **changed: Any) -> uuid.UUID:
    """The authority has asked for documentation within a week."""
    with make.reading():
        one = Assignment.objects.get(id=assignment_id)
        said = {"text": "Start og indhold", "due_on": clock.today() + timedelta(days=7), "asked_at": clock.now(), "asked_by_name": "Birgit"}
        sides = {"organisation_id": one.provider_id, "authority_id": one.authority_id}
        row = DocumentationRequest.objects.create(assignment=one, **sides, **said | changed)
    return row.id


def performing(actor: Actor) -> Actor:
    """As the middleware makes an officer on a performer's page."""
    return replace(actor, kind=Kind.PROVIDER)


def row(assignment_id: uuid.UUID) -> Assignment:
    with make.reading():
        return Assignment.objects.get(id=assignment_id)
