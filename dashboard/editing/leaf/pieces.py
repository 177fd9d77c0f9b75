"""Shows a field with one value, with what is wrong there and what is asked about it; what changes is kept at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import kit
from dashboard.editing import words
from dashboard.editing.checking import Checked
from dashboard.editing.field_words import NEEDED
from dashboard.editing.places import Form
from dashboard.editing.reading import Meaning, read, written
from dashboard.editing.saving import Answer, At, save
from dashboard.editing.shapes import Shape, Sort
from dashboard.interventions.moments import PHASES
from dashboard.render import render
from etl.door.merging import Clash
from etl.door.things import Field


@dataclass(frozen=True, kw_only=True)
class Editor:
    """What the fields of one form have in common. names: by kind of thing the ids there are, each with its name.

    begins: by the key of a list what a new item in it says already.
    """

    form: Form
    checked: Checked
    names: Mapping[str, Mapping[str, str]]
    begins: Mapping[str, Any]

    def at(self, place: Field) -> At:
        """For who keeps what is filled in there."""
        return At(self.form.thing, self.form.within, place)

    def key(self, place: Field) -> str:
        """Of the element that shows it."""
        return "veld-" + "/".join((str(self.form.thing.kind), self.form.thing.id, *place))


def leaf(editor: Editor, place: Field, shape: Shape) -> None:
    """The field, what can be meant by what is in it, and what the door said of it."""
    key, value = editor.key(place), editor.form.shown(place)
    answer = st.session_state.get(f"antwoord {key}")
    label = _label(shape, has_mistake=place in editor.checked.at)
    how: dict[str, Any] = {"key": key, "on_change": _changed, "args": (editor.at(place), shape, key, value)}
    if shape.sort is Sort.LIST and shape.refers:
        known = editor.names[shape.refers]
        chosen = value if isinstance(value, list) else []
        texts = {**known, **{str(each): str(each) for each in chosen if each not in known}}
        kit.put_in_field(key, chosen)
        st.multiselect(label, list(texts), format_func=texts.__getitem__, placeholder="Kies", width=words.width(shape), **how)
    elif options := _options(editor, shape, value):
        kit.put_in_field(key, written(shape, value))
        st.selectbox(label, list(options), format_func=options.__getitem__, width=words.width(shape), **how)
    else:
        kit.put_in_field(key, answer.typed if answer and isinstance(answer.typed, str) else written(shape, value))
        is_area = shape.is_long or shape.sort is Sort.CODES or shape.inner is Sort.DATE
        (st.text_area if is_area else st.text_input)(label, width=words.width(shape), **how)
    meanings = read(shape, value).options if isinstance(value, str) else ()
    if meanings:
        _ask_what_is_meant(editor, place, meanings, str(value))
    elif told := editor.checked.at.get(place, ()):
        kit.show(render("editing/mistakes.html", texts=told))
    if answer:
        _show_answer(editor, place, shape, answer)


def clash(editor: Editor, found: Clash, shape: Shape | None) -> None:
    """A field of which the agenda says something else by now: both values, and the person chooses."""
    mine, theirs = (written(shape, each) if shape else str(each) for each in (found.mine, found.theirs))
    kit.show(render("editing/mistakes.html", texts=[words.clash(shape, mine or "niets", theirs or "niets")]))
    with st.container(horizontal=True):
        for number, (opening, value) in enumerate((("Houd wat u schreef", found.mine), ("Houd wat er nu staat", found.theirs))):
            key = f"{editor.key(found.path)} botsing {number}"
            args = (editor.at(found.path), value, editor.form.shown(found.path), editor.key(found.path))
            st.button(opening, key=key, on_click=keep, args=args)


def _label(shape: Shape, *, has_mistake: bool) -> str:
    """What a field is called, with an example, and whether it is wrong: all of it is read aloud with the field."""
    is_needed = shape.is_required or (shape.model == "Norm" and shape.key in NEEDED)
    hint = f" {kit.plain(shape.words.hint)}" if shape.words.hint else ""
    wrong = ". Let op: dit klopt nog niet." if has_mistake else ""
    return f"**{kit.plain(shape.words.label)}**{'' if is_needed else ' (mag leeg)'}{hint}{wrong}"


def _options(editor: Editor, shape: Shape, value: Any) -> Mapping[str, str]:
    """What can be chosen, by how it is written; empty for what is filled in."""
    if shape.refers:
        known = editor.names[shape.refers]
    elif shape.sort is Sort.YES_NO:
        known = {"ja": "ja", "nee": "nee"}
    else:
        known = {each: PHASES.get(each, each) for each in shape.choices}
    if not known:
        return {}
    now = written(shape, value)
    return {"": "—", **known, **({now: now} if now and now not in known else {})}


def _ask_what_is_meant(editor: Editor, place: Field, options: tuple[Meaning, ...], value: str) -> None:
    kit.lead(words.which(value, options))
    with st.container(horizontal=True):
        for number, each in enumerate(options):
            _choice(editor, place, each, number, value)


def _choice(editor: Editor, place: Field, meaning: Meaning, number: int, seen: Any) -> None:
    key = editor.key(place)
    args = (editor.at(place), meaning.value, seen, key)
    st.button(f"{kit.plain(meaning.words)}", key=f"{key} keuze {number}", on_click=keep, args=args)


def _show_answer(editor: Editor, place: Field, shape: Shape, answer: Answer) -> None:
    kit.show(render("editing/mistakes.html", texts=[answer.text]))
    if answer.is_conflict:
        with st.container(horizontal=True):
            for number, (opening, value) in enumerate((("Van u", answer.mine), ("Wat er nu staat", answer.theirs))):
                shown = written(shape, value) or "niets"
                _choice(editor, place, Meaning(value, f"{opening}: {shown}"), number, answer.theirs)


def _changed(at: At, shape: Shape, key: str, seen: Any) -> None:
    typed = st.session_state[key]
    if isinstance(typed, list):
        value: Any = typed or None
    elif shape.sort is Sort.YES_NO:
        value = {"ja": True, "nee": False}.get(typed)
    else:
        value = read(shape, typed).value
    hold(key, save(at, value, seen), typed)


def keep(at: At, value: Any, seen: Any, key: str) -> None:
    """What was chosen with a button stands there from now on."""
    hold(key, save(at, value, seen), None)


def hold(key: str, answer: Answer | None, typed: Any) -> None:
    """What the door said stays at the field until it is kept; what was typed is not lost."""
    if answer is None:
        st.session_state.pop(f"antwoord {key}", None)
    else:
        shown = typed if typed is not None else answer.typed
        st.session_state[f"antwoord {key}"] = Answer(answer.text, shown, answer.theirs, answer.mine, answer.is_conflict)
