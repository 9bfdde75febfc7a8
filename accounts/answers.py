"""What an address of the API answers when it will not: the same as a page, as JSON."""

from math import ceil

from django.http import HttpRequest, JsonResponse

API = "/api/"
SAID = {
    400: "Forespørgslen kan ikke læses.",
    401: "Log ind først.",
    403: "Din rolle giver ikke adgang til dette.",
    404: "Der er ikke noget på denne adresse, eller du har ikke adgang til det.",
    429: "Der er spurgt for mange gange på kort tid.",
    500: "Der skete en fejl hos os.",
    503: "Databasen kan ikke nås lige nu. Prøv igen om lidt.",
}


def of_the_api(request: HttpRequest) -> bool:
    return request.path.startswith(API)


def refusal(status: int, reason: str = "", *, field: str = "", seconds: float | None = None) -> JsonResponse:
    """{"errors": [{"field", "reason"}]}. `seconds`: when to come back. An empty field is the whole request."""
    answer = JsonResponse({"errors": [{"field": field, "reason": reason or SAID[status]}]}, status=status)
    if seconds is not None:
        answer.headers["Retry-After"] = str(max(1, ceil(seconds)))
    return answer
