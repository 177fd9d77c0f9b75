"""The Streamlit pieces of a partner's page; what is filled in goes to the door, which decides whether it may be."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from secrets import token_hex
from typing import Any

import streamlit as st

from dashboard import actor, agendas, data, kit, once
from dashboard.editing.field_labels import Words
from dashboard.editing.reading import read
from dashboard.editing.shapes import Shape, Sort
from dashboard.indicator.agreed.words import decided
from dashboard.interventions.moments import badge
from dashboard.look.notation import CLOCK, exact
from dashboard.once import Slip
from dashboard.pages import DELIVERED, EDIT, PARTNER, Links
from dashboard.partner import tasks
from dashboard.partner.tasks import ToDecide
from dashboard.render import bullets, paragraph, subheading
from etl.door.actors import Actor
from etl.door.changes import ANY, AddFigure, Change, Decide, KeepFile, SaveField, Submit
from etl.door.delivered import Delivered, DeliveryError, put_aside
from etl.door.desk import Desk
from etl.door.drafts import Draft, draft_id
from etl.door.refusals import Refused, Unlikely
from etl.door.things import Kind, Thing, find
from etl.store.rows import ProcessReading
from indicators.agenda.model import Decision, Indicator, Intervention
from indicators.agenda.problems import AgendaError

WIDTH = 640
"""Of a form, in pixels: a line that can be read in one go."""
SAID, NOT_DONE = "partner-gezegd", "partner-niet-gedaan"
"""What was done last, or not and why in which form, to say it once after the page was made anew."""
_FILLED, _UNLIKELY = "partner-ingevuld", "partner-onwaarschijnlijk"
"""How often each form was done, so that its fields are empty afterwards; and the form in which something far was filled in."""


def said() -> None:
    """What was done just now."""
    if text := st.session_state.pop(SAID, ""):
        kit.outcome("Gedaan.", text)


def decision_form(asked: ToDecide, desk: Desk) -> None:
    """To record what was decided: it stands in the agenda at once, with the name of who recorded it."""
    mark = badge(asked.checkpoint, asked.checkpoint.on)
    given = _slip(f"besluit {asked.key}", desk)
    with st.form(given.key, border=False, width=WIDTH):
        kit.show(subheading(f"{asked.intervention.name}, {mark.on}"))
        kit.small(f"{'Dit besluit is te laat. ' if asked.is_late else ''}Wat u vastlegt, staat meteen in de agenda, met uw naam.")
        choice = st.selectbox(
            "Wat is besloten?", list(map(str, Decision)), index=None, placeholder="Kies een besluit", key=_key("keuze", given)
        )
        reason = st.text_area("Waarom? Schrijf het kort op.", key=_key("reden", given), max_chars=1000)
        again = st.text_input("Volgend toetsmoment (mag leeg), zoals 1 juni 2028", key=_key("volgende", given))
        if st.form_submit_button("Besluit vastleggen"):
            _do(given, lambda: [_decided(asked, choice, reason, again)], "Het besluit staat in de agenda.")
        _not_done(given)


def _decided(asked: ToDecide, choice: str | None, reason: str, again: str) -> Change:
    if choice is None:
        raise Refused("Kies eerst wat er is besloten.")
    next_day = typed(Sort.DATE, again) or ""
    day_of = asked.checkpoint.on.isoformat()
    return Decide(intervention=asked.intervention.id, day=day_of, decision=choice, reason=reason, next_day=next_day)


def commentary_form(indicators: Sequence[Indicator], name: str, desk: Desk) -> None:
    """To write a remark with a figure: signed with the name of the partner, and given for review."""
    given = _slip("toelichting", desk)
    with st.form(given.key, border=False, width=WIDTH):
        names = [each.name for each in indicators]
        about = st.selectbox("Bij welk cijfer?", names, index=None, placeholder="Kies een cijfer", key=_key("bij", given))
        year = st.text_input("Over welk jaar? Bijvoorbeeld 2025 of 2024/'25", key=_key("jaar", given))
        text = st.text_area("Wat wilt u erbij zeggen?", key=_key("tekst", given), max_chars=2000)
        if st.form_submit_button("Toelichting ter beoordeling geven"):
            indicator = next((each for each in indicators if each.name == about), None)
            _do(given, lambda: _for_review(_remark(indicator, name, year, text)), "De gemeente kijkt uw toelichting na.")
        _not_done(given)


def _remark(indicator: Indicator | None, name: str, year: str, text: str) -> SaveField:
    if indicator is None:
        raise Refused("Kies eerst bij welk cijfer uw toelichting hoort.")
    if not year.strip() or not text.strip():
        raise Refused("Vul het jaar en uw toelichting in.")
    today = datetime.now(CLOCK).date().isoformat()
    said_of = {"datum": today, "auteur": name, "periode": typed(Sort.PERIOD, year), "tekst": text.strip()}
    path = ("toelichtingen", f"+{token_hex(4)}")
    return SaveField(thing=Thing(Kind.INDICATOR, indicator.id), path=path, value=said_of, seen=None)


def figure_form(intervention: Intervention, reading: ProcessReading | None, desk: Desk) -> None:
    """To add one figure of one's own to the file that the agenda names."""
    process = intervention.process
    if process:
        kit.show(subheading(f"Uw cijfers voor {intervention.name}"))
        kit.small(f"Ze staan in {PurePosixPath(process.file).name}, in de kolom ‘{process.column}’.")
    if reading is not None and reading.figures:
        latest, figure = reading.figures[-1]
        kit.small(f"Laatste cijfer: {exact(figure)} ({latest}).")
    given = _slip(f"cijfer {intervention.id}", desk)
    with st.form(given.key, border=False, width=WIDTH):
        example = "Bijvoorbeeld 2026, of 2026-K3 voor het derde kwartaal"
        period = st.text_input(f"Waarover gaat het cijfer? {example}", key=_key("periode", given))
        value = st.text_input("Het cijfer, zoals 120 of 2,5", key=_key("waarde", given))
        is_sure = st.session_state.get(_UNLIKELY) == given.name and st.checkbox("Dit cijfer klopt", key=_key("klopt", given))
        if st.form_submit_button("Cijfer toevoegen"):
            _do(
                given,
                lambda: [AddFigure(intervention=intervention.id, period=period, value=_number(value), is_sure=is_sure)],
                "Het cijfer staat in uw bestand. Het dashboard toont het na de volgende verversing.",
            )
        _not_done(given)


