"""What the model does not say of its fields: which are long, come first, name something else, fit some sorts; only data."""

from collections.abc import Mapping
from typing import Any

from etl.door.things import Kind

SAME_WORDS = {
    "ChainedMeasure": "Measure",
    "PastMeasure": "Measure",
    "ChainedRatio": "Ratio",
    "PastRatio": "Ratio",
    "PastNorm": "Norm",
}
"""Models that say the same as another one, with something more."""

LONG = frozenset(
    {
        ("Ambition", "ambitie"), ("Ambition", "uitleg"), ("Indicator", "definitie"), ("Indicator", "waarom"),
        ("Indicator", "kanttekeningen"), ("Commentary", "tekst"), ("SeriesBreak", "reden"), ("Norm", "reden"),
        ("Intervention", "doelgroep"), ("Intervention", "omdat"), ("Checkpoint", "toelichting"),
    }
)  # fmt: skip
"""Texts of more than a line."""
MONTHS = frozenset({("Intervention", "start"), ("Intervention", "einde"), ("Frozen", "start")})
"""Texts that are a year, or a month of one."""
REFERS = {
    ("Indicator", "eigenaar"): "partner",
    ("Intervention", "partner"): "partner",
    ("Intervention", "ambitie"): "ambitie",
    ("Aim", "indicator"): "indicator",
    ("Measure", "bron"): "bron",
    ("Adoption", "door"): "vaststeller",
}
"""Fields that name something else of the agenda."""
FIRST = {
    "Indicator": ("norm", "naam", "definitie", "waarom", "eenheid", "decimalen", "soort", "gewenste_richting", "bron"),
    "Norm": ("soort", "waarde", "jaar", "onder", "boven"),
    "Intervention": ("naam", "partner", "doelgroep", "fase", "indicatoren", "toetsmomenten"),
    "TableSource": ("catalogus", "tabel", "houder", "licentie"),
    "FileSource": ("bestand", "gebied", "houder", "licentie", "periode"),
    "Measure": ("bron", "onderwerp", "kolom"),
}
"""What stands first and in sight, beside what is required."""
ONLY_WITH: Mapping[tuple[str, str], frozenset[str]] = {
    ("Norm", "waarde"): frozenset({"bereiken", "behouden"}),
    ("Norm", "onder"): frozenset({"bandbreedte"}),
    ("Norm", "boven"): frozenset({"bandbreedte"}),
    ("Norm", "ten_opzichte_van"): frozenset({"vergelijking"}),
    ("Norm", "mijlpalen"): frozenset({"bereiken"}),
}
"""Fields that fit some sorts alone."""
NEEDED = frozenset({"waarde", "jaar", "onder", "boven"})
"""Of a norm: what the model lets out, but some sorts cannot do without."""
FOR_PARTNERS = {
    Kind.INDICATOR: frozenset({"norm", "toelichtingen"}),
    Kind.INTERVENTION: frozenset(
        {"naam", "doelgroep", "fase", "indicatoren", "toetsmomenten", "omdat", "start", "einde", "budget", "zelfde_aanpak_in"}
    ),
}
"""What a partner is shown of what is its own; what it may, the door says."""
ONE = {
    "mijlpalen": "Mijlpaal",
    "historie": "Norm van eerder",
    "trendbreuken": "Trendbreuk",
    "toelichtingen": "Toelichting",
    "kenmerken": "Kenmerk",
    "voorgangers": "Vorige bron",
    "indicatoren": "Verwachting",
    "toetsmomenten": "Toetsmoment",
    "evaluaties": "Onderzoek",
}
"""What one item of a list is called."""
STARTS: Mapping[str, Mapping[str, Any]] = {
    "FileSource": {"bestand": ""},
    "TableSource": {"catalogus": "opendata.cbs.nl"},
    "Ratio": {"maal": 100, "teller": {}, "noemer": {}},
    "ChainedRatio": {"maal": 100, "teller": {}, "noemer": {}},
    "PastRatio": {"maal": 100, "teller": {}, "noemer": {}},
    "Measure": {"bron": ""},
    "ChainedMeasure": {"bron": ""},
    "PastMeasure": {"bron": ""},
    "AdoptersFile": {"bestand": ""},
}
"""Of a field that can be of several kinds: what it says when another kind is chosen, by which it is known from then on."""
