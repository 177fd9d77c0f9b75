"""The data in the terms of DCAT-AP-NL 3.0, for catalogues such as data.overheid.nl; pure. Every node has an address."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC

from dashboard.book.databook import Databook
from dashboard.pages import ACCOUNTABILITY, OVERVIEW, Links, Page
from dashboard.publish.opendata.datasets import Dataset, datasets_of, figures_said
from dashboard.publish.opendata.given import AGENDA, licences_in
from dashboard.publish.opendata.licences import of_all
from dashboard.publish.opendata.nodes import (
    CONCEPTS,
    CONTEXT,
    EU,
    FILE_TYPE,
    FORMATS,
    JSON_ITSELF,
    LANGUAGE,
    LOCAL_AUTHORITY,
    MEDIA_TYPE,
    PROFILE,
    PUBLIC,
    THEME,
    TOOI,
    Node,
    at,
    dutch,
    standard,
    typed,
)
from dashboard.publish.opendata.package import PACKAGE, SCHEMA, Made
from dashboard.publish.opendata.written import json_text
from indicators.agenda.model import Contact
from indicators.wording.numbers import listing

NO_CONTACT = (
    "De catalogus (DCAT) is er niet: daarin moet staan wie vragen beantwoordt. Vul in de agenda onder 'agenda' het veld "
    "'contact' in, met een naam en een e-mailadres."
)


class NoCatalogueError(Exception):
    """What is missing for a catalogue; the text says what to do."""


def catalogue(book: Databook, root: str, below: str, files: Sequence[Made]) -> Node:
    """root: the address of the databook; below: that of the data. NoCatalogueError when nobody is named who answers questions."""
    contact = book.agenda.info.contact
    if contact is None:
        raise NoCatalogueError(NO_CONTACT)
    return {"@context": CONTEXT, "@graph": list(_Catalogue(book, root, below, contact).nodes(files))}


def to_jsonld(found: Node) -> bytes:
    """As JSON-LD."""
    return json_text(found)


def to_turtle(found: Node) -> bytes:
    """As Turtle."""
    from rdflib import Graph  # noqa: PLC0415  it takes half a second, which most readers need not wait for

    return Graph().parse(data=json.dumps(found), format="json-ld").serialize(format="turtle", encoding="utf-8")


class _Catalogue:
    """The nodes of one catalogue; each is told once and named from then on."""

    def __init__(self, book: Databook, root: str, below: str, contact: Contact) -> None:
        self._book, self._root, self._below, self._contact = book, root, below, contact
        self._publisher = f"{TOOI}/{book.agenda.info.municipality.lower()}"

    def nodes(self, files: Sequence[Made]) -> Iterable[Node]:
        told, by_path = list(datasets_of(self._book)), {each.path: each for each in files}
        datasets = [self._dataset(each) for each in told]
        yield self._catalog(datasets)
        yield from datasets
        for each in told:
            yield from self._distributions(each, by_path)
        yield from self._agents()
        code, name = self._book.agenda.info.municipality, self._book.owner
        yield {"@id": self._area, "@type": "dct:Location", "dct:identifier": code, "skos:prefLabel": dutch(f"Gemeente {name}")}
        yield from CONCEPTS

    def _catalog(self, datasets: Sequence[Node]) -> Node:
        info = self._book.agenda.info
        return {
            "@id": f"{self._below}/catalog",
            "@type": "dcat:Catalog",
            "dct:title": dutch(f"Open data van het databoek {info.title}, {self._book.name}"),
            "dct:description": dutch(figures_said(self._book)),
            "dct:publisher": at(self._publisher),
            "dct:creator": at(self._publisher),
            "dcat:contactPoint": at(self._contact_id),
            "dct:language": at(LANGUAGE),
            "dct:modified": self._modified,
            "foaf:homepage": self._page(_at(OVERVIEW)),
            "dct:spatial": at(self._area),
            "dct:conformsTo": standard(PROFILE, "DCAT-AP-NL 3.0"),
            "dcat:themeTaxonomy": at(f"{EU}/data-theme"),
            "dcat:dataset": [at(each["@id"]) for each in datasets],
        }

    def _dataset(self, told: Dataset) -> Node:
        address = f"{self._below}/{told.name}"
        found: Node = {
            "@id": address,
            "@type": "dcat:Dataset",
            "dct:identifier": address,
            "dct:title": dutch(told.title),
            "dct:description": dutch(told.about),
            "dct:accessRights": at(PUBLIC),
            "dcat:contactPoint": at(self._contact_id),
            "dct:creator": at(self._publisher),
            "dct:publisher": at(self._publisher),
            "dcat:theme": at(THEME),
            "dcat:keyword": [dutch(each) for each in told.themes],
            "dct:language": at(LANGUAGE),
            "dct:modified": self._modified,
            "dct:spatial": at(self._area),
            "dct:conformsTo": standard(SCHEMA, "Data Package 2.0"),
            "dcat:landingPage": self._page(told.page),
            "foaf:page": self._page(_at(ACCOUNTABILITY)),
            "dcat:distribution": [at(f"{self._below}/{path}#bestand") for path in told.paths],
        }
        if told.years:
            found["dct:temporal"] = {
                "@id": f"{address}#jaren",
                "@type": "dct:PeriodOfTime",
                "dcat:startDate": typed(str(min(told.years)), "gYear"),
                "dcat:endDate": typed(str(max(told.years)), "gYear"),
            }
        return found

    def _distributions(self, told: Dataset, files: Mapping[str, Made]) -> Iterable[Node]:
        for path in told.paths:
            made, address, kind = files[path], f"{self._below}/{path}", path.rpartition(".")[2]
            yield {
                "@id": f"{address}#bestand",
                "@type": "dcat:Distribution",
                "dct:title": dutch(f"Als {FORMATS[kind]}"),
                "dcat:accessURL": {"@id": address, "@type": "rdfs:Resource"},
                "dcat:downloadURL": at(address),
                "dct:format": {"@id": f"{FILE_TYPE}/{FORMATS[kind]}", "@type": "dct:MediaTypeOrExtent"},
                "dcat:mediaType": {"@id": f"{MEDIA_TYPE}/{made.kind.partition(';')[0]}", "@type": "dct:MediaType"},
                "dcat:byteSize": typed(str(made.size), "nonNegativeInteger"),
                "dct:license": self._licence(path),
                "dct:language": at(LANGUAGE),
                "dct:modified": self._modified,
                "dct:conformsTo": self._explained(path),
                "spdx:checksum": {
                    "@id": f"{address}#controle",
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {
                        "@id": "spdx:checksumAlgorithm_sha256",
                        "@type": "spdx:ChecksumAlgorithm",
                    },
                    "spdx:checksumValue": typed(made.sha256, "hexBinary"),
                },
            }

    def _explained(self, path: str) -> Node:
        """Of a table the explanation of its columns, which are the same in every kind of file."""
        if path == AGENDA:
            return standard(JSON_ITSELF, "JSON (RFC 8259)")
        return standard(f"{self._below}/{PACKAGE}", "Uitleg van elke kolom, als Data Package 2.0")

    def _licence(self, path: str) -> Node:
        """Of the European list, or else the words of the sources."""
        names = list(licences_in(self._book, path))
        if known := of_all(names):
            return {"@id": known.concept, "@type": "dct:LicenseDocument"}
        told = f"Van de bron, per cijfer in de kolom 'licentie': {listing(names)}"
        return {"@id": f"{self._below}/{path}#licentie", "@type": "dct:LicenseDocument", "dct:title": dutch(told)}

    def _agents(self) -> Iterable[Node]:
        yield {
            "@id": self._publisher,
            "@type": "foaf:Agent",
            "foaf:name": dutch(f"Gemeente {self._book.owner}"),
            "dct:type": at(LOCAL_AUTHORITY),
        }
        ways = {"vcard:hasEmail": self._contact.email and f"mailto:{self._contact.email}"}
        ways["vcard:hasTelephone"] = self._contact.phone and f"tel:{''.join(self._contact.phone.split())}"
        yield {
            "@id": self._contact_id,
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": self._contact.name,
            **{name: at(way) for name, way in ways.items() if way},
            "vcard:hasURL": at(self._page(_at(ACCOUNTABILITY))["@id"]),
        }

    @property
    def _area(self) -> str:
        return f"{self._below}/catalog#gebied"

    @property
    def _contact_id(self) -> str:
        return f"{self._below}/catalog#contact"

    @property
    def _modified(self) -> Node:
        return typed(self._book.published_at.astimezone(UTC).isoformat(timespec="seconds"), "dateTime")

    def _page(self, address: str) -> Node:
        return {"@id": f"{self._root}{address}", "@type": "foaf:Document"}


def _at(page: Page) -> str:
    return Links().to(page, "").href
