"""A report as PDF, workbook and CSV: the same numbers, hidden ones as text, nothing that a spreadsheet would run."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.test import Client

from accounts import clock
from accounts.danish import COPENHAGEN
from accounts.enums import Role
from accounts.models import User
from audits.enums import PeriodKind
from audits.indicators.indicator import Unit
from audits.rules.period import Period
from audits.services.reports import make_reports
from audits.web.report_files import archive, file_name, workbook
from audits.web.report_paper import report_document, report_pdf
from audits.web.report_told import Definition, Told, ToldCell, ToldTable
from tests import factories as make
from tests.audits.report_rows import a_quarter, the

NAMES = ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "\t=1+1", " =2+2", "Aalborg Kommune")


def told(**more: Any) -> Told:
    hidden = ToldCell(None, "<5", Unit.COUNT), ToldCell(None, "–", Unit.SHARE)
    rows = tuple((name, (ToldCell(Decimal(1204), "1.204", Unit.COUNT), ToldCell(Decimal("82.3"), "82,3 %", Unit.SHARE))) for name in NAMES)
    table = ToldTable(
        "frister", "Besked, tilbud: og [ventetid] / meget lang titel", "3. kvartal 2026", ("Kommune", "Planer", "Besked inden dag 4"),
        (Unit.COUNT, Unit.SHARE), (*rows, ("Læsø Kommune", hidden)),
    )  # fmt: skip
    said: dict[str, Any] = {
        "title": "Kvartalsrapport, 3. kvartal 2026",
        "subject": "Ærø Kommune",
        "region": "Region Syddanmark",
        "population": "Borgere med bopæl i regionen",
        "of_senders": False,
        "draft": False,
        "period": Period(date(2026, 7, 1), PeriodKind.QUARTER),
        "data_on": date(2026, 11, 17),
        "definition": "2026-3",
        "made_at": datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
        "released": "onsdag 18. november 2026 kl. 10.00 af Rune",
        "of_whom": "Tallene gælder borgere i regionen.",
        "hidden": "»<5« er færre end fem.",
        "comment": "=1+1 er en kommentar.\n\nFerie i juli.",
        "comment_by": "Rune, onsdag 18. november 2026",
        "sentences": ("82,3 % fik besked inden dag 4.",),
        "tables": (table, table),
        "definitions": (Definition("Besked til borgeren", (("", "Andelen."), ("Tæller", "Frister."), ("Kilde", "Egne tal."))),),
    }
    return Told(**{**said, **more})


def opened(made: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made))


def test_the_workbook_has_a_sheet_a_table_with_numbers_as_numbers_and_hidden_ones_as_text() -> None:
    book = opened(workbook(told()))
    assert book.sheetnames[0] == "Om rapporten"
    assert book.sheetnames[-1] == "Definitioner"
    assert len(set(book.sheetnames)) == len(book.sheetnames) == 4
    sheet = book[book.sheetnames[1]]
    assert [cell.value for cell in sheet[1]] == ["Kommune", "Planer", "Besked inden dag 4 (procent)"]
    assert [cell.value for cell in sheet[8]] == ["Aalborg Kommune", 1204, 82.3]
    assert [(cell.value, cell.data_type) for cell in sheet[9]] == [("Læsø Kommune", "s"), ("<5", "s"), ("–", "s")]


def test_no_text_of_the_workbook_is_a_formula() -> None:
    book = opened(workbook(told()))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    with zipfile.ZipFile(io.BytesIO(workbook(told()))) as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


def test_the_workbook_says_definitions_date_of_data_and_version() -> None:
    book = opened(workbook(told()))
    about = {row[0].value: row[1].value for row in book["Om rapporten"].iter_rows(min_row=2)}
    assert about["Data til og med"] == "tirsdag 17. november 2026"
    assert about["Definitioner"] == "version 2026-3"
    assert about["Kommentar (Rune, onsdag 18. november 2026)"].startswith("=1+1 er en kommentar.")
    assert [cell.value for cell in book["Definitioner"][2]] == ["Besked til borgeren", "Definition", "Andelen."]


def files(made: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        raw = {name: packed.read(name) for name in packed.namelist()}
    assert all(said.startswith(b"\xef\xbb\xbf") for said in raw.values())
    return {name: list(csv.reader(io.StringIO(said.decode("utf-8-sig")), delimiter=";")) for name, said in raw.items()}


def test_the_csv_has_semicolons_a_decimal_comma_and_the_mark_of_utf_8() -> None:
    lines = files(archive(told(tables=told().tables[:1])))["frister.csv"]
    assert lines[0] == ["Kommune", "Planer", "Besked inden dag 4 (procent)"]
    assert lines[7] == ["Aalborg Kommune", "1204", "82,3"]
    assert lines[8] == ["Læsø Kommune", "<5", "–"]


def test_what_a_spreadsheet_would_run_is_made_harmless_in_every_csv() -> None:
    for lines in files(archive(told(tables=told().tables[:1]))).values():
        for line in lines:
            for cell in line:
                assert not cell.lstrip().startswith(("=", "+", "-", "@")), cell


def test_the_same_report_gives_the_same_bytes() -> None:
    one = told(tables=told().tables[:1])
    assert archive(one) == archive(one)
    assert report_pdf(one) == report_pdf(one)


def test_the_pdf_is_tagged_and_says_what_the_page_says() -> None:
    one = told(tables=told().tables[:1])
    made = report_pdf(one)
    assert made.startswith(b"%PDF")
    assert b"/MarkInfo" in made or b"pdfuaid" in made
    blocks = report_document(one).blocks
    tables = [block for block in blocks if block.kind == "table"]
    assert tables[0].head == ("Kommune", "Planer", "Besked inden dag 4")
    assert [*tables[0].rows[-1]] == ["Læsø Kommune", "<5", "–"]
    assert "Udkast" not in str(blocks)
    assert "Udkast" in str(report_document(told(draft=True)).blocks[0])


def test_a_files_name_says_the_report_and_nothing_else() -> None:
    assert file_name(told(), "xlsx") == "kvartalsrapport-3-kvartal-2026-aeroe-kommune.xlsx"
    assert file_name(told(draft=True, title='Status til =Følgegruppen/"x"'), "pdf") == "udkast-status-til-foelgegruppen-x-aeroe-kommune.pdf"


@pytest.mark.django_db
@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b"PK")])
def test_each_file_of_a_made_report_is_served_as_a_download(form: str, start: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 18, 10, 0, tzinfo=COPENHAGEN))
    make.registry()
    a_quarter()
    make_reports()
    rune = make.person("rune", Role.ANALYST, make.NORDJYLLAND)
    client = Client()
    client.force_login(User.objects.get(id=rune.user), backend="accounts.sign_in.PasswordBackend")
    answer = client.get(f"/rapporter/{the(make.AALBORG).id}/fil/{form}/")
    assert answer.status_code == 200
    assert answer.content.startswith(start)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="udkast-kvartalsrapport-3-kvartal-2026-aalborg-kommune.')
