"""What happens to a case, as the clocks and the free choice see it (model.md 6 and 7)."""

from accounts.choices import Choice


class Happening(Choice):
    """One line of a case's course. What a person does is a CaseAction; this is what it means for clocks and choice."""

    RECEIVED = "modtaget", "Modtaget"
    DAY_ZERO = "dag_nul", "Udskrivningsdato meldt"
    STARTS = "startdatoer", "Planens startdatoer ændret"
    OFFERED = "tilbudt", "Første møde tilbudt"
    CANCELLED = "aflyst", "Tilbuddet aflyst af myndigheden"
    CITIZEN_NO = "borger_nej", "Borgeren sagde nej, aflyste eller udeblev"
    NO_START = "ingen_start", "Ingen start i tide"
    TOLD = "besked", "Borgeren har fået besked om første møde"
    TOLD_NONE = "besked_ingen_start", "Borgeren har fået besked om, at start ikke kan tilbydes i tide"
    MEETING_HELD = "foerste_moede", "Første møde holdt"
    PAUSED = "pause", "Sat på pause"
    RESUMED = "genoptaget", "Genoptaget"
    ANSWERED = "svar", "Borgeren har svaret på frit valg"
    OTHER_ACCEPTED = "anden_kommune_ja", "Den valgte kommune har sagt ja"
    OTHER_DECLINED = "anden_kommune_nej", "Den valgte kommune har sagt nej"
    PROVIDER_DECLINED = "leverandoer_nej", "Den valgte leverandør har sagt nej"
    ENDED = "afsluttet", "Afsluttet"
    REOPENED = "genaabnet", "Genåbnet"


class OfferEnd(Choice):
    """How an offer of a first meeting came to an end; the label ends a sentence."""

    CANCELLED = "myndighed", "aflyst af myndigheden"
    CITIZEN_NO = "borger", "borgeren sagde nej, aflyste eller udeblev"
    REPLACED = "nyt_tilbud", "afløst af et nyt tilbud"
    FELL = "ny_dag_nul", "bortfaldet, fordi mødet lå før den nye udskrivningsdato"


class ChoiceAnswer(Choice):
    """What the citizen answered. No answer is not a no."""

    PROVIDER = "valgt_leverandoer", "Har valgt en leverandør"
    WAITS = "venter", "Har sagt nej til frit valg og venter på kommunens tilbud"
    OTHER_MUNICIPALITY = "anden_kommune", "Har valgt en anden kommune"
    LATER = "senere_start", "Har selv ønsket en senere start"


class ChoiceReason(Choice):
    """Why extended choice is open, or why it is not; the sentence on the page begins here."""

    OFFERED_LATE = "tilbudt_for_sent", "Det tilbudte første møde ligger efter tilbudsfristen"
    NO_START = "ingen_start", "Det er registreret, at start ikke kan tilbydes i tide"
    NOTHING_OFFERED = "intet_tilbud", "Tilbudsfristen er gået, uden at et tilbud gælder"
    IN_TIME = "i_tide", "Fristen er ikke overskredet"
    NO_DAY_ZERO = "ingen_dag_0", "Udskrivningsdatoen kendes ikke"
    NO_CLOCK = "ingen_frist", "Ingen tilbudsfrist gælder for planen"
    SPECIALISED = "specialiseret", "Genoptræning på specialiseret niveau har frit sygehusvalg i stedet"
    NOT_SETTLED = "ikke_afklaret", "ikke afklaret"  # model.md 6 rule 9: the word itself
    INFORMATION = "til_orientering", "Sagen er til orientering"
    CHOSEN = "valgt", "Borgeren har valgt en leverandør"
    WAITS = "venter", "Borgeren har sagt nej og venter"
    OTHER_MUNICIPALITY = "anden_kommune", "Borgeren har valgt en anden kommune"
    LATER = "senere_start", "Borgeren har selv ønsket en senere start"
    STARTED = "startet", "Forløbet er startet"
    ENDED = "afsluttet", "Sagen er afsluttet"
