"""Why a plan goes back to the hospital."""

from accounts.choices import Choice


class ReturnReason(Choice):
    """KL's report calls them all Fejl."""

    LIVES_ELSEWHERE = "anden_kommune", "Bopæl i en anden kommune"
    HOSPITAL_OR_REGION = "sygehus_region", "Hører til hos sygehuset eller regionen"
    SENT_TWICE = "dobbelt_sendt", "Planen er sendt to gange"
    CAPACITY = "kapacitet", "Ingen plads til patienter fra andre regioner"
    HOSPITAL_CHOICE = "sygehusvalg", "Patienten har valgt et andet sygehus"
    OTHER = "andet", "Andet"
