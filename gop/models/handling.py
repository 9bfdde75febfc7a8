"""What a case's row gathers while it is handled: whose desk, which field, which questions, trainer, control, end."""

from django.db import models

from gop.enums import BreachCause, GoalReached, OtherLaw, PerformerKind, PlaceKind, TrainingField


class Handling(models.Model):
    """Columns of the case beside state, clocks and offer. Each is a dated fact or a copy that lists filter on."""

    team_id = models.UUIDField(null=True)
    team_name = models.CharField(max_length=100, blank=True, db_default="")
    routed_by = models.CharField(max_length=120, blank=True, db_default="", help_text="The routing rule that chose team or owner.")
    postcode = models.CharField(
        max_length=4, blank=True, db_default="", help_text="Where the citizen lives; empty for a protected address."
    )
    brain_injury = models.BooleanField(default=False, db_default=False)
    training_field = models.CharField(max_length=30, choices=TrainingField.choices(), blank=True, db_default="")
    asked_at = models.DateTimeField(null=True, help_text="The oldest question that the hospital has not answered.")
    answered_at = models.DateTimeField(null=True, help_text="The latest answer; empty again once something was done about the case.")
    disagreed_at = models.DateTimeField(null=True, help_text="The oldest disagreement that is not settled.")
    trainer_name = models.CharField(max_length=200, blank=True, db_default="")
    trainer_phone = models.CharField(max_length=30, blank=True, db_default="")
    trainer_address = models.CharField(max_length=300, blank=True, db_default="")
    trainer_told_on = models.DateField(null=True)
    control_on = models.DateField(null=True, help_text="The first outpatient control to come, of the version in hand.")
    status_sent_on = models.DateField(null=True, help_text="Status for that control.")
    contact_wanted_at = models.DateTimeField(null=True, help_text="The hospital wants the treating therapist to call.")
    called_back_on = models.DateField(null=True)
    digital_post_exempt = models.BooleanField(null=True, help_text="Empty: not known.")
    breach_cause = models.CharField(max_length=30, choices=BreachCause.choices(), blank=True, db_default="", help_text="Set by a person.")
    goal_reached = models.CharField(max_length=20, choices=GoalReached.choices(), blank=True, db_default="")
    choice_from = models.DateField(
        null=True, help_text="Extended choice stands from this day if nothing more happens; empty: it does not, or is answered."
    )
    choice_provider_id = models.UUIDField(null=True, help_text="The provider of the answer; empty: one outside the directory, or none.")
    choice_provider_name = models.CharField(max_length=200, blank=True, db_default="")
    assigned_to = models.CharField(
        max_length=200, blank=True, db_default="", help_text="To whom it is given now, when it is not the authority itself."
    )
    performer_said_at = models.DateTimeField(
        null=True, help_text="The performer said no, or is done; empty again once somebody did something about the case."
    )
    serious_illness = models.BooleanField(null=True, help_text="The shorter waiting time of extended hospital choice; empty: not judged.")
    hospital_choice = models.CharField(
        max_length=20, blank=True, db_default="", help_text="What the patient chose, for specialised training."
    )
    hospital_choice_on = models.DateField(null=True)
    second_plan_open = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Another case of the citizen is open here, and nobody has said how they stand to each other.",
    )
    other_law = models.CharField(max_length=30, choices=OtherLaw.choices(), blank=True, db_default="", help_text="What follows the end.")

    class Meta:
        abstract = True


class OfferFacts(models.Model):
    """What the informing letter says of the offer beside place and time."""

    minutes = models.PositiveSmallIntegerField(null=True)
    first_time_id = models.UUIDField(null=True, help_text="The weekly time whose seat it takes; empty: agreed apart.")
    team_id = models.UUIDField(null=True)
    assignment_id = models.UUIDField(null=True, help_text="The performer's own meeting with the citizen, of this assignment.")
    place_kind = models.CharField(max_length=20, choices=PlaceKind.choices(), blank=True, db_default="")
    performer = models.CharField(
        max_length=20, choices=PerformerKind.choices(), default=PerformerKind.PUBLIC, db_default=PerformerKind.PUBLIC
    )
    duration = models.CharField(max_length=200, blank=True, db_default="", help_text="How long and how often, as far as it is known.")
    professions = models.CharField(max_length=200, blank=True, db_default="")

    class Meta:
        abstract = True
