"""Agreements as their keeper sees them: one set of pages for two books, KL's and an authority's own contracts."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts import clock
from accounts.sheet import sent
from accounts.web.page import page, takes_file
from gop.enums import TrainingField
from municipalities import agreement_file
from municipalities.agreement_selectors import SHOWN, agreement_of, exported, kept, known_providers
from municipalities.agreement_services import OWN, Book, add, end, must_keep, review, take_in
from municipalities.provider_services import new_provider
from municipalities.web.agreement_forms import AgreementForm, EndForm, FileForm, ProviderForm, ReviewForm
from municipalities.web.agreement_words import agreement_row, heading_of
from municipalities.web.answering import REFUSED, form_page, saved, tried

View = Callable[..., HttpResponse]


def of(book: Book, view: View) -> View:
    """The page for one of the two books, under its verb."""

    @page(book.verb)
    @wraps(view)
    def inner(request: Any, **kwargs: Any) -> HttpResponse:
        must_keep(request.actor, book)
        return view(request, book, **kwargs)

    return inner


def name_of(book: Book, what: str) -> str:
    return f"directory:{'contract' if book is OWN else 'kl'}{what}"


def _urls(book: Book) -> dict[str, str]:
    return {name: reverse(name_of(book, what)) for name, what in (("list", "s"), ("new", "_new"), ("file", "_file"), ("export", "_export"))}


@require_GET
def show(request: Any, book: Book) -> HttpResponse:
    """`leverandoer`: a part of the name; `fagomraade`; `vis=gennemgang`: only those to be reviewed."""
    asked, today = request.GET, clock.today()
    provider, area, only_due = asked.get("leverandoer", "").strip()[:100], asked.get("fagomraade", ""), asked.get("vis") == "gennemgang"
    area = area if area in TrainingField.values() else ""
    found = kept(request.actor, book, today, provider=provider, training_field=area, only_due=only_due)
    context = {
        "heading": heading_of(book),
        "own": book is OWN,
        "urls": _urls(book),
        "rows": [agreement_row(row, today, name_of(book, "")) for row in found.rows],
        "over": [agreement_row(row, today, name_of(book, "")) for row in found.over],
        "total": found.total,
        "cut": found.total > SHOWN,
        "most": SHOWN,
        "to_review": found.to_review,
        "only_due": only_due,
        "provider": provider,
        "area": area,
        "areas": TrainingField.choices(),
        "narrowed": bool(provider or area or only_due),
    }
    return render(request, "municipalities/agreements.html", context)


@require_http_methods(["GET", "POST"])
def new(request: Any, book: Book) -> HttpResponse:
    providers = [(str(one.id), one.name) for one in known_providers(clock.today())]
    form = AgreementForm(providers, request.POST or None)
    if request.method == "POST" and tried(form, lambda: add(request.actor, book, form.asked)):
        return saved(request, "Aftalen er oprettet.", name_of(book, "s"))
    return form_page(request, "municipalities/agreement_new.html", form, row=None, heading=heading_of(book), urls=_urls(book))


@require_http_methods(["GET", "POST"])
def change(request: Any, book: Book, agreement_id: UUID) -> HttpResponse:
    """One agreement: reviewed (`do=gennemgaaet`), or ended (`do=ophoer`)."""
    actor, do, today = request.actor, request.POST.get("do", ""), clock.today()
    row = agreement_of(actor, book, agreement_id)
    if row is None:
        raise Http404
    looked = ReviewForm(request.POST if do == "gennemgaaet" else None, initial={"shown": row.review_on})
    ends = EndForm(request.POST if do == "ophoer" else None, initial={"last": max(today, row.valid_to or today)})
    if do == "gennemgaaet" and tried(looked, lambda: review(actor, book, row.id, **_reviewed(looked))):
        return saved(request, "Aftalen er gennemgået.", name_of(book, "s"))
    if do == "ophoer" and tried(ends, lambda: end(actor, book, row.id, last=ends.cleaned_data["last"])):
        return saved(request, "Aftalens sidste dag er gemt.", name_of(book, "s"))
    bound = looked if looked.is_bound else ends
    context = {
        "row": agreement_row(row, today, name_of(book, "")),
        "form": bound if bound.is_bound else None,
        "review": looked,
        "end": ends,
        "open": row.valid_to is None or row.valid_to >= max(today, row.valid_from),
        "coming": row.valid_from > today,
        "heading": heading_of(book),
        "urls": _urls(book),
    }
    return render(request, "municipalities/agreement.html", context, status=REFUSED if bound.errors else 200)


def _reviewed(form: ReviewForm) -> dict[str, Any]:
    return {"again_on": form.cleaned_data["again_on"], "shown": form.cleaned_data["shown"]}


@takes_file("file")
@require_http_methods(["GET", "POST"])
def from_file(request: Any, book: Book) -> HttpResponse:
    """First what each line would do; then all of it, or nothing."""
    if request.method == "GET":
        return _file_page(request, book, FileForm())
    text, wrong = sent(request, agreement_file.MOST_BYTES)
    found = agreement_file.read(text, known_providers(clock.today())) if not wrong else agreement_file.Read([], wrong, [])
    if found.wrong:
        form = FileForm({"text": text})
        form.is_valid()
        form.refuse([("text" if text and not wrong else "file", found.wrong)])
        return _file_page(request, book, form, status=REFUSED)
    fates, was_kept = take_in(request.actor, book, found.lines, keep="indlaes" in request.POST)
    if was_kept:
        return saved(request, f"{len(fates)} linjer er indlæst.", name_of(book, "s"))
    bad = sum(bool(fate.wrong) for fate in fates)
    more = {"fates": fates, "notes": found.notes, "wrong": bad}
    return _file_page(request, book, FileForm({"text": text}), status=REFUSED if bad else 200, **more)


def _file_page(request: Any, book: Book, form: FileForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {
        "form": form,
        "fates": [],
        "wrong": 0,
        "columns": agreement_file.COLUMNS,
        "areas": [one.label for one in TrainingField],
        "heading": heading_of(book),
        "urls": _urls(book),
        "most": agreement_file.MOST_LINES,
        **more,
    }
    return render(request, "municipalities/agreements_file.html", context, status=status)


@require_GET
def export(request: Any, book: Book) -> HttpResponse:
    """The whole book, as the file that can be taken in."""
    answer = HttpResponse(exported(request.actor, book), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{"aftaler" if book is OWN else "kl-aftaler"}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
def provider_new(request: Any, book: Book) -> HttpResponse:
    """A provider that agreements can name."""
    form = ProviderForm(request.POST or None)
    if request.method == "POST" and tried(form, lambda: new_provider(request.actor, form.cleaned_data["name"], form.cleaned_data["code"])):
        return saved(request, "Leverandøren er oprettet.", name_of(book, "s"))
    return form_page(request, "municipalities/provider_new.html", form, row=None, urls=_urls(book))
