"""Which way to Digital Post this installation has: GOP_DIGITAL_POST."""

from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from gop.digital_post.files import PostFiles
from gop.digital_post.interface import DigitalPost
from gop.digital_post.nobody import NoPost

FILE, NONE = "file", "none"


def mailbox() -> DigitalPost:
    """`file`, `none`, or the dotted name of a class without arguments."""
    chosen = settings.GOP_DIGITAL_POST
    if chosen == FILE:
        return PostFiles(Path(settings.GOP_DIGITAL_POST_FOLDER))
    if chosen == NONE:
        return NoPost()
    made: DigitalPost = import_string(chosen)()
    return made
