"""Codes of what is bound to a plan as a file."""

from accounts.choices import Choice


class AttachmentKind(Choice):
    """What a file is. Its own name is never kept: it often names the patient."""

    OPERATION = "operationsnotat", "Operationsnotat"
    RESTRICTIONS = "restriktioner", "Restriktioner og regime"
    IMAGING = "billeddiagnostik", "Billeddiagnostik"
    TEST = "testresultat", "Testresultat"
    EXERCISES = "oevelser", "Øvelsesprogram"
    EXAMINATION = "undersoegelse", "Undersøgelse eller vurdering"
    OTHER = "andet", "Andet"


class FileType(Choice):
    """What a file turned out to be when it was opened."""

    PDF = "pdf", "PDF"
    JPEG = "jpeg", "JPEG-billede"
    PNG = "png", "PNG-billede"
