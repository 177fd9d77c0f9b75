"""The forms cover the model of the agenda: each field of each part is in one, with Dutch words of its own."""

from typing import get_args

import pytest
from pydantic import BaseModel

from dashboard.editing.field_labels import WORDS
from dashboard.editing.field_words import FIRST, LONG, MONTHS, ONLY_WITH, REFERS, SAME_WORDS, STARTS
from dashboard.editing.naming import shape_at, words_at
from dashboard.editing.shapes import APART, Shape, Sort, every, fields_of, source_shape
from etl.door.things import Kind
from indicators.agenda import model


def models() -> dict[str, type[BaseModel]]:
    """Every part of the agenda that the whole of it can hold, from the types themselves."""
    found: dict[str, type[BaseModel]] = {}

    def look(annotation: object) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation.__name__ not in found:
            found[annotation.__name__] = annotation
            for field in annotation.model_fields.values():
                look(field.annotation)
        for each in get_args(annotation):
            look(each)

    look(model.Agenda)
    return found


def shown() -> list[Shape]:
    """All fields of all forms."""
    things = [shape for kind in Kind if kind is not Kind.SOURCE for shape in fields_of(kind)]
    return [*every(tuple(things)), *every(source_shape().variants)]


MODELS = {name: part for name, part in models().items() if name != "Agenda"}


@pytest.mark.parametrize("name", MODELS)
def test_every_field_of_the_model_is_in_a_form(name):
    keys = {field.alias or key for key, field in MODELS[name].model_fields.items()}
    apart = {each.removesuffix(f" van {name}") for each in APART}
    assert {each.key for each in shown() if each.model == name and each.key} == keys - apart


@pytest.mark.parametrize("family", sorted({SAME_WORDS.get(name, name) for name in MODELS}))
def test_every_field_has_words_of_its_own_and_no_words_are_of_nothing(family):
    there = {each.key for each in shown() if SAME_WORDS.get(each.model, each.model) == family}
    assert set(WORDS[family]) - {""} == there - {""}


def test_the_tables_of_words_name_fields_that_there_are():
    there = {(SAME_WORDS.get(each.model, each.model), each.key) for each in shown()}
    assert set(LONG) | set(MONTHS) | set(REFERS) | set(ONLY_WITH) <= there
    assert {(family, key) for family, keys in FIRST.items() for key in keys} <= there
    assert set(STARTS) <= set(MODELS)


def test_choices_come_from_the_model():
    phase = shape_at(Kind.INTERVENTION, ("fase",))
    assert phase is not None
    assert phase.choices == tuple(map(str, model.Phase))
    kinds = shape_at(Kind.INDICATOR, ("norm", "soort"))
    assert kinds is not None
    assert kinds.choices == tuple(map(str, model.NormKind))


@pytest.mark.parametrize(
    ("kind", "place", "sort", "said"),
    [
        (Kind.INDICATOR, ("norm", "waarde"), Sort.NUMBER, "Norm, waarde"),
        (Kind.INDICATOR, ("norm", "mijlpalen", "=0123456789ab", "jaar"), Sort.YEAR, "Norm, mijlpalen, jaar"),
        (Kind.INDICATOR, ("norm", "vastgesteld", "datum"), Sort.DATE, "Norm, wie stelde de norm vast?, op welke dag?"),
        (Kind.INDICATOR, ("nulmeting", "periode"), Sort.PERIOD, "Nulmeting, periode"),
        (
            Kind.INDICATOR,
            ("bron", "teller", "onderwerp"),
            Sort.TEXT,
            "Waar komt het cijfer vandaan?, teller, onderwerp in de tabel",
        ),
        (Kind.INTERVENTION, ("start",), Sort.MONTH, "Begin"),
        (Kind.SOURCE, ("tabel",), Sort.TEXT, "Code van de tabel"),
        (Kind.AGENDA, ("raadsvergaderingen",), Sort.LIST, "Dagen waarop de raad vergaderde"),
    ],
)
def test_a_place_is_called_in_words(kind, place, sort, said):
    found = shape_at(kind, place)
    assert found is not None
    assert (found.sort, words_at(kind, place)) == (sort, said)


def test_a_place_that_no_form_has_is_told_apart():
    assert shape_at(Kind.INDICATOR, ("norm", "bestaatniet")) is None
