"""Attachments as their reader sees them, and a file as a download that no page can run."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from accounts.words import counted, number
from gop.enums import AttachmentKind, FileType
from gop.selectors.attachments import attachment_of, attachments_in, content_of_file

if TYPE_CHECKING:
    from gop.models import Case

TYPES = {
    FileType.PDF: ("application/pdf", "pdf"),
    FileType.JPEG: ("image/jpeg", "jpg"),
    FileType.PNG: ("image/png", "png"),
}
MB = 1024 * 1024


def attachment_rows(found: Iterable[Any], url_of: Callable[[UUID], str]) -> list[dict[str, Any]]:
    """For gop/attachments.html."""
    return [
        {"id": one.id, "title": one.title, "kind": AttachmentKind(one.kind).label, "about": about(one), "url": url_of(one.id)}
        for one in found
    ]


def attachments_of(case: "Case") -> list[dict[str, Any]]:
    """Those of the version that the case works on."""
    return attachment_rows(attachments_in(case.plan_id, case.plan_version), lambda one: reverse("gop:attachment", args=[case.id, one]))


def attachment_difference(plan_id: UUID, before: int, now: int) -> list[dict[str, str]]:
    """The row of a list of differences; none when the files are the same."""
    was, is_now = names_of(attachments_in(plan_id, before)), names_of(attachments_in(plan_id, now))
    return [{"label": "Bilag", "before": was, "now": is_now}] if was != is_now else []


def about(one: Any) -> str:
    """'PDF, 3 sider, 1,2 MB'"""
    pages = counted(one.pages, "side", "sider") if one.pages else ""
    return ", ".join(part for part in (FileType(one.file_type).label, pages, size_text(one.size)) if part)


def size_text(size: int) -> str:
    return f"{number(size / MB, 1)} MB" if size >= MB // 10 else f"{max(1, size // 1024)} kB"


def names_of(found: Iterable[Any]) -> str:
    """For a list of differences: one title a line."""
    return "\n".join(f"{one.title} ({AttachmentKind(one.kind).label.lower()})" for one in found)


def download(plan_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Raises Http404, also for a file that was erased. Its name says what it is and nobody's name."""
    found = attachment_of(plan_id, attachment_id)
    content = content_of_file(found) if found else b""
    if found is None or not content:
        raise Http404
    content_type, ending = TYPES[FileType(found.file_type)]
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="bilag-{found.kind}-{str(found.id)[:8]}.{ending}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
