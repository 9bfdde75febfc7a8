"""What must hold of a case after every verb: columns, events, deadline rows and offers tell one and the same course."""

import uuid

from accounts.clock import local
from deadlines.models import Deadline
from gop.enums import CaseState
from gop.models import Case
from gop.selectors.choice import choice_from
from gop.selectors.course import course
from gop.services.clocks import clocks_of, facts_of
from tests import factories as make


def told_alike(case_id: uuid.UUID) -> Case:
    """The case, once its columns were found equal to what its events say."""
    with make.reading():
        case = Case.objects.get(id=case_id)
        found = course(case)
        assert found is not None
        assert facts_of(case) == found.facts()
        _rows(case)
        answer = found.answers[-1][1] if found.answers else ""
        assert case.choice_answer == answer
        assert bool(case.choice_answer) == (case.choice_answered_on is not None)
        assert (case.choice_answer == "anden_kommune") == (case.other_municipality_id is not None)
        assert case.held_reason == found.paused
        assert bool(case.held_at) == bool(case.held_reason)
        assert case.no_start_at == (found.no_starts[0] if found.no_starts else None)
        assert (case.state == CaseState.STARTED) == (case.first_meeting_on is not None and case.ended_at is None)
        assert (case.ended_at is None) == (found.ended_at is None)
        assert case.end_code == found.end_code
        offers = [(local(one.meeting_at).date(), one.ended_by, one.withdrawn_at is None) for one in case.offers.order_by("made_at")]
        assert offers == [(one.meeting_on, one.ended_by or "", one.until is None) for one in found.offers]
        assert bool(case.offer_meeting_at) == bool(found.offer)
        assert case.choice_from == choice_from(case)
        assert bool(case.choice_provider_name) <= (answer == "valgt_leverandoer")
    return case


def _rows(case: Case) -> None:
    """The rows in force are the clocks of the rules, and the case's columns their copies."""
    in_force = Deadline.objects.filter(organisation_id=case.organisation_id, subject_id=case.id).exclude(state="afloest")
    rows = {row.kind: row for row in in_force}
    wanted = {one.kind: one for one in clocks_of(case)}
    assert rows.keys() == wanted.keys()
    for kind, clock in wanted.items():
        row = rows[kind]
        assert (row.due_on, row.state, row.met_on) == (clock.due_on, clock.state, clock.met_on), kind
        if case.ended_at or row.state != "aaben":
            assert row.next_alert_at is None, kind
    copies = {"informationsfrist": "inform", "tilbudsfrist": "offer", "planens_egen_frist": "plan_start"}
    for kind, name in copies.items():
        copied = (getattr(case, f"{name}_by"), getattr(case, f"{name}_state"))
        assert copied == ((rows[kind].due_on, rows[kind].state) if kind in rows else (None, "")), kind
