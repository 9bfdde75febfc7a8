"""Every state against every action, for the plan, the case and the information case."""

import pytest

from gop.enums import CaseAction, CaseKind, CaseState, EndCode, PlanAction, PlanState
from gop.rules import TransitionNotAllowed, case_actions, next_case_state, next_plan_state, reopened_state

# The tables again, drawn: one column a state, "." refused.
PLAN = """
                    kladde sendt           erstattet tilbagetrukket
gem                 kladde .               .         .
send                sendt  .               .         .
ret                 .      sendt           .         .
udskrivning         .      sendt           .         .
udskrivning_aflyst  .      sendt           .         .
udlever             .      sendt           .         .
send_videre         .      sendt           .         .
erstat              .      erstattet       .         .
traek_tilbage       .      tilbagetrukket  .         .
"""
CASE = """
                  modtaget  triageret tilbudt   startet   afsluttet
kvitter           modtaget  triageret tilbudt   startet   .
tag               modtaget  triageret tilbudt   startet   .
overdrag          modtaget  triageret tilbudt   startet   .
plan_rettet       modtaget  triageret tilbudt   startet   .
svar_frit_valg    modtaget  triageret tilbudt   .         .
anden_kommune_ja  modtaget  triageret tilbudt   .         .
anden_kommune_nej modtaget  triageret tilbudt   .         .
spoerg            modtaget  triageret tilbudt   startet   .
svar_modtaget     modtaget  triageret tilbudt   startet   afsluttet
uenig             modtaget  triageret tilbudt   startet   .
afgjort           modtaget  triageret tilbudt   startet   .
fordel            modtaget  .         .         .         .
brev              .         triageret tilbudt   startet   .
brev_ude          .         triageret tilbudt   startet   afsluttet
samarbejdsmoede   modtaget  triageret tilbudt   startet   .
ringet            modtaget  triageret tilbudt   startet   .
aarsag            modtaget  triageret tilbudt   startet   afsluttet
traener           .         triageret tilbudt   startet   .
dokument          .         triageret tilbudt   startet   afsluttet
kontakt           .         .         tilbudt   startet   .
udskrivning       modtaget  triageret tilbudt   startet   .
visiter           triageret triageret .         .         .
ret_niveau        .         triageret tilbudt   startet   .
vurder_igen       .         triageret tilbudt   startet   .
vejled            modtaget  triageret tilbudt   startet   .
tilbyd            .         tilbudt   tilbudt   .         .
indkald           tilbudt   tilbudt   tilbudt   .         .
ingen_start       .         triageret tilbudt   .         .
giv_besked        .         triageret tilbudt   startet   .
aflys             .         .         triageret .         .
borger_aflyste    .         .         tilbudt   .         .
moede_bortfalder  .         .         triageret triageret .
start             .         .         startet   .         .
maal              .         .         .         startet   .
tildel            .         triageret tilbudt   startet   .
udfoerer_meldt    .         triageret tilbudt   startet   afsluttet
traek_opgave      .         triageret tilbudt   startet   .
bed_om_dokumentation . triageret tilbudt startet afsluttet
genaabn_opgave    .         triageret tilbudt   startet   afsluttet
sygehusvalg       modtaget  triageret tilbudt   .         .
alvorlig_sygdom   modtaget  triageret tilbudt   .         .
anden_plan        modtaget  triageret tilbudt   startet   .
klage             modtaget  triageret tilbudt   startet   afsluttet
oplevelse         .         .         .         startet   afsluttet
pause             modtaget  triageret tilbudt   startet   .
genoptag          modtaget  triageret tilbudt   startet   .
returner          afsluttet afsluttet afsluttet .         .
videresend        afsluttet afsluttet afsluttet afsluttet .
bliver_almen      afsluttet afsluttet afsluttet afsluttet .
afslut            afsluttet afsluttet afsluttet afsluttet .
genaabn           .         .         .         .         .
"""
INFORMATION = """
                  modtaget  triageret tilbudt   startet   afsluttet
kvitter           modtaget  .         .         .         .
afslut            afsluttet .         .         .         .
"""


def grid(drawn: str) -> list[tuple[str, str, str]]:
    """(state, action, next or '.') for every cell."""
    head, *lines = drawn.strip().splitlines()
    states = head.split()
    rows = [line.split() for line in lines]
    return [(state, row[0], after) for row in rows for state, after in zip(states, row[1:], strict=True)]


