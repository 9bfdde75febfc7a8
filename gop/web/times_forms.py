"""Offering a first meeting: one of the free times, or a time and place of one's own, and what the letter says of the course."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from accounts import clock
from accounts.danish import copenhagen_moment, day_date, short_moment
from gop.enums import GeneralLevel, PerformerKind, PlaceKind
from gop.selectors.free_times import Proposal, Proposals
from gop.services.deciding import FirstMeeting
from gop.services.seats import OfferDetails
from gop.web.forms import TIME_FORMATS, VerbForm, choice_field, day_field

if TYPE_CHECKING:
    from gop.models import Case

OTHER, NONE_YET = "andet", "ingen"
ANOTHER = "Et andet tidspunkt eller sted"


class SlotField(forms.ChoiceField):
    """A time that was free when the page was made; the service says whether it still is."""

    def valid_value(self, value: Any) -> bool:
        return value in (OTHER, NONE_YET) or slot_of(value) is not None


def slot_key(one: Proposal) -> str:
    return f"{one.row.id}@{one.free.at.isoformat()}"


def slot_of(key: str) -> tuple[UUID, datetime] | None:
    """(weekly time, moment) of a key; None for anything else."""
    first, _, at = key.partition("@")
    try:
        found = UUID(first), datetime.fromisoformat(at)
    except ValueError:
        return None
    return found if found[1].tzinfo else None


def line(label: str, length: int = 200, **more: Any) -> forms.CharField:
    too_long = {"max_length": f"Teksten er for lang. Kort den af til {length} tegn."}
    return forms.CharField(label=label, max_length=length, required=False, error_messages=too_long, **more)


class TimesForm(VerbForm):
    """`known` gives the proposals. Without script every field is in sight; a typed day and hour count as another time."""

    renamed = {"meeting_at": "date"}
    may_wait = False

    slot = SlotField(label="Tid for første møde", required=False, widget=forms.RadioSelect)
    date = day_field("Dato", "Angiv datoen for det første møde.", required=False)
    time = forms.TimeField(
        label="Klokkeslæt",
        input_formats=TIME_FORMATS,
        required=False,
        error_messages={"invalid": "Skriv klokkeslættet som timer og minutter, fx 9:30."},
    )
    place_kind = choice_field(
        "Hvor?", [("", "Vælg"), *PlaceKind.choices()], "Vælg fra listen, hvor mødet holdes.", widget=forms.Select, required=False
    )
    place = forms.CharField(
        label="Sted",
        max_length=200,
        required=False,
        help_text="Navn og adresse, som borgeren kan finde. Kan undlades i borgerens hjem.",
        error_messages={"max_length": "Stedet er for langt. Kort det af til 200 tegn."},
    )
    no_start = forms.BooleanField(
        label="Registrér også, at start ikke kan tilbydes i tide", required=False, help_text="Borgeren får udvidet frit valg fra nu af."
    )
    minutes = forms.IntegerField(
        label="Varighed af mødet (minutter)",
        min_value=5,
        max_value=480,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Skriv et helt antal minutter mellem 5 og 480."),
    )
    performer = choice_field("Udfører", PerformerKind.choices(), "Vælg, hvem der udfører træningen.", required=False)
    duration = line("Forventet forløb", help_text="Hvor længe og hvor tit, så vidt det vides. Står i brevet til borgeren.")
    professions = line("Faggrupper", help_text="Udfyldes fra den valgte tid, hvis feltet er tomt.")

    def prepare(self) -> None:
        super().prepare()
        self.initial["place"], self.initial["performer"] = self.case.offer_place, PerformerKind.PUBLIC.value
        self.read_times()

    def read_times(self) -> None:
        """The proposals as they are now."""
        self.show_times(self.known() if self.known else Proposals(None, [], [], any_times=False))

    def show_times(self, proposals: Proposals) -> None:
        self.proposals = proposals
        shown = self.shown()
        wait = [(NONE_YET, "Ingen tid endnu")] if self.may_wait else []
        choices = [*((slot_key(one), _said(one, self.case)) for one in shown), (OTHER, ANOTHER), *wait]
        self.fields["slot"].choices = choices  # type: ignore[attr-defined]
        for_any = [one for one in self.proposals.in_time if not self.undecided(one)]
        if for_any:
            self.initial["slot"] = slot_key(for_any[0])
        elif not shown:
            self.initial["slot"] = OTHER
        if self.proposals.in_time or self.case.offer_by is None or self.case.no_start_at is not None:
            self.fields.pop("no_start", None)

    def shown(self) -> list[Proposal]:
        return self.proposals.in_time or self.proposals.later

    def undecided(self, one: Proposal) -> bool:
        """Whether the time is for one level, and that is still to be chosen."""
        return bool(one.row.level) and not self.case.level

    def slots(self) -> Iterator[dict[str, Any]]:
        """For the template: each choice, and the level it waits for."""
        waits = {slot_key(one): one.row.level for one in self.shown() if self.undecided(one)}
        for one in self["slot"]:
            value = str(one.data["value"])
            yield {
                "value": value,
                "id": one.id_for_label,
                "text": one.choice_label,
                "ticked": one.data["selected"],
                "level": waits.get(value),
            }

    @property
    def more_open(self) -> bool:
        """Whether what is folded has something to be put right."""
        return any(name in self.errors for name in ("minutes", "performer", "duration", "professions"))

    def times_text(self) -> str:
        """What is to be said of the times above them."""
        due, shown = self.proposals.due, self.shown()
        if self.case.day_zero is None:
            return "Sagen afventer udskrivning, så der foreslås ingen tid."
        if self.proposals.in_time or due is None:
            return (
                "De første ledige tider. Er ingen af dem god, så skriv en anden."
                if shown
                else "I har ingen ugentlige tider at vælge blandt."
            )
        if not self.proposals.any_times:
            return f"I har ingen ugentlige tider at vælge blandt. Senest {day_date(due)}."
        said = f"Fristen var {day_date(due)}" if due < clock.today() else f"Ingen ledig tid inden {day_date(due)}"
        return f"{said}. De første ledige tider derefter:" if shown else f"{said}, og heller ingen de næste seks uger."

    def refuse(self, messages: Iterable[tuple[str, str]]) -> None:
        said = list(messages)
        super().refuse(said)
        if any(field == "slot" for field, _ in said):
            self.read_times()

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if "slot" in self.errors:
            return found
        typed = any(self.data.get(name) for name in ("date", "time"))
        chosen = found.get("slot") or (OTHER if typed or self.initial.get("slot") == OTHER else "")
        weekly = slot_of(chosen)
        found["meeting"] = None
        if weekly and typed:
            self.add_error("slot", f"Du har også skrevet en dato. Vælg »{ANOTHER}«, eller slet datoen.")
        elif weekly:
            found["meeting"] = FirstMeeting(weekly[1], "", self._details(found, weekly[0]))
        elif chosen == OTHER:
            found["meeting"] = self._another(found)
        elif chosen != NONE_YET or not self.may_wait:
            self.add_error("slot", "Vælg en tid for det første møde.")
        return found

    def _another(self, found: dict[str, Any]) -> FirstMeeting:
        day, at, place = found.get("date"), found.get("time"), found.get("place", "").strip()
        if not place and found.get("place_kind") == PlaceKind.HOME:
            place = PlaceKind.HOME.label
        missing = {"date": "Angiv datoen for det første møde.", "time": "Angiv klokkeslættet for det første møde."}
        for name, text in missing.items():
            if found.get(name) is None and name not in self.errors:
                self.add_error(name, text)
        if not place and "place" not in self.errors:
            self.add_error("place", "Skriv, hvor det første møde holdes.")
        moment = None
        if day and at:
            try:
                moment = copenhagen_moment(day, at)
            except (ValueError, OverflowError) as error:
                self.add_error("time", str(error))
        return FirstMeeting(moment, place, self._details(found, None))

    def _details(self, found: dict[str, Any], weekly: UUID | None) -> OfferDetails:
        """Where it is held is asked of another time alone."""
        kind = found.get("place_kind")
        return OfferDetails(
            first_time=weekly,
            minutes=found.get("minutes"),
            place_kind=PlaceKind(kind) if kind and weekly is None else None,
            performer=PerformerKind(found.get("performer") or PerformerKind.PUBLIC),
            duration=found.get("duration", ""),
            professions=found.get("professions", ""),
        )


def _said(one: Proposal, case: "Case") -> str:
    """What is as expected needs no word: the team of the case, the level that is decided."""
    only = f"kun {GeneralLevel(one.row.level).label.lower()}" if one.row.level and not case.level else ""
    team = one.row.team.name if one.row.team and one.row.team_id != case.team_id else ""
    return " · ".join(part for part in (short_moment(one.free.at), one.row.place.name, team, only) if part)
