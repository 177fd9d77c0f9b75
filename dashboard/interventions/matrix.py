"""Every figure beside its status, who works on it, for what money and until when; pure, it judges nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.book.databook import Row
from dashboard.interventions.capacity import is_under_way
from dashboard.interventions.moments import Badge, badge, next_checkpoint
from dashboard.interventions.money import money_in_short
from dashboard.interventions.served import interventions_of, is_about_money, newest, together, total_text
from dashboard.interventions.ways import to_checkpoint, to_indicator, to_intervention
from dashboard.look.notation import count
from dashboard.pages import AMBITION, Link, Links
from indicators.agenda.model import Agenda, Ambition, BudgetPer, Direction, Intervention
from indicators.methods.attention import is_off_norm, urgent_first
from indicators.methods.norm_status import NormStatus
from indicators.wording.numbers import listing

MATRIX_COLUMNS = ("Cijfer", "Oordeel", "Interventie", "Partner", "Geld per jaar", "Volgend toetsmoment")
NO_INTERVENTION, ONLY_STOPPED = "geen interventie", "interventie gestopt"
WAYS = {Direction.UP: "wil het cijfer omhoog", Direction.DOWN: "wil het cijfer omlaag"}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One figure with one intervention. link: None for an intervention that moves no figure here, and name says so.

    is_again: of a figure that stands above already. gap: what is missing, only where that matters. elsewhere: beside which figure
    (or at which ambition) the money of this intervention stands, so that nobody counts it twice.
    """

    link: Link | None
    name: str
    is_again: bool = False
    about_money: str = ""
    status: NormStatus | None = None
    gap: str = ""
    intervention: Link | None = None
    way: str = ""
    partner: str = ""
    money: str = ""
    is_yearly: bool = False
    elsewhere: str = ""
    checkpoint: Link | None = None
    badge: Badge | None = None
    no_checkpoint: bool = False


@dataclass(frozen=True, kw_only=True)
class Group:
    """One ambition with its lines, and its money in words."""

    link: Link
    total: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """bare: the figures that are off the norm and on which nobody works, the most urgent first; said: what else stands alone."""

    headline: str
    bare: tuple[Line, ...]
    said: tuple[str, ...]
    groups: tuple[Group, ...]
    total: str


def matrix_of(agenda: Agenda, rows: Sequence[Row], links: Links, today: date) -> Matrix:
    """All of it, in the order of the agenda."""
    filler = _Filler(agenda, links, today)
    groups = tuple(filler.group(each, [row for row in rows if row.ambition.id == each.id]) for each in agenda.ambitions)
    by_id = {row.indicator.id: row for row in rows}
    off = [by_id[each.indicator] for each in urgent_first(row.assessment for row in rows)]
    bare = tuple(line for row in off for line in [filler.alone(row)] if line.gap)
    return Matrix(
        headline=headline(len(off), [line.gap for line in bare]),
        bare=bare,
        said=tuple(stands_alone(agenda)),
        groups=groups,
        total=total_text(together(agenda.interventions, today)) if agenda.interventions else "",
    )


def headline(off: int, gaps: Sequence[str]) -> str:
    """How many figures are off the norm while nobody works on them; off: how many are off the norm."""
    total, what = len(gaps), "geen lopende interventie" if ONLY_STOPPED in gaps else "geen interventie"
    if not off:
        return "Geen cijfer wijkt af van de norm"
    if not total:
        return f"{'Het' if off == 1 else 'Elk'} cijfer dat afwijkt van de norm, heeft een interventie"
    if total == 1:
        return f"1 cijfer wijkt af van de norm en heeft {what}"
    return f"{total} cijfers wijken af van de norm en hebben {what}"


