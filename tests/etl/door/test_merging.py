"""Drafts laid over an agenda: what differs between two agendas is found whole, and drafts on different fields never meet."""

import copy
import random
from datetime import UTC, datetime
from typing import Any

import pytest
from support.shipped import AGENDA

from etl.door.drafts import Draft, FieldChange, new_draft
from etl.door.merging import changes_between, laid_over, merge, rebase
from etl.door.things import Kind, Thing, all_things, find, fingerprint
from indicators.agenda.strict_yaml import read_marked

NOW = datetime(2026, 11, 26, tzinfo=UTC)
DATA = read_marked(AGENDA.read_text(encoding="utf-8")).data


def draft(thing: Thing, *fields: FieldChange, subject: str = "a", within: str = "") -> Draft:
    return new_draft(thing, subject, subject.upper(), "", NOW, fields=fields, within=within)


def edited(draw: random.Random) -> tuple[dict[str, Any], Thing]:
    """The agenda with one to four changes in one thing."""
    made = copy.deepcopy(DATA)
    thing = draw.choice(all_things(made))
    for _ in range(draw.randrange(1, 5)):
        fields: Any = find(made, thing)
        while True:
            step = draw.choice(list(fields))
            below = fields[step]
            if (
                isinstance(below, list)
                and len(below) > 1
                and isinstance(below[0], dict)
                and draw.random() < 0.5
                and step != "indicatoren"
            ):
                draw.choice([lambda b=below: b.pop(), lambda b=below: b.append({"nieuw": draw.random()})])()
                break
            if isinstance(below, dict) and below and draw.random() < 0.8:
                fields = below
                continue
            if step not in {"id", "indicatoren"}:
                fields[step] = draw.choice([draw.random(), "iets anders", ["x", "y"], {"z": 1}])
                break
    return made, thing


@pytest.mark.parametrize("seed", range(60))
def test_what_differs_between_two_agendas_makes_of_one_the_other(seed: int) -> None:
    wanted, _ = edited(random.Random(seed))
    drafts = [draft(thing, *fields) for thing, fields in changes_between(DATA, wanted).items()]
    merged = merge(DATA, drafts)
    assert merged.clashes == ()
    assert merged.data == wanted
    back = [draft(thing, *fields) for thing, fields in changes_between(wanted, DATA).items()]
    assert merge(wanted, back).data == DATA


@pytest.mark.parametrize("seed", range(40))
def test_drafts_on_different_fields_go_together_in_any_order(seed: int) -> None:
    draw = random.Random(seed)
    fields = [
        (thing, each) for _ in range(2) for thing, found in changes_between(DATA, edited(draw)[0]).items() for each in found
    ]
    apart = [
        (thing, each)
        for at, (thing, each) in enumerate(fields)
        if not any(thing == other and _overlap(each.path, one.path) for other, one in fields[:at])
    ]
    drafts = [draft(thing, each, subject=str(at)) for at, (thing, each) in enumerate(apart)]
    assert merge(DATA, drafts).clashes == ()
    one, other = merge(DATA, drafts).data, merge(DATA, reversed(drafts)).data
    assert _unordered(one) == _unordered(other)


def _overlap(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _unordered(value: Any) -> Any:
    """Two that add to one list do so in the order in which they are published."""
    if isinstance(value, dict):
        return {key: _unordered(each) for key, each in value.items()}
    return sorted((_unordered(each) for each in value), key=repr) if isinstance(value, list) else value


BREAKS = find(DATA, Thing(Kind.INDICATOR, "mishandeling"))["trendbreuken"]
THING = Thing(Kind.INDICATOR, "mishandeling")


def test_an_item_that_changed_meanwhile_is_still_meant_after_rebasing() -> None:
    path = ("trendbreuken", fingerprint(BREAKS[0]), "soort")
    mine = draft(THING, FieldChange(path=path, before="bijzonder", after="definitie"))
    other = FieldChange(path=("trendbreuken", fingerprint(BREAKS[0]), "reden"), before=BREAKS[0]["reden"], after="Anders.")
    now = merge(DATA, [draft(THING, other, subject="b")]).data
    assert len(merge(now, [mine]).clashes) == 1, "by what it said it is gone"
    merged = merge(now, [rebase(mine, DATA, now)])
    assert merged.clashes == ()
    assert find(merged.data, THING)["trendbreuken"][0] == {"periode": 2020, "reden": "Anders.", "soort": "definitie"}


def test_two_that_add_to_a_list_both_add() -> None:
    one, other = ({"jaar": 2026, "waarde": 2.6}, {"jaar": 2027, "waarde": 2.55})
    drafts = [
        draft(THING, FieldChange(path=("norm", "mijlpalen", f"+{at}"), before=None, after=each), subject=str(at))
        for at, each in enumerate((one, other))
    ]
    assert find(merge(DATA, drafts).data, THING)["norm"]["mijlpalen"] == [{"jaar": 2025, "waarde": 2.65}, one, other]


def test_a_list_that_becomes_empty_goes_with_its_key() -> None:
    path = ("norm", "mijlpalen", fingerprint({"jaar": 2025, "waarde": 2.65}))
    merged = merge(DATA, [draft(THING, FieldChange(path=path, before={"jaar": 2025, "waarde": 2.65}, after=None))])
    assert "mijlpalen" not in find(merged.data, THING)["norm"]


def test_a_new_item_is_filled_in_field_by_field() -> None:
    parts = {"datum": "2026-11-26", "auteur": "GGD", "periode": 2025, "tekst": "Let op."}
    fields = [FieldChange(path=("toelichtingen", "+ab", key), before=None, after=value) for key, value in parts.items()]
    assert find(merge(DATA, [draft(THING, *fields)]).data, THING)["toelichtingen"] == [parts]
    assert laid_over(draft(THING, *fields[:1]), find(DATA, THING))["toelichtingen"] == [{"datum": "2026-11-26"}]


def test_a_new_thing_needs_its_place() -> None:
    new = draft(Thing(Kind.INDICATOR, "nieuw"), FieldChange(path=("naam",), before=None, after="Nieuw"), within="weg")
    assert len(merge(DATA, [new]).clashes) == 1
    placed = draft(Thing(Kind.INDICATOR, "nieuw"), FieldChange(path=("naam",), before=None, after="Nieuw"), within="gezondheid")
    assert find(merge(DATA, [placed]).data, placed.thing) == {"id": "nieuw", "naam": "Nieuw"}


def test_nothing_that_is_given_is_changed() -> None:
    before = copy.deepcopy(DATA)
    merge(DATA, [draft(THING, FieldChange(path=("norm", "waarde"), before=2.5, after=2.4))])
    assert before == DATA
