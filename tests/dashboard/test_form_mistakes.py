"""What the check of the file says, as a form tells it: no key to add, labels for keys, commas and Dutch days."""

import pytest

from dashboard.editing.mistakes import in_a_form
from etl.door.things import Kind


@pytest.mark.parametrize(
    ("text", "remedy", "kind", "place", "said"),
    [
        ("veld 'jaar' ontbreekt", "voeg 'jaar: ...' toe.", Kind.INDICATOR, ("norm", "mijlpalen", "+1", "jaar"),
         "‘Jaar’ ontbreekt; vul dit in."),
        ("een norm 'vergelijking' heeft 'ten_opzichte_van' nodig", "voeg 'ten_opzichte_van: ...' toe.", Kind.INDICATOR,
         ("norm", "ten_opzichte_van"), "Een norm 'vergelijking' heeft ‘Ten opzichte van anderen’ nodig; vul dit in."),
        ("een norm 'bereiken' heeft 'jaar' nodig",
         "voeg 'jaar: ...' toe, of in woorden 'moment: ...'; geldt de waarde altijd, kies dan 'behouden'.", Kind.INDICATOR,
         ("norm", "jaar"), ("Een norm 'bereiken' heeft ‘Jaar’ nodig; vul dit in, of vul een moment in woorden in; geldt de "
         "waarde altijd, kies dan 'behouden'.")),
        ("'mijlpalen' hoort niet bij een norm 'behouden'", "haal dit weg of kies een andere soort.", Kind.INDICATOR,
         ("norm", "mijlpalen"), "‘Mijlpalen’ hoort niet bij een norm 'behouden'; haal dit weg of kies een andere soort."),
        ("waarde is 'veel'", "schrijf een getal zonder eenheid, met een punt voor de decimalen.", Kind.INDICATOR,
         ("norm", "waarde"), "Waarde is 'veel'; schrijf een getal zonder eenheid, bijvoorbeeld 2,5."),
        ("waarde is 2.65, maar de indicator heeft decimalen: 1", "rond af, of geef de indicator meer decimalen.",
         Kind.INDICATOR, ("norm", "waarde"),
         "Waarde is 2,65, maar de indicator heeft decimalen: 1; rond af, of geef de indicator meer decimalen."),
        ("datum is 2026-11-21, maar de huidige norm is van 2022-06-30", "zet bij 'historie' alleen normen die eerder zijn.",
         Kind.INDICATOR, ("norm", "historie", "#0", "vastgesteld", "datum"),
         ("‘Op welke dag?’ is 21 november 2026, maar de huidige norm is van 30 juni 2022; "
         "zet bij ‘Normen van eerder’ alleen normen die eerder zijn.")),
        ("datum is 'ooit'", "schrijf een datum als 2026-11-21.", Kind.INDICATOR, ("norm", "vastgesteld", "datum"),
         "‘Op welke dag?’ is 'ooit'; schrijf een dag, bijvoorbeeld 30 juni 2022."),
        ("zichtbaar_vanaf is 2018, maar start is 2019-02", "kies het eerste jaar waarin het cijfer kan bewegen.",
         Kind.INTERVENTION, ("indicatoren", "#0", "zichtbaar_vanaf"),
         "‘Te zien vanaf welk jaar?’ is 2018, maar start is februari 2019; kies het eerste jaar waarin het cijfer kan bewegen."),
        ("bij 'effect' ontbreekt 'richting'", "voeg 'richting: omhoog' of 'richting: omlaag' toe.", Kind.INTERVENTION,
         ("indicatoren", "#0", "richting"), "Bij ‘Hoeveel?’ ontbreekt ‘Welke kant op?’; kies omhoog of omlaag."),
        ("bij 'plek: beste derde' hoort geen percentage",
         "haal 'hoogstens_slechter' en 'minstens_beter' weg, of kies 'plek: midden'.", Kind.INDICATOR,
         ("norm", "ten_opzichte_van", "plek"), ("Bij ‘beste derde’ hoort geen percentage; haal ‘Hoogstens zoveel procent "
         "slechter’ en ‘Minstens zoveel procent beter’ weg, of kies ‘midden’.")),
        ("soort is 'bereiken', maar de gewenste_richting is neutraal", "kies omhoog of omlaag als gewenste_richting.",
         Kind.INDICATOR, ("norm", "soort"), ("Soort norm is 'bereiken', maar de ‘Welke kant moet het op?’ is neutraal; "
         "kies omhoog of omlaag als ‘Welke kant moet het op?’.")),
    ],
)  # fmt: skip
def test_a_mistake_is_told_in_the_words_of_the_form(text, remedy, kind, place, said):
    assert in_a_form(text, remedy, kind, place) == said


@pytest.mark.parametrize("typed", ["'2.650'", "'2026-13-01'", "'jaar'", "'1.4.5'"])
def test_what_somebody_typed_stays_as_it_was(typed):
    assert in_a_form(f"waarde is {typed}", "schrijf een heel getal.", Kind.INDICATOR, ("norm", "waarde")).startswith(
        f"Waarde is {typed};"
    )
