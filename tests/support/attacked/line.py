"""Everything that can go wrong on the way between CBS and a refresh, by its Dutch name; the same list stands in the manual."""

import gzip
import json
import zlib
from dataclasses import replace
from urllib.parse import urlsplit

from support.attacked.damage import (
    COMES_THROUGH,
    Case,
    body,
    each_once,
    linked,
    on,
    part,
    row,
    rows,
    second_page,
    wire,
    without,
)
from support.attacked.tables import COUNT, OTHER, STRUCK
from support.replay_faults import (
    Answer,
    Fault,
    dripping,
    first,
    half_json,
    html,
    late,
    links_to_host,
    links_to_itself,
    literal,
    only,
    only_data,
    raw,
    redirected,
    reset,
    skips_for_ever,
    status,
    truncated,
)

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
DEEP = b'{"value": ' + b"[" * 200_000 + b"]" * 200_000 + b"}"
BOMB = gzip.compress(b'{"value": [' + b" " * 60_000_000 + b"]}")
KEY = f"{COUNT}_1"


def _other_table(answer: Answer) -> str:
    return answer.url.replace(STRUCK, OTHER).replace("dataderden.cbs.nl", "opendata.cbs.nl")


NETWORK = {
    # the line
    "de verbinding wordt meteen verbroken": Case(reset()),
    "de verbinding wordt verbroken bij de cijfers": Case(rows(reset())),
    "elke vraag wordt één keer verbroken": Case(each_once(reset()), COMES_THROUGH),
    "elke vraag wordt één keer halverwege verbroken": Case(each_once(truncated()), COMES_THROUGH),
    "de verbinding sluit zonder een woord": Case(wire(b"", lambda _: b"")),
    "het antwoord breekt halverwege af": Case(truncated()),
    "de tweede bladzijde breekt af": Case(second_page(truncated())),
    "er komt stilte": Case(rows(late(30))),
    "de server stuurt één byte tegelijk": Case(rows(dripping(0.05))),
    "het antwoord heeft geen statusregel": Case(wire(b"")),
    "de statusregel is onzin": Case(wire(b"HTTP/1.1 goed OK\r\n\r\n")),
    "een oude versie van HTTP": Case(wire(b"HTTP/0.9 200 OK\r\n\r\n"), COMES_THROUGH),
    "150 regels vóór het antwoord": Case(wire(OK + b"".join(b"X-%d: 1\r\n" % n for n in range(150)) + b"\r\n")),
    "een kopregel van 100.000 tekens": Case(wire(OK + b"X: " + b"a" * 100_000 + b"\r\n\r\n")),
    "eindeloos 'ga door'": Case(wire(b"HTTP/1.1 100 Continue\r\n\r\n" * 20_000, lambda _: b"")),
    "een lengte die te groot is": Case(wire(OK + b"Content-Length: 99999999\r\n\r\n")),
    "een lengte die te klein is": Case(wire(OK + b"Content-Length: 40\r\n\r\n")),
    "een lengte onder nul": Case(wire(OK + b"Content-Length: -5\r\n\r\n", lambda found: found[:-9])),
    "een stuk met een lengte die geen getal is": Case(wire(OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n")),
    "stukken zonder einde": Case(wire(OK + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n", lambda found: found[:300])),
    # parts of an answer, with a length that agrees
    "een leeg antwoord": Case(part(0)),
    "een honderdste van het antwoord": Case(part(0.01)),
    "de helft van het antwoord": Case(half_json()),
    "99 % van het antwoord": Case(rows(part(0.99))),
    "de laatste byte ontbreekt": Case(rows(body(lambda found: found[:-1]))),
    "de helft van de kolommen": Case(only("DataProperties", part(0.5))),
    "de helft van de gemeenten": Case(only("WijkenEnBuurten", part(0.5))),
    "de helft van de perioden": Case(only("Perioden", part(0.5))),
    # the status
    "500": Case(status(500)),
    "500, en bij de tweede poging goed": Case(each_once(status(500)), COMES_THROUGH),
    "502 met een webpagina": Case(Fault(answer=lambda answer: html().answer(replace(answer, status=502)))),
    "503, kom over een uur terug": Case(status(503, retry_after="3600")),
    "429, wacht één seconde, en dan goed": Case(first(1, status(429, retry_after="1")), COMES_THROUGH),
    "429, wacht een dag": Case(status(429, retry_after="86400")),
    "429 met een superscript als wachttijd": Case(status(429, retry_after="\u00b2")),
    "429 met een wachttijd van 400 cijfers": Case(status(429, retry_after="9" * 400)),
    "429 met een wachttijd onder nul": Case(status(429, retry_after="-1")),
    "429 tot het jaar 9999": Case(status(429, retry_after="Fri, 31 Dec 9999 23:59:59 GMT")),
    "400": Case(status(400)),
    "401": Case(status(401)),
    "403": Case(status(403)),
    "404 voor de hele tabel": Case(status(404)),
    "404 voor de cijfers": Case(rows(status(404))),
    "410": Case(status(410)),
    "204, geen inhoud": Case(Fault(answer=lambda answer: replace(answer, status=204, body=b""))),
    "206, een deel van de cijfers": Case(
        rows(
            Fault(
                answer=lambda answer: replace(
                    answer,
                    status=206,
                    page={**answer.page, "value": answer.page["value"][:-9]},
                    headers={"Content-Range": "bytes 0-99/999"},
                )
            )
        )
    ),
    "202, nog bezig": Case(rows(Fault(answer=lambda answer: replace(answer, status=202, page={"value": []})))),
    "304, niet gewijzigd": Case(Fault(answer=lambda answer: replace(answer, status=304, body=b""))),
    "600, een status die niet bestaat": Case(status(600)),
    # sent elsewhere
    "doorgestuurd in een kringetje": Case(redirected("?again")),
    "doorgestuurd naar een bestand": Case(redirected("file:///etc/passwd")),
    "doorgestuurd naar een andere server": Case(redirected("http://127.0.0.1:9/elders")),
    "doorgestuurd naar dezelfde server met een wachtwoord": Case(
        Fault(
            answer=lambda answer: replace(
                answer, status=302, body=b"", headers={"Location": answer.url.replace("http://", "http://cbs:geheim@")}
            )
        )
    ),
    "doorgestuurd zonder adres": Case(Fault(answer=lambda answer: replace(answer, status=302, body=b""))),
    "doorgestuurd naar een andere tabel": Case(
        rows(Fault(answer=lambda answer: replace(answer, status=307, body=b"", headers={"Location": _other_table(answer)})))
    ),
    "doorgestuurd naar de cijfers als tekst": Case(
        rows(
            Fault(
                answer=lambda answer: replace(
                    answer, status=302, body=b"", headers={"Location": answer.url.replace("TypedDataSet", "UntypedDataSet")}
                )
            )
        )
    ),
    # what is in it
    "een webpagina in plaats van cijfers": Case(html()),
    "een webpagina in plaats van informatie over de tabel": Case(only("TableInfos", html())),
    "XML in plaats van JSON": Case(raw(b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>')),
    "geen UTF-8": Case(rows(body(lambda found: found.replace(b'"value"', b'"value", "x": "\xff"', 1)))),
    "UTF-8 met een merkteken vooraan": Case(rows(body(lambda found: b"\xef\xbb\xbf" + found)), COMES_THROUGH),
    "UTF-16": Case(rows(body(lambda found: found.decode().encode("utf-16"))), COMES_THROUGH),
    "JSON en daarna nog iets": Case(rows(body(lambda found: found + b"}"))),
    "twee keer dezelfde JSON": Case(rows(body(lambda found: found + found))),
    "200.000 haken diep": Case(raw(DEEP)),
    "JSON is een lijst": Case(raw(b"[]")),
    "JSON is een getal": Case(raw(b"1")),
    "JSON is null": Case(raw(b"null")),
    "de rijen zijn null": Case(raw(b'{"value": null}')),
    "een rij is null": Case(row(lambda _: None)),
    "een rij is een getal": Case(row(lambda _: 7)),
    "een rij is een lijst": Case(row(list)),
    "een rij is leeg": Case(row(lambda _: {})),
    "in een rij ontbreekt de gemeente": Case(row(without("WijkenEnBuurten"))),
    "in een rij ontbreekt een cijfer": Case(row(without(KEY))),
    "in een rij is de gemeente een getal": Case(row(lambda found: {**found, "WijkenEnBuurten": 479})),
    "in een rij is de periode null": Case(row(lambda found: {**found, "Perioden": None})),
    "een foutmelding in plaats van rijen": Case(raw(json.dumps({"odata.error": {"code": "", "message": "x"}}).encode())),
    "het antwoord is te groot": Case(raw(b'{"value": [' + b" " * 3_000_000 + b"]}")),
    "ingepakt klein, uitgepakt reusachtig": Case(raw(BOMB, Content_Encoding="gzip")),
    "zegt gzip, is het niet": Case(raw(b'{"value": []}', Content_Encoding="gzip")),
    "gzip dat halverwege ophoudt": Case(
        rows(body(lambda found: gzip.compress(found)[: len(gzip.compress(found)) // 2], Content_Encoding="gzip"))
    ),
    "gzip met een kapot controlegetal": Case(
        rows(body(lambda found: gzip.compress(found)[:-8] + b"\0" * 8, Content_Encoding="gzip"))
    ),
    "goed ingepakt": Case(rows(body(gzip.compress, Content_Encoding="gzip")), COMES_THROUGH),
    "deflate zonder kop": Case(rows(body(lambda found: zlib.compress(found)[2:-4], Content_Encoding="deflate")), COMES_THROUGH),
    "een onbekende manier van inpakken": Case(rows(body(lambda found: found[::-1], Content_Encoding="x-eigen"))),
    "cijfer 1e999": Case(literal(COUNT, "1e999")),
    "cijfer -1e999": Case(literal(COUNT, "-1e999")),
    "cijfer NaN": Case(literal(COUNT, "NaN")),
    "cijfer Infinity": Case(literal(COUNT, "Infinity")),
    "cijfer van 401 cijfers lang": Case(literal(COUNT, "9" * 401)),
    "cijfer van 5.000 cijfers lang": Case(literal(COUNT, "9" * 5_000)),
    "cijfer als tekst": Case(literal(COUNT, '"12"')),
    "cijfer is waar": Case(literal(COUNT, "true")),
    "cijfer is een lijst": Case(literal(COUNT, "[]")),
    "cijfer met een komma": Case(literal(COUNT, "1,5")),
    # the next page
    "de volgende bladzijde is dezelfde": Case(links_to_itself()),
    "eindeloos veel bladzijden": Case(skips_for_ever()),
    "de volgende bladzijde is een getal": Case(linked(lambda _: 2)),
    "de volgende bladzijde is een lege tekst": Case(linked(lambda _: "")),
    "de volgende bladzijde staat op een interne server van CBS": Case(links_to_host(), COMES_THROUGH),
    "de volgende bladzijde heeft een adres zonder server": Case(
        linked(lambda answer: "?".join(("TypedDataSet", urlsplit(answer.page["odata.nextLink"]).query))), COMES_THROUGH
    ),
    "de volgende bladzijde staat op een vreemde server": Case(linked(lambda _: "https://example.org/x")),
    "de volgende bladzijde is een bestand": Case(linked(lambda _: "file:///etc/passwd")),
    "de volgende bladzijde is van een andere tabel": Case(linked(_other_table)),
    "de volgende bladzijde is van een ander onderdeel": Case(
        linked(lambda answer: answer.page["odata.nextLink"].replace("TypedDataSet", "UntypedDataSet"))
    ),
    "de volgende bladzijde begint te vroeg": Case(
        linked(lambda answer: answer.page["odata.nextLink"].replace("$skip=150", "$skip=100"))
    ),
    "een lege bladzijde die verder verwijst": Case(
        only_data(lambda answer: {**answer.page, "value": []} if "$skip" in answer.url else answer.page)
    ),
    "de tweede bladzijde is een webpagina": Case(second_page(html())),
    "de tweede bladzijde is er niet": Case(second_page(status(404))),
    # what is told about the table
    "over de tabel komt een getal": Case(on("TableInfos", [1])),
    "over de tabel komt niets": Case(on("TableInfos", [])),
    "geen enkele kolom": Case(on("DataProperties", [])),
    "een kolom is null": Case(on("DataProperties", lambda found: [*found, None])),
    "de kolommen hebben geen soort": Case(
        on("DataProperties", lambda found: [{**each, "Type": None, "odata.type": ""} for each in found])
    ),
    "een groep is zijn eigen voorouder": Case(
        on("DataProperties", lambda found: [{**each, "ParentID": each["ID"]} for each in found]), COMES_THROUGH
    ),
    "een periode zonder code": Case(on("Perioden", lambda found: [without("Key")(each) for each in found])),
    "een periode met een getal als code": Case(on("Perioden", lambda found: [{**each, "Key": 2024} for each in found])),
    "gemeenten zonder naam": Case(on("WijkenEnBuurten", lambda found: [without("Title")(each) for each in found])),
    "geen enkele gemeente": Case(on("WijkenEnBuurten", [])),
    "een gemeente met een lijst als naam": Case(on("WijkenEnBuurten", lambda found: [{**each, "Title": []} for each in found])),
}
