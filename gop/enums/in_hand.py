"""Codes of a course under way: goals, contacts, meetings between the sides, documents, and how it ended."""

from accounts.choices import Choice


class GoalReached(Choice):
    YES = "ja", "Nået"
    PARTLY = "delvist", "Delvist nået"
    NO = "nej", "Ikke nået"


class GoalCodes(Choice):
    """The terms a goal is agreed in."""

    FSIII = "fsiii", "FSIII"
    ICF = "icf", "ICF"


class ContactForm(Choice):
    """How a contact is held; KL's ways of delivery and kinds of encounter, in our own words."""

    INDIVIDUAL = "individuel", "Individuelt fremmøde"
    GROUP = "hold", "På hold"
    HOME = "hjemme", "I hjemmet"
    PHONE = "telefon", "I telefonen"
    SCREEN = "skaerm", "På skærm"
    DIGITAL = "digital", "Digital træning"


class ContactState(Choice):
    PLANNED = "planlagt", "Planlagt"
    HELD = "holdt", "Holdt"
    MISSED = "udeblevet", "Borgeren udeblev"
    CANCELLED_CITIZEN = "afbud_borger", "Borgeren meldte afbud"
    CANCELLED_US = "aflyst", "Aflyst af os"


class MeetingKind(Choice):
    """A meeting where hospital and authority both may take part (RM 2008, RN 2019)."""

    HOME_VISIT = "hjemmebesoeg", "Hjemmebesøg"
    DISCHARGE = "udskrivningskonference", "Udskrivningskonference"
    COOPERATION = "samarbejdsmoede", "Samarbejdsmøde"


class MeetingState(Choice):
    CALLED = "indkaldt", "Indkaldt"
    HELD = "holdt", "Holdt"
    CANCELLED = "aflyst", "Aflyst"


class DocumentKind(Choice):
    """Four documents with four purposes; none replaces another (model.md 1)."""

    STATUS = "status", "Status før kontrol"
    CHILD_STATUS = "boernestatus", "Statusskema for et barn"
    CLOSING_STATUS = "slutstatus", "Slutstatus"
    GP_SUMMARY = "epikrise", "Epikrise til egen læge"


class OtherLaw(Choice):
    """Training or help that follows when training under the Health Act ends."""

    SOCIAL_TRAINING = "serviceloven_86", "Genoptræning efter serviceloven"
    MAINTENANCE = "vedligeholdelse", "Vedligeholdende træning"
    PREVENTION = "forebyggelse", "Forebyggende tilbud"
    OTHER = "andet", "Andet"
