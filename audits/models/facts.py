"""What is counted, as rows without identity, and the sums that pages read. Built from events by a job (audits/services/counting.py)."""

from django.db import models

from audits.enums import AgeGroup, Measure, PlanKind, Split


class Fact(models.Model):
    """One change of one number: so many more or fewer `part` of `whole`, from the day `on`.

    The number as of a day is the sum of the rows up to and with that day. Nothing leads to a citizen, a case or a plan.
    """

    id = models.BigAutoField(primary_key=True)
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The authority whose number it is; of a plan that none has: the hospital.",
    )
    hospital = models.ForeignKey(
        "accounts.Organisation", null=True, on_delete=models.PROTECT, related_name="+", help_text="The hospital that sent the plan."
    )
    department_id = models.UUIDField(null=True, help_text="The department that sent it.")
    home_id = models.UUIDField(null=True, help_text="The home municipality; empty: none, or not known.")
    on = models.DateField(help_text="From when it counts: the day it was recorded, or the day after the deadline it tells of.")
    month = models.DateField(help_text="The first day of the month of day 0; of a complaint, of the month it came in.")
    measure = models.CharField(max_length=30, choices=Measure.choices())
    kind = models.CharField(max_length=20, choices=PlanKind.choices(), blank=True)
    age_group = models.CharField(max_length=10, choices=AgeGroup.choices(), blank=True)
    diagnosis_group = models.CharField(max_length=100, blank=True)
    psychiatry = models.BooleanField(default=False, db_default=False)
    key = models.CharField(max_length=40, blank=True, help_text="Cause, answer, end code, kind of performer: what the measure is split by.")
    days = models.SmallIntegerField(null=True)
    part = models.SmallIntegerField(default=0)
    whole = models.SmallIntegerField(default=0)
    tallied = models.BooleanField(default=False, db_default=False, help_text="It stands in the sums.")

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "measure", "month"], name="fact_authority"),
            models.Index(fields=["hospital", "measure", "month"], name="fact_hospital"),
            models.Index(fields=["on", "id"], name="fact_waits", condition=models.Q(tallied=False)),
            models.Index(fields=["month", "measure"], name="fact_month"),
        ]


class Tally(models.Model):
    """The sum of what counts by now, of one owner, measure, month and split value. As many rows however many cases."""

    id = models.BigAutoField(primary_key=True)
    owner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+", help_text="Who may read it.")
    as_hospital = models.BooleanField(help_text="Of the plans it has sent; else of the cases it handles.")
    department_id = models.UUIDField(null=True, help_text="Of one sending department; empty: of all.")
    measure = models.CharField(max_length=30, choices=Measure.choices())
    month = models.DateField()
    split = models.CharField(max_length=20, choices=Split.choices())
    value = models.CharField(max_length=100, blank=True)
    days = models.SmallIntegerField(null=True)
    part = models.IntegerField()
    whole = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="tally_once",
                fields=["owner", "as_hospital", "department_id", "measure", "month", "split", "value", "days"],
                nulls_distinct=False,
            )
        ]


class Counted(models.Model):
    """What stands in the facts of one case or plan now, so that the next counting writes the difference. Read by the job alone."""

    subject_id = models.UUIDField(primary_key=True)
    organisation_id = models.UUIDField()
    rows = models.JSONField(
        default=list, help_text="As audits/services/counted_rows.py writes it: how many events, where, and the contributions."
    )

    class Meta:
        indexes = [models.Index(fields=["organisation_id"], name="counted_organisation")]


class CountedMark(models.Model):
    """How far a source of events has been counted."""

    source = models.CharField(primary_key=True, max_length=30)
    until = models.DateTimeField()
