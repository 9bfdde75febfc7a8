"""One file on the pages that take one, kept in memory and no larger than the limit; anywhere else refused. Nothing is written to disk."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http.multipartparser import MultiPartParserError

# What is read and thrown away, so that the browser gets an answer with a sentence; more than that is cut off.
PATIENCE = 200 * 1024 * 1024


class OneFileInMemory(FileUploadHandler):
    """`request.file_too_large` says that a file was thrown away; the other fields of the form are there all the same.

    Asked by the CSRF check, before a page's transaction is opened. Its name is not kept: it often names the patient.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.parts: list[bytes] = []
        self.kept = 0
        self.taken = False

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None) -> None:  # noqa: N803
        if content_length > PATIENCE:
            raise MultiPartParserError("Far more than any file may be.")

    def new_file(self, field_name: str | None, file_name: str, *args: Any, **kwargs: Any) -> None:
        match = getattr(self.request, "resolver_match", None)
        wanted = getattr(match.func, "takes_file", "") if match else ""
        if not wanted:
            raise MultiPartParserError("This page takes no file.")
        super().new_file(field_name, file_name, *args, **kwargs)  # type: ignore[arg-type]
        if self.taken or field_name != wanted or getattr(self.request, "actor", None) is None:
            raise SkipFile
        self.taken = True

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept += len(raw_data)
        if self.kept > settings.GOP_ATTACHMENT_MB * 1024 * 1024:
            self.parts.clear()
            self.request.file_too_large = True  # type: ignore[union-attr]
            raise SkipFile
        self.parts.append(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        content = BytesIO(b"".join(self.parts))
        self.parts.clear()
        return InMemoryUploadedFile(content, self.field_name, "bilag", None, file_size, None)
