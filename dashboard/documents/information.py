"""What a document says of itself beside it, for who puts it in a meeting file: an Informatieobject as JSON; pure.

ODS Open Raadsinformatie calls a piece of a meeting so. Municipality and kind are codes of the national registers (TOOI); there a
municipality has the number that CBS gives it.
"""

import json
from datetime import date

from dashboard.documents.parts import Document
from dashboard.documents.pdf import PDF

_MUNICIPALITY = "https://identificatie.overheid.nl/tooi/id/gemeente/{}"
_OF_A_COUNCIL = "https://identificatie.overheid.nl/tooi/def/thes/kern/c_db4862c3"
"""Of the kinds of public information: "vergaderstukken decentrale overheden"."""


def information_object(document: Document, code: str, name: str, *, meeting: date | None, file: str, address: str) -> bytes:
    """Of a document of the municipality with this code; file: its name, address: where it can be had (empty: left out)."""
    told = {
        "titel": f"{document.title}, {document.above}",
        "omschrijving": document.subtitle,
        "datum": document.made_on.isoformat(),
        "vergaderdatum": meeting.isoformat() if meeting else "",
        "taal": "nl",
        "formaat": PDF,
        "bestandsnaam": file,
        "webpaginaLink": f"{address.rstrip('/')}/{file}" if address else "",
        "wooInformatiecategorie": _OF_A_COUNCIL,
    }
    organisation = {"gemeente": code.lower(), "naam": name, "id": _MUNICIPALITY.format(code.lower())}
    about = {key: value for key, value in told.items() if value} | {"organisatie": organisation}
    return (json.dumps(about, ensure_ascii=False, indent=2) + "\n").encode()
