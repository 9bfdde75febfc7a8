"""Codes of free choice and of what is given to somebody else to perform (model.md 5 and 7)."""

from accounts.choices import Choice


class AssignmentKind(Choice):
    """By which right the citizen trains elsewhere; authority and payer stay."""

    EXTENDED = "udvidet_valg", "Udvidet frit valg, KL-aftale"
    CONTRACT = "egen_aftale", "Kommunens egen aftale"
    OTHER_MUNICIPALITY = "anden_kommune", "En anden kommunes tilbud"


class AssignmentState(Choice):
    """Silence past the time limit is a no."""

    SENT = "sendt", "Sendt, afventer svar"
    ACCEPTED = "accepteret", "Sagt ja"
    DECLINED = "afvist", "Sagt nej"
    LAPSED = "udloebet", "Ikke besvaret i tide"
    WITHDRAWN = "trukket", "Trukket tilbage"
    ENDED = "afsluttet", "Afsluttet"


class AssignmentAction(Choice):
    """Lines of an assignment's history, by either side or by a job."""

    SEND = "send", "Sendt"
    NEW_VERSION = "ny_version", "Planen er rettet"
    ACCEPT = "sig_ja", "Sagt ja"
    DECLINE = "sig_nej", "Sagt nej"
    LAPSE = "udloeb", "Ikke besvaret i tide"
    WITHDRAW = "traek", "Trukket tilbage"
    PLAN_FIRST = "planlaeg_foerste", "Første møde aftalt"
    HOLD_FIRST = "foerste_holdt", "Første møde holdt"
    MEETING = "moede", "Møde"
    GOAL = "maal", "Mål"
    REPORT = "status", "Status sendt"
    ASK_DOCUMENTATION = "bed_om_dokumentation", "Bedt om dokumentation"
    ANSWER_DOCUMENTATION = "dokumenteret", "Dokumentation sendt"
    END = "afslut", "Afsluttet"
    COPY = "kopi", "Kopi til egen journal"
    CLOSE_ACCESS = "luk_adgang", "Adgangen lukket"
    REOPEN = "genaabn", "Adgangen åbnet igen"


class DeclineReason(Choice):
    """Another municipality may refuse for capacity only (model.md 5)."""

    CAPACITY = "kapacitet", "Ingen ledig plads"
    TOO_LATE = "for_sent", "Kan ikke starte i tide"
    FIELD = "fagomraade", "Ikke vores fagområde eller niveau"
    CITIZEN = "borger", "Borgeren ønsker det ikke alligevel"
    OTHER = "andet", "Andet"


class ReportKind(Choice):
    """What a performer writes to the authority."""

    STATUS = "status", "Status"
    CLOSING_STATUS = "slutstatus", "Slutstatus"


class SecondPlan(Choice):
    """KL's three cases of a new plan for a citizen who has one already, as somebody has judged them."""

    CONTINUES = "samme_indsatser", "Samme indsatser fortsætter: den nye plan afløser den gamle"
    CHANGES = "nye_indsatser", "Indsatserne skal være andre: den gamle sag slutter, og der begyndes forfra"
    INDEPENDENT = "uafhaengige", "To uafhængige problemer: begge sager fortsætter"


class ComplaintAbout(Choice):
    """What decides where a complaint belongs."""

    TREATMENT = "faglig", "Faglig behandling, vurdering eller journal"
    RIGHTS = "rettigheder", "Patientrettigheder: frit valg, befordring, aktindsigt"
    SERVICE = "serviceniveau", "Serviceniveau: ventetid, omfang, tilrettelæggelse"
    OTHER_LAW = "serviceloven", "Træning efter serviceloven § 86, som ingen genoptræningsplan har"
    OTHER = "andet", "Andet"


class ComplaintHow(Choice):
    CONVERSATION = "samtale", "Ved samtale"
    PHONE = "telefon", "I telefonen"
    DIGITAL_POST = "digital_post", "Digital Post"
    LETTER = "brev", "Brev"


class ComplaintTo(Choice):
    AUTHORITY = "myndigheden", "Kommunen eller regionen selv"
    HOSPITAL = "sygehuset", "Sygehuset"
    PATIENT_COMPLAINTS = "patientklager", "Styrelsen for Patientklager"
    APPEALS = "ankestyrelsen", "Ankestyrelsen"
    PROVIDER = "leverandoeren", "Leverandøren"


class ComplaintOutcome(Choice):
    UPHELD = "medhold", "Medhold"
    PARTLY = "delvist", "Delvist medhold"
    REJECTED = "afvist", "Ikke medhold"
    WITHDRAWN = "frafaldet", "Frafaldet"
    PASSED_ON = "sendt_videre", "Sendt videre til rette modtager"


class CapacityNoticeKind(Choice):
    """What hospital and municipality tell each other ahead, without any citizen (RM 2008 section 4.1, RN 2019 section 7)."""

    CAPACITY = "kapacitet", "Ændret kapacitet"
    ACTIVITY = "aktivitet", "Ændret aktivitet eller behandling"
    TAKEOVER = "hjemtagelse", "Hjemtagelse af opgaver"


class ExperienceAnswer(Choice):
    """How a citizen answers each of the agreements' two questions."""

    YES = "ja", "Ja"
    MOSTLY = "overvejende", "For det meste"
    LITTLE = "kun_lidt", "Kun lidt"
    NO = "nej", "Nej"
    UNKNOWN = "ved_ikke", "Ved ikke"
