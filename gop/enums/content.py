"""Codes of what a plan says: needs, findings, and what a child's or a psychiatric patient's plan adds."""

from accounts.choices import Choice


class TransportNeed(Choice):
    """How the patient can get to training; who pays is decided by the municipality."""

    SELF = "selv", "Kan selv komme frem"
    SEATED = "siddende", "Har brug for kørsel, siddende"
    LYING = "liggende", "Har brug for kørsel, liggende"


class ExaminationKind(Choice):
    """Special examinations whose result the plan repeats (RN 2019 section 3.2)."""

    NEUROPSYCHOLOGY = "neuropsykologi", "Neuropsykologisk undersøgelse"
    SPEECH = "audiologopaedi", "Tale og hørelse (audiologopæd)"
    VISION = "syn", "Syn"
    SWALLOWING = "dysfagi", "Synkning og spisning"
    NUTRITION = "ernaering", "Ernæring"
    OTHER = "anden", "Anden undersøgelse"


class AidState(Choice):
    """What has become of an aid at discharge."""

    LENT = "udlaant", "Udlånt fra sygehuset"
    GIVEN = "udleveret", "Udleveret"
    APPLIED = "ansoegt", "Søgt hos kommunen"
    OWN = "eget", "Patientens eget"


class Relation(Choice):
    """Who a relative is. The two of them that MedCom's message names stand with its own codes."""

    SPOUSE = "aegtefaelle", "Ægtefælle eller samlever"
    PARENT = "foraelder", "Forælder"
    CHILD = "barn", "Barn"
    SIBLING = "soeskende", "Søskende"
    GUARDIAN = "vaerge", "Værge"
    OTHER = "uspec_paaroerende", "Anden pårørende"


class Qualifier(Choice):
    """ICF's qualifier of a category: how much is lacking."""

    NONE = "0", "Ingen vanskeligheder"
    MILD = "1", "Lette vanskeligheder"
    MODERATE = "2", "Moderate vanskeligheder"
    SEVERE = "3", "Svære vanskeligheder"
    COMPLETE = "4", "Fuldstændige vanskeligheder"
    NOT_SPECIFIED = "8", "Ikke angivet"
    NOT_APPLICABLE = "9", "Ikke relevant"


class ChildGroup(Choice):
    """Which children have a plan, and which a letter instead (RN's pathway for children, 2020)."""

    LOSS = "funktionstab", "Sygdom eller hændelse med en tydelig funktionsnedsættelse"
    INVESTIGATED = "under_udredning", "Under udredning for en udviklingsproblematik"
    ACUTE = "akut_behov", "Varigt nedsat funktionsevne og et nyt, akut behov"
    PERMANENT = "varig", "Varigt nedsat funktionsevne uden et nyt, akut behov"


class Told(Choice):
    """An answer that may be unknown."""

    YES = "ja", "Ja"
    NO = "nej", "Nej"
    UNKNOWN = "ved_ikke", "Ved ikke"


class SocialBoundary(Choice):
    """Training under the Health Act does not replace social services (RM 2018, psychiatry)."""

    TRAINING_ONLY = "kun_traening", "Behovet er træning; der er ingen social indsats i spil"
    BESIDE = "ved_siden_af", "Der er også en social indsats; planen erstatter den ikke"
    SOCIAL = "social", "Behovet er mest støtte eller omsorg efter lov om social service"


class HospitalChoice(Choice):
    """Where specialised training shall be, once free hospital choice has been explained."""

    HOME = "hjemhospital", "Patienten vælger hjemhospitalet"
    OTHER = "andet", "Patienten vælger et andet sygehus"


class Payment(Choice):
    """Who paid the treatment at a private hospital."""

    PUBLIC = "offentlig", "Det offentlige (frit sygehusvalg eller aftale)"
    SELF = "selv", "Patienten eller en forsikring"
