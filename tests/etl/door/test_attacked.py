"""The door under attack: people and a hand at once, killed halfway, and many processes: nothing lost, the file always whole."""

import multiprocessing
import os
import random
import re
import shutil
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.shipped import AGENDA

from etl.door import door
from etl.door.actors import Actor, Role
from etl.door.changes import DropDraft, Publish, SaveField, SaveWhole, Together
from etl.door.desk import desk_of
from etl.door.refusals import Conflict, Outdated
from etl.door.things import Kind, Thing, find
from etl.installation import Place
from indicators.agenda.load import load_agenda

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
FORK = multiprocessing.get_context("fork")
IDS = ("mishandeling", "vernieling", "geregistreerde-misdrijven")
TEXTS = ("naam", "waarom", "kanttekeningen")
ROUNDS = KILLS = 50


def who(number: int) -> Actor:
    return Actor(subject=f"sub-{number}", name=f"Collega {number}", role=Role.EDITOR, until=NOW + timedelta(hours=4))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    return Place(agenda=tmp_path / "config" / "agenda.yaml", data=tmp_path / "data")


def save(place: Place, actor: Actor, indicator: str, field: str, value: str) -> str:
    """Fill in a field as a form does: with what it shows."""
    desk, thing = desk_of(place), Thing(Kind.INDICATOR, indicator)
    draft = desk.draft_of(thing, actor.subject)
    own = draft.change_of((field,)) if draft else None
    seen = own.after if own else find(desk.data, thing)[field]
    change = SaveField(thing=thing, path=(field,), value=value, seen=seen)
    return door.write(actor, change, desk.version, place=place, now=NOW).draft


def publish(place: Place, actor: Actor) -> list[tuple[str, str, str]]:
    """Publish all drafts of one person, each on its own; what stands in the agenda for it afterwards."""
    done = []
    for draft in [each for each in desk_of(place).drafts if each.subject == actor.subject]:
        try:
            door.write(actor, Publish(drafts=(draft.id,), reason="Besluit"), desk_of(place).version, place=place, now=NOW)
        except Conflict:
            assert draft.id in {each.id for each in desk_of(place).drafts}, "what is refused is still there"
            door.write(actor, DropDraft(draft=draft.id), "", place=place, now=NOW)
            continue
        done += [(draft.thing.id, each.path[0], str(each.after)) for each in draft.fields]
    return done


def value(place: Place, indicator: str, field: str) -> str:
    return str(find(desk_of(place).data, Thing(Kind.INDICATOR, indicator))[field]).strip()


@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_two_people_and_a_hand_at_once_lose_nothing(place: Place, seed: int) -> None:
    chance = random.Random(seed)
    wanted: dict[tuple[str, str], set[str]] = {}
    for number in range(12):
        indicator, field, text = chance.choice(IDS), chance.choice(TEXTS), f"Tekst {seed} {number}"
        deed = chance.choice(("een", "ander", "hand", "publiceren", "publiceren"))
        if deed == "hand":
            named = re.compile(rf"(      - id: {indicator}\n        naam: ).*")
            place.agenda.write_text(named.sub(rf"\g<1>{text}", place.agenda.read_text("utf-8")), "utf-8")
            wanted[indicator, "naam"] = {text}
        elif deed == "publiceren":
            actor = who(chance.choice((1, 2)))
            for id_, name, said in publish(place, actor):
                wanted[id_, name] = {said}
        else:
            save(place, who(1 if deed == "een" else 2), indicator, field, text)
        load_agenda(place.agenda)
        assert {key: value(place, *key) for key in wanted} == {key: next(iter(found)) for key, found in wanted.items()}


def _write_on(place: Place, ready: Path) -> None:
    """Save a draft, publish it, and rewrite the file, until somebody ends it."""
    for number in range(10_000):
        save(place, who(1), "mishandeling", "naam", f"Geweld {number}")
        ready.touch()
        publish(place, who(1))
        desk = desk_of(place)
        change = SaveWhole(text=f"{desk.text}# {number}\n", reason="Regel erbij")
        door.write(who(1), change, desk.version, place=place, now=NOW)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("seed", range(KILLS))
def test_who_is_killed_at_any_moment_leaves_the_old_or_the_new_and_every_draft(place: Place, tmp_path: Path, seed: int) -> None:
    kept, ready = save(place, who(2), "vernieling", "naam", "Vandalisme"), tmp_path / "ready"
    writing = FORK.Process(target=_write_on, args=(place, ready))
    writing.start()
    while not ready.exists():
        assert writing.is_alive()
        time.sleep(0.002)
    time.sleep(random.Random(seed).uniform(0, 0.6))
    writing.kill()
    writing.join()
    lines = [line for line in place.agenda.read_text("utf-8").splitlines() if line.startswith("# ") and line[2:].isdecimal()]
    assert lines == [f"# {number}" for number in range(len(lines))], "each line that was published, whole and once"
    name = next(each.name for each in load_agenda(place.agenda).indicators if each.id == "mishandeling")
    assert name in {"Mishandeling", f"Geweld {len(lines)}", f"Geweld {len(lines) - 1}"}
    found = {each.id: each for each in desk_of(place).drafts}
    assert found[kept].change_of(("naam",)).after == "Vandalisme"
    assert len(found) == len(list((place.agenda.parent / "concepten").glob("*.json"))), "no draft is half"
    save(place, who(3), "mishandeling", "waarom", "Na de klap.")
    assert not list(place.agenda.parent.rglob("*.tmp"))


