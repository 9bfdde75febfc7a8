"""A slip to hand to the citizen: two questions and the one-time code. It names nobody."""

from datetime import date

from accounts.danish import long_date
from gop.letters.document import Document, Heading, listing, parts, rows, strong, text

TITLE = "To spørgsmål om dit forløb"
AS_ONE = "Oplevede du, at sygehus og kommune arbejdede sammen om dit forløb?"
INVOLVED = "Blev du og dine nærmeste inddraget, som du ønskede?"


def experience(*, sender: str, address: str, code: str, expires_on: date, written_on: date) -> Document:
    """`address`: where it is answered, without the code, which is typed."""
    return Document(
        title=TITLE,
        heading=TITLE,
        sender=sender,
        footer=TITLE,
        written_on=written_on,
        date=long_date(written_on),
        blocks=[
            text("Vi vil gerne vide, hvordan du oplevede dit forløb. Det tager et minut. Du bestemmer selv, om du vil svare."),
            Heading("Spørgsmålene"),
            listing(parts(AS_ONE), parts(INVOLVED)),
            Heading("Sådan svarer du"),
            rows(("Gå ind på", address), ("Skriv koden", code), ("Svar senest", long_date(expires_on))),
            text("Koden kan bruges ", strong("én gang"), ". Store og små bogstaver er lige gode."),
            Heading("Ingen kan se, at det er dig"),
            text(
                "Du skal ikke logge ind og ikke skrive dit navn. Vi gemmer kun dine to svar, måneden og hvem der havde ansvaret for forløbet. "
                "Svarene bruges til tal. Tal på færre end fem svar vises aldrig."
            ),
        ],
    )
