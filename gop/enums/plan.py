"""Codes of the hospital's side: the plan, its dates, its receivers."""

from accounts.choices import Choice


class PlanType(Choice):
    """BEK 918/2018 § 2: the type is the hospital's decision."""

    GENERAL_TRAINING = "almen", "Almen genoptræning"
    SPECIALISED_TRAINING = "specialiseret", "Genoptræning på specialiseret niveau"
    SPECIALIST_REHABILITATION = "rehabilitering", "Rehabilitering på specialiseret niveau"


class GeneralLevel(Choice):
    """Level of almen genoptræning: decided by the municipality, may change, never in the message."""

    BASIC = "basal", "Basalt niveau"
    ADVANCED = "avanceret", "Avanceret niveau"


class SpecialisedReason(Choice):
    """Why training must be at a hospital; one of the two must be named."""

    COORDINATION = "koordination", "Kræver tæt koordinering med udredning og behandling på sygehus"
    PATIENT_SAFETY = "patientsikkerhed", "Hensynet til patientens sikkerhed kræver sygehusets personale"


class PlanState(Choice):
    """Acknowledged is a milestone, not a state."""

    DRAFT = "kladde", "Kladde"
    SENT = "sendt", "Sendt"
    REPLACED = "erstattet", "Erstattet"
    WITHDRAWN = "tilbagetrukket", "Trukket tilbage"


class PlanAction(Choice):
    """The author's verbs on a plan."""

    SAVE = "gem", "Gem kladden"
    SEND = "send", "Send planen"
    AMEND = "ret", "Ret planen"
    CORRECT_DISCHARGE = "udskrivning", "Bekræft eller ret udskrivningsdatoen"
    CALL_OFF_DISCHARGE = "udskrivning_aflyst", "Aflys den forventede udskrivning"
    HAND_OUT = "udlever", "Registrér udlevering"
    SEND_ONWARD = "send_videre", "Send planen videre"
    REPLACE = "erstat", "Erstat planen med en ny"
    WITHDRAW = "traek_tilbage", "Træk planen tilbage"


class ContactKind(Choice):
    """The hospital contact that gave rise to the plan; its end is day 0."""

    ADMISSION = "indlaeggelse", "Indlæggelse"
    OUTPATIENT = "ambulant", "Ambulant forløb"


class DateSource(Choice):
    """Who said the discharge date; the hospital's later statement wins."""

    HOSPITAL = "sygehus", "Sygehuset"
    CITIZEN = "borger", "Borgeren"


class HandedOutHow(Choice):
    """How the patient got the plan, at the latest at discharge."""

    PAPER = "papir", "Udleveret på papir"
    DIGITAL_POST = "digital_post", "Sendt til Digital Post"
    PAPER_POST = "brev", "Sendt som brev"
    SPOKEN = "mundtligt", "Gennemgået mundtligt"


class RecipientKind(Choice):
    """Who a sent plan goes to."""

    PATIENT = "patient", "Patienten"
    MUNICIPALITY = "kommune", "Bopælskommunen"
    REGION = "region", "Bopælsregionen"
    HOSPITAL = "sygehus", "Det udførende sygehus"
    GP = "egen_laege", "Egen læge"


class RecipientState(Choice):
    """What became of one receiver's copy; a copy without a channel is waiting, never sent."""

    DELIVERED = "leveret", "Leveret"
    WAITING = "afventer", "Afventer afsendelse"
    DESELECTED = "fravalgt", "Fravalgt"
    MANUAL = "manuel_koe", "Manuel kø"
    RETURNED = "returneret", "Returneret"
    FORWARDED = "videresendt", "Sendt videre af modtageren"


class DeliveryKind(Choice):
    """What one tenant tells another (model.md section 9)."""

    PLAN = "plan", "Plan sendt"
    AMENDMENT = "rettelse", "Plan rettet"
    DISCHARGE = "udskrivning", "Udskrivningsdato meldt"
    WITHDRAWAL = "tilbagetraekning", "Plan trukket tilbage"
    REPLACEMENT = "erstatning", "Plan erstattet"
    TRANSITION = "overgang", "Sag overgået til en anden myndighed"
    MILESTONE = "milepael", "Milepæl"
    QUESTION = "spoergsmaal", "Spørgsmål"
    ANSWER = "svar", "Svar"
    CONSENT = "samtykke", "Samtykke ændret"
    RETURN = "retur", "Plan returneret"
    NOTICE = "varsling", "Varslet eller varsling rettet"
    NOTICE_ENDED = "varsling_slut", "Varsling afsluttet"
    LETTER = "brev", "Brev om et barn"
    LETTER_ANSWER = "brev_svar", "Svar på et brev"
    MEETING = "moede", "Møde indkaldt eller ændret af sygehuset"
    MEETING_TOLD = "moede_meldt", "Møde indkaldt eller ændret af myndigheden"
    DOCUMENT = "dokument", "Status, slutstatus eller epikrise"
    ASSIGNMENT = "opgave", "Udføreren har meldt om sin opgave"
    FOLLOWED = "fulgt", "Forløbet hos udføreren, til hjemkommunens orienteringssag"
