"""A course under way: goals, contacts, documents to the hospital and the GP, meetings between the sides."""

from django.db import models
from django.db.models import Q

from gop.enums import ContactForm, ContactState, DocumentKind, GoalCodes, GoalReached, MeetingKind, MeetingState
from gop.models.base import TenantRow
from gop.models.case import Case
from gop.models.plan import Plan


class Goal(TenantRow):
    """Agreed with the citizen by the treating therapist, in the terms of FSIII or ICF. A changed goal is a new row; the old one is closed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="goals")
    text = models.CharField(max_length=500)
    code_list = models.CharField(max_length=10, choices=GoalCodes.choices(), blank=True)
    code = models.CharField(max_length=40, blank=True)
    code_text = models.CharField(max_length=300, blank=True)
    agreed_on = models.DateField()
    target_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    reached = models.CharField(max_length=20, choices=GoalReached.choices(), blank=True)
    closed_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    replaces_id = models.UUIDField(null=True, help_text="The goal it was changed from.")

    class Meta:
        indexes = [models.Index(fields=["organisation", "case"], name="goal_case")]


class CaseContact(TenantRow):
    """One contact with the citizen, planned or held. Not the first meeting, which is the case's own fact."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts")
    form = models.CharField(max_length=20, choices=ContactForm.choices())
    code = models.CharField(max_length=40, blank=True, help_text="FSIII intervention or SKS treatment.")
    code_text = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=20, choices=ContactState.choices())
    made_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "-at"], name="casecontact_case")]


class DocumentFacts(models.Model):
    """`body`: heading and text, in order, as [heading, text]."""

    kind = models.CharField(max_length=20, choices=DocumentKind.choices())
    body = models.JSONField(default=list)
    by_name = models.CharField(max_length=200)
    by_title = models.CharField(max_length=100, blank=True)
    by_phone = models.CharField(max_length=30, blank=True)
    by_email = models.CharField(max_length=200, blank=True, db_default="")
    sent_at = models.DateTimeField()

    class Meta:
        abstract = True


class CaseDocument(DocumentFacts, TenantRow):
    """Tenant: the authority. Receivers: [kind, name, state]; a copy without a channel waits and is never called sent.

    `from_name`: who wrote it, where it came along with the case from its former holder.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    receivers = models.JSONField(default=list)
    from_name = models.CharField(max_length=400, blank=True, db_default="")

    class Meta:
        indexes = [models.Index(fields=["organisation", "case", "-sent_at"], name="casedocument_case")]


class ReceivedDocument(DocumentFacts, TenantRow):
    """The hospital's own copy, on its plan and above its list until somebody has read it."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="documents")
    document_id = models.UUIDField()
    sender_name = models.CharField(max_length=200)
    read_at = models.DateTimeField(null=True)
    read_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="receiveddocument_once", fields=["organisation", "document_id"])]
        indexes = [
            models.Index(fields=["organisation", "sent_at", "id"], name="receiveddocument_unread", condition=Q(read_at__isnull=True))
        ]


class CoordinationMeeting(TenantRow):
    """Called by either side; each has its own copy with the same `shared_id`. Participants: [role, name]; tasks: [who, what].

    No clock and no first meeting. `history`: every version as it was said, also those that lost; gop.rules.meetings says which stands.
    """

    shared_id = models.UUIDField()
    plan_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    notice_id = models.UUIDField(null=True, help_text="The hospital's advance notice, when there is no plan yet.")
    other_id = models.UUIDField()
    other_name = models.CharField(max_length=400)
    department_id = models.UUIDField(null=True, help_text="At the hospital: the department.")
    citizen_name = models.CharField(
        max_length=200, blank=True, default="", db_default="", help_text="As the own case, plan or notice has it."
    )
    called_here = models.BooleanField(help_text="By this organisation.")
    kind = models.CharField(max_length=30, choices=MeetingKind.choices())
    state = models.CharField(max_length=20, choices=MeetingState.choices(), default=MeetingState.CALLED)
    at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField(blank=True)
    participants = models.JSONField(default=list)
    goals = models.TextField(blank=True, help_text="The common goals that came of it.")
    tasks = models.JSONField(default=list)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=400)
    change = models.PositiveSmallIntegerField(default=1, help_text="Counted up by every change; the higher one stands.")
    reason = models.CharField(max_length=500, blank=True, default="", db_default="", help_text="Why it was moved or cancelled.")
    clash = models.JSONField(
        default=dict, help_text="What the other change said, when both sides changed at once; empty once somebody changes it."
    )
    history = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="coordinationmeeting_once", fields=["organisation", "shared_id"])]
        indexes = [
            models.Index(fields=["organisation", "plan_id"], name="coordinationmeeting_plan"),
            models.Index(fields=["organisation", "case_id"], name="coordinationmeeting_case"),
            models.Index(fields=["organisation", "at"], name="coordinationmeeting_coming", condition=Q(state=MeetingState.CALLED)),
        ]


class AuthorDigest(TenantRow):
    """One mail a day to an author about what became of the plans. The row is there before the mail is.

    It tells what was noted up to `until`, since the last one that left; one that never left is told of by the next day's.
    """

    user_id = models.UUIDField()
    day = models.DateField()
    until = models.DateTimeField()
    counts = models.JSONField(default=dict, help_text="Milestones by code; no citizen.")
    mailed_at = models.DateTimeField(null=True)
    retry_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    told = models.PositiveSmallIntegerField(default=0, help_text="How many milestones it counts.")

    class Meta:
        constraints = [models.UniqueConstraint(name="authordigest_once", fields=["organisation", "user_id", "day"])]
        indexes = [models.Index(fields=["day"], name="authordigest_day")]
