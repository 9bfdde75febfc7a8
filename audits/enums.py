"""Codes of facts, figures and reports. Stored values are Danish, in ASCII."""

from accounts.choices import Choice


class Measure(Choice):
    """What one row of facts counts. A share has a part and a whole; a duration has days; `…_nu` is what stands on the day itself."""

    PLANS = "planer", "Planer"
    SENT_AT_DISCHARGE = "sendt_ved_udskrivning", "Sendt senest på udskrivningsdagen"
    SENT_NEXT_DAY = "sendt_24_timer", "Sendt inden for et døgn"
    INFORMED = "besked", "Besked inden fristen"
    OFFERED = "tilbud", "Første møde tilbudt inden fristen"
    MISSED = "ikke_tilbudt", "Første møde ikke tilbudt inden fristen"
    WAIT_OFFERED = "ventetid_tilbudt", "Ventetid til tilbudt første møde"
    WAIT_HELD = "ventetid_holdt", "Ventetid til holdt første møde"
    WAIT_WHOLE = "ventetid_hele", "Tid fra udskrivning til holdt første møde, intet trukket fra"
    CHOICE_ARISEN = "valg_opstaaet", "Udvidet frit valg opstået"
    CHOICE_TOLD = "valg_besked", "Borgeren har fået besked om udvidet frit valg"
    CHOICE_ANSWERED = "valg_svar", "Borgerens svar om udvidet frit valg"
    RETURNED = "returneret", "Returneret"
    REPLACED = "erstattet", "Erstattet"
    ENDED = "afsluttet", "Afsluttet"
    GOALS = "maal", "Mål nået"
    CONTACTS = "kontakter", "Kontakter"
    COMPLAINTS = "klager", "Klager"
    AS_ONE = "oplevelse_helhed", "Handlede som en helhed"
    INVOLVED = "oplevelse_inddraget", "Blev inddraget"
    OPEN_NOW = "aabne_nu", "Åbne sager"
    DUE_NOW = "forfalder_nu", "Åbne tilbudsfrister, der ikke er udløbet"
    OVERDUE_NOW = "overskredet_nu", "Tilbudsfristen er overskredet, og første møde er ikke holdt"
    UNSENT_NOW = "ikke_sendt_nu", "Udskrevet uden at planen er sendt"


class PlanKind(Choice):
    """Type and, for almen, level. A reader of figures knows these five."""

    GENERAL_BASIC = "almen_basal", "Almen, basalt niveau"
    GENERAL_ADVANCED = "almen_avanceret", "Almen, avanceret niveau"
    GENERAL_UNDECIDED = "almen_uden_niveau", "Almen, niveau ikke valgt"
    SPECIALISED = "specialiseret", "Specialiseret"
    REHABILITATION = "rehabilitering", "Rehabilitering"


class AgeGroup(Choice):
    """By whole years on day 0."""

    CHILD = "0-17", "0-17 år"
    YOUNG = "18-39", "18-39 år"
    MIDDLE = "40-64", "40-64 år"
    OLDER = "65-79", "65-79 år"
    OLDEST = "80+", "80 år og derover"
    UNKNOWN = "ukendt", "Alder ikke oplyst"


class Split(Choice):
    """What a figure can be split by. `SUBJECT`: the other side, a hospital for an authority and an authority for a hospital."""

    TOTAL = "i_alt", "I alt"
    KIND = "type", "Type og niveau"
    AGE = "alder", "Aldersgruppe"
    DIAGNOSIS = "diagnose", "Diagnosegruppe"
    KEY = "aarsag", "Årsag, svar eller slutkode"
    SUBJECT = "modpart", "Sygehus eller kommune"
    DEPARTMENT = "afdeling", "Afdeling"
    MUNICIPALITY = "kommune", "Kommune"
    HOSPITAL = "sygehus", "Sygehus"
    GROUPING = "gruppe", "Klynge eller sundhedsråd"
    MONTH = "maaned", "Måned"


class Population(Choice):
    """Whose citizens: never mixed in one table (model.md 10)."""

    HOME = "hjem", "Borgere med bopæl i regionen"
    SENDER = "afsender", "Planer fra regionens sygehuse"


class PeriodKind(Choice):
    MONTH = "maaned", "Måned"
    QUARTER = "kvartal", "Kvartal"
    HALF_YEAR = "halvaar", "Halvår"
    YEAR = "aar", "År"


class CellState(Choice):
    """Why a cell shows what it shows."""

    SHOWN = "vist", "Vist"
    SMALL = "under_5", "Under 5"
    WITHHELD = "skjult", "Skjult for at beskytte et lille tal"
    NONE = "ingen", "Ingen at regne på"


class ReportKind(Choice):
    QUARTER = "kvartal", "Kvartalsrapport"
    YEAR = "aar", "Årsrapport"
    GROUPING = "noegletal", "Nøgletal for klynge eller sundhedsråd, halvår"
    COMMITTEE = "status", "Status til udvalg eller forum"
    PSYCHIATRY = "psykiatri", "Psykiatriens kvartal"


class ReportState(Choice):
    PLANNED = "planlagt", "Planlagt"
    MAKING = "laves", "Laves"
    READY = "klar", "Klar til frigivelse"
    RELEASED = "frigivet", "Frigivet"
    FAILED = "fejlet", "Kunne ikke laves"
