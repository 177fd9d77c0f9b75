"""What a form saves and shows, through the form and the door themselves: only the touched lines, and it reads back."""

import copy
import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.own_lines import own_lines
from support.shipped import AGENDA

from dashboard.editing.checking import check, path_of, place_of
from dashboard.editing.places import Form
from dashboard.editing.reading import read, written
from dashboard.editing.saving import form_of
from dashboard.editing.shapes import Shape, Sort, fields_of, source_shape
from etl.door.actors import Actor, Role
from etl.door.desk import Desk, desk_of
from etl.door.door import write
from etl.door.merging import merge
from etl.door.rewriting import rewrite
from etl.door.things import Kind, Thing, all_things, find, fingerprint
from etl.installation import Place
from indicators.agenda.strict_yaml import read_marked

ME = Actor(subject="een", name="Beleid sociaal domein", role=Role.EDITOR, until=datetime.now(UTC) + timedelta(hours=8))
OVERWEIGHT = Thing(Kind.INDICATOR, "overgewicht")
ASSAULT = Thing(Kind.INDICATOR, "mishandeling")


@pytest.fixture
def place(tmp_path) -> Place:
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    return Place(agenda=tmp_path / "config" / "agenda.yaml", data=tmp_path)


class At:
    """Somebody at a form: what they fill in is saved in their draft, as the page does."""

    def __init__(self, place: Place, thing: Thing, within: str = "") -> None:
        self.place, self.thing, self.within = place, thing, within

    @property
    def desk(self) -> Desk:
        return desk_of(self.place)

    @property
    def form(self) -> Form:
        return form_of(self.desk, self.thing, ME.subject, self.within)

    def fill(self, *where: str, value: Any) -> None:
        write(ME, self.form.saving(where, value), self.desk.version, place=self.place)

    def add(self, *where: str, value: Any) -> None:
        write(ME, self.form.adding(where, value), self.desk.version, place=self.place)

    def merged(self) -> dict[str, Any]:
        draft = self.form.draft
        merged = merge(self.desk.data, [draft] if draft else [])
        assert merged.clashes == ()
        found = find(merged.data, self.thing)
        assert found is not None
        return found


