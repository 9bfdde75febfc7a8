"""Paper: plans and letters as PDF. Takes plain values and gives bytes; asks no table and keeps nothing."""

from gop.letters.document import Document
from gop.letters.experience import experience
from gop.letters.extended import extended
from gop.letters.fonts import PaperTrouble
from gop.letters.informing import informing, trainer
from gop.letters.paper import pdf, pictures
from gop.letters.plan import plan
from gop.letters.self_training import letter as self_training
from gop.letters.self_training import with_plan as self_training_with_plan
from gop.letters.specialised import appointment
from gop.letters.specialised import information as specialised
from gop.letters.training import almen, rehabilitation

__all__ = [
    "Document",
    "PaperTrouble",
    "almen",
    "appointment",
    "experience",
    "extended",
    "informing",
    "pdf",
    "pictures",
    "plan",
    "rehabilitation",
    "self_training",
    "self_training_with_plan",
    "specialised",
    "trainer",
]
