"""Who stands as the author of a version: name, title and phone as the person keeps them once."""

from accounts.actor import Actor
from gop.models import AuthorDetails, Plan, PlanVersion
from gop.selectors.phrases import details_of

# What sending writes of author and approval, beside the name
SIGNED = ("author_title", "author_phone", "approved_by_name", "approved_at")


def sign(actor: Actor, version: PlanVersion) -> None:
    """The actor's own details, as they are kept today; empty where none are."""
    kept = details_of(actor)
    version.author_title, version.author_phone = (kept.title, kept.phone) if kept else ("", "")


def sign_as_author(plan: Plan, version: PlanVersion) -> None:
    """The details of whoever has the draft, for a reader who is not the author."""
    kept = AuthorDetails.objects.filter(organisation_id=plan.organisation_id, user_id=plan.author_id).first()
    version.author_title, version.author_phone = (kept.title, kept.phone) if kept else ("", "")
