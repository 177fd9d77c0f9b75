"""The catalogue says what DCAT-AP-NL asks for, with nothing that agenda or sources do not say; dcat.shacl.ttl asks it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, URIRef

from dashboard import data
from dashboard.publish.opendata.asked import data_file, data_paths, made_of
from dashboard.publish.opendata.catalogue import NoCatalogueError, catalogue, to_jsonld, to_turtle
from dashboard.publish.opendata.licences import CC0, CC_BY, licence_of, of_all
from dashboard.publish.opendata.package import PACKAGE
from indicators.agenda.model import Contact, OpenLicence

ROOT = "https://cijfers.example.org/zaanstad"
SHAPES = Graph().parse(Path(__file__).with_name("dcat.shacl.ttl"))
DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
ASKED = {
    "Catalog": (f"{DCAT}contactPoint", f"{DCT}publisher", f"{DCT}description"),
    "Dataset": (
        f"{DCAT}contactPoint",
        f"{DCT}accessRights",
        f"{DCT}creator",
        f"{DCT}publisher",
        f"{DCAT}theme",
        f"{DCT}identifier",
        f"{DCT}conformsTo",
        f"{DCT}spatial",
    ),
    "Distribution": (f"{DCAT}accessURL", f"{DCT}license", f"{DCT}format", f"{DCAT}byteSize", f"{DCT}conformsTo"),
}


@pytest.fixture(scope="module")
def few(filled):
    """Of two indicators, of which one has no figures, with somebody who answers questions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABOEK_DATA", str(filled))
        patch.delenv("DATABOEK_AGENDA", raising=False)
        book = with_contact(data.databook(), Contact(name="Team Onderzoek", email="onderzoek@example.org", phone="14 075"))
        rows = (book.row("mishandeling"), book.row("opkomst"), next(row for row in book.rows if row.last is None))
        yield replace(book, rows=rows, version="catalogus")


@pytest.fixture(scope="module")
def found(few):
    files = made_of(few, data_paths(few))
    return catalogue(few, ROOT, f"{ROOT}/data", files), files


def with_contact(book, contact, licence=None):
    info = book.agenda.info.model_copy(update={"contact": contact, "licence": licence})
    return replace(book, agenda=book.agenda.model_copy(update={"info": info}))


@pytest.fixture(scope="module")
def graph(found):
    return Graph().parse(data=to_turtle(found[0]), format="turtle")


def is_valid(graph):
    return validate(graph, shacl_graph=SHAPES)[0]


def test_it_is_valid_and_both_files_say_the_same(found, graph):
    conforms, _, told = validate(graph, shacl_graph=SHAPES)
    assert conforms, told
    assert set(Graph().parse(data=to_jsonld(found[0]), format="json-ld")) == set(graph)
    assert to_turtle(found[0]) == to_turtle(found[0])
    assert [each for each in graph.all_nodes() if type(each).__name__ == "BNode"] == [], "every node has an address"


@pytest.mark.parametrize(("kind", "path"), [(kind, path) for kind, paths in ASKED.items() for path in paths])
def test_without_what_is_asked_for_it_is_not_valid(graph, kind, path):
    one = next(graph.subjects(RDF.type, URIRef(f"{DCAT}{kind}")))
    less = Graph()
    for triple in graph:
        less.add(triple)
    less.remove((one, URIRef(path), None))
    assert not is_valid(less)


