"""Which department is proposed for specialised training, in which order, and that each proposal says why."""

from gop.rules.home_hospital import Candidate, HospitalProposal, propose_hospital

OWN = Candidate("egen", "Egen afdeling", own=True, in_home_region=True, km=40.0)
SAME = Candidate("samme", "Samme speciale", specialty="neurologi", own=True, in_home_region=True, km=40.0)
NEAR = Candidate("naer", "Nær", in_home_region=True, km=5.0)
FAR = Candidate("fjern", "Fjern", in_home_region=True, km=90.0)
UNKNOWN = Candidate("ukendt", "Ukendt afstand", in_home_region=True)
PRIVATE = Candidate("privat", "Privat", in_home_region=True, private=True, own=True, km=0.0)
OUTSIDE = Candidate("udenfor", "Anden region", own=True, km=1.0)


def proposed(*candidates: Candidate, named: tuple[Candidate, str] | None = None) -> HospitalProposal | None:
    return propose_hospital(named, candidates, "neurologi", "Rebild Kommune", "Region A")


def chosen(*candidates: Candidate, named: tuple[Candidate, str] | None = None) -> str:
    found = proposed(*candidates, named=named)
    return found.department if found else ""


def test_a_named_home_hospital_goes_first_and_is_no_assumption() -> None:
    found = proposed(OWN, NEAR, named=(FAR, "Aftale 2026"))
    assert found is not None
    assert (found.department, found.assumption) == ("fjern", False)
    assert "Aftale 2026" in found.reason


def test_the_sending_hospitals_own_department_goes_before_a_nearer_one_and_the_same_specialty_before_another() -> None:
    assert chosen(NEAR, OWN) == "egen"
    assert chosen(OWN, SAME) == "samme"


def test_out_of_region_and_private_senders_propose_the_nearest_of_the_home_region() -> None:
    assert chosen(OUTSIDE, FAR, NEAR) == "naer"
    assert chosen(PRIVATE, FAR, NEAR) == "naer"


def test_a_department_whose_distance_is_unknown_comes_last_and_the_reason_admits_it() -> None:
    assert chosen(UNKNOWN, FAR) == "fjern"
    found = proposed(UNKNOWN)
    assert found is not None
    assert "kendes ikke" in found.reason


def test_without_a_department_in_the_home_region_nothing_is_proposed() -> None:
    assert proposed(OUTSIDE, PRIVATE) is None


def test_every_proposal_without_a_row_is_an_assumption_with_a_reason() -> None:
    for one in (proposed(OWN), proposed(NEAR), proposed(UNKNOWN)):
        assert one is not None
        assert one.assumption
        assert one.reason.endswith(".")
