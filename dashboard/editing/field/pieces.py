"""Shows a field and what is below it: groups, lists with their items, and fields of several kinds."""

from itertools import groupby
from typing import Any

import streamlit as st

from dashboard import kit
from dashboard.editing import words
from dashboard.editing.field_words import ONLY_WITH, STARTS
from dashboard.editing.leaf.pieces import Editor, hold, keep, leaf
from dashboard.editing.saving import At, add, save
from dashboard.editing.shapes import Shape, Sort
from dashboard.render import render, subheading
from etl.door.things import Field

_PARTS = frozenset({Sort.GROUP, Sort.ITEMS, Sort.EITHER})


def show(editor: Editor, place: Field, shape: Shape) -> None:
    """A field and what is below it."""
    if shape.sort is Sort.GROUP:
        fields(editor, place, shape.fields)
    elif shape.sort is Sort.ITEMS:
        _items(editor, place, shape)
    elif shape.sort is Sort.EITHER:
        _either(editor, place, shape)
        if shape.variant_of(editor.form.shown(place)).sort is not Sort.GROUP:
            return  # a field with one value tells its own mistakes
    else:
        leaf(editor, place, shape)
        return
    if told := editor.checked.at.get(place, ()):
        kit.show(render("editing/mistakes.html", texts=told))


def fields(editor: Editor, place: Field, shapes: tuple[Shape, ...]) -> None:
    """Those that matter here: what fits one sort of norm only is left out until that sort is chosen or something stands there."""
    kind = editor.form.shown((*place, "soort"))
    for is_short, together in groupby((each for each in shapes if _fits(editor, place, each, kind)), key=words.is_short):
        if is_short:
            _side_by_side(editor, place, list(together))
            continue
        for each in together:
            if each.sort in _PARTS and place:
                kit.show(subheading(each.words.label))
                if each.words.hint:
                    kit.small(each.words.hint)
            show(editor, (*place, each.key), each)


def _fits(editor: Editor, place: Field, shape: Shape, kind: Any) -> bool:
    fitting = ONLY_WITH.get((shape.model, shape.key))
    below = (*place, shape.key)
    return not fitting or kind in fitting or editor.form.shown(below) is not None or below in editor.checked.at


def _side_by_side(editor: Editor, place: Field, shapes: list[Shape]) -> None:
    """Short ones, each with what is said of it below it."""
    key = editor.key((*place, shapes[0].key))
    with st.container(horizontal=True, key=f"naast {key}", vertical_alignment="bottom"):
        for each in shapes:
            with st.container(width=words.SHORT, key=f"kort {editor.key((*place, each.key))}", gap="xsmall"):
                show(editor, (*place, each.key), each)


def _items(editor: Editor, place: Field, shape: Shape) -> None:
    for number, (step, value) in enumerate(editor.form.items(place), 1):
        below, key = (*place, step), editor.key((*place, step))
        with st.container(border=True, key=f"onderdeel {key}"):
            kit.show(subheading(words.item_name(shape, number)))
            if shape.variants:
                _either(editor, below, shape)
            else:
                fields(editor, below, shape.fields)
            told = editor.checked.at.get(below, ())
            if told:
                kit.show(render("editing/mistakes.html", texts=told))
            removal = f"Haal weg: {words.item_name(shape, number).lower()}"
            st.button(removal, key=f"{key} weg", on_click=keep, args=(editor.at(below), None, value, key))
    begins = editor.begins.get(shape.key, dict(STARTS.get(shape.variants[0].model, {})) if shape.variants else {})
    key = editor.key(place)
    st.button(words.add_name(shape), key=f"{key} erbij", on_click=_add, args=(editor.at(place), begins, key))


def _either(editor: Editor, place: Field, shape: Shape) -> None:
    """Of a field of several kinds: which, and the fields of that kind."""
    value = editor.form.shown(place)
    chosen, key = shape.variant_of(value), f"{editor.key(place)} soort"
    labels = [each.words.label for each in shape.variants]
    kit.put_in_field(key, chosen.words.label)
    args = (editor.at(place), shape, key, value)
    st.selectbox(f"**{kit.plain(shape.words.label)}** kies de soort", labels, key=key, on_change=_other_kind, args=args)
    if chosen.sort is Sort.GROUP:
        fields(editor, place, chosen.fields)
    else:
        leaf(editor, place, chosen)


def _other_kind(at: At, shape: Shape, key: str, seen: Any) -> None:
    chosen = next(each for each in shape.variants if each.words.label == st.session_state[key])
    start: Any = STARTS.get(chosen.model) or ([] if chosen.sort is Sort.LIST else {})
    hold(key, save(at, start, seen), None)


def _add(at: At, value: Any, key: str) -> None:
    hold(key, add(at, value), None)
