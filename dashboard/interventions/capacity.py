"""How many interventions each partner has under way at once, and the money of those; pure, it judges nobody."""

from dataclasses import dataclass
from datetime import date

from dashboard.interventions.money import NO_BUDGET, money_of
from indicators.agenda.model import Agenda, Intervention, Partner, Phase


@dataclass(frozen=True, kw_only=True)
class Load:
    """What one partner has under way: running now, being prepared, and the money of both in words."""

    partner: Partner
    running: int
    prepared: int
    money: str

    @property
    def in_words(self) -> str:
        """`2 lopen, 1 in voorbereiding`."""
        parts = [f"{self.running} {'loopt' if self.running == 1 else 'lopen'}"] if self.running else []
        return ", ".join([*parts, *([f"{self.prepared} in voorbereiding"] if self.prepared else [])])


def loads(agenda: Agenda, today: date) -> tuple[Load, ...]:
    """Per partner with an intervention under way, the busiest first."""
    found = []
    for partner in agenda.partners:
        mine = [each for each in agenda.interventions if each.partner == partner.id and is_under_way(each, today)]
        running = sum(is_running(each, today) for each in mine)
        if mine:
            money = money_of(mine).text or NO_BUDGET
            found.append(Load(partner=partner, running=running, prepared=len(mine) - running, money=money))
    return tuple(sorted(found, key=lambda load: (-load.running, -load.prepared, load.partner.name)))


def is_under_way(intervention: Intervention, today: date) -> bool:
    """Not stopped and not ended."""
    ended = intervention.end is not None and intervention.end < today.isoformat()[: len(intervention.end)]
    return intervention.phase is not Phase.STOPPED and not ended


def is_running(intervention: Intervention, today: date) -> bool:
    """Under way, begun, and past the stage of exploring."""
    begun = intervention.start is not None and intervention.start <= today.isoformat()[: len(intervention.start)]
    return is_under_way(intervention, today) and begun and intervention.phase is not Phase.EXPLORE


def idle_partners(agenda: Agenda) -> tuple[str, ...]:
    """Names of the partners without any."""
    busy = {each.partner for each in agenda.interventions}
    return tuple(each.name for each in agenda.partners if each.id not in busy)
