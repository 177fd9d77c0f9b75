"""The words that a reader may not know, each explained in a sentence or two; at the bottom of every page. It knows no page."""

ASKED = "Wat betekenen de woorden?"
TERMS = (
    ("indicator", "Een cijfer dat laat zien hoe het staat met een ambitie."),
    ("norm", "De waarde die is afgesproken. Het cijfer moet haar halen, of daar blijven."),
    ("nulmeting", "Het cijfer van het begin. Daarmee vergelijken we."),
    ("definitief cijfer", "Een cijfer dat klaar is. Een voorlopig cijfer, met een sterretje (*), kan nog veranderen."),
    ("procentpunt", "Het verschil tussen twee percentages. Van 40% naar 42% is 2 procentpunt erbij."),
    ("kans", "Een kans van 1 op 5: in 1 van de 5 gevallen die hierop lijken, lukt het."),
    ("verwachting", "Waar het cijfer uitkomt als het zo doorgaat. De band eromheen laat zien hoe onzeker dat is."),
    ("marge", "Hoe ver een cijfer ernaast kan zitten. In een onderzoek is niet iedereen gevraagd."),
    ("gewone schommeling", "Hoeveel een cijfer meestal verandert van het ene jaar op het andere."),
    ("vergelijkbare gemeenten", "Gemeenten die op de onze lijken, bijvoorbeeld in aantal inwoners en inkomen."),
    ("derde", "We verdelen die gemeenten in drie even grote delen: die met de hoogste, de middelste en de laagste cijfers."),
    ("interventie", "Wat een partner doet om een cijfer te verbeteren. We zeggen ook: aanpak."),
    ("toetsmoment", "De afgesproken dag waarop we kijken of we met een interventie doorgaan."),
    ("vast aanbod", "De proef is voorbij: de interventie hoort nu bij het gewone werk."),
)
"""Word and meaning, in the order in which a reader meets them."""
