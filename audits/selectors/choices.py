"""What organisations are called in the address of a page of figures."""

from accounts.enums import OrganisationKind
from accounts.models import Organisation

NAMED = (OrganisationKind.MUNICIPALITY, OrganisationKind.HOSPITAL, OrganisationKind.GROUPING)


def addressed() -> dict[str, str]:
    """By id: a municipality's code, the registry's key of others. One query."""
    rows = Organisation.objects.filter(kind__in=NAMED).values_list("id", "kind", "code", "key")
    return {str(key): code if kind == OrganisationKind.MUNICIPALITY and code else name for key, kind, code, name in rows}