def test_it_tells_of_each_file_where_it_is_how_large_and_under_which_licence(found):
    told, files = found
    nodes = {each["@id"]: each for each in told["@graph"]}
    of_files = {f"{ROOT}/data/{made.path}": made for made in files}
    distributions = [each for each in nodes.values() if each["@type"] == "dcat:Distribution"]
    assert len(distributions) == 4 + 2 * 2, "all figures, and of two indicators; of one there are none"
    for each in distributions:
        made = of_files[each["dcat:downloadURL"]["@id"]]
        assert each["dcat:byteSize"]["@value"] == str(made.size)
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == made.sha256
    licences = {each["dcat:downloadURL"]["@id"].rpartition("/data/")[2]: each["dct:license"] for each in distributions}
    assert licences["indicator/mishandeling.csv"]["@id"].endswith("/licence/CC_BY_4_0"), "of CC0 and CC BY the latter asks most"
    assert "open data" in licences["indicator/opkomst.csv"]["dct:title"]["@value"], "no list has it: the words of the agenda"
    assert nodes["https://identificatie.overheid.nl/tooi/id/gemeente/gm0479"]["foaf:name"]["@value"] == "Gemeente Zaanstad"
    contact = nodes[f"{ROOT}/data/catalog#contact"]
    assert (contact["vcard:fn"], contact["vcard:hasEmail"]["@id"]) == ("Team Onderzoek", "mailto:onderzoek@example.org")
    assert {each["dct:conformsTo"]["@id"] for each in distributions} == {f"{ROOT}/data/{PACKAGE}"}, "it explains each column"
    area = nodes[nodes[f"{ROOT}/data/catalog"]["dct:spatial"]["@id"]]
    assert (area["dct:identifier"], area["skos:prefLabel"]["@value"]) == ("GM0479", "Gemeente Zaanstad")
    landing = nodes[f"{ROOT}/data/indicator/mishandeling"]["dcat:landingPage"]["@id"]
    assert landing == f"{ROOT}/indicator?indicator=mishandeling"


def test_agenda_and_answers_are_in_it_when_the_agenda_says_their_licence(few, found):
    """Without, only figures are; with, what mixes both is given under the strictest."""
    told = {each["@id"].removeprefix(f"{ROOT}/data/") for each in found[0]["@graph"] if each["@type"] == "dcat:Dataset"}
    assert {"agenda", "antwoorden"}.isdisjoint(told)
    info = few.agenda.info
    mishandeling = replace(few, rows=few.rows[:1], version="een cijfer")
    for licence, of_overview in ((OpenLicence.CC0, "CC_BY_4_0"), (OpenLicence.CC_BY, "CC_BY_4_0")):
        own = with_contact(mishandeling, info.contact, licence)
        more = catalogue(own, ROOT, f"{ROOT}/data", found[1])
        assert is_valid(Graph().parse(data=to_turtle(more), format="turtle"))
        nodes = {each["@id"].removeprefix(f"{ROOT}/data/"): each for each in more["@graph"]}
        assert {"agenda", "antwoorden"} <= {
            each["@id"].removeprefix(f"{ROOT}/data/") for each in nodes["catalog"]["dcat:dataset"]
        }
        assert "dct:temporal" not in nodes["agenda"], "an agreement is of no year"
        assert "RFC 8259" in nodes["agenda.json#bestand"]["dct:conformsTo"]["dct:title"]["@value"], "it is no table"
        given = {
            path: nodes[f"{path}#bestand"]["dct:license"]["@id"] for path in ("agenda.json", "oordelen.csv", "overzicht.json")
        }
        ours = "CC0" if licence is OpenLicence.CC0 else "CC_BY_4_0"
        assert [each.rpartition("/")[2] for each in given.values()] == [ours, ours, of_overview]


def test_without_somebody_to_ask_there_is_none_and_it_says_what_to_write(shown):
    book = with_contact(data.databook(), None)
    with pytest.raises(NoCatalogueError, match="veld 'contact'"):
        catalogue(book, ROOT, f"{ROOT}/data", ())


def test_without_an_address_there_is_none(shown):
    assert data_file(data.databook(), "catalog.ttl") is None


@pytest.mark.parametrize(
    ("name", "licence"),
    [
        ("CC BY 4.0", CC_BY),
        ("cc-by-4.0", CC_BY),
        ("CC0", CC0),
        ("CC0 1.0", CC0),
        ("open data", None),
        ("CC BY 3.0", None),
        ("", None),
    ],
)
def test_a_licence_is_known_by_its_name_alone(name, licence):
    assert licence_of(name) is licence


def test_of_more_licences_the_strictest_holds_unless_one_is_not_known():
    assert of_all(["CC0"]) is CC0
    assert of_all(["CC0", "CC BY 4.0"]) is CC_BY
    assert of_all(["CC0", "open data"]) is None
    assert of_all([]) is None


def test_it_can_be_written_as_json(found):
    assert json.loads(to_jsonld(found[0]))["@graph"][0]["@type"] == "dcat:Catalog"