def file_form(intervention: Intervention, sent: str, desk: Desk) -> None:
    """To send the whole file anew. sent: the word of what was sent just now, which is kept when the button is pressed."""
    named = PurePosixPath(intervention.process.file if intervention.process else "")
    who, back = actor.asking(), f"{PARTNER.name}?partner={intervention.partner}&interventie={intervention.id}"
    files = _sent(sent, who)
    fitting = next((each for each in files if each.kind == named.suffix.lower()), None)
    if files and fitting is None:
        kit.show(paragraph(f"U stuurde een ander soort bestand dan {named.name}. Bewaar het als {named.suffix}.", style="fout"))
    if fitting is None:
        token = once.token_outside(back, who)
        label = f"Een nieuwe versie van {named.name}"
        kit.upload(token=token, back=back, label=label, button="Bestand sturen", kind=named.suffix)
        return
    kit.outcome("Ontvangen.", f"‘{fitting.name}’ is er. Het geldt pas als u op de knop hieronder drukt.")
    given = _slip(f"bestand {intervention.id}", desk)
    if st.button(kit.plain(f"Zet ‘{fitting.name}’ in de plaats van {named.name}"), key=given.key):
        _do(
            given,
            lambda: [_file(intervention, named.name, fitting.raw)],
            "Uw bestand is vervangen. Het dashboard leest het straks.",
        )
    _not_done(given)


def _sent(word: str, who: Actor) -> list[Delivered]:
    """What was sent under this word, as long as it lies there."""
    try:
        return put_aside(agendas.data_folder(), word, who) if word else []
    except DeliveryError as problem:
        kit.show(paragraph(str(problem), style="fout"))
        return []


def _file(intervention: Intervention, name: str, raw: bytes) -> Change:
    return KeepFile(name=name, content=raw, replaces=ANY, intervention=intervention.id)


