"""Type og frist: which type and why, where specialised training shall be, and what children and psychiatry add."""

from typing import Any, ClassVar

from deadlines.enums import StartReason
from gop.enums import ChildGroup, HospitalChoice, PlanType, SocialBoundary, SpecialisedReason, Told
from gop.rules.type_guide import QUESTIONS, Proposal, propose
from gop.selectors.type_step import TypeFacts, type_facts
from hospitals.web.fields import DayField, long_text, radios, select, text
from hospitals.web.forms.base import Parts, StepForm, id_of
from hospitals.web.leads import letter_url, without_plan_url

GUIDE = tuple(f"guide_{one.key}" for one in QUESTIONS)
CHILD = ("child_group", "school_contact")
PSYCHIATRY = ("discharge_agreement", "coordination_plan", "municipal_contact_person", "social_boundary", "social_note")
SHOW_PROPOSAL, TAKE_HOSPITAL, TAKE_PHRASE = "forslag", "forslag-sygehus", "aftalens-saetning"


class TypeForm(StepForm):
    """The pathway for children and psychiatry are asked only of those they are about; the guide's answers are one answer of the plan."""

    required_to_send = ("plan_type",)
    own = (*GUIDE, "performing_department_id")
    stays: ClassVar = {SHOW_PROPOSAL: "forslag", TAKE_HOSPITAL: "specialiseret", TAKE_PHRASE: "start"}
    parts: ClassVar[Parts] = {
        "guide": GUIDE,
        "reason": ("type_reason",),
        "start": ("earliest_start", "latest_start", "start_reason_kind", "start_reason"),
    }
    plan_type = radios("Type af genoptræning", PlanType.choices())
    type_reason = long_text("Hvorfor denne type", "Følger du et forslag, står dets begrundelse her, til du skriver din egen.", 2, 2_000)
    specialised_reason = radios("Hvorfor skal genoptræningen foregå på sygehus?", SpecialisedReason.choices())
    performing_department_id = select("Udførende afdeling", hint="Det sygehus, patienten har valgt.")
    choice_guided_on = DayField(label="Vejledt om frit sygehusvalg den")
    hospital_choice = radios("Hvad vælger patienten?", HospitalChoice.choices())
    hospital_choice_note = text(
        "Bemærkning til valget", 500, help_text="Fx hvorfor patienten vælger et andet sygehus, eller at det har afvist."
    )
    child_group = radios("Hvorfor skal barnet have en plan?", ChildGroup.choices())
    school_contact = text("Skole eller dagtilbud", 300, help_text="Navn og telefon på den, kommunen kan tale med, når forældrene er enige.")
    earliest_start = DayField(label="Tidligste start")
    latest_start = DayField(label="Seneste start")
    start_reason_kind = radios("Hvorfor en anden start?", StartReason.choices())
    start_reason = long_text("Begrundelse for ændret start", rows=3)
    discharge_agreement = radios("Er der en udskrivningsaftale?", Told.choices())
    coordination_plan = radios("Er der en koordinationsplan?", Told.choices())
    municipal_contact_person = text("Patientens kontaktperson i kommunen", 300, help_text="Navn og telefon, hvis der er en.")
    social_boundary = radios("Er der også brug for en social indsats?", SocialBoundary.choices())
    social_note = long_text("Om den sociale indsats", "Hvad der er aftalt eller søgt efter serviceloven.", 3, 5_000)
    choice_hints: ClassVar = {
        "plan_type": {
            PlanType.GENERAL_TRAINING: "Kommunen vælger niveau, basalt eller avanceret, og står for træningen.",
            PlanType.SPECIALISED_TRAINING: "Foregår på sygehus, når en af de to grunde gælder.",
            PlanType.SPECIALIST_REHABILITATION: "Samlet indsats til patienter med omfattende, sammensatte behov.",
        },
        "start_reason_kind": {
            StartReason.CLINICAL: "Flytter fristen for tilbud om første møde.",
            StartReason.COORDINATION: "Flytter ingen frist.",
        },
        "social_boundary": {SocialBoundary.SOCIAL: "Genoptræning efter sundhedsloven træder ikke i stedet for den."},
        "child_group": {ChildGroup.PERMANENT: "Så skrives et brev til kommunen, og ingen plan."},
    }

    def __init__(self, *args: Any, plan: Any, version: Any, **options: Any) -> None:
        super().__init__(*args, plan=plan, version=version, **options)
        for one in QUESTIONS:
            self.fields[f"guide_{one.key}"] = radios(one.text, one.answers)
        self.plan = plan
        self.facts: TypeFacts = type_facts(plan, version, self["plan_type"].value())
        if self.facts.pathway is None:
            self.leave_out(CHILD)
        if not self.facts.psychiatric:
            self.leave_out(PSYCHIATRY)

    @classmethod
    def initial_of(cls, plan: Any, version: Any) -> dict[str, Any]:
        answers = {f"guide_{key}": value for key, value in version.type_answers.items()}
        return super().initial_of(plan, version) | answers | {"performing_department_id": str(version.performing_department_id or "")}

    def values(self) -> dict[str, Any]:
        said, clean = super().values(), self.cleaned_data
        said["type_answers"] = {one.key: clean[name] for one, name in zip(QUESTIONS, GUIDE, strict=True) if clean.get(name)}
        if "performing_department_id" in clean:
            said["performing_department_id"] = id_of(clean["performing_department_id"])
        action = self.data.get("action")
        if action == TAKE_HOSPITAL and self.facts.hospital:
            said |= {"performing_department_id": id_of(self.facts.hospital.department), "hospital_choice": HospitalChoice.HOME}
        if action == TAKE_PHRASE and self.phrase and self.phrase not in said.get("start_reason", self.phrase):
            said["start_reason"] = f"{said['start_reason'].rstrip()}\n{self.phrase}".strip()
        return said

    def labels(self) -> dict[str, str]:
        """The guide is one answer."""
        return {name: label for name, label in super().labels().items() if name not in GUIDE} | {"type_answers": "Hvilken type?"}

    def questions(self) -> list[Any]:
        """The guide's bound fields, for the template."""
        return [self[name] for name in GUIDE]

    def open_parts(self) -> dict[str, bool]:
        """The questions are closed once they are answered; what is wrong in them is always seen."""
        parts = super().open_parts()
        return parts | {"guide": parts["guide"] and (self.proposal is None or any(name in self.errors for name in GUIDE))}

    @property
    def proposal(self) -> Proposal | None:
        return propose({one.key: self[name].value() or "" for one, name in zip(QUESTIONS, GUIDE, strict=True)})

    @property
    def phrase(self) -> str:
        """The agreement's words for a slow start; offered, never written by itself."""
        return self.facts.pathway.phrase if self.facts.pathway else ""

    @property
    def letter_instead(self) -> str:
        """Where the letter of a child with a permanent impairment is written; '' for everybody else."""
        permanent = "child_group" in self.fields and self["child_group"].value() == ChildGroup.PERMANENT
        return letter_url(self.plan.id) if permanent else ""

    @property
    def no_plan(self) -> str:
        """Where an assessment without a plan is recorded, when the answers say that there is no need; else ''."""
        proposal = self.proposal
        return without_plan_url(self.plan.id) if proposal and proposal.plan_type is None else ""
