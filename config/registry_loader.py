"""The registry from the project's data files into the database. Loading it again changes only what the files changed.

Ids follow from the keys (UUID version 5), so that every installation agrees on them.
"""

import uuid
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import holidays
from django.conf import settings
from django.db.models import Model

from accounts import grouping_file, registry
from accounts.actor import job_actor
from accounts.enums import Kind, OrganisationKind, RelationKind
from accounts.grouping_services import known_organisations, take_in
from accounts.models import Contact, Organisation, OrganisationRelation
from deadlines import registry as law
from deadlines.models import AgreedGoal, Holiday, PostalRule, Rule, RuleSet
from gop.enums import CodeList
from gop.models import HomeHospital, NoticePeriod, RegionAgreement, Responsibility
from gop.registry import codes
from gop.services.codes import put_codes
from hospitals.models import Department, Hospital
from municipalities.models import Municipality

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "gop:registry")
SINCE = date(2007, 1, 1)
REFORM = date(2027, 1, 1)
ROOT = Path(settings.BASE_DIR)
PLATFORM_KEY = "platform"


def id_of(*key: object) -> uuid.UUID:
    return uuid.uuid5(NAMESPACE, "|".join(str(part) for part in key))


def load(today: date) -> dict[str, int]:
    """Load everything; raises ValueError when the files contradict themselves. Returns counts by kind."""
    regions, municipalities, hospitals = registry.regions(), registry.municipalities(), registry.hospitals()
    wrong = registry.faults(regions, municipalities, hospitals)
    if wrong:
        raise ValueError(" ".join(wrong))
    _organisations(regions, municipalities, hospitals)
    _relations(regions, municipalities, hospitals)
    _details(municipalities, hospitals)
    if settings.GOP_ENV == "demo":
        _invented()
    return {
        "regioner": len(regions),
        "kommuner": len(municipalities),
        "sygehuse": len(hospitals),
        **{f"koder ({one.value})": put_codes(one, codes(one)) for one in CodeList},
        "regler": _rule_sets() + _rules() + _agreed_goals() + _postal_rules() + _responsibilities() + _agreements() + _notice_periods(),
        "hjemhospitaler": _home_hospitals(),
        "helligdage": _holidays(today),
    }


def _put(model: Any, rows: Iterable[Model], key: str, fields: list[str]) -> int:
    made = list(rows)
    model.objects.bulk_create(made, update_conflicts=True, unique_fields=[key], update_fields=fields)
    return len(made)


def _organisation(kind: OrganisationKind, key: str, name: str, **more: Any) -> Organisation:
    return Organisation(id=id_of(key), kind=kind, key=key, name=name, **{"valid_from": SINCE, **more})


def _organisations(
    regions: list[registry.Region], municipalities: list[registry.MunicipalityRow], hospitals: list[registry.HospitalRow]
) -> None:
    rows = [_organisation(OrganisationKind.PLATFORM, PLATFORM_KEY, "Platformen")]
    # A successor before its predecessors
    for row in sorted(regions, key=lambda r: bool(r.successor)):
        after = id_of(row.successor) if row.successor else None
        rows.append(
            _organisation(
                OrganisationKind.REGION,
                row.key,
                row.name,
                code=row.code,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
                successor_id=after,
            )
        )
    rows += [_organisation(OrganisationKind.MUNICIPALITY, row.key, row.official_name, code=row.code) for row in municipalities]
    rows += [_organisation(OrganisationKind.HOSPITAL, row.key, row.name, code=row.shak, sor_code=row.sor) for row in hospitals]
    _put(Organisation, rows, "id", ["name", "code", "sor_code", "valid_from", "valid_to", "successor"])


def _relation(child: str, parent: str, kind: RelationKind, start: date, end: date | None) -> OrganisationRelation:
    return OrganisationRelation(
        id=id_of(child, parent, kind, start), child_id=id_of(child), parent_id=id_of(parent), kind=kind, valid_from=start, valid_to=end
    )


def _relations(
    regions: list[registry.Region], municipalities: list[registry.MunicipalityRow], hospitals: list[registry.HospitalRow]
) -> None:
    after = {row.key: row.successor or row.key for row in regions}
    last = REFORM - timedelta(days=1)
    rows = []
    for key, kind, before, then in [
        *[(m.key, RelationKind.MUNICIPALITY_IN, m.region, m.region_from_2027) for m in municipalities],
        *[(h.key, RelationKind.HOSPITAL_IN, h.region, after.get(h.region, "")) for h in hospitals if h.region],
    ]:
        moves = before != then
        rows.append(_relation(key, before, kind, SINCE, last if moves else None))
        if moves:
            rows.append(_relation(key, then, kind, REFORM, None))
    _put(OrganisationRelation, rows, "id", ["valid_to"])