def norms(indicators: Sequence[Indicator], partner: str, links: Links, desk: Desk) -> None:
    """What the norms are, with a way to put one's name under them or to propose another."""
    book = data.databook()
    for indicator in indicators:
        kit.show(subheading(indicator.name))
        row = book.row(indicator.id)
        kit.small(*tasks.norm_lines(indicator, decided(row, book.partners) if row else ""))
        kit.link(links.to(EDIT, f"{indicator.name}: stel een norm voor", indicator=indicator.id))
        if not tasks.may_endorse(indicator, partner):
            continue
        given = _slip(f"onderschrijf {indicator.id}", desk)
        if st.button(kit.plain(f"Zet onze naam onder de norm van {indicator.name}"), key=given.key):
            _do(given, partial(_endorsed, indicator, partner), "De gemeente kijkt dit na.")
        _not_done(given)


def _endorsed(indicator: Indicator, partner: str) -> Sequence[Change]:
    by = list(indicator.norm.adoption.by) if indicator.norm and indicator.norm.adoption else []
    path = ("norm", "vastgesteld", "door")
    return _for_review(SaveField(thing=Thing(Kind.INDICATOR, indicator.id), path=path, value=[*by, partner], seen=by))


def waiting(drafts: Sequence[Draft], desk: Desk) -> None:
    """What this partner has in draft, with what was said of it."""
    names = {each.id: (find(desk.data, each.thing) or {}).get("naam", each.thing.id) for each in drafts}
    kit.show(bullets(f"{names[each.id]}: {each.state}{f'. {each.note_by}: {each.note}' if each.note else ''}" for each in drafts))


def typed(sort: Sort, text: str) -> Any:
    """What was filled in, as the file has it; Refused when it can mean two things, None when nothing was."""
    found = read(Shape(key="", words=Words(""), sort=sort), text)
    if found.options:
        meant = " of ".join(each.words for each in found.options)
        raise Refused(f"‘{text.strip()}’ kan twee dingen betekenen: {meant}. Schrijf het voluit.")
    return found.value


def _number(text: str) -> float:
    value = typed(Sort.NUMBER, text)
    if not isinstance(value, int | float):
        raise Refused("Dit is geen getal. Schrijf een getal zoals 120 of 2,5.")
    return value


def _slip(name: str, desk: Desk) -> Slip:
    return once.slip(name, actor.asking(), desk.version)


def _key(field: str, given: Slip) -> str:
    """Of a field of a form: another one once the form was done, so that it is empty again; what was refused stays."""
    return f"{field} {given.name} {st.session_state.get(_FILLED, {}).get(given.name, 0)}"


def _for_review(change: SaveField) -> Sequence[Change]:
    """Kept, and in the same press given for review."""
    return change, Submit(draft=draft_id(change.thing, actor.asking().subject))


def _do(given: Slip, changes: Callable[[], Sequence[Change]], done: str) -> None:
    """Ask the door; what it answers is said on the page. What was filled in wrongly takes no slip."""
    try:
        wanted = changes()
    except Refused as odd:
        kit.show(paragraph(str(odd), style="fout"))
        return
    try:
        once.hand_in(given, *wanted)
    except Refused as no:
        st.session_state[NOT_DONE] = (given.name, [str(no)])
        st.session_state[_UNLIKELY] = given.name if isinstance(no, Unlikely) else ""
    except AgendaError as problem:
        st.session_state[NOT_DONE] = (given.name, [f"{each.text}; {each.remedy}" for each in problem.problems])
    else:
        st.session_state[SAID], st.session_state[_UNLIKELY] = done, ""
        filled: dict[str, int] = st.session_state.setdefault(_FILLED, {})
        filled[given.name] = filled.get(given.name, 0) + 1
        kit.put_in_address(**{DELIVERED: ""})
    st.rerun()


def _not_done(given: Slip) -> None:
    """What the door said of this form in the run before."""
    name, told = st.session_state.get(NOT_DONE, ("", []))
    if name == given.name:
        del st.session_state[NOT_DONE]
        kit.show(paragraph(*told, style="fout"))
