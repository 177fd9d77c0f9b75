"""Shows what a table offers, by Dutch titles, and keeps the choice in the address; it looks no figures up itself."""

from collections.abc import Mapping

import streamlit as st

from dashboard import kit
from dashboard.adding import words
from dashboard.adding.asked.pieces import answer_to
from dashboard.adding.table import choice
from dashboard.adding.wish import FILTER, MEASURE, PARTS_OF, PERIOD, TIMES, YEAR, read_table, read_wish, write_wish
from dashboard.pages import ADD, Links
from dashboard.render import render
from etl.catalogue.offered import TableContents
from etl.door.questions import OpenTable
from indicators.agenda.model import Agenda

_WIDTH = 640
_ITSELF = "Nee, laat het cijfer zelf zien"


def opened(links: Links) -> TableContents | None:
    """The table of the address, once it is there; until then what there is to say."""
    visit = kit.visit()
    asked = read_table(visit.wanted("bron"))
    back = links.to(ADD, "Terug naar de gevonden tabellen", zoek=visit.wanted("zoek"))
    kit.show(render("adding/back.html", link=back))
    if asked is None:
        kit.remark("Niet gevonden.", "Deze tabel bestaat niet. Zoek een andere.")
        return None
    state = answer_to(OpenTable(catalogue=asked[0], table=asked[1]), what="De tabel wordt geopend.")
    contents = state.answer if state else None
    if not isinstance(contents, TableContents):
        return None
    if contents.problem:
        kit.remark("Niet te gebruiken.", contents.problem)
        return None
    return contents


def table_fields(contents: TableContents, agenda: Agenda) -> None:
    """The measure, what to count, which periods, and what to divide by."""
    wish = read_wish(kit.visit().wanted("keuze"))
    with kit.card("tabel", contents.title):
        told = (words.about_table(contents), contents.stopped, words.origin(contents.origin))
        kit.small(*(text for text in told if text))
        _choice(MEASURE, "Wat wilt u laten zien?", choice.measures(contents), wish.get(MEASURE, ""))
        for dimension in choice.asked_dimensions(contents):
            titles = {member.code: member.title for member in dimension.members}
            if len(titles) > 1:
                _choice(f"{FILTER}{dimension.name}", dimension.title, titles, choice.member_of(dimension, wish))
        _periods(contents, wish)
        _denominator(contents, wish, agenda)
        if wish.get(MEASURE) and (left := choice.missing(contents, wish)):
            kit.announced(words.still_to_choose(left))


def _periods(contents: TableContents, wish: Mapping[str, str]) -> None:
    if not contents.has_periods and contents.year is None:
        kit.put_in_field(_key(YEAR), wish.get(YEAR, ""))
        st.text_input(
            "Van welk jaar zijn de cijfers? Bijvoorbeeld: 2022", key=_key(YEAR), on_change=_remember, args=(YEAR, _key(YEAR))
        )
    if len(contents.periods) > 1:
        kinds = {str(each.kind): words.periods(each) for each in contents.periods}
        now = choice.period_of(contents, wish)
        _choice(PERIOD, "Welke perioden?", kinds, str(now.kind) if now else "")


def _denominator(contents: TableContents, wish: Mapping[str, str], agenda: Agenda) -> None:
    if wish.get(MEASURE) not in choice.measures(contents):
        return
    offered = choice.denominators(contents, agenda)
    offered.pop(f"{choice.OF_TABLE}{wish.get(MEASURE)}", None)
    if not offered:
        return
    said = wish.get(PARTS_OF, "")
    label = "Delen door een ander cijfer? Bijvoorbeeld: per 1.000 inwoners"
    _choice(PARTS_OF, label, {"": _ITSELF, **offered}, said if said in offered else "")
    if said in offered:
        _choice(TIMES, "Per hoeveel?", choice.TIMES_CHOICES, choice.times_of(wish))


def _choice(name: str, label: str, texts: Mapping[str, str], chosen: str) -> None:
    """A list to choose from; nothing is chosen while `chosen` is none of them."""
    key = _key(name)
    kit.put_in_field(key, chosen if chosen in texts else None)
    st.selectbox(
        kit.plain(label),
        list(texts),
        index=None,
        format_func=texts.__getitem__,
        key=key,
        on_change=_remember,
        args=(name, key),
        placeholder="Kies",
        width=_WIDTH,
    )


def _key(name: str) -> str:
    return f"tabel-{kit.visit().wanted('bron')}-{name}"


def _remember(name: str, key: str) -> None:
    wish = read_wish(kit.in_address("keuze"))
    kit.put_in_address(keuze=write_wish(wish | {name: st.session_state.get(key) or ""}))
