"""What a patient shall be told when an assessment ends without a plan at the municipality (RN 2019 sections 2.2 and 5.1.1)."""

from collections.abc import Collection

from gop.enums import ToldWithout, WithoutOutcome

T = ToldWithout
# In the order of the page.
OFFERED: dict[WithoutOutcome, tuple[ToldWithout, ...]] = {
    WithoutOutcome.NO_NEED: (T.ASSESSED, T.IN_SUMMARY, T.MAY_CHANGE_MIND),
    WithoutOutcome.DECLINED: (T.ASSESSED, T.NO_PUBLIC_TRAINING, T.IN_SUMMARY, T.MAY_CHANGE_MIND),
    WithoutOutcome.NOT_SENT: (T.NO_BASIS, T.GP_UNAWARE, T.MAY_CHANGE_MIND),
    WithoutOutcome.REFERRED: (T.REFERRAL, T.IN_SUMMARY),
}
# What the agreement says the hospital must tell.
MUST: dict[WithoutOutcome, tuple[ToldWithout, ...]] = {
    WithoutOutcome.NO_NEED: (),
    WithoutOutcome.DECLINED: (T.NO_PUBLIC_TRAINING,),
    WithoutOutcome.NOT_SENT: (T.NO_BASIS, T.GP_UNAWARE),
    WithoutOutcome.REFERRED: (),
}


def offered(outcome: WithoutOutcome, *, municipality_refused: bool = True, gp_refused: bool = True) -> tuple[ToldWithout, ...]:
    """What may be ticked; of a refused sending only what follows from the refusals there are."""
    left = {T.NO_BASIS: municipality_refused, T.GP_UNAWARE: gp_refused}
    return tuple(one for one in OFFERED[outcome] if left.get(one, True))


def untold(outcome: WithoutOutcome, may: Collection[ToldWithout], told: Collection[ToldWithout]) -> tuple[ToldWithout, ...]:
    """What should have been said and was not."""
    return tuple(one for one in MUST[outcome] if one in may and one not in told)
