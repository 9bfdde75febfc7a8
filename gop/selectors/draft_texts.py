"""A draft as plain texts by answer, so that what two people wrote can be held against each other."""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from gop import cpr
from gop.enums import ConsentKind
from gop.models import Plan, PlanVersion
from gop.models.content import PARTS, names_of
from gop.selectors.plans import cpr_of

ADDRESS = frozenset({"street", "postcode", "city", "phone", "email", "convene_at", "relatives", "protected"})
# Fields a page may set on the version; everything else on it is set by a service.
CONTENT = frozenset(
    {"citizen_name", "home_municipality_id", "no_municipality", "contact_kind", "admitted_on", "discharge_date", "discharge_expected"}
    | {"functioning_before", "functioning_now", "limitations", "training_need", "potential", "extended_description", "plan_type"}
    | {"specialised_reason", "performing_department_id", "earliest_start", "latest_start", "start_reason_kind", "start_reason"}
    | {"municipality_contact", "region_contact"}
    | names_of(*PARTS)
)
# What is one answer to a person: half of it from one page and half from another would be nobody's.
UNIT = {"no_municipality": "home_municipality_id", "discharge_expected": "discharge_date", "handed_out_how": "handed_out_on"}
CONSENT = "consent_"


def unit_of(name: str) -> str:
    return UNIT.get(name, name)


def texts_of(plan: Plan, version: PlanVersion, *, consents: bool = True) -> dict[str, str]:
    """Every answer of a draft as it is stored. `consents` costs a query."""
    found = {name: _text(getattr(version, name)) for name in CONTENT | {"diagnosis_code"}}
    found |= {name: _text(getattr(version.address, name)) for name in ADDRESS}
    found |= {name: _text(getattr(plan, name)) for name in ("department_id", "handed_out_on", "handed_out_how")}
    found["cpr"] = cpr_of(version)
    if consents:
        found |= dict.fromkeys((f"{CONSENT}{kind}" for kind in ConsentKind), "")
        found |= {f"{CONSENT}{one.kind}": _consent(vars(one)) for one in plan.consents.all()}
    return found


def texts_in(values: Mapping[str, Any]) -> dict[str, str]:
    """The same of what a page sent, by the names of `save_step`."""
    found = {name: _text(value) for name, value in values.items() if name != "consents"}
    if found.get("cpr"):
        with suppress(cpr.CprError):  # refused when it is saved
            found["cpr"] = cpr.parse(found["cpr"]).number
    return found | {f"{CONSENT}{kind}": _consent(said) for kind, said in values.get("consents", {}).items()}


def _text(value: Any) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, list):  # an answer left out of a line and an empty one are the same
        value = [{name: text for name, text in line.items() if text} for line in value]
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\r\n", "\n")


def _consent(said: Mapping[str, Any]) -> str:
    return "|".join(_text(said.get(name)) for name in ("answer", "given_on", "how", "by")) if said.get("answer") else ""


def by_unit(texts: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for name in sorted(texts):
        found.setdefault(unit_of(name), []).append(texts[name])
    return {unit: "\x1f".join(parts) for unit, parts in found.items()}


def digest(plan: Plan, unit: str, text: str) -> str:
    """What a page carries of an answer: enough to see that it was not touched, nothing to read."""
    return salted_hmac("gop.draft", f"{plan.id}:{unit}:{text}", algorithm="sha256").hexdigest()[:24]


def digests_of(plan: Plan, version: PlanVersion, units: Iterable[str]) -> str:
    """'unit:digest unit:digest', for a hidden field of the page that shows these answers."""
    wanted = set(units)
    texts = by_unit(texts_of(plan, version, consents=any(unit.startswith(CONSENT) for unit in wanted)))
    return " ".join(f"{unit}:{digest(plan, unit, text)}" for unit, text in sorted(texts.items()) if unit in wanted)


def untouched(plan: Plan, unit: str, text: str, digests: Mapping[str, str]) -> bool:
    return constant_time_compare(digest(plan, unit, text), digests.get(unit, ""))
