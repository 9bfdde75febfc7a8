"""Codes of the authority's side: the case, its verbs, its end."""

from accounts.choices import Choice


class CaseState(Choice):
    """Everything else about a case is a dated fact beside the state."""

    RECEIVED = "modtaget", "Modtaget"
    TRIAGED = "triageret", "Visiteret"
    OFFERED = "tilbudt", "Tilbudt"
    STARTED = "startet", "Startet"
    ENDED = "afsluttet", "Afsluttet"


class CaseKind(Choice):
    """An information case is acknowledged and ended, nothing else, and has no clock."""

    TREATMENT = "behandling", "Behandling"
    INFORMATION = "information", "Til orientering"


class CaseAction(Choice):
    """The verbs on a case; the label stands on the button."""

    ACKNOWLEDGE = "kvitter", "Kvittér for modtagelsen"
    TAKE = "tag", "Tag sagen"
    HAND_OVER = "overdrag", "Overdrag sagen"
    ASK = "spoerg", "Spørg afsenderen"
    ANSWERED = "svar_modtaget", "Afsenderen har svaret"
    DISAGREE = "uenig", "Rejs en uenighed"
    SETTLE = "afgjort", "Registrér, hvad der blev afgjort"
    RECORD_DISCHARGE = "udskrivning", "Registrér udskrivningsdato"
    TRIAGE = "visiter", "Visitér sagen"
    CHANGE_LEVEL = "ret_niveau", "Ret niveauet"
    REASSESS = "vurder_igen", "Registrér, at sagen er vurderet igen"
    GUIDE = "vejled", "Registrér vejledning om frit valg"
    OFFER = "tilbyd", "Tilbyd første møde"
    INVITE = "indkald", "Indkald patienten"
    NO_START = "ingen_start", "Registrér, at start ikke kan tilbydes i tide"
    INFORM = "giv_besked", "Giv borgeren besked"
    CANCEL_OFFER = "aflys", "Aflys tilbuddet"
    CITIZEN_DECLINED = "borger_aflyste", "Registrér, at borgeren sagde nej, aflyste eller udeblev"
    VOID_MEETING = "moede_bortfalder", "Første møde bortfalder"
    START = "start", "Registrér første møde"
    ANSWER_CHOICE = "svar_frit_valg", "Registrér borgerens svar om frit valg"
    OTHER_ACCEPTED = "anden_kommune_ja", "Registrér, at den valgte kommune har sagt ja"
    OTHER_DECLINED = "anden_kommune_nej", "Registrér, at den valgte kommune har sagt nej"
    AMENDED = "plan_rettet", "Planen er rettet"
    RECLASSIFIED = "bliver_almen", "Lad forløbet gå over til almen genoptræning"
    ROUTE = "fordel", "Fordelt efter reglerne"
    LETTER = "brev", "Send brev til borgeren"
    LETTER_OUT = "brev_ude", "Brevet er leveret eller sendt"
    TRAINER = "traener", "Angiv træner"
    SET_GOALS = "maal", "Aftal mål"
    CONTACT = "kontakt", "Registrér kontakt"
    DOCUMENT = "dokument", "Send status eller epikrise"
    CALLED_BACK = "ringet", "Registrér, at sygehuset er kontaktet"
    MEETING = "samarbejdsmoede", "Indkald til møde med sygehuset"
    SET_CAUSE = "aarsag", "Angiv årsag til overskridelsen"
    ASSIGN = "tildel", "Send opgaven til en udfører"
    ASSIGNMENT_TOLD = "udfoerer_meldt", "Udføreren har meldt"
    WITHDRAW_ASSIGNMENT = "traek_opgave", "Træk opgaven tilbage"
    ASK_DOCUMENTATION = "bed_om_dokumentation", "Bed om dokumentation"
    REOPEN_ASSIGNMENT = "genaabn_opgave", "Åbn opgaven igen"
    HOSPITAL_CHOICE = "sygehusvalg", "Registrér patientens valg af sygehus"
    SERIOUS_ILLNESS = "alvorlig_sygdom", "Vurdér, om sygdommen er alvorlig"
    SECOND_PLAN = "anden_plan", "Sig, hvordan de to planer hænger sammen"
    COMPLAINT = "klage", "Registrér en klage"
    EXPERIENCE = "oplevelse", "Lav et link til borgerens to spørgsmål"
    HOLD = "pause", "Sæt på pause"
    RESUME = "genoptag", "Genoptag efter pause"
    RETURN = "returner", "Returnér planen"
    FORWARD = "videresend", "Send videre til ny bopælskommune"
    END = "afslut", "Afslut sagen"
    REOPEN = "genaabn", "Genåbn sagen"


