"""What somebody did not see they do not undo: replaced files, drafts that changed, and a file that a hand changes meanwhile."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.shipped import AGENDA

from etl.door import deeds, own_files
from etl.door.actors import Actor, Role
from etl.door.changes import ANY, AddFigure, Change, DropDraft, KeepFile, Publish, SaveField, SaveWhole, SendBack, Submit
from etl.door.desk import desk_of
from etl.door.door import Written, write
from etl.door.drafts import mark_of, new_draft
from etl.door.fields import shown_at, with_field
from etl.door.file_names import free_name
from etl.door.history import History
from etl.door.own_files import EARLIER
from etl.door.refusals import Outdated, Refused
from etl.door.things import Kind, Thing, find, fingerprint
from etl.installation import Place

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
EDITOR = Actor(subject="sub-1", name="Anna de Wit", role=Role.EDITOR, until=NOW + timedelta(hours=40))
POLICE = Actor(subject="sub-3", name="Kees Pol", role=Role.PARTNER, partner="politie", until=NOW + timedelta(hours=40))
ASSAULT = Thing(Kind.INDICATOR, "mishandeling")
ONE, TWO = b"periode;bezoeken\n2026-K2;11\n", b"periode;bezoeken\n2026-K2;12\n"
OWN = "    proces: {bestand: bestanden/bezoeken.csv, kolom: bezoeken}\n"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    agenda = tmp_path / "config" / "agenda.yaml"
    named = "    budget: {bedrag: 240000, per: jaar}"
    agenda.write_text(agenda.read_text(encoding="utf-8").replace(named, OWN + named, 1), encoding="utf-8")
    (agenda.parent / "bestanden" / "bezoeken.csv").write_bytes(ONE)
    return Place(agenda=agenda, data=tmp_path / "data")


def do(place: Place, change: Change, actor: Actor = EDITOR, now: datetime = NOW) -> Written:
    return write(actor, change, desk_of(place).version, place=place, now=now)


def earlier(place: Place) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((place.agenda.parent / EARLIER).glob("*"))}


def replacing(raw: bytes) -> KeepFile:
    return KeepFile(name="bezoeken.csv", content=raw, replaces=ANY, intervention="buurtpreventie")


def test_what_is_replaced_is_kept_and_stands_in_the_history(place: Place) -> None:
    history = History.start(place.agenda)
    done = do(place, replacing(TWO), POLICE)
    own = place.agenda.parent / "bestanden" / "bezoeken.csv"
    assert (own.read_bytes(), [*earlier(place).values()]) == (TWO, [ONE])
    (name,) = earlier(place)
    assert name.startswith("bezoeken.20261126T101200Z-")
    assert f"{EARLIER}/{name}" in done.told
    assert history.head
    do(place, replacing(TWO), POLICE)
    do(place, AddFigure(intervention="buurtpreventie", period="2026-K3", value=13), POLICE, NOW + timedelta(seconds=1))
    assert [*earlier(place).values()] == [ONE, TWO], "the same again replaces nothing"


def test_of_what_was_replaced_often_the_newest_are_kept(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_files, "MOST_EARLIER", 2)
    for number in range(4):
        do(place, replacing(ONE + f"2026-W{number};1\n".encode()), POLICE, NOW + timedelta(minutes=number))
    (place.agenda.parent / EARLIER / "van-mij.csv").write_bytes(b"a;b\n")
    do(place, replacing(TWO), POLICE, NOW + timedelta(hours=2))
    kept = [raw for name, raw in earlier(place).items() if name != "van-mij.csv"]
    assert len(kept) == 2
    assert ONE not in kept
    assert earlier(place)["van-mij.csv"] == b"a;b\n", "what is none of ours stays"


def test_a_folder_of_before_that_leads_elsewhere_is_not_followed(place: Place, tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (place.agenda.parent / EARLIER).symlink_to(tmp_path / "elders")
    with pytest.raises(Refused, match="staat ergens anders"):
        do(place, replacing(TWO), POLICE)
    assert (place.agenda.parent / "bestanden" / "bezoeken.csv").read_bytes() == ONE
    assert list((tmp_path / "elders").iterdir()) == []


def test_a_new_file_gets_a_name_of_its_own_and_the_same_file_the_same_name(place: Place) -> None:
    assert free_name(place.agenda, "nieuw.csv", ONE) == "nieuw.csv"
    assert free_name(place.agenda, "bezoeken.csv", ONE) == "bezoeken.csv"
    assert free_name(place.agenda, "bezoeken.csv", TWO) == "bezoeken-2.csv"
    do(place, KeepFile(name="bezoeken-2.csv", content=TWO))
    assert free_name(place.agenda, "bezoeken.csv", TWO) == "bezoeken-2.csv"
    assert free_name(place.agenda, "bezoeken.csv", TWO + b"x") == "bezoeken-3.csv"
    (place.agenda.parent / "bestanden" / "los.csv").symlink_to("/etc/passwd")
    (place.agenda.parent / "bestanden" / "map.csv").mkdir()
    assert free_name(place.agenda, "los.csv", TWO) == "los-2.csv"
    assert free_name(place.agenda, "map.csv", TWO) == "map-2.csv"
    with pytest.raises(Refused, match="Er is al een bestand"):
        do(place, KeepFile(name="bezoeken.csv", content=TWO))


ABOUT_A_DRAFT: dict[str, Callable[[str, str], Change]] = {
    "submit": lambda draft, seen: Submit(draft=draft, seen=seen),
    "send back": lambda draft, seen: SendBack(draft=draft, note="Welk besluit?", seen=seen),
    "throw away": lambda draft, seen: DropDraft(draft=draft, seen=seen),
    "publish": lambda draft, seen: Publish(drafts=(draft,), reason="Besluit", seen=seen),
}


@pytest.mark.parametrize("what", ABOUT_A_DRAFT)
def test_what_is_done_about_a_draft_is_about_the_draft_that_was_seen(place: Place, what: str) -> None:
    draft = do(place, SaveField(thing=ASSAULT, path=("naam",), value="Geweld", seen="Mishandeling")).draft
    seen = mark_of(desk_of(place).drafts)
    other = SaveField(thing=ASSAULT, path=("naam",), value="Slaan", seen="Geweld")
    do(place, other, now=NOW + timedelta(seconds=1))
    before = {path: path.read_bytes() for path in place.agenda.parent.rglob("*") if path.is_file()}
    with pytest.raises(Outdated):
        do(place, ABOUT_A_DRAFT[what](draft, seen))
    assert {path: path.read_bytes() for path in place.agenda.parent.rglob("*") if path.is_file()} == before
    do(place, ABOUT_A_DRAFT[what](draft, mark_of(desk_of(place).drafts)))


def test_a_hand_that_changes_the_file_while_it_is_being_published_loses_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = do(place, SaveField(thing=ASSAULT, path=("naam",), value="Geweld", seen="Mishandeling")).draft
    for change in (
        Publish(drafts=(draft,), reason="Besluit"),
        SaveWhole(text=desk_of(place).text + "# van iemand\n", reason="Opmerking"),
    ):
        by_hand = place.agenda.read_text(encoding="utf-8") + "# met de hand\n"
        check = deeds.parse_agenda

        def meanwhile(text: str, file: str, check: Callable[..., object] = check, by_hand: str = by_hand) -> object:
            place.agenda.write_text(by_hand, encoding="utf-8")
            return check(text, file)

        with monkeypatch.context() as patch:
            patch.setattr(deeds, "parse_agenda", meanwhile)
            with pytest.raises(Outdated):
                do(place, change)
        assert place.agenda.read_text(encoding="utf-8") == by_hand
        assert [each.id for each in desk_of(place).drafts] == [draft]
        assert not list(place.agenda.parent.glob(".*.tmp"))


def test_an_item_of_a_list_is_shown_with_what_was_changed_in_it(place: Place) -> None:
    stored = find(desk_of(place).data, ASSAULT)
    (first, *_) = stored["norm"]["mijlpalen"]
    path = ("norm", "mijlpalen", fingerprint(first))
    draft = new_draft(ASSAULT, "sub-1", "Anna", "", NOW)
    changed = with_field(draft, stored, SaveField(thing=ASSAULT, path=(*path, "waarde"), value=2.6, seen=first["waarde"]), NOW)
    assert shown_at(changed, stored, path) == first | {"waarde": 2.6}
    assert shown_at(changed, stored, ("norm", "mijlpalen")) == [first | {"waarde": 2.6}]
    unseen = SaveField(thing=ASSAULT, path=path, value=None, seen=first)
    clash = with_field(changed, stored, unseen, NOW)
    assert (clash.theirs, clash.mine) == (first | {"waarde": 2.6}, None)
    gone = with_field(changed, stored, SaveField(thing=ASSAULT, path=path, value=None, seen=first | {"waarde": 2.6}), NOW)
    assert [(each.path, each.before, each.after) for each in gone.fields] == [(path, first, None)]
