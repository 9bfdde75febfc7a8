"""Words a patient may not know: abbreviations and terms, each with what it means. A list to add to; it is nobody's rule."""

import re
from collections.abc import Iterable, Iterator, Mapping

ABBREVIATIONS: Mapping[str, str] = {
    "ACL": "forreste korsbånd",
    "ADL": "daglige gøremål",
    "AMPS": "en test af daglige gøremål",
    "BI": "Barthel-indeks, en test af daglige gøremål",
    "BMI": "vægt i forhold til højde",
    "CAS": "en test af, hvor selvstændigt man bevæger sig",
    "COPM": "et interview om daglige gøremål",
    "CT": "skanning med røntgen",
    "DEMMI": "en test af, hvordan man bevæger sig",
    "DVT": "blodprop i benet",
    "FIM": "en test af daglige gøremål",
    "FVB": "fuld vægtbelastning",
    "GCS": "en skala for bevidsthed",
    "GOP": "genoptræningsplan",
    "ICF": "en fælles beskrivelse af funktionsevne",
    "KOL": "kronisk lungesygdom, rygerlunger",
    "MMT": "en test af muskelkraft",
    "MR": "skanning med magnet",
    "NRS": "en skala for smerter fra 0 til 10",
    "NWB": "ingen vægt på benet",
    "OE": "overekstremitet, arm",
    "PNF": "en behandling af muskler og nerver",
    "PROM": "bevægelse, som en anden udfører",
    "PTSD": "belastningsreaktion efter en voldsom oplevelse",
    "PWB": "delvis vægt på benet",
    "ROM": "hvor langt leddet kan bevæges",
    "RSS": "rejse-sætte-sig-test",
    "SAH": "blødning under hjernens hinde",
    "TBI": "hjerneskade efter slag",
    "THA": "ny hofte",
    "TKA": "nyt knæ",
    "TSA": "ny skulder",
    "TUG": "en test: rejs dig, og gå",
    "UE": "underekstremitet, ben",
    "VAS": "en skala for smerter fra 0 til 10",
    "6MWT": "seks minutters gangtest",
}
# In small letters, found as whole words with their endings.
TERMS: Mapping[str, str] = {
    "abduktion": "bevægelse ud til siden",
    "adduktion": "bevægelse ind mod midten",
    "afasi": "svært ved at tale eller forstå tale",
    "apraksi": "svært ved at udføre kendte handlinger",
    "ataksi": "usikre bevægelser",
    "bilateral": "i begge sider",
    "distal": "længst væk fra kroppen",
    "dysfagi": "svært ved at synke",
    "ekstension": "strækning",
    "fleksion": "bøjning",
    "hemiparese": "nedsat kraft i den ene side",
    "hypertoni": "for stor spænding i musklerne",
    "kontraktur": "stramhed, så leddet ikke kan bevæges helt",
    "konservativ": "uden operation",
    "mobiliser": "komme op og gå",
    "neglekt": "lægger ikke mærke til den ene side",
    "parese": "nedsat kraft",
    "postoperativ": "efter operationen",
    "proksimal": "tættest på kroppen",
    "spasticitet": "spændte muskler",
    "sufficient": "god nok",
    "ødem": "hævelse",
}
_CAPITALS = re.compile(r"\b(?=[A-ZÆØÅ0-9]*[A-ZÆØÅ]{2})[A-ZÆØÅ0-9]{2,6}\b")
# Written in capitals, and known to everybody or no word at all.
_KNOWN = frozenset({"CPR", "OBS", "TV", "DK", "II", "III", "IV", "VI", "COVID"})
_LONGEST_SHOWN = 4


def unexplained(text: str) -> list[str]:
    """Abbreviations in the order met, each once, that no bracket beside them explains ("ADL (daglige gøremål)" or "daglige gøremål (ADL)").

    A text written in capitals throughout has none, and a code (DS720) is none.
    """
    if text.isupper():
        return []
    found = dict.fromkeys(match.group() for match in _CAPITALS.finditer(text))
    return [one for one in found if one not in _KNOWN and not re.fullmatch(r"[A-Z]{1,2}\d{2,}[A-Z]?", one) and not _explained(text, one)]


def terms_in(text: str) -> list[str]:
    """Terms met that a patient may not know and that no bracket follows."""
    low = text.casefold()
    return [term for term in TERMS if (at := re.search(rf"\b{term}", low)) and not re.match(r"\w*\s*\(", low[at.end() :])]


def _explained(text: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}\s*\(|\(\s*{re.escape(word)}\s*\)", text))


def explained(words: Iterable[str]) -> str:
    """'ADL (daglige gøremål), XYZ og 2 andre'"""
    said = [_with_meaning(word) for word in words]
    if len(said) <= _LONGEST_SHOWN:
        return ", ".join(said)
    left = len(said) - _LONGEST_SHOWN
    return f"{', '.join(said[:_LONGEST_SHOWN])} og {left} {'anden' if left == 1 else 'andre'}"


def _with_meaning(word: str) -> str:
    meaning = ABBREVIATIONS.get(word) or TERMS.get(word)
    return f"{word} ({meaning})" if meaning else word


def lines_of(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(field, 'ADL (daglige gøremål)') for each text with something in it to explain."""
    for name, text in texts.items():
        if found := [*unexplained(text), *terms_in(text)]:
            yield name, explained(found)
