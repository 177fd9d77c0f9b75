"""What a page on paper tells of an indicator, taken apart as who reads it sees it: finding, answers, questions and figures."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import html


@dataclass(frozen=True, kw_only=True)
class Told:
    """answers: by question the word, and the sentences below it. figures: lines under heads, empty where there are none."""

    name: str
    finding: str
    newest: str
    answers: dict[str, tuple[str, tuple[str, ...]]]
    asked: tuple[str, ...]
    heads: tuple[str, ...]
    figures: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the table of all indicators. figure: as the table writes it, with its period."""

    name: str
    figure: str
    norm: str
    verdict: str


def told_by(page: str) -> Told:
    """The page of an indicator."""
    main = html.document_fromstring(page).find(".//main")
    cards = main.xpath('.//div[@class="antwoorden"]/section')
    table = main.xpath('.//*[@id="cijfers"]//table')
    return Told(
        name=_text(main.find(".//h1")),
        finding=_text(_one(main, './/h2[@class="gevonden"]')),
        newest=next((_text(each) for each in main.xpath('.//p[@class="klein"]') if _text(each).startswith("Nieuwste")), ""),
        answers=dict(map(_answer, cards)),
        asked=tuple(map(_text, main.xpath('.//*[@id="vragen"]//li'))),
        heads=tuple(map(_text, table[0].xpath(".//th"))) if table else (),
        figures=tuple(tuple(map(_text, row.xpath("./td"))) for row in table[0].xpath("./tbody/tr")) if table else (),
    )


def lines_of(page: str) -> list[Line]:
    """The table of all indicators, or of those of one ambition."""
    rows = html.document_fromstring(page).xpath('.//table[contains(@class, "indicatoren")]/tbody/tr[not(@class="groep")]')
    return [
        Line(
            name=_text(_one(row, "./th/a")),
            figure=_text(_one(row, './td[contains(@class, "cijfer")]')),
            norm=_text(_one(row, './td[@class="norm"]')).removeprefix("norm "),
            verdict=_text(_one(row, './td[@class="oordeel"]/b')),
        )
        for row in rows
    ]


def _answer(card: Any) -> tuple[str, tuple[str, tuple[str, ...]]]:
    word, *texts = card.xpath("./p")
    return _text(card.find("h2")), (_text(word.find("b")), tuple(map(_text, texts)))


def _one(part: Any, path: str) -> Any:
    (found,) = part.xpath(path)
    return found


def _text(part: Any) -> str:
    """Without signs that are there for the eye alone."""
    for sign in part.xpath('.//*[@aria-hidden="true"]'):
        sign.drop_tree()
    return re.sub(r"\s+", " ", part.text_content()).strip()
