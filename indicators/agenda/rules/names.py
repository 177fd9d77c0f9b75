"""Rules about names: every id once, and every name that is used exists."""

from collections.abc import Collection, Iterable, Iterator

from indicators.agenda.model import ADOPTING_BODIES, Agenda
from indicators.agenda.places import ambitions_at, indicators_at, interventions_at, measures_at, norms_at
from indicators.agenda.problems import Finding, Path, enumerate_nl, near_miss

_MANY = 12
"""More names than this are not listed in a remedy."""


def ids_are_unique(agenda: Agenda) -> Iterator[Finding]:
    """An id names one thing: among ambitions, indicators (of all ambitions), partners, interventions, features."""
    yield from _repeats((path, ambition.id) for path, ambition in ambitions_at(agenda))
    yield from _repeats((path, indicator.id) for path, indicator in indicators_at(agenda))
    yield from _repeats((("partners", at), partner.id) for at, partner in enumerate(agenda.partners))
    yield from _repeats((path, intervention.id) for path, intervention in interventions_at(agenda))
    features = enumerate(agenda.info.comparison.features)
    yield from _repeats((("agenda", "vergelijken", "kenmerken", at), feature.id) for at, feature in features)


def sources_exist(agenda: Agenda) -> Iterator[Finding]:
    """A measure names a source that is described under `bronnen`."""
    for path, measure, source in measures_at(agenda):
        if source is None:
            yield _unknown((*path, "bron"), measure.source, agenda.sources, "beschrijf deze bron eerst onder 'bronnen'")


def partners_exist(agenda: Agenda) -> Iterator[Finding]:
    """Owners of indicators and doers of interventions are partners."""
    partners = [partner.id for partner in agenda.partners]
    remedy = "zet deze partner eerst onder 'partners'"
    for path, indicator in indicators_at(agenda):
        if indicator.owner is not None and indicator.owner not in partners:
            yield _unknown((*path, "eigenaar"), indicator.owner, partners, remedy)
    for path, intervention in interventions_at(agenda):
        if intervention.partner not in partners:
            yield _unknown((*path, "partner"), intervention.partner, partners, remedy)


def adopters_exist(agenda: Agenda) -> Iterator[Finding]:
    """Norms are adopted by the council, the executive or a partner."""
    known = sorted(ADOPTING_BODIES) + [partner.id for partner in agenda.partners]
    for path, _, norm in norms_at(agenda):
        adoptions = [((*path, "vastgesteld"), norm.adoption)]
        adoptions += [((*path, "historie", at, "vastgesteld"), past.adoption) for at, past in enumerate(norm.history)]
        for place, adoption in adoptions:
            for at, name in enumerate(adoption.by if adoption else ()):
                if name not in known:
                    yield _unknown((*place, "door", at), name, known, "zet deze partner eerst onder 'partners'")


def aims_exist(agenda: Agenda) -> Iterator[Finding]:
    """An intervention aims at indicators of this agenda."""
    known = [indicator.id for indicator in agenda.indicators]
    for path, intervention in interventions_at(agenda):
        for at, aim in enumerate(intervention.aims):
            if aim.indicator not in known:
                place = (*path, "indicatoren", at, "indicator")
                yield _unknown(place, aim.indicator, known, "gebruik de id van een indicator uit deze agenda")


def ambitions_exist(agenda: Agenda) -> Iterator[Finding]:
    """An intervention without indicators names an ambition of this agenda."""
    known = [ambition.id for ambition in agenda.ambitions]
    for path, intervention in interventions_at(agenda):
        if intervention.ambition is not None and intervention.ambition not in known:
            yield _unknown((*path, "ambitie"), intervention.ambition, known, "gebruik de id van een ambitie uit deze agenda")


def _repeats(named: Iterable[tuple[Path, str]]) -> Iterator[Finding]:
    first: dict[str, Path] = {}
    for path, name in named:
        if name in first:
            text = f"id '{name}' is al in gebruik"
            yield Finding((*path, "id"), text, "kies een andere id.", also=(*first[name], "id"))
        first.setdefault(name, path)


def _unknown(path: Path, name: str, known: Collection[str], otherwise: str) -> Finding:
    meant = near_miss(name, known)
    choices = f"kies {enumerate_nl(known)}, of {otherwise}." if 0 < len(known) <= _MANY else f"{otherwise}."
    text = f"{_key(path)} '{name}' bestaat niet"
    return Finding(path, text, f"bedoelt u '{meant}'?" if meant else choices, unknown=name)


def _key(path: Path) -> str:
    return next(step for step in reversed(path) if isinstance(step, str))
