"""Ready texts in plain Danish for the discharge letter and for a referral, in our own words."""

from collections.abc import Sequence
from typing import Any

from accounts.danish import long_date
from gop.enums import ConsentKind, ToldWithout, WithoutOutcome

NOT_TO = {ConsentKind.MUNICIPALITY: "bopælskommunen", ConsentKind.GP: "egen læge"}


def joined(parts: Sequence[str]) -> str:
    """'a, b og c'"""
    return " og ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def summary_text(record: Any, refused: Sequence[ConsentKind], region: str) -> str:
    """For the epikrise: what was assessed, how it ended, and what the patient was told."""
    lines = ["Genoptræning:", *_ended(record, refused, region)]
    if record.told:
        said = joined([ToldWithout(one).label for one in record.told])
        lines.append(f"Patienten har {long_date(record.told_on)} fået at vide, {said}.")
    if record.told_note:
        lines.append(record.told_note)
    return "\n".join(lines)


def _ended(record: Any, refused: Sequence[ConsentKind], region: str) -> list[str]:
    assessed = f"Behovet for genoptræning er vurderet {long_date(record.assessed_on)} af {record.assessed_by}."
    match record.outcome:
        case WithoutOutcome.NO_NEED:
            return [assessed, "Der er ikke behov for genoptræning efter udskrivningen, og der er derfor ingen genoptræningsplan."]
        case WithoutOutcome.DECLINED:
            return [assessed, "Patienten ønsker ikke, at der laves en genoptræningsplan."]
        case WithoutOutcome.NOT_SENT:
            to = joined([NOT_TO[one] for one in NOT_TO if one in refused])
            written = "Der er lavet en genoptræningsplan sammen med patienten, som får den udleveret."
            return [assessed, written, f"Patienten har ikke givet samtykke til, at planen sendes til {to}." if to else ""]
    paid = "Patienten er behandlet for egen regning. Sygehuset kan derfor ikke vurdere, om der er behov for en genoptræningsplan."
    return [paid, f"Patienten er {long_date(record.assessed_on)} henvist til vurdering på et sygehus i {region}."]


def referral_text(record: Any, region: str, phone: str) -> str:
    """For the relevant specialty of a hospital of the home region; what only the writer knows stands as empty lines."""
    who = ", ".join(part for part in (record.assessed_by, record.department.name, record.organisation.name) if part)
    return "\n".join(
        [
            f"Henvisning til {region}: vurdering af behov for genoptræningsplan",
            "",
            f"Patienten er behandlet for egen regning på {record.organisation.name}. Vi beder jer vurdere, om der er behov for genoptræning efter "
            "sundhedslovens § 140, og i så fald skrive genoptræningsplanen.",
            "",
            "Behandling og dato:",
            "Funktionsevne før og nu:",
            "Restriktioner:",
            "",
            f"Patienten har fået det at vide {long_date(record.told_on)}.",
            f"Henvist af {who}{f', tlf. {phone}' if phone else ''}.",
        ]
    )
