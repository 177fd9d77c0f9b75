"""Which keys each part of the agenda's file has, in words; from the fields of the forms, pure."""

from dashboard.editing.field_labels import WORDS

_PARTS = {
    "AgendaInfo": "agenda",
    "Partner": "partners",
    "TableSource": "bronnen, een tabel van het CBS",
    "FileSource": "bronnen, een eigen bestand",
    "Ambition": "ambities",
    "Indicator": "indicatoren",
    "Measure": "bron van een indicator",
    "Norm": "norm",
    "Adoption": "vastgesteld",
    "Commentary": "toelichtingen",
    "Intervention": "interventies",
    "Checkpoint": "toetsmomenten",
}


def keys_by_part() -> list[tuple[str, str]]:
    """By the part of the file, each key with what it is."""
    return [
        (said, "\n".join(f"{key}: {word.label}" for key, word in WORDS[name].items() if key))
        for name, said in _PARTS.items()
        if name in WORDS
    ]
