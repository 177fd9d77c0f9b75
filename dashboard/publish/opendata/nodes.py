"""What a catalogue in DCAT is put together of: addresses of lists that others keep, and nodes with an address or a text; pure."""

from typing import Any

Node = dict[str, Any]
EU = "http://publications.europa.eu/resource/authority"
THEME = f"{EU}/data-theme/SOCI"
"""Population and society, of the European list: what an agenda for the social domain is about."""
LANGUAGE, PUBLIC = f"{EU}/language/NLD", f"{EU}/access-right/PUBLIC"
FILE_TYPE, MEDIA_TYPE = f"{EU}/file-type", "https://www.iana.org/assignments/media-types"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"
TOOI = "https://identificatie.overheid.nl/tooi/id/gemeente"
"""Followed by the code of the municipality at CBS, in small letters."""
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PROFILE, JSON_ITSELF = "https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/", "https://www.rfc-editor.org/rfc/rfc8259"
"""What a catalogue of ours is written by, and a file that is no table. Our CSV is by no standard: it has semicolons."""
FORMATS = {"csv": "CSV", "json": "JSON", "parquet": "PARQUET", "xlsx": "XLSX"}
"""By the ending of a file, as the European list calls them."""


def at(address: str) -> Node:
    """A node that is told elsewhere, or by others."""
    return {"@id": address}


def dutch(text: str) -> Node:
    """A text in Dutch."""
    return {"@value": text, "@language": "nl"}


def typed(text: str, kind: str) -> Node:
    """A value of a kind of XML Schema."""
    return {"@value": text, "@type": f"xsd:{kind}"}


def standard(address: str, title: str) -> Node:
    """What something is written by, or explained in."""
    return {"@id": address, "@type": "dct:Standard", "dct:title": dutch(title)}


CONCEPTS: tuple[Node, ...] = (
    {"@id": LANGUAGE, "@type": "dct:LinguisticSystem"},
    {"@id": PUBLIC, "@type": "dct:RightsStatement"},
    {"@id": THEME, "@type": "skos:Concept", "skos:prefLabel": dutch("Bevolking en samenleving")},
    {"@id": LOCAL_AUTHORITY, "@type": "skos:Concept", "skos:prefLabel": dutch("Lokale overheid")},
    {"@id": f"{EU}/data-theme", "@type": "skos:ConceptScheme", "dct:title": dutch("Thema’s van data")},
)
"""What lists of others hold, named so that who checks the catalogue need not fetch them."""
