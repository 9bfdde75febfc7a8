"""A version of a plan: what is said, and where the patient lives. Tenant: the hospital."""

from django.db import models

from gop.enums import ContactKind, PlanType, SpecialisedReason
from gop.models.base import TenantRow
from gop.models.content import Findings, Needs, Pathways, Team, TypeChoice, line, lines
from gop.models.plan import Plan


class PlanVersion(Needs, Findings, TypeChoice, Pathways, Team, TenantRow):
    """The content. Frozen when sent (a trigger refuses any change after that); an amendment is a new version."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    frozen_at = models.DateTimeField(null=True)
    # Patient
    cpr_encrypted = models.BinaryField(null=True)
    cpr_kind = models.CharField(max_length=10, blank=True)
    birth_date = models.DateField(null=True)
    citizen_name = models.CharField(max_length=200, blank=True)
    home_municipality = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    no_municipality = models.BooleanField(default=False)
    # The contact and the diagnosis
    contact_kind = models.CharField(max_length=20, choices=ContactKind.choices(), blank=True)
    admitted_on = models.DateField(null=True)
    discharge_date = models.DateField(null=True)
    discharge_expected = models.BooleanField(default=True)
    diagnosis_code = models.CharField(max_length=12, blank=True)
    diagnosis_text = models.CharField(max_length=300, blank=True)
    diagnosis_group = models.CharField(max_length=100, blank=True)
    # Functioning and need (ICF: body, activity and participation, surroundings); `functioning_*` is activity and participation
    functioning_before = models.TextField(blank=True)
    functioning_now = models.TextField(blank=True)
    limitations = models.TextField(blank=True)
    training_need = models.TextField(blank=True)
    potential = models.TextField(blank=True)
    extended_description = models.TextField(blank=True)
    # Type and start
    plan_type = models.CharField(max_length=20, choices=PlanType.choices(), blank=True)
    specialised_reason = models.CharField(max_length=30, choices=SpecialisedReason.choices(), blank=True)
    performing_department = models.ForeignKey("accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+")
    earliest_start = models.DateField(null=True)
    latest_start = models.DateField(null=True)
    start_reason_kind = models.CharField(max_length=20, blank=True)
    start_reason = models.TextField(blank=True)
    # Whom to call (BEK 918 § 2 stk. 4)
    municipality_contact = models.CharField(max_length=300, blank=True)
    region_contact = models.CharField(max_length=300, blank=True)
    # Who wrote it
    author_name = models.CharField(max_length=200, blank=True)
    author_title = models.CharField(max_length=100, blank=True)
    author_phone = models.CharField(max_length=30, blank=True)
    hospital_name = models.CharField(max_length=200, blank=True)
    department_name = models.CharField(max_length=200, blank=True)
    # Who approved it before it was sent, where the department asks a doctor
    approved_by_name = models.CharField(max_length=200, blank=True, db_default="")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="planversion_number", fields=["organisation", "plan", "number"]),
            models.UniqueConstraint(name="planversion_tenant", fields=["id", "organisation"]),
        ]


class PlanAddress(TenantRow):
    """Where the patient lives and answers the phone. A table of its own, so that protection can close it."""

    version = models.OneToOneField(PlanVersion, on_delete=models.PROTECT, related_name="address")
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = line()
    convene_at = line(300)  # another address for the letter with the appointment
    relatives = lines()
    protected = models.BooleanField(default=False)
