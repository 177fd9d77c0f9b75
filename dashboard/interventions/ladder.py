"""The steps of the evidence ladder: what each means and what stands there; it weighs nothing."""

from collections.abc import Sequence

from etl.answers.effects import Effect
from indicators.agenda.model import Evaluation
from indicators.effects.result import EffectStatus

STUDIED = "4–5"
LADDER = (
    ("0", "Nog niet te toetsen:", "er ontbreekt iets aan de verwachting of de start."),
    ("1", "Te vroeg:", "er zijn nog geen twee metingen waarin een effect te zien kan zijn."),
    (
        "2",
        "Geen uitspraak, of geen apart effect te zien:",
        "het verschil kan toeval zijn, of de cijfers zijn er niet goed genoeg voor.",
    ),
    ("3", "Aanwijzing:", "het cijfer veranderde anders dan bij vergelijkbare gemeenten, de verwachte kant op."),
    ("3−", "Anders dan verwacht:", "het cijfer veranderde anders dan bij vergelijkbare gemeenten, de andere kant op."),
    (STUDIED, "Onderzocht door anderen:", "met een onderzoek buiten het dashboard."),
)
"""Step, name and meaning, from least to most certain; readers see no steps, for the names say more."""
KEY = (
    "Van weinig naar veel zekerheid: nog niet te toetsen, te vroeg, geen uitspraak of geen apart effect te zien, "
    "aanwijzing, onderzocht door anderen."
)
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
