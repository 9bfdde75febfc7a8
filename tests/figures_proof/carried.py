"""The course so far as it goes along to the next authority: as gop.rules.course.as_plain writes it, told again here."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

Said = dict[str, Any]
_WHAT = {
    "aflys": "aflyst", "borger_aflyste": "borger_nej", "ingen_start": "ingen_start", "genaabn": "genaabnet", "anden_kommune_ja": "anden_kommune_ja",
    "anden_kommune_nej": "anden_kommune_nej", "tilbyd": "tilbudt", "indkald": "tilbudt", "start": "foerste_moede", "svar_frit_valg": "svar",
    "afslut": "afsluttet", "modtaget": "modtaget", "udskrivning": "dag_nul", "plan_rettet": "startdatoer", "giv_besked": "besked",
}  # fmt: skip


def _dates(said: Said) -> Said:
    return {"earliest": said["earliest"], "latest": said["latest"], "reason": said["start_reason"]}


_MORE: dict[str, Callable[[Said], Said]] = {
    "modtaget": lambda said: {"day": said["day_zero"], "expected": said["expected"], **_dates(said)},
    "udskrivning": lambda said: {"day": said["day_zero"], "expected": said["expected"]},
    "plan_rettet": _dates,
    "tilbyd": lambda said: {"meeting_on": said["meeting_at"][:10]},
    "giv_besked": lambda said: {"day": said["on"], **({"what": "besked_ingen_start"} if said["no_start"] else {})},
    "start": lambda said: {"day": said["on"]},
    "svar_frit_valg": lambda said: {"answer": said["answer"]},
    "afslut": lambda said: {"code": said["end_code"]},
}


def carried_lines(events: Iterable[tuple[datetime, str, Said]], plan_type: str) -> list[Said]:
    """What differs from an empty line, of each event that clocks or choice hang on."""
    found = []
    for at, action, said in events:
        what = "leverandoer_nej" if action == "udfoerer_meldt" and said.get("choice_falls") else _WHAT.get(action)
        if what is None:
            continue
        line = {"at": at.isoformat(), "what": what, **({"plan_type": plan_type} if action == "modtaget" else {})}
        line |= _MORE[action](said) if action in _MORE else {}
        found.append({name: value for name, value in line.items() if value not in ("", None, False)})
    return found