class _Filler:
    """Fills the lines one after another, and remembers beside which figure the money of an intervention stands."""

    def __init__(self, agenda: Agenda, links: Links, today: date) -> None:
        self.agenda, self.links, self.today = agenda, links, today
        self.partners: Mapping[str, str] = {each.id: each.name for each in agenda.partners}
        self.told: dict[str, str] = {}

    def group(self, ambition: Ambition, rows: Sequence[Row]) -> Group:
        """An ambition: its figures, then the interventions that move none of them."""
        serving = interventions_of(self.agenda, ambition)
        lines = [line for row in rows for line in self._lines(row)]
        aimed = {each.id for row in rows for each in self.agenda.aimed_at(row.indicator.id)}
        lines += [self._without_figure(ambition, each) for each in serving if each.id not in aimed]
        return Group(
            link=self.links.to(AMBITION, ambition.theme, ambitie=ambition.id),
            total=" ".join([total_text(together(serving, self.today)), *self._shared(ambition, serving)]) if serving else "",
            lines=tuple(lines),
        )

    def alone(self, row: Row) -> Line:
        """A figure without its interventions; the gap is said where it is off the norm and nobody works on it now."""
        working = self.agenda.aimed_at(row.indicator.id)
        is_bare = is_off_norm(row.assessment) and not any(is_under_way(each, self.today) for each in working)
        return Line(
            link=to_indicator(self.links, row.indicator, row.indicator.name),
            name=row.indicator.name,
            about_money=newest(row) if is_about_money(row.indicator) else "",
            status=row.assessment.norm.status,
            gap=(ONLY_STOPPED if working else NO_INTERVENTION) if is_bare else "",
        )

    def _lines(self, row: Row) -> list[Line]:
        alone, found = self.alone(row), self.agenda.aimed_at(row.indicator.id)
        lines = [self._with(alone, each, row.indicator.id, is_again=bool(place)) for place, each in enumerate(found)]
        return lines or [alone]

    def _with(self, alone: Line, intervention: Intervention, indicator: str, *, is_again: bool) -> Line:
        ways = [WAYS.get(aim.direction, "") for aim in intervention.aims if aim.indicator == indicator and aim.direction]
        return self._filled(alone, intervention, place=alone.name, way=ways[0] if ways else "", is_again=is_again)

    def _without_figure(self, ambition: Ambition, intervention: Intervention) -> Line:
        name = f"geen cijfer van de{'ze ambitie' if intervention.aims else ' agenda'}"
        return self._filled(Line(link=None, name=name), intervention, place=ambition.theme)

    def _filled(self, alone: Line, intervention: Intervention, *, place: str, way: str = "", is_again: bool = False) -> Line:
        coming, is_running = next_checkpoint(intervention), is_under_way(intervention, self.today)
        elsewhere = self.told.get(intervention.id, "")
        self.told.setdefault(intervention.id, place)
        shown = badge(coming, self.today) if coming else None
        return Line(
            link=alone.link,
            name=alone.name,
            is_again=is_again,
            about_money=alone.about_money,
            status=alone.status,
            gap=alone.gap if not is_running else "",
            intervention=to_intervention(self.links, intervention),
            way=way,
            partner=self.partners.get(intervention.partner, intervention.partner),
            money=money_in_short(intervention.budget) if not elsewhere else "",
            is_yearly=intervention.budget is not None and intervention.budget.per is BudgetPer.YEAR,
            elsewhere=elsewhere,
            checkpoint=to_checkpoint(self.links, intervention, coming, shown.on) if coming and shown else None,
            badge=shown,
            no_checkpoint=coming is None and is_running,
        )

    def _shared(self, ambition: Ambition, serving: Sequence[Intervention]) -> list[str]:
        """Which of these serve another ambition too, so that its money stands in both sums."""
        others = [each for each in self.agenda.ambitions if each.id != ambition.id]
        found = [
            (each.name, [other.theme for other in others if each in interventions_of(self.agenda, other)]) for each in serving
        ]
        return [f"{name} is er ook voor {listing(themes)}." for name, themes in found if themes]


def stands_alone(agenda: Agenda) -> list[str]:
    """What nobody works on, or works on nothing, each as a sentence."""
    bare = [each.theme for each in agenda.ambitions if not interventions_of(agenda, each)]
    idle = [each.name for each in agenda.interventions if not each.aims]
    loose = sum(not agenda.aimed_at(each.id) and not is_about_money(each) for each in agenda.indicators)
    told = [f"Ambities zonder interventie: {listing(bare)}."] if bare else ["Elke ambitie heeft minstens één interventie."]
    told += [f"Interventies die geen cijfer van de agenda bewegen: {listing(sorted(idle))}."] if idle else []
    told += [f"Aan {count(loose, 'cijfer', 'cijfers')} werkt nog geen interventie."] if loose else []
    return told