def test_the_drawn_tables_name_every_state_and_action() -> None:
    assert {(s, a) for s, a, _ in grid(PLAN)} == {(s.value, a.value) for s in PlanState for a in PlanAction}
    assert {(s, a) for s, a, _ in grid(CASE)} == {(s.value, a.value) for s in CaseState for a in CaseAction}


@pytest.mark.parametrize(("state", "action", "after"), grid(PLAN))
def test_plan_moves_as_drawn(state: str, action: str, after: str) -> None:
    if after == ".":
        with pytest.raises(TransitionNotAllowed) as refused:
            next_plan_state(PlanState(state), PlanAction(action))
        assert refused.value.message.startswith("»")
    else:
        assert next_plan_state(PlanState(state), PlanAction(action)) == PlanState(after)


@pytest.mark.parametrize(("state", "action", "after"), grid(CASE))
def test_case_moves_as_drawn(state: str, action: str, after: str) -> None:
    if after == ".":
        with pytest.raises(TransitionNotAllowed) as refused:
            next_case_state(CaseState(state), CaseAction(action))
        assert (refused.value.state, refused.value.action) == (CaseState(state), CaseAction(action))
    else:
        assert next_case_state(CaseState(state), CaseAction(action)) == CaseState(after)


@pytest.mark.parametrize("state", CaseState)
@pytest.mark.parametrize("action", CaseAction)
def test_information_case_is_acknowledged_and_ended_and_nothing_else(state: CaseState, action: CaseAction) -> None:
    drawn = {(s, a): after for s, a, after in grid(INFORMATION)}
    after = drawn.get((state.value, action.value), ".")
    if after == ".":
        with pytest.raises(TransitionNotAllowed):
            next_case_state(state, action, CaseKind.INFORMATION)
    else:
        assert next_case_state(state, action, CaseKind.INFORMATION) == CaseState(after)


@pytest.mark.parametrize(
    ("state", "action", "message"),
    [
        (CaseState.RECEIVED, CaseAction.OFFER, "»Tilbyd første møde« kan først bruges, når sagen er visiteret."),
        (CaseState.ENDED, CaseAction.TAKE, "»Tag sagen« kan ikke bruges, for sagen er afsluttet."),
        (CaseState.STARTED, CaseAction.RETURN, "»Returnér planen« kan ikke bruges, for sagen er startet."),
    ],
)
def test_a_refusal_says_why(state: CaseState, action: CaseAction, message: str) -> None:
    with pytest.raises(TransitionNotAllowed) as refused:
        next_case_state(state, action)
    assert refused.value.message == message


def test_a_draft_cannot_be_withdrawn_and_says_when_it_can() -> None:
    with pytest.raises(TransitionNotAllowed, match="når planen er sendt"):
        next_plan_state(PlanState.DRAFT, PlanAction.WITHDRAW)


@pytest.mark.parametrize("before", [state for state in CaseState if state != CaseState.ENDED])
def test_reopening_returns_the_state_before(before: CaseState) -> None:
    assert reopened_state(CaseState.ENDED, before, EndCode.NO_SHOW) == before


@pytest.mark.parametrize("code", EndCode)
def test_replaced_moved_and_returned_cases_are_never_reopened(code: EndCode) -> None:
    if code in (EndCode.REPLACED, EndCode.TRANSITION, EndCode.RETURNED):
        with pytest.raises(TransitionNotAllowed):
            reopened_state(CaseState.ENDED, CaseState.TRIAGED, code)
    else:
        assert reopened_state(CaseState.ENDED, CaseState.TRIAGED, code) == CaseState.TRIAGED


def test_a_live_case_is_not_reopened() -> None:
    with pytest.raises(TransitionNotAllowed):
        reopened_state(CaseState.OFFERED, CaseState.TRIAGED, EndCode.NO_SHOW)


def test_an_ended_case_takes_only_what_comes_after_the_end() -> None:
    after = {
        CaseAction.ANSWERED,
        CaseAction.LETTER_OUT,
        CaseAction.DOCUMENT,
        CaseAction.SET_CAUSE,
        CaseAction.COMPLAINT,
        CaseAction.EXPERIENCE,
    }
    after |= {CaseAction.ASSIGNMENT_TOLD, CaseAction.ASK_DOCUMENTATION, CaseAction.REOPEN_ASSIGNMENT}
    assert set(case_actions(CaseState.ENDED)) == after
    assert case_actions(CaseState.RECEIVED, CaseKind.INFORMATION) == (CaseAction.ACKNOWLEDGE, CaseAction.END)