def leaves(shapes: tuple[Shape, ...], value: Any, way: tuple[str, ...] = (), raw: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every field with one value that stands in the file: its place in the form, its path in the file, its shape."""
    found: list[tuple[Any, ...]] = []
    for shape in shapes:
        if not isinstance(value, dict) or shape.key not in value:
            continue
        here, place, path = value[shape.key], (*way, shape.key), (*raw, shape.key)
        if shape.sort is Sort.GROUP:
            found += leaves(shape.fields, here, place, path)
        elif shape.sort is Sort.EITHER:
            variant = shape.variant_of(here)
            found += leaves(variant.fields, here, place, path)
        elif shape.sort is Sort.ITEMS:
            for at, item in enumerate(here):
                inner = shape.variant_of(item).fields if shape.variants else shape.fields
                found += leaves(inner, item, (*place, fingerprint(item)), (*path, at))
        else:
            found.append((place, path, shape))
    return found


def another(draw: random.Random, shape: Shape) -> str:
    """Something that fits this field, as somebody types it."""
    year = draw.randrange(2000, 2040)
    number = round(draw.uniform(1, 90), 2)
    typed = {
        Sort.NUMBER: written(shape, number),
        Sort.WHOLE: str(draw.randrange(1, 30)),
        Sort.YEAR: str(year),
        Sort.DATE: f"{draw.randrange(1, 28)}-{draw.randrange(1, 13)}-{year}",
        Sort.PERIOD: draw.choice([str(year), f"{year}/'{(year + 1) % 100:02d}", f"{year} t/m {year + 3}"]),
        Sort.MONTH: draw.choice([str(year), f"mei {year}"]),
        Sort.CODES: f"Geslacht: T{draw.randrange(1000, 9999)}\nLeeftijd: '0{draw.randrange(9)}'",
        Sort.CHOICE: draw.choice(shape.choices or ("",)),
        Sort.YES_NO: draw.choice(["ja", "nee"]),
        Sort.LIST: f"1 mei {year}"
        if shape.inner is Sort.DATE
        else f"GM{draw.randrange(1000, 2000)}, GM0{draw.randrange(100, 900)}",
    }
    return typed.get(shape.sort) or draw.choice(
        ["Rust: en #ruimte", "ja", "0123", "een\nlange tekst " * 9, "'s-Hertogenbosch", "- x"]
    )


@pytest.mark.sampled(3)
@pytest.mark.parametrize("seed", range(400))
def test_a_field_filled_in_touches_its_own_lines_and_reads_back(place, seed):
    draw = random.Random(seed)
    desk = desk_of(place)
    thing = draw.choice(all_things(desk.data))
    stored = find(desk.data, thing)
    shapes = source_shape().variant_of(stored).fields if thing.kind is Kind.SOURCE else fields_of(thing.kind)
    where, below, shape = draw.choice(leaves(shapes, stored))
    at = At(place, thing)
    assert written(shape, at.form.shown(where)) == written(shape, value_in(stored, below))
    typed = another(draw, shape)
    found = read(shape, typed)
    value = {"ja": True, "nee": False}[typed] if shape.sort is Sort.YES_NO else found.value
    assert found.options == ()
    at.fill(*where, value=value)
    assert at.form.shown(where) == value
    draft = at.form.draft
    wanted = copy.deepcopy(dict(desk.data))
    path = (*(path_of(wanted, thing) or ()), *below)
    around = value_in(wanted, path[:-1])
    if around[path[-1]] == value:
        assert draft is None
        return
    around[path[-1]] = value
    assert draft is not None
    made = rewrite(desk.text, merge(desk.data, [draft]).data)
    assert read_marked(made).data == wanted
    own, there = own_lines(desk.text, path), iter(made.splitlines())
    assert [line for number, line in enumerate(desk.text.splitlines()) if number not in own and line not in there] == []
    assert place.agenda.read_text("utf-8") == AGENDA.read_text("utf-8"), "a draft changes nothing that readers see"


def value_in(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def test_items_of_a_list_come_change_and_go(place):
    at = At(place, ASSAULT)
    ((stored, _),) = at.form.items(("norm", "mijlpalen"))
    at.add("norm", "mijlpalen", value={})
    (_, (coming, shown)) = at.form.items(("norm", "mijlpalen"))
    assert shown == {}
    at.fill("norm", "mijlpalen", coming, "jaar", value=2027)
    at.fill("norm", "mijlpalen", coming, "waarde", value=2.55)
    at.fill("norm", "mijlpalen", stored, "waarde", value=2.6)
    assert [each for _, each in at.form.items(("norm", "mijlpalen"))] == [
        {"jaar": 2025, "waarde": 2.6},
        {"jaar": 2027, "waarde": 2.55},
    ]
    assert at.merged()["norm"]["mijlpalen"] == [{"jaar": 2025, "waarde": 2.6}, {"jaar": 2027, "waarde": 2.55}]
    at.fill("norm", "mijlpalen", stored, value=None)
    assert at.merged()["norm"]["mijlpalen"] == [{"jaar": 2027, "waarde": 2.55}]
    at.fill("norm", "mijlpalen", coming, value=None)
    assert "mijlpalen" not in at.merged()["norm"]


def test_a_part_that_was_taken_away_can_be_filled_in_anew(place):
    at = At(place, ASSAULT)
    at.fill("norm", value=None)
    assert "norm" not in at.merged()
    at.fill("norm", "soort", value="bereiken")
    at.add("norm", "mijlpalen", value={"jaar": 2025})
    at.add("norm", "mijlpalen", value={"jaar": 2026})
    assert [step for step, _ in at.form.items(("norm", "mijlpalen"))] == ["#0", "#1"]
    at.fill("norm", "mijlpalen", "#1", "waarde", value=2.6)
    at.fill("norm", "mijlpalen", "#0", value=None)
    assert at.merged()["norm"] == {"soort": "bereiken", "mijlpalen": [{"jaar": 2026, "waarde": 2.6}]}


def test_what_comes_in_a_list_stays_in_the_order_in_which_it_came(place):
    at = At(place, OVERWEIGHT)
    for year in (2021, 2022, 2023):
        at.add("trendbreuken", value={"periode": year})
    first = next(step for step, each in at.form.items(("trendbreuken",)) if each["periode"] == 2021)
    at.fill("trendbreuken", first, "reden", value="Een andere vraag.")
    shown = [each["periode"] for step, each in at.form.items(("trendbreuken",)) if step.startswith("+")]
    assert shown == [2021, 2022, 2023]


def test_a_new_thing_is_filled_in_before_it_is_whole(place):
    at = At(place, Thing(Kind.INTERVENTION, "wandelgroep"), "-")
    at.fill("naam", value="Wandelgroep")
    at.add("indicatoren", value={})
    ((step, _),) = at.form.items(("indicatoren",))
    at.fill("indicatoren", step, "indicator", value="overgewicht")
    checked = check(at.desk, at.form, "agenda.yaml")
    missing = {where for where, texts in checked.at.items() if any("ontbreekt" in each for each in texts)}
    assert missing == {("partner",), ("doelgroep",), ("fase",)}
    for key, value in {"partner": "ggd", "doelgroep": "Wie weinig beweegt.", "fase": "verkennen"}.items():
        at.fill(key, value=value)
    assert check(at.desk, at.form, "agenda.yaml").is_good
    assert at.merged()["indicatoren"] == [{"indicator": "overgewicht"}]


@pytest.mark.parametrize(
    ("where", "value", "said"),
    [
        (("norm", "waarde"), "ongeveer 3", "Waarde is 'ongeveer 3'; schrijf een getal"),
        (("norm", "jaar"), 1850, "Jaar is '1850'"),
        (("norm", "vastgesteld", "datum"), "ooit", "‘Op welke dag?’ is 'ooit'; schrijf een dag"),
        (("eigenaar",), "niemand", "niemand"),
        (("decimalen",), 9, "Cijfers achter de komma is '9'"),
        (("norm", "soort"), None, "‘Soort norm’ ontbreekt; vul dit in."),
        (("naam",), None, "‘Naam’ ontbreekt; vul dit in."),
    ],
)
def test_a_mistake_stands_at_its_field_in_the_words_of_the_form(place, where, value, said):
    at = At(place, ASSAULT)
    at.fill(*where, value=value)
    checked = check(at.desk, at.form, "agenda.yaml")
    assert [*checked.at] == [where]
    assert said in checked.at[where][0]
    assert not checked.is_good


def test_a_mistake_in_an_item_stands_at_that_item_also_when_others_go_and_come(place):
    at = At(place, Thing(Kind.INTERVENTION, "buurtpreventie"))
    first, second, third = (step for step, _ in at.form.items(("toetsmomenten",)))
    at.fill("toetsmomenten", first, value=None)
    at.add("toetsmomenten", value={"datum": "2030-01-01"})
    at.fill("toetsmomenten", third, "datum", value="straks")
    coming = at.form.items(("toetsmomenten",))[-1][0]
    at.fill("toetsmomenten", coming, "besluit", value="misschien")
    found = check(at.desk, at.form, "agenda.yaml").at
    assert set(found) == {("toetsmomenten", third, "datum"), ("toetsmomenten", coming, "besluit")}
    assert place_of(at.form, ("toetsmomenten", 0)) == ("toetsmomenten", second)


def test_what_a_draft_breaks_elsewhere_is_told_apart(place):
    at = At(place, Thing(Kind.PARTNER, "politie"))
    write(ME, at.form.saving((), None), at.desk.version, place=place)
    checked = check(at.desk, at.form, "agenda.yaml")
    assert checked.at == {}
    assert any("politie" in each for each in checked.elsewhere)


def test_a_hand_edit_meanwhile_is_a_clash_with_both_values_and_either_can_stay(place):
    at = At(place, ASSAULT)
    at.fill("naam", value="Geweld")
    _by_hand(place.agenda, "naam: Mishandeling", "naam: Mishandelingen")
    (clash,) = check(at.desk, at.form, "agenda.yaml").clashes
    assert (clash.path, clash.mine, clash.theirs) == (("naam",), "Geweld", "Mishandelingen")
    at.fill("naam", value=clash.mine)
    assert at.merged()["naam"] == "Geweld"
    at.fill("naam", value=clash.theirs)
    assert at.form.draft is None


def _by_hand(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
