"""Codes of triage and offer: what was asked, where and how the first meeting is held, which letters tell of it."""

from accounts.choices import Choice


class QuestionKind(Choice):
    """A disagreement names a decider on each side and a date; neither stops a clock (model.md 3)."""

    QUESTION = "spoergsmaal", "Spørgsmål"
    DISAGREEMENT = "uenighed", "Uenighed"


class QuestionEnd(Choice):
    """Why nobody is asked any more. The lower five: it fell away with the case or the plan, on both sides."""

    ANSWERED = "besvaret", "Besvaret"
    SETTLED = "afgjort", "Afgjort"
    RETURNED = "returneret", "Planen er returneret"
    MOVED_ON = "videresendt", "Sagen er gået videre til en anden"
    WITHDRAWN = "tilbagetrukket", "Planen er trukket tilbage"
    REPLACED = "erstattet", "Planen er erstattet af en ny"
    CASE_ENDED = "afsluttet", "Sagen er afsluttet"


class TrainingField(Choice):
    """Part of the body × surgical or medical, as the names of KL's packages show it; the complete list is not in the project."""

    LOWER_SURGICAL = "under_kirurgisk", "Hofte, ben og fod, kirurgisk"
    LOWER_MEDICAL = "under_medicinsk", "Hofte, ben og fod, medicinsk"
    UPPER_SURGICAL = "over_kirurgisk", "Skulder og arm, kirurgisk"
    UPPER_MEDICAL = "over_medicinsk", "Skulder og arm, medicinsk"
    HAND_SURGICAL = "haand_kirurgisk", "Hånd, kirurgisk"
    HAND_MEDICAL = "haand_medicinsk", "Hånd, medicinsk"
    SPINE_SURGICAL = "ryg_kirurgisk", "Nakke og ryg, kirurgisk"
    SPINE_MEDICAL = "ryg_medicinsk", "Nakke og ryg, medicinsk"
    NEUROLOGY = "neurologi", "Neurologi"
    HEART = "hjerte", "Hjerte og kredsløb"
    LUNG = "lunge", "Lunge"
    CANCER = "kraeft", "Kræft"
    WEAKNESS = "svaekkelse", "Almen svækkelse"
    CHILDREN = "boern", "Børn"
    OTHER = "andet", "Andet"


class PlaceKind(Choice):
    CENTRE = "eget_center", "Eget træningscenter"
    HOME = "hjemmet", "I borgerens hjem"
    WORKPLACE = "arbejdsplads", "På arbejdspladsen"
    RESIDENTIAL = "doegnophold", "Under døgnophold"


class PerformerKind(Choice):
    PUBLIC = "offentlig", "Offentlig"
    PRIVATE = "privat", "Privat"


class LetterKind(Choice):
    """What an authority writes to the citizen about a case."""

    INFORMING = "orientering", "Besked om første møde"
    NO_START = "ingen_start", "Besked om, at start ikke kan tilbydes i tide"
    TRAINER = "traener", "Besked om træner"
    EXTENDED_CHOICE = "udvidet_valg", "Besked om udvidet frit valg"
    APPOINTMENT = "indkaldelse", "Indkaldelse til første møde"


class LetterChannel(Choice):
    DIGITAL_POST = "digital_post", "Digital Post"
    PAPER = "brev", "Brev på papir"


class LetterState(Choice):
    """A letter on paper is printed and posted by a person; one for Digital Post waits for the worker."""

    WAITING = "afventer", "Afventer afsendelse"
    PRINTING = "til_udskrift", "Skal udskrives og sendes"
    DELIVERED = "leveret", "Leveret i Digital Post"
    POSTED = "postet", "Sendt med posten"
    REFUSED = "afvist", "Kunne ikke leveres"
    STOPPED = "stoppet", "Stoppet"