def _details(municipalities: list[registry.MunicipalityRow], hospitals: list[registry.HospitalRow]) -> None:
    kommuner = (
        Municipality(organisation_id=id_of(r.key), population=r.population, longitude=r.longitude, latitude=r.latitude)
        for r in municipalities
    )
    _put(Municipality, kommuner, "organisation", ["population", "longitude", "latitude"])
    sygehuse = (Hospital(organisation_id=id_of(r.key), town=r.towns, hospital_type=r.kind) for r in hospitals)
    _put(Hospital, sygehuse, "organisation", ["town", "hospital_type"])


def _invented() -> None:
    """Departments and contacts that were made up for the demo, and are marked so."""
    departments = registry.demo_departments()
    rows = [_organisation(OrganisationKind.DEPARTMENT, d.key, d.name, invented=True) for d in departments]
    _put(Organisation, rows, "id", ["name"])
    _put(
        OrganisationRelation,
        [_relation(d.key, d.hospital, RelationKind.DEPARTMENT_OF, SINCE, None) for d in departments],
        "id",
        ["valid_to"],
    )
    details = (
        Department(
            organisation_id=id_of(d.key),
            specialty=d.specialty,
            phone=d.phone,
            performs_specialised=d.performs_specialised,
            function_level=d.function_level,
            needs_approval=d.needs_approval,
        )
        for d in departments
    )
    _put(Department, details, "organisation", ["specialty", "phone", "performs_specialised", "function_level", "needs_approval"])
    contacts = (
        Contact(
            id=id_of("contact", c.organisation, c.matter, c.name),
            organisation_id=id_of(c.organisation),
            matter=c.matter,
            name=c.name,
            phone=c.phone,
            email=c.email,
            valid_from=SINCE,
            invented=True,
        )
        for c in registry.demo_contacts()
    )
    _put(Contact, contacts, "id", ["phone", "email"])
    _invented_groupings()


def _invented_groupings() -> None:
    """Which municipality is in which klynge or sundhedsråd is in no source of ours."""
    found = grouping_file.read((registry.DATA / "demo_groupings.csv").read_text(encoding="utf-8"), known_organisations())
    fates, kept = take_in(job_actor("load_registry", Kind.PLATFORM), found.lines, keep=True, invented=True)
    if not kept:
        raise ValueError(found.wrong or " ".join(sentence for fate in fates for sentence in fate.wrong))


def _rule_sets() -> int:
    rows = [
        RuleSet(
            id=id_of("rule-set", one.code),
            code=one.code,
            title=one.title,
            nature=one.nature,
            holds_for=one.holds_for,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            paragraph=one.paragraph,
            text=one.text,
            assumption=one.assumption,
        )
        for one in law.rule_sets()
    ]
    return _put(RuleSet, rows, "id", ["title", "nature", "holds_for", "valid_from", "valid_to", "paragraph", "text", "assumption"])


def _rules() -> int:
    rows = [
        Rule(
            id=id_of("rule", r["kind"], r["holds_for"], r["valid_from"]),
            rule_set_id=id_of("rule-set", r["rule_set"]),
            kind=r["kind"],
            days=int(r["days"]),
            holds_for=r["holds_for"].split(),
            valid_from=date.fromisoformat(r["valid_from"]),
            valid_to=registry.optional_date(r["valid_to"]),
            paragraph=r["paragraph"],
            text=r["text"],
            assumption=registry.yes(r["assumption"]),
        )
        for r in registry.read_rows(ROOT / "deadlines/data/rules.csv")
    ]
    return _put(Rule, rows, "id", ["rule_set", "days", "valid_to", "paragraph", "text", "assumption"])


