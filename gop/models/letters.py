"""Letters to the citizen about a case. The file that was sent is kept, encrypted, so that it can be shown what was told."""

from django.db import models
from django.db.models import Q

from gop.enums import LetterChannel, LetterKind, LetterState
from gop.models.base import TenantRow
from gop.models.case import Case


class CaseLetter(TenantRow):
    """Tenant: the authority. The worker sends what waits for Digital Post; a person posts what is on paper."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind.choices())
    channel = models.CharField(max_length=20, choices=LetterChannel.choices())
    state = models.CharField(max_length=20, choices=LetterState.choices())
    made_at = models.DateTimeField()
    by = models.UUIDField(null=True)
    by_name = models.CharField(max_length=200)
    meeting_at = models.DateTimeField(null=True, help_text="The first meeting it tells of.")
    offer_id = models.UUIDField(null=True, help_text="The offer it tells of.")
    level = models.CharField(max_length=20, blank=True, help_text="The level it tells of.")
    trainer_name = models.CharField(max_length=200, blank=True, db_default="", help_text="The trainer it names.")
    content = models.BinaryField(help_text="The PDF, encrypted as attachments are.")
    delivered_at = models.DateTimeField(null=True)
    posted_on = models.DateField(null=True)
    receipt = models.CharField(max_length=100, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "case", "-made_at"], name="caseletter_case"),
            models.Index(fields=["made_at", "id"], name="caseletter_waits", condition=Q(state=LetterState.WAITING)),
            models.Index(fields=["organisation", "made_at"], name="caseletter_print", condition=Q(state=LetterState.PRINTING)),
        ]
