"""Takes an own file in, shows what was understood of it, and lets somebody correct that by choosing; it opens no file."""

from collections.abc import Mapping

import streamlit as st

from dashboard import kit, once
from dashboard.adding import words
from dashboard.adding.asked.pieces import answer_to, job_of
from dashboard.adding.own_file import choice
from dashboard.adding.wish import read_wish, write_wish
from dashboard.agendas import here
from dashboard.pages import ADD, DELIVERED, Links
from dashboard.render import bullets, render
from etl.catalogue.offered import LeftOut, Understood
from etl.door.actors import Actor
from etl.door.delivered import Delivered, DeliveryError, put_aside
from etl.door.file_names import free_name

_WHICH = "welk"
_MOST_LEFT_OUT = 20


def sending(who: Actor) -> None:
    """The form to send a file with."""
    with kit.card("eigen-bestand", "Of gebruik een eigen bestand"):
        kit.lead(
            "Een tabel met een regel per gemeente en per jaar, of met een kolom per jaar. Titels erboven mogen blijven staan."
        )
        token = once.token_outside(ADD.name, who)
        kit.upload(token=token, back=ADD.name, label="Kies een bestand met cijfers", button="Bestand versturen")


def delivered(who: Actor, links: Links) -> Delivered | None:
    """The file that was sent: the one that was chosen when there were more."""
    kit.show(render("adding/back.html", link=links.to(ADD, "Terug naar zoeken of een ander bestand")))
    try:
        files = put_aside(here().data, kit.visit().wanted(DELIVERED), who)
    except DeliveryError as problem:
        kit.remark("Niet gevonden.", str(problem))
        return None
    if len(files) == 1:
        return files[0]
    names = {str(number): file.name for number, file in enumerate(files)}
    wanted = read_wish(kit.visit().wanted("keuze")).get(_WHICH, "0")
    _choice(_WHICH, "Welk bestand?", names, wanted if wanted in names else "0")
    return files[int(wanted)] if wanted in names else files[0]


def understood(file: Delivered) -> tuple[Understood, str, str] | None:
    """What the file says as it is read now, the name it will have, and the job that has it; None while that is not known."""
    wish = read_wish(kit.visit().wanted("keuze"))
    name = free_name(here().agenda, choice.file_name(file.name, file.kind), file.raw)
    of = (kit.visit().wanted(DELIVERED), file.name)
    first = choice.question_of(name, {})
    state = answer_to(first, what="Het bestand wordt gelezen.", file=(name, file.raw), of=of)
    corrections = {key: value for key, value in wish.items() if key != _WHICH}
    if state and corrections:
        asked = choice.question_of(name, corrections, job_of(first, of))
        state = answer_to(asked, what="Het bestand wordt opnieuw gelezen.", of=of)
    said = state.answer if state else None
    return (said, name, job_of(first, of)) if isinstance(said, Understood) else None


def file_fields(said: Understood, called: str, place: str) -> None:
    """What was understood, what was left out and why, and the choices that make it something else."""
    wish = read_wish(kit.visit().wanted("keuze"))
    with kit.card("bestand", f"Wat wij lezen in {called}"):
        if said.problems:
            kit.remark("Nog niet te lezen.", "Kies hieronder waar alles staat.")
            kit.show(bullets(said.problems))
        kit.show(bullets(words.understood(said, place)))
        if said.remarks:
            kit.show(bullets(said.remarks))
        if said.left_out_count:
            kit.show(render("adding/left_out.html", label=words.left_out(said), lines=_lines(said.left_out), more=_more(said)))
        _corrections(said, wish)


def _corrections(said: Understood, wish: Mapping[str, str]) -> None:
    columns = {each.name: each.name for each in said.columns if each.name}
    with st.container(horizontal=True, key="bestand-keuzes", gap="small", vertical_alignment="bottom"):
        if len(said.sheets) > 1:
            _choice(choice.SHEET, "Op welk blad?", {each: each for each in said.sheets}, said.sheet or "")
        rows = {str(number): str(number) for number in range(1, max(20, said.header_row) + 1)}
        _choice(choice.HEADER, "Regel met de namen van de kolommen", rows, str(said.header_row))
        _choice(choice.AREA, "Kolom met de gemeente", columns, said.region_column or "")
        when = choice.when_of(said, wish)
        _choice(choice.WHEN, "Waar staat het jaar?", choice.whens(said), when)
        if when == choice.ONE_YEAR:
            _year(str(said.year or wish.get(choice.YEAR, "")))
        if len(said.measures) > 1 or said.column is None:
            measures = {each: each or "wat er onder de jaren staat" for each in said.measures} or columns
            _choice(choice.COLUMN, "Kolom met het cijfer", measures, said.column or "")


def _year(shown: str) -> None:
    key = _key(choice.YEAR)
    kit.put_in_field(key, shown)
    st.text_input("Welk jaar? Bijvoorbeeld: 2022", key=key, on_change=_remember, args=(choice.YEAR, key), width=220)


def _choice(name: str, label: str, texts: Mapping[str, str], chosen: str) -> None:
    key = _key(name)
    kit.put_in_field(key, chosen if chosen in texts else None)
    st.selectbox(
        label,
        list(texts),
        index=None,
        format_func=texts.__getitem__,
        key=key,
        on_change=_remember,
        args=(name, key),
        placeholder="Kies",
        width=260,
    )


def _key(name: str) -> str:
    return f"bestand-{kit.visit().wanted(DELIVERED)}-{name}"


def _remember(name: str, key: str) -> None:
    wish, value = read_wish(kit.in_address("keuze")), st.session_state.get(key) or ""
    changed = {_WHICH: value} if name == _WHICH else choice.corrected(wish, name, value)
    kept = {_WHICH: wish[_WHICH]} if _WHICH in wish and name != _WHICH else {}
    kit.put_in_address(keuze=write_wish({**kept, **changed}))


def _lines(left_out: tuple[LeftOut, ...]) -> list[str]:
    return [f"regel {each.line}: {each.text} – {each.reason}" for each in left_out[:_MOST_LEFT_OUT]]


def _more(said: Understood) -> str:
    rest = said.left_out_count - min(len(said.left_out), _MOST_LEFT_OUT)
    return f"En nog {rest}." if rest else ""
