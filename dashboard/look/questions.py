"""The four questions about every indicator, and how each answer is reached, in plain Dutch.

The same for every indicator: no figures but those of the calibration.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Question:
    """kind: the name of its answer in an assessment; text: as the reader reads it; method: how it is answered."""

    kind: str
    text: str
    method: tuple[str, ...]


_NORM = (
    (
        "We kijken naar het laatste definitieve cijfer. Voldoet dat aan de norm, dan is de norm behaald. Is er een marge"
        " bekend en ligt de norm daarbinnen, dan zeggen we ‘rond de norm’."
    ),
    (
        "Ligt de norm nog voor ons, dan rekenen we vooruit vanaf het laatste cijfer. Het gemiddelde tempo van de hele reeks stopt"
        " of gaat door: we houden die twee voor even waarschijnlijk. Hoe sterker het cijfer van jaar tot jaar schommelt en hoe"
        " verder vooruit, hoe breder de band."
    ),
    (
        "Op echte cijfers van gemeenten nagerekend: het cijfer kwam in 79 tot 81 van de 100 gevallen binnen de band van 80% uit."
        " Van de normen die ‘achter’ heetten, werd later 1 op de 11 gehaald; van die ‘onzeker’ heetten, 4 op de 10."
        " ‘Op koers’ zeggen we niet: wat daarvoor doorging, werd te weinig gehaald. De verwachting weet niets van nieuw beleid."
    ),
    (
        "Wat het land zou moeten doen, zeggen we alleen waar het klopte bij gemeenten en jaren die we eerst weglieten. Hoe het"
        " eerder afliep, is een telling van toen en niet de kans."
    ),
)
_TREND = (
    (
        "We vergelijken elke meting met elke latere en tellen: vaker omhoog of vaker omlaag? Dan rekenen we uit hoe vaak"
        " toeval zo’n uitkomst geeft (Mann-Kendall)."
    ),
    (
        "Cijfers hebben geheugen: na een hoog jaar volgt vaak weer een hoog jaar. Dat lijkt al snel op een lijn. Hoe sterk dat"
        " is, schatten we per cijfer uit alle gemeenten, en we houden er rekening mee. Alleen als de kans op toeval dan nog"
        " hoogstens 5% is, noemen we de lijn duidelijk."
    ),
    (
        "De helling is het middelste tempo van al die paren (Theil-Sen), zodat één uitschieter weinig doet. Er zijn minstens vijf"
        " metingen nodig, en meer als het geheugen sterk is."
    ),
)
_CHANGE = (
    "Zijn er marges bekend, dan kijken we of het verschil tussen de laatste twee cijfers groter is dan die marges samen.",
    (
        "Anders kijken we hoe sterk het cijfer gewoonlijk van jaar tot jaar verandert. Is de laatste verandering meer dan"
        " 3,27 keer zo groot, dan is zij groter dan gewoonlijk. Daar zijn minstens acht metingen voor nodig. Voorlopige cijfers"
        " tellen niet mee."
    ),
    (
        "Daarna trekken we eraf wat de middelste gemeente in die jaren deed. Blijft ook dan een ongewoon grote verandering over,"
        " dan noemen we haar opvallend. Anders gebeurde dit in veel gemeenten."
    ),
)
_COMPARISON = (
    "We kiezen gemeenten die op de onze lijken in kenmerken die de agenda niet wil veranderen, en nooit op het cijfer zelf.",
    (
        "We kijken in welk derde van die groep het cijfer ligt. Twee van de drie cijfers horen altijd bij het hoogste of laagste,"
        " ook als er niets aan de hand is. Gunstiger of ongunstiger zeggen we daarom alleen als het verschil met het midden"
        " groter is dan de marge. Is er geen marge bekend, dan moet het groter zijn dan de gewone schommeling van jaar tot jaar."
        " Anders noemen we alleen de plaats. We maken geen ranglijst."
    ),
    ("Cijfers van de politie schommelen sterk. Daarvan vergelijken we het gemiddelde van drie jaren; dat staat in de agenda."),
)

NORM = Question(kind="norm", text="Wordt de norm gehaald?", method=_NORM)
TREND = Question(kind="trend", text="Is er een duidelijke lijn?", method=_TREND)
CHANGE = Question(kind="change", text="Is het laatste cijfer opvallend?", method=_CHANGE)
COMPARISON = Question(kind="comparison", text="En vergelijkbare gemeenten?", method=_COMPARISON)
QUESTIONS = (NORM, TREND, CHANGE, COMPARISON)
"""In the order in which they are always asked."""
