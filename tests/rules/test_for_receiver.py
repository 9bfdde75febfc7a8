"""What a plan lacks, in a receiver's words: only what can be asked about, once a field, never in words to the author."""

from datetime import date, timedelta

from gop.criteria import CRITERIA, PlanContent
from gop.criteria.for_receiver import READ, REQUIRED, gaps
from gop.enums import ConsentAnswer, ConsentKind, PlanType
from gop.web.question_words import HEADINGS

TODAY = date(2026, 11, 23)
YES = dict.fromkeys(ConsentKind, ConsentAnswer.GIVEN)


def plan(**changed: object) -> PlanContent:
    said: dict[str, object] = {
        "cpr": "2512489996",
        "citizen_name": "Nancy Ann Test Berggren",
        "home_municipality": "x",
        "street": "Testvej 1",
        "phone": "99 00 00 03",
        "diagnosis_code": "DS720",
        "discharge_date": TODAY,
        "discharge_expected": False,
        "functioning_before": "Gik uden hjælpemidler og handlede selv ind hver dag.",
        "functioning_now": "Går 50 meter med rollator og klarer trapper med støtte.",
        "limitations": "Nedsat kraft og bevægelse i højre hofte.",
        "training_need": "Træning af gang, trapper og kraft i benene.",
        "potential": "Forventes at kunne gå ude uden hjælpemidler.",
        "plan_type": PlanType.GENERAL_TRAINING,
        "consents": YES,
    }
    return PlanContent(**said | changed)  # type: ignore[arg-type]


def keys(**changed: object) -> list[str]:
    return [one.key for one in gaps(plan(**changed), TODAY)]


def test_a_plan_that_says_what_it_should_has_no_gap() -> None:
    assert keys() == []


def test_a_missing_potential_is_said_with_a_question_ready_to_send() -> None:
    (gap,) = gaps(plan(potential=""), TODAY)
    assert (gap.key, gap.field) == ("potentiale_mangler", "potential")
    assert gap.sentence == "Der står ikke, hvad borgeren kan opnå."
    assert gap.question.endswith("?")


def test_a_start_that_stands_only_in_the_text_is_named_in_sentence_and_question() -> None:
    (gap,) = gaps(plan(training_need="Træning af gang. Må først starte efter 6 uger hos kirurgen."), TODAY)
    assert gap.key == "start_kun_i_behov"
    assert "6 uger" in gap.sentence
    assert "6 uger" in gap.question


def test_dates_that_contradict_each_other_are_said_once() -> None:
    later = {"earliest_start": TODAY + timedelta(days=20), "latest_start": TODAY + timedelta(days=10)}
    assert keys(**later, start_reason_kind="sundhedsfaglig", start_reason="Knoglen skal hele i seks uger.") == ["kraeves_latest_start"]


def test_a_field_that_is_required_has_no_hint_beside_it() -> None:
    assert keys(functioning_now="", functioning_before="Gik ude.").count("nu_mangler") == 0
    assert "kraeves_functioning_now" in keys(functioning_now="", functioning_before="Gik ude.")


def test_a_consent_that_is_not_there_is_said() -> None:
    assert keys(consents={ConsentKind.PLAN: ConsentAnswer.GIVEN, ConsentKind.GP: ConsentAnswer.GIVEN}) == ["kraeves_consent_kommune"]


def test_a_day_that_has_passed_and_words_for_the_patient_are_no_matter_of_the_receivers() -> None:
    assert keys(discharge_date=TODAY - timedelta(days=9), potential="Forventes at klare ADL som før indlæggelsen.") == []


def test_every_word_for_a_receiver_belongs_to_a_criterion_and_speaks_to_the_receiver() -> None:
    assert set(READ) <= {one.key for one in CRITERIA}
    for sentence, question in [*READ.values(), *REQUIRED.values()]:
        assert "patient" not in f"{sentence} {question}".lower()
        assert question.rstrip(".").endswith(("?", "begrundelse")), question


def test_every_gap_has_the_heading_it_concerns() -> None:
    fields = {one.field for one in CRITERIA if one.key in READ} | set(REQUIRED)
    assert fields <= set(HEADINGS)