def _agreed_goals() -> int:
    rows = [
        AgreedGoal(
            id=id_of("goal", one.rule_set, one.region, one.goal.met_by, one.goal.valid_from),
            rule_set_id=id_of("rule-set", one.rule_set),
            region_id=id_of(one.region),
            binds=list(one.binds),
            counted_from=one.goal.counted_from,
            unit=one.goal.unit,
            number=one.goal.number,
            met_by=one.goal.met_by,
            holds_for=sorted(one.goal.holds_for),
            valid_from=one.goal.valid_from,
            valid_to=one.goal.valid_to,
            paragraph=one.goal.source,
            text=one.goal.text,
            assumption=one.goal.assumption,
        )
        for one in law.agreed_goals()
    ]
    changed = ["binds", "counted_from", "unit", "number", "holds_for", "valid_to", "paragraph", "text", "assumption"]
    return _put(AgreedGoal, rows, "id", changed)


def _postal_rules() -> int:
    rows = [
        PostalRule(
            id=id_of("postal", one.valid_from),
            days=one.days,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            paragraph=one.paragraph,
            text=one.text,
            assumption=one.assumption,
        )
        for one in law.postal_rules()
    ]
    return _put(PostalRule, rows, "id", ["days", "valid_to", "paragraph", "text", "assumption"])


def _responsibilities() -> int:
    rows = [
        Responsibility(
            id=id_of("responsibility", r["plan_type"], r["level"], r["valid_from"]),
            plan_type=r["plan_type"],
            level=r["level"],
            authority=r["authority"],
            payer=r["payer"],
            performer=r["performer"],
            valid_from=date.fromisoformat(r["valid_from"]),
            valid_to=registry.optional_date(r["valid_to"]),
            paragraph=r["paragraph"],
            assumption=registry.yes(r["assumption"]),
        )
        for r in registry.read_rows(ROOT / "gop/data/responsibility.csv")
    ]
    return _put(Responsibility, rows, "id", ["authority", "payer", "performer", "valid_to", "paragraph", "assumption"])


def _agreements() -> int:
    rows = [
        RegionAgreement(
            id=id_of("agreement", r["region"], r["matter"], r["valid_from"]),
            region_id=id_of(r["region"]),
            matter=r["matter"],
            follows=r["follows"],
            plan_type=r["plan_type"],
            least_level=r["least_level"],
            age_from=registry.optional_number(r["age_from"]),
            age_under=registry.optional_number(r["age_under"]),
            text=r["text"],
            phrase=r["phrase"],
            valid_from=date.fromisoformat(r["valid_from"]),
            valid_to=registry.optional_date(r["valid_to"]),
            source=r["source"],
            assumption=registry.yes(r["assumption"]),
        )
        for r in registry.read_rows(ROOT / "gop/data/agreements.csv")
    ]
    changed = ["follows", "plan_type", "least_level", "age_from", "age_under", "text", "phrase", "valid_to", "source", "assumption"]
    return _put(RegionAgreement, rows, "id", changed)


def _notice_periods() -> int:
    rows = [
        NoticePeriod(
            id=id_of("notice-period", r["region"], r["kind"], r["valid_from"]),
            region_id=id_of(r["region"]),
            kind=r["kind"],
            months=registry.optional_number(r["months"]),
            text=r["text"],
            valid_from=date.fromisoformat(r["valid_from"]),
            valid_to=registry.optional_date(r["valid_to"]),
            source=r["source"],
            assumption=registry.yes(r["assumption"]),
        )
        for r in registry.read_rows(ROOT / "gop/data/notice_periods.csv")
    ]
    return _put(NoticePeriod, rows, "id", ["months", "text", "valid_to", "source", "assumption"])


def _home_hospitals() -> int:
    rows = [
        HomeHospital(
            id=id_of("home-hospital", r["municipality"], r["specialty"], r["valid_from"]),
            municipality_id=id_of(r["municipality"]),
            department_id=id_of(r["department"]),
            specialty=r["specialty"],
            valid_from=date.fromisoformat(r["valid_from"]),
            valid_to=registry.optional_date(r["valid_to"]),
            source=r["source"],
        )
        for r in registry.read_rows(ROOT / "gop/data/home_hospitals.csv")
    ]
    return _put(HomeHospital, rows, "id", ["department", "valid_to", "source"])


def _holidays(today: date) -> int:
    """Public holidays as dated rows, from the first rule set until ten years ahead, and through 2036 whatever the day is."""
    days = holidays.country_holidays("DK", years=range(2018, max(today.year, 2026) + 11), language="da")
    return _put(Holiday, [Holiday(day=day, name=name) for day, name in sorted(days.items())], "day", ["name"])
