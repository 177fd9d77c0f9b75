"""The steps of the evidence ladder: how each looks and what it means; it weighs nothing."""

from collections.abc import Sequence

from dashboard.interventions.effects import Effect
from dashboard.look.notation import MET_BLUE, NOT_MET_BROWN
from dashboard.look.statuses import Look
from indicators.agenda.model import Evaluation
from indicators.effects.result import EffectStatus

STUDIED = "4–5"
LADDER = (
    ("0", "Nog niet te toetsen: er ontbreekt iets aan de verwachting of de start."),
    ("1", "Te vroeg: er zijn nog geen twee metingen waarin een effect te zien kan zijn."),
    ("2", "Geen apart effect te zien, of geen uitspraak."),
    ("3", "Een aanwijzing: het cijfer veranderde anders dan bij vergelijkbare gemeenten, de verwachte kant op."),
    ("3−", "Anders dan verwacht: het cijfer veranderde de andere kant op."),
    (STUDIED, "Onderzocht door anderen, met een onderzoek buiten het dashboard."),
)
KEY = "Een trede zegt hoe zeker we zijn: van 0 (nog niet te toetsen) tot 4 en 5 (door anderen onderzocht)."
_LOOKS = {
    EffectStatus.NOT_TESTABLE: Look("○", "nog niet te toetsen"),
    EffectStatus.TOO_EARLY: Look("◔", "te vroeg"),
    EffectStatus.NO_STATEMENT: Look("–", "geen uitspraak"),
    EffectStatus.NONE_SEEN: Look("≈", "geen apart effect te zien"),
    EffectStatus.INDICATION: Look("✓", "aanwijzing", MET_BLUE),
    EffectStatus.ADVERSE: Look("!", "anders dan verwacht", NOT_MET_BROWN),
}


def look(status: EffectStatus) -> Look:
    """Icon, word and colour of an answer."""
    return _LOOKS[status]


def step_name(effect: Effect) -> str:
    """`trede 2: geen apart effect te zien`."""
    return f"trede {effect.result.step}: {look(effect.result.status).word}"


def places(effects: Sequence[Effect], evaluations: Sequence[Evaluation]) -> dict[str, list[str]]:
    """Per step of the ladder what stands there: figures by name, studies by who did them; nothing to test is step 0."""
    found: dict[str, list[str]] = {}
    for each in effects:
        found.setdefault(each.result.step, []).append(f"‘{each.indicator.name}’")
    for study in evaluations:
        found.setdefault(STUDIED, []).append(f"het onderzoek van {study.by}")
    return found if effects else found | {EffectStatus.NOT_TESTABLE.step: ["deze interventie"]}


def study_name(evaluation: Evaluation) -> str:
    """`trede 4: onderzocht door RIVM`."""
    return f"trede {evaluation.step}: onderzocht door {evaluation.by}"
