"""What one plan adds to the figures: sent in time, not sent, complained of."""

from collections.abc import Iterator
from datetime import date, timedelta

from accounts.danish import copenhagen_date
from audits.enums import Measure
from audits.rules.contributions.contribution import Contribution, summed
from audits.rules.contributions.groups import age_group, kind_of, month_of
from audits.rules.contributions.replay import EARLIEST, Day, replayed
from audits.rules.contributions.told import PlanLine, PlanNoted, PlanTold, Spell

DAY = timedelta(days=1)


def plan_contributions(told: PlanTold) -> list[Contribution]:
    """Every signed change, in order; as `case_contributions`, nothing that counts from an earlier day is changed by a later line."""
    return summed([*replayed(_days(told)), *(row for spell in told.unsent for row in _unsent(told, spell))])


def _days(told: PlanTold) -> Iterator[Day]:
    known = list[PlanLine]()
    for number, line in enumerate(told.lines):
        known.append(line)
        on = copenhagen_date(line.at)
        if number + 1 == len(told.lines) or copenhagen_date(told.lines[number + 1].at) != on:
            yield Day(on, tuple(_rows(told, known)))


def _rows(told: PlanTold, lines: list[PlanLine]) -> Iterator[Contribution]:
    sent = next((line for line in lines if line.what == PlanNoted.SENT), None)
    last = {line.what: line for line in lines}
    version = last.get(PlanNoted.VERSION)
    discharge = next((line.day for line in reversed(lines) if line.what in (PlanNoted.SENT, PlanNoted.DISCHARGE)), None)
    about = discharge or copenhagen_date((sent or lines[0]).at)
    kind, group = (kind_of(version.value, ""), version.group) if version else ("", "")
    age = age_group(told.birth_date, about)
    one = Contribution(EARLIEST, month_of(about), Measure.SENT_AT_DISCHARGE, kind, age, group, told.psychiatry, "", None, 0, 1)
    for line in lines:
        if line.what == PlanNoted.COMPLAINT and line.day:
            yield one._replace(measure=Measure.COMPLAINTS, month=month_of(line.day), key=line.value)
    if sent is None or discharge is None or PlanNoted.WITHDRAWN in last:
        return
    sent_on = copenhagen_date(sent.at)
    for measure, by in ((Measure.SENT_AT_DISCHARGE, discharge), (Measure.SENT_NEXT_DAY, discharge + DAY)):
        yield one._replace(measure=measure, on=max(sent_on, discharge), part=int(sent_on <= by))


def _unsent(told: PlanTold, spell: Spell) -> Iterator[Contribution]:
    """From the day after discharge until the spell ended. Nothing else is known of the plan for certain."""
    since = max(copenhagen_date(spell.made_at), spell.discharge_on + DAY)
    ended = copenhagen_date(spell.ended_at) if spell.ended_at else date.max
    if ended <= since:
        return
    one = Contribution(since, month_of(spell.discharge_on), Measure.UNSENT_NOW, "", "", "", told.psychiatry, "", None, 0, 1)
    yield one
    if ended != date.max:
        yield one._replace(on=ended, whole=-1)