BOTH = ("mishandeling", "vernieling")


def _press_and_die(place: Place, dies_at: int) -> None:
    """Fill in a field of two things in one press; killed at this step of putting it on the disk."""
    steps = iter(range(99))

    def dying(deed: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **more: Any) -> Any:
            if next(steps) == dies_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return deed(*given, **more)

        return step

    Path.replace, Path.unlink = dying(Path.replace), dying(Path.unlink)  # type: ignore[method-assign]
    press(place, "na de klap")


def press(place: Place, text: str) -> None:
    desk, changes = desk_of(place), []
    for thing in (Thing(Kind.INDICATOR, each) for each in BOTH):
        draft = desk.draft_of(thing, "sub-1")
        seen = draft.change_of(("waarom",)).after if draft else find(desk.data, thing)["waarom"]
        changes.append(SaveField(thing=thing, path=("waarom",), value=text, seen=seen))
    door.write(who(1), Together(changes=tuple(changes)), desk.version, place=place, now=NOW)


def said(place: Place) -> set[str]:
    """What the drafts of the two say."""
    drafts = {each.thing.id: each for each in desk_of(place).drafts if each.subject == "sub-1"}
    return {str(drafts[each].change_of(("waarom",)).after) for each in BOTH}


def test_who_is_killed_between_two_drafts_of_one_press_leaves_both_old_or_both_new(place: Place) -> None:
    press(place, "ervoor")
    ends: list[set[str]] = []
    for dies_at in range(9):
        press(place, "ervoor")
        writing = FORK.Process(target=_press_and_die, args=(place, dies_at))
        writing.start()
        writing.join()
        ends.append(said(place))
        if writing.exitcode == 0:
            break
        save(place, who(3), "roken", "waarom", f"Een ander, na {dies_at}.")
        assert said(place) == ends[-1], "who writes next ends what was left of it, and changes nothing of it"
        assert not (place.agenda.parent / "concepten" / "samen.json").exists()
    else:
        pytest.fail("it never came to its end")
    assert len(ends) > len(BOTH) + 1, "there were moments between the two"
    assert [end for end in ends if len(end) > 1] == []
    assert (ends[0], ends[-1]) == ({"ervoor"}, {"na de klap"})


ODD = {
    "no JSON": "{",
    "deep": "[" * 100_000,
    "a list": '["indicator.mishandeling.0123456789ab.json"]',
    "no name": '{"": "x"}',
    "the lock": '{"lock": "x"}',
    "another folder": '{"../agenda.yaml": "x", "../agenda.yaml.json": null}',
    "no text": '{"indicator.mishandeling.0123456789ab.json": 12}',
}


@pytest.mark.parametrize("odd", ODD)
def test_what_somebody_wrote_there_by_hand_stops_nobody_and_changes_nothing_else(place: Place, odd: str) -> None:
    press(place, "ervoor")
    before = place.agenda.read_bytes()
    (place.agenda.parent / "concepten" / "samen.json").write_text(ODD[odd], "utf-8")
    assert said(place) == {"ervoor"}
    press(place, "erna")
    assert (said(place), place.agenda.read_bytes()) == ({"erna"}, before)
    assert (place.agenda.parent / "concepten" / "lock").read_bytes() == b""
    assert not (place.agenda.parent / "concepten" / "samen.json").exists()


def _save_many(place: Place, worker: int, times: int) -> None:
    for number in range(times):
        actor = who(worker * 100 + number)
        save(place, actor, IDS[number % len(IDS)], "waarom", f"Reden {worker} {number}")
        while True:
            desk = desk_of(place)
            try:
                text = f"{desk.text}# {worker} {number}\n"
                door.write(actor, SaveWhole(text=text, reason="Regel erbij"), desk.version, place=place, now=NOW)
            except Outdated:
                continue
            break


@pytest.mark.parametrize(("workers", "times"), [(4, 3), pytest.param(10, 5, marks=pytest.mark.attack)])
def test_many_processes_that_save_at_once_each_have_what_they_saved(place: Place, workers: int, times: int) -> None:
    running = [FORK.Process(target=_save_many, args=(place, worker, times)) for worker in range(workers)]
    for each in running:
        each.start()
    for each in running:
        each.join(300)
    assert [each.exitcode for each in running] == [0] * workers
    pairs = [(worker, number) for worker in range(workers) for number in range(times)]
    drafts = {each.subject: each.change_of(("waarom",)).after for each in desk_of(place).drafts}
    assert drafts == {f"sub-{worker * 100 + number}": f"Reden {worker} {number}" for worker, number in pairs}
    added = place.agenda.read_text("utf-8").removeprefix(AGENDA.read_text("utf-8")).splitlines()
    assert sorted(added) == sorted(f"# {worker} {number}" for worker, number in pairs)
    load_agenda(place.agenda)