class EndCode(Choice):
    """Why a case ended. The nine in the middle are KL's cancellation codes."""

    COMPLETED = "gennemfoert", "Gennemført"
    NO_NEED_CITIZEN = "intet_behov_borger", "Borgeren vurderer, at der ikke er mere behov"
    NO_NEED_PROFESSIONAL = "intet_behov_fagperson", "Fagpersonen vurderer, at der ikke er mere behov"
    DECLINED = "fravalg", "Borgeren har fravalgt genoptræning"
    DECLINED_ILLNESS = "fravalg_sygdom", "Fravalgt på grund af anden sygdom"
    DECLINED_TRANSPORT_COST = "fravalg_transport_udgift", "Fravalgt på grund af udgift til transport"
    DECLINED_TRANSPORT_LOGISTICS = "fravalg_transport_besvaer", "Fravalgt på grund af besvær med transport"
    DECLINED_OTHER_TRAINING = "fravalg_anden_traening", "Fravalgt på grund af anden træning"
    EVENT = "haendelse", "En hændelse medfører ophør"
    NO_SHOW = "udeblevet", "Borgeren har ikke henvendt sig eller er udeblevet"
    RETURNED = "returneret", "Returneret til afsenderen"
    WITHDRAWN = "tilbagetrukket", "Planen er trukket tilbage"
    REPLACED = "erstattet", "Planen er erstattet af en ny"
    TRANSITION = "overgang", "Overgået til anden myndighed eller type"
    DEAD = "doed", "Borgeren er død"
    CONSENT_WITHDRAWN = "samtykke_trukket", "Samtykket er trukket tilbage"


class HoldReason(Choice):
    """KL's reasons for a request that is not acted on, in our own words."""

    POSTPONED = "udskudt", "Udskudt, fordi planen kræver det"
    FREE_CHOICE = "frit_valg", "Frit valg benyttet"
    FREE_CHOICE_DECLINED = "frit_valg_afslaaet", "Frit valg tilbudt og afslået"
    OTHER_MUNICIPALITY = "anden_kommune", "Overgivet til anden kommune efter borgerens ønske"
    SENT_IN_ERROR = "fejl", "Fejlsendt"


class DeclinedHow(Choice):
    """What the citizen did about an offered first meeting; all three leave an in-time offer in time (model.md 6, rule 6)."""

    SAID_NO = "sagde_nej", "Borgeren sagde nej til mødet"
    CANCELLED = "aflyste", "Borgeren aflyste mødet"
    MISSED = "udeblev", "Borgeren udeblev fra mødet"


class MilestoneCode(Choice):
    """What the sending department hears back: code, date, level, place, end code, no reasons."""

    RECEIVED = "modtaget", "Modtaget"
    ACKNOWLEDGED = "kvitteret", "Kvitteret"
    TRIAGED = "triageret", "Visiteret"
    OFFERED = "tilbudt", "Første møde tilbudt"
    OFFER_CANCELLED = "tilbud_aflyst", "Tilbud aflyst"
    INFORMED = "orienteret", "Borgeren har fået besked"
    STARTED = "startet", "Startet"
    ENDED = "afsluttet", "Afsluttet"
    RETURNED = "returneret", "Returneret"
    REOPENED = "genaabnet", "Genåbnet"
    DISCHARGE_TOLD = "udskrivning_meldt", "Udskrivningsdato meldt"
    TRANSFERRED = "overdraget", "Overdraget til anden myndighed"
    ASKED = "spurgt", "Spørgsmål til planen"
    CALLED_BACK = "ringet", "Den trænende terapeut har ringet"


class Handover(Choice):
    """Why a case went on elsewhere; it decides what goes with it (model.md 2, 3, 4)."""

    MOVED = "flyttet", "Borgeren er flyttet"
    AUTHORITY = "myndighed", "En anden myndighed har overtaget ansvaret"
    TYPE = "almen", "Specialiseret genoptræning er blevet almen"
    HOSPITAL = "sygehus", "Patienten har valgt et andet sygehus"


class BreachCause(Choice):
    """Why a deadline was broken: proposed by the system or set by a person, for figures only (model.md 6, rule 5)."""

    RECEIVED_LATE = "modtaget_efter_fristen", "Modtaget efter fristen"
    WRONG_RECEIVER = "forkert_modtager", "Planen kom først til en forkert modtager"
    DATE_CORRECTED = "dag_0_rettet", "Udskrivningsdatoen blev rettet"
    WAITED_FOR_ANSWER = "afventede_svar", "Afventede svar fra sygehuset"
    CITIZEN = "borgerens_forhold", "Borgerens egne forhold"
    CAPACITY = "kapacitet", "Manglende kapacitet"
    OTHER = "andet", "Andet"


class GuidanceHow(Choice):
    """How the citizen was guided on free choice."""

    CONVERSATION = "samtale", "Ved samtale"
    PHONE = "telefon", "I telefonen"
    WRITTEN = "skriftligt", "Skriftligt"


class InformedHow(Choice):
    """How the citizen was told of the offer; what counts as the day differs (model.md 6, rule 2)."""

    CONVERSATION = "samtale", "Ved samtale"
    PHONE = "telefon", "I telefonen"
    DIGITAL_POST = "digital_post", "Digital Post, leveret i postkassen"
    LETTER = "brev", "Brev"
