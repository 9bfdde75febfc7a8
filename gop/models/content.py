"""What a plan says beside what the law requires: one part for each heading of G-GOP and of the agreements.

Each column has its empty value in the database too, so that a row made by SQL need not name them. A list is one answer: its lines are
described in gop/rules/lists.py.
"""

from typing import Any

from django.db import models

from accounts.choices import Choice
from gop.enums import ChildGroup, HospitalChoice, SocialBoundary, Told, TransportNeed


def words() -> Any:
    return models.TextField(blank=True, db_default="")


def line(length: int = 200) -> Any:
    return models.CharField(max_length=length, blank=True, db_default="")


def one_of(codes: type[Choice]) -> Any:
    return models.CharField(max_length=20, choices=codes.choices(), blank=True, db_default="")


def yes() -> Any:
    return models.BooleanField(default=False, db_default=False)


def lines() -> Any:
    return models.JSONField(default=list, db_default=[])


class Needs(models.Model):
    """What the patient needs to come to training and be understood there (form of 2008, item 4)."""

    interpreter = line(60)  # the language; empty: none needed
    wheelchair = yes()
    transport_need = one_of(TransportNeed)
    practical = words()
    safety = words()
    information_given = words()
    gp_name = line()
    gp_number = line(6)

    class Meta:
        abstract = True


class Findings(models.Model):
    """Health, examinations and functioning. `functioning_before` and `_now` on the version are activity and participation."""

    health_summary = words()
    body_before = words()
    body_now = words()
    surroundings_before = words()
    surroundings_now = words()
    diagnoses = lines()
    interventions = lines()
    categories = lines()
    tests = lines()
    examinations = lines()
    aids = lines()
    controls = lines()
    excerpts = lines()
    links = lines()

    class Meta:
        abstract = True


class TypeChoice(models.Model):
    """How the type was found, and where specialised training shall be."""

    type_answers = models.JSONField(default=dict, db_default={}, help_text="The answers of the guided choice, by its questions' keys.")
    type_proposed = line(20)
    type_reason = words()
    choice_guided_on = models.DateField(null=True)
    hospital_choice = one_of(HospitalChoice)
    hospital_choice_note = line(500)

    class Meta:
        abstract = True


class Pathways(models.Model):
    """What a child's and a psychiatric patient's plan adds."""

    child_group = one_of(ChildGroup)
    school_contact = line(300)
    long_course_expected = yes()
    discharge_agreement = one_of(Told)
    coordination_plan = one_of(Told)
    municipal_contact_person = line(300)
    social_boundary = one_of(SocialBoundary)
    social_note = words()

    class Meta:
        abstract = True


class Team(models.Model):
    """Who treated, who answers, and who wants to hear (RN 2019 section 5.2.2)."""

    doctor_name = line()
    doctor_title = line(100)
    doctor_phone = line(30)
    doctor_email = line()
    coauthor_name = line()
    coauthor_title = line(100)
    coauthor_phone = line(30)
    team = lines()
    status_receivers = lines()
    contact_wanted = yes()
    contact_wanted_about = line(500)

    class Meta:
        abstract = True


PARTS: tuple[type[models.Model], ...] = (Needs, Findings, TypeChoice, Pathways, Team)


def names_of(*parts: type[models.Model]) -> frozenset[str]:
    """The columns of these parts of the content."""
    return frozenset(field.name for part in parts for field in part._meta.get_fields())  # noqa: SLF001 (Django documents _meta)
