"""The steps of the evidence ladder: what each means and what stands there; it weighs nothing."""

from collections.abc import Sequence

from etl.answers.effects import Effect
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
FOUND_OF_TEN = ("2", "4", "5")
"""How often an effect of 1, 2 and 3 times the usual swing is reported; measured in docs/calibratie.md, a test compares."""
POWER = (
    "Hoe vaak vindt deze toets een effect dat er echt is? Wij hebben effecten in echte reeksen verstopt. Is het effect even "
    "groot als de gewone schommeling van jaar op jaar, dan meldt de toets het in ongeveer {} van de 10 gevallen. Bij twee "
    "keer zo groot in {} en bij drie keer zo groot in {} van de 10. ‘Geen apart effect te zien’ is dus de gewone uitkomst, "
    "ook van een aanpak die werkt."
).format(*FOUND_OF_TEN)


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
