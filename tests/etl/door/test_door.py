"""The one door: what is asked happens whole, or not at all and nothing has changed."""

import shutil
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from dulwich.repo import Repo
from support.shipped import AGENDA

from etl.door import files, jobs, turned_down
from etl.door.actors import NOBODY, Actor, Role
from etl.door.changes import (
    ANY,
    AddFigure,
    Adopted,
    AskJob,
    BeHere,
    Change,
    Decide,
    DropDraft,
    KeepFile,
    Publish,
    PutBack,
    RefuseDelivery,
    SaveField,
    SaveWhole,
    SendBack,
    Submit,
    Together,
)
from etl.door.desk import desk_of, who_is_here
from etl.door.door import Written, write
from etl.door.drafts import State, draft_id
from etl.door.history import History
from etl.door.job_folder import Asked, new_folder
from etl.door.jobs import look
from etl.door.questions import Compared, OpenTable, Refresh, Refreshed, Suspect
from etl.door.refusals import AdoptionMissing, Conflict, Outdated, Refused, Unlikely
from etl.door.things import Field, Kind, Thing, find, fingerprint
from etl.installation import Place
from indicators.agenda.model import Indicator
from indicators.agenda.problems import AgendaError

NOW = datetime(2026, 11, 26, 10, 12, tzinfo=UTC)
EDITOR = Actor(subject="sub-1", name="Anna de Wit", role=Role.EDITOR, until=NOW + timedelta(hours=4))
OTHER = Actor(subject="sub-2", name="Bram Smit", role=Role.ADMINISTRATOR, until=NOW + timedelta(hours=4))
POLICE = Actor(subject="sub-3", name="Kees Pol", role=Role.PARTNER, partner="politie", until=NOW + timedelta(hours=4))
OWN_FILE, WHY = (
    "bestanden/kiesraad-tweede-kamer.csv",
    "Betere sloten kosten een inbreker tijd, en oplettende buren vergroten de kans dat hij wordt gezien.",
)
COMMENTARY = {"datum": "2026-11-26", "periode": 2025, "tekst": "Let op."}
COUNCIL = Adopted(by=("gemeenteraad",), on="2026-11-20", decision="RB-2026-9")
NORM = Thing(Kind.INDICATOR, "mishandeling")
VALUE = ("norm", "waarde")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    shutil.copytree(AGENDA.parent, tmp_path / "config")
    (tmp_path / "data").mkdir()
    yield Place(agenda=tmp_path / "config" / "agenda.yaml", data=tmp_path / "data")
    assert not list((tmp_path / "config").rglob("*.tmp"))


def do(place: Place, change: Change, actor: Actor = EDITOR, base: str = "", now: datetime = NOW) -> Written:
    return write(actor, change, base or desk_of(place).version, place=place, now=now)


def norm_of(place: Place) -> dict[str, Any]:
    return find(desk_of(place).data, NORM)["norm"]


def saved(place: Place, value: Any = 2.4, seen: Any = 2.5, actor: Actor = EDITOR, path: Field = VALUE) -> str:
    return do(place, SaveField(thing=NORM, path=path, value=value, seen=seen), actor).draft


def test_a_norm_goes_from_draft_to_agenda_and_the_old_one_stays_in_its_history(place: Place) -> None:
    before = place.agenda.read_text(encoding="utf-8")
    history = History.start(place.agenda)
    history.record([place.agenda], who="Begin", subject="-", what="Begin", reason="", now=NOW)
    draft = saved(place)
    assert place.agenda.read_text(encoding="utf-8") == before, "a draft changes nothing"
    assert do(place, Submit(draft=draft)).draft == draft
    assert [each.state for each in desk_of(place).drafts] == [State.SUBMITTED]
    four_eyes(place)
    with pytest.raises(Refused, match="ander dan de schrijver"):
        do(place, Publish(drafts=(draft,), reason="Zo besloot de raad.", adopted={"mishandeling": COUNCIL}))
    with pytest.raises(AdoptionMissing) as missing:
        do(place, Publish(drafts=(draft,), reason="Zo besloot de raad."), OTHER)
    assert missing.value.ids == ("mishandeling",)
    done = do(place, Publish(drafts=(draft,), reason="Zo besloot de raad.", adopted={"mishandeling": COUNCIL}), OTHER)
    assert norm_of(place) == {
        "soort": "bereiken",
        "waarde": 2.4,
        "jaar": 2028,
        "mijlpalen": [{"jaar": 2025, "waarde": 2.65}],
        "vastgesteld": {"door": ["gemeenteraad"], "datum": "2026-11-20", "besluit": "RB-2026-9"},
        "historie": [
            {
                "waarde": 2.5,
                "jaar": 2028,
                "vastgesteld": {"door": ["gemeenteraad", "politie"], "datum": "2022-06-30", "besluit": "RB-2022-045"},
                "reden": "Zo besloot de raad.",
            }
        ],
    }
    assert desk_of(place).drafts == ()
    newest = next(history.entries())
    assert (newest.id, newest.who, newest.at) == (done.commit, "Bram Smit", NOW)
    assert newest.what == "Gewijzigd: indicator 'mishandeling'"
    assert "Zo besloot de raad." in newest.reason
    assert "Geschreven door: Anna de Wit" in newest.reason
    assert history.text_at(done.commit) == place.agenda.read_text(encoding="utf-8")


def four_eyes(place: Place) -> None:
    place.agenda.with_name("toegang.yaml").write_text(
        "uitgever: https://inloggen.example\nontvanger: databoek\nveld: roles\nrollen: {red: redacteur}\n", encoding="utf-8"
    )


def test_nobody_goes_past_who_reviews_by_changing_the_file_itself(place: Place) -> None:
    four_eyes(place)
    before = place.agenda.read_bytes()
    for who in (EDITOR, OTHER):
        with pytest.raises(Refused, match="kijkt eerst een ander mee"):
            do(place, SaveWhole(text=desk_of(place).text.replace("waarde: 2.5", "waarde: 2.9"), reason="Tikfout"), who)
    assert place.agenda.read_bytes() == before
    place.agenda.with_name("toegang.yaml").write_text(
        place.agenda.with_name("toegang.yaml").read_text(encoding="utf-8") + "alles_door_een: ja\n", encoding="utf-8"
    )
    do(place, SaveWhole(text=desk_of(place).text + "# einde\n", reason="Opmerking"))


@pytest.mark.parametrize("odd", ["RB\x001", "RB\x1b[31m", "\u2028", "x" * 6000])
def test_what_is_said_of_a_decision_is_looked_at_like_any_text(place: Place, odd: str) -> None:
    before, draft = place.agenda.read_bytes(), saved(place)
    with pytest.raises(Refused, match="Vaststelling van mishandeling"):
        do(place, Publish(drafts=(draft,), reason="x", adopted={"mishandeling": replace(COUNCIL, decision=odd)}))
    with pytest.raises(Refused, match="Besluit van 2027-06-01"):
        do(place, Decide(intervention="buurtpreventie", day="2027-06-01", decision="doorgaan", reason="x", next_day=odd), POLICE)
    assert place.agenda.read_bytes() == before


def test_without_history_nothing_is_committed_and_publishing_works(place: Place) -> None:
    draft = saved(place)
    assert do(place, Publish(drafts=(draft,), reason="Besluit", adopted={"mishandeling": COUNCIL})).commit == ""
    assert not (place.agenda.parent / ".git").exists()


def test_two_people_on_different_fields_go_together_by_themselves(place: Place) -> None:
    one, other = saved(place), saved(place, 2027, 2028, OTHER, ("norm", "jaar"))
    done = do(place, Publish(drafts=(one, other), reason="Besluit", adopted={"mishandeling": COUNCIL}))
    assert done.version == desk_of(place).version
    assert (norm_of(place)["waarde"], norm_of(place)["jaar"]) == (2.4, 2027)


def test_on_the_same_field_the_second_sees_both_values(place: Place) -> None:
    one, other = saved(place), saved(place, 2.3, actor=OTHER)
    do(place, Publish(drafts=(one,), reason="Besluit", adopted={"mishandeling": COUNCIL}))
    with pytest.raises(Conflict) as conflict:
        do(place, Publish(drafts=(other,), reason="Besluit", adopted={"mishandeling": COUNCIL}), OTHER)
    clash = conflict.value.clashes[0]
    assert (clash.before, clash.mine, clash.theirs) == (2.5, 2.3, 2.4)


def test_who_edits_the_file_by_hand_wins(place: Place) -> None:
    draft = saved(place)
    by_hand = place.agenda.read_text(encoding="utf-8").replace("waarde: 2.5\n", "waarde: 2.2\n")
    place.agenda.write_text(by_hand, encoding="utf-8")
    with pytest.raises(Conflict):
        do(place, Publish(drafts=(draft,), reason="Besluit", adopted={"mishandeling": COUNCIL}))
    assert place.agenda.read_text(encoding="utf-8") == by_hand
    assert [each.id for each in desk_of(place).drafts] == [draft], "the draft is still there"


def test_publishing_what_another_changed_meanwhile_asks_to_look_again(place: Place) -> None:
    seen, draft = desk_of(place).version, saved(place)
    do(place, SaveWhole(text=desk_of(place).text + "\n# einde\n", reason="Opmerking"), OTHER)
    with pytest.raises(Outdated):
        do(place, Publish(drafts=(draft,), reason="Besluit", adopted={"mishandeling": COUNCIL}), base=seen)


def test_a_form_that_is_no_longer_what_it_showed_is_refused_with_both_values(place: Place) -> None:
    saved(place)
    with pytest.raises(Conflict) as conflict:
        saved(place, 2.1)
    assert (conflict.value.clashes[0].theirs, conflict.value.clashes[0].mine) == (2.4, 2.1)
    assert saved(place, 2.5, seen=2.4) == "", "back where it began: no draft is left"
    assert desk_of(place).drafts == ()


def test_what_cannot_be_used_is_not_published_and_says_where(place: Place) -> None:
    before = place.agenda.read_bytes()
    draft = saved(place, "omlaagg", "omlaag", path=("gewenste_richting",))
    with pytest.raises(
        AgendaError, match=r"indicator 'mishandeling': gewenste_richting is 'omlaagg'; kies omhoog, omlaag of neutraal"
    ):
        do(place, Publish(drafts=(draft,), reason="Fout"))
    assert place.agenda.read_bytes() == before
    assert [each.id for each in desk_of(place).drafts] == [draft]


@pytest.mark.parametrize(
    "value", ["a\x00b", "\x1b[31m", "x" * 6000, float("nan"), float("inf"), {"a": "\u2028"}, [[[[[[[[1]]]]]]]], ["x"] * 500, b"x"]
)
def test_what_can_never_stand_in_an_agenda_is_not_even_kept(place: Place, value: Any) -> None:
    with pytest.raises(Refused, match="mishandeling"):
        saved(place, value, path=("naam",), seen="Mishandeling")
    assert desk_of(place).drafts == ()


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "=1+1", "- a: b", "{x}", "'\"", "# geen opmerking", "é😀 &amp; *x*"]
)
def test_odd_texts_are_texts(place: Place, text: str) -> None:
    do(place, Publish(drafts=(saved(place, text, "Mishandeling", path=("naam",)),), reason=text))
    assert find(desk_of(place).data, NORM)["naam"] == text


def test_a_new_indicator_stands_as_a_person_would_have_written_it(place: Place) -> None:
    new = Thing(Kind.INDICATOR, "vernieling-per-wijk")
    fields = {key: value for key, value in find(desk_of(place).data, Thing(Kind.INDICATOR, "vernieling")).items() if key != "id"}
    for key, value in reversed(fields.items()):
        draft = do(place, SaveField(thing=new, path=(key,), value=value, seen=None, within="sociale-veiligheid")).draft
    do(place, Publish(drafts=(draft,), reason="De raad vroeg erom."))
    was, now = (find(desk_of(place).data, Thing(Kind.INDICATOR, each)) for each in ("vernieling", new.id))
    order = [field.alias or name for name, field in Indicator.model_fields.items()]
    assert list(now) == sorted(was, key=order.index)
    lines = place.agenda.read_text(encoding="utf-8").splitlines()
    at = lines.index("      - id: vernieling-per-wijk")
    assert lines[at - 1] == ""
    assert "          vastgesteld: {door: [gemeenteraad, politie], datum: 2022-06-30, besluit: RB-2022-045}" in lines[at:]


def test_items_of_lists_are_meant_by_what_they_said(place: Place) -> None:
    breaks = find(desk_of(place).data, NORM)["trendbreuken"]
    path = ("trendbreuken", fingerprint(breaks[1]), "reden")
    one = saved(place, "Nog steeds corona.", breaks[1]["reden"], path=path)
    other = do(
        place, SaveField(thing=NORM, path=("trendbreuken", fingerprint(breaks[0])), value=None, seen=breaks[0]), OTHER
    ).draft
    do(place, Publish(drafts=(other,), reason="Weg"))
    do(place, Publish(drafts=(one,), reason="Anders"))
    assert find(desk_of(place).data, NORM)["trendbreuken"] == [{**breaks[1], "reden": "Nog steeds corona."}]


def test_a_partner_records_its_decision_at_once_with_its_name(place: Place) -> None:
    before = find(desk_of(place).data, Thing(Kind.INTERVENTION, "buurtpreventie"))
    asked = Decide(
        intervention="buurtpreventie", day="2027-06-01", decision="doorgaan", reason="Het werkt.", next_day="2029-06-01"
    )
    do(place, asked, POLICE)
    assert find(desk_of(place).data, Thing(Kind.INTERVENTION, "buurtpreventie"))["toetsmomenten"] == [
        *before["toetsmomenten"][:2],
        {"datum": "2027-06-01", "besluit": "doorgaan", "toelichting": "Het werkt.", "door": "Kees Pol, Politie Zaanstad"},
        {"datum": "2029-06-01"},
    ]
    with pytest.raises(Refused, match="al besloten"):
        do(place, asked, POLICE)


def test_with_the_first_decision_what_was_expected_is_laid_down(place: Place) -> None:
    thing = Thing(Kind.INTERVENTION, "buurtpreventie")
    text = place.agenda.read_text(encoding="utf-8")
    intervention = find(desk_of(place).data, thing)
    start = text.index("    vastgelegd:", text.index("- id: buurtpreventie"))
    end = text.index("\n\n", start)
    place.agenda.write_text(text[:start] + "    toetsmomenten: [{datum: 2027-06-01}]" + text[end:], encoding="utf-8")
    do(place, Decide(intervention=thing.id, day="2027-06-01", decision="stoppen", reason="Het hielp niet."), POLICE)
    laid_down = find(desk_of(place).data, thing)["vastgelegd"]
    assert laid_down == {"datum": "2027-06-01", "start": "2019-02", "indicatoren": intervention["indicatoren"]}


def test_what_was_published_can_be_put_back_as_a_draft(place: Place) -> None:
    history = History.start(place.agenda)
    history.record([place.agenda], who="Begin", subject="-", what="Begin", reason="", now=NOW)
    done = do(place, Publish(drafts=(saved(place, "Anders", "Mishandeling", path=("naam",)),), reason="Proef"))
    back = do(place, PutBack(commit=done.commit))
    do(place, Publish(drafts=back.drafts, reason="Toch niet"))
    assert find(desk_of(place).data, NORM)["naam"] == "Mishandeling"
    assert place.agenda.read_bytes() == AGENDA.read_bytes()
    with pytest.raises(Refused, match="geschiedenis"):
        do(place, PutBack(commit="f" * 40))


def test_a_draft_is_sent_back_with_a_note_and_thrown_away(place: Place) -> None:
    draft = saved(place)
    do(place, SendBack(draft=draft, note="Welk besluit?"), OTHER)
    found = desk_of(place).drafts[0]
    assert (found.state, found.note, found.note_by) == (State.SENT_BACK, "Welk besluit?", "Bram Smit")
    do(place, DropDraft(draft=draft))
    assert desk_of(place).drafts == ()


def test_several_changes_in_one_press_are_all_done_in_one_version_or_none_is(place: Place) -> None:
    history = History.start(place.agenda)
    history.record([place.agenda], who="Begin", subject="-", what="Begin", reason="", now=NOW)
    value = SaveField(thing=NORM, path=VALUE, value=2.4, seen=2.5)
    year = SaveField(thing=NORM, path=("norm", "jaar"), value=2030, seen=2028)
    name = SaveField(thing=Thing(Kind.INDICATOR, "roken"), path=("naam",), value="Rokers", seen=named(place, "roken"))
    given = [Submit(draft=draft_id(each.thing, EDITOR.subject)) for each in (value, name)]
    done = do(place, Together(changes=(value, year, name, *given)))
    drafts = desk_of(place).drafts
    assert {each.id for each in drafts} == set(done.drafts)
    assert {each.state for each in drafts} == {State.SUBMITTED}
    assert [one.after for each in drafts if each.thing == NORM for one in each.fields] == [2.4, 2030]
    assert commits(place) == ["Ter beoordeling: indicator 'mishandeling'; Ter beoordeling: indicator 'roken'", "Begin"]


REFUSED_LAST: dict[str, tuple[Any, type[Exception]]] = {
    "what another filled in": (SaveField(thing=NORM, path=VALUE, value=9, seen=8), Conflict),
    "what can never stand there": (SaveField(thing=NORM, path=("naam",), value="a\0b", seen="Mishandeling"), Refused),
    "a draft that is gone": (Submit(draft="indicator.roken.0123456789ab"), Refused),
    "what is no change of a draft": (Publish(drafts=(), reason="x"), Refused),
    "more of the kind": (Together(changes=()), Refused),
}


@pytest.mark.parametrize("last", REFUSED_LAST)
def test_when_the_last_of_one_press_is_refused_nothing_of_it_was_done(place: Place, last: str) -> None:
    saved(place, "Geweld", "Mishandeling", path=("naam",))
    before, (change, why) = stored(place), REFUSED_LAST[last]
    first = SaveField(thing=Thing(Kind.INDICATOR, "roken"), path=("naam",), value="Rokers", seen=named(place, "roken"))
    with pytest.raises(why):
        do(place, Together(changes=(first, DropDraft(draft=draft_id(NORM, EDITOR.subject)), change)))
    assert stored(place) == before


def test_a_partner_does_nothing_by_sending_something_of_another_along(place: Place) -> None:
    before = stored(place)
    own = SaveField(thing=NORM, path=VALUE, value=2.4, seen=2.5)
    other = SaveField(thing=Thing(Kind.INDICATOR, "roken"), path=("norm", "waarde"), value=1, seen=None)
    with pytest.raises(Refused, match="niet van Politie Zaanstad"):
        do(place, Together(changes=(own, other)), POLICE)
    assert stored(place) == before


def test_when_the_disk_takes_one_draft_and_not_the_next_both_are_as_they_were(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved(place)
    before, real, drafts = stored(place), files.write_whole, iter(range(9))

    def full(path: Path, content: bytes) -> None:
        if path.name.startswith("indicator.") and next(drafts) == 1:
            raise OSError(28, "No space left on device")
        real(path, content)

    monkeypatch.setattr(files, "write_whole", full)
    other = SaveField(thing=Thing(Kind.INDICATOR, "roken"), path=("naam",), value="Rokers", seen=named(place, "roken"))
    with pytest.raises(Refused, match="kan niet worden beschreven"):
        do(place, Together(changes=(SaveField(thing=NORM, path=VALUE, value=2.1, seen=2.4), other)))
    assert stored(place) == before


def commits(place: Place) -> list[str]:
    """What each was for, the newest first."""
    walker = Repo(str(place.agenda.parent)).get_walker()
    return [each.commit.message.decode("utf-8").splitlines()[0] for each in walker]


def named(place: Place, id_: str) -> str:
    return str(find(desk_of(place).data, Thing(Kind.INDICATOR, id_))["naam"])


def stored(place: Place) -> dict[Path, bytes]:
    return {each: each.read_bytes() for each in place.agenda.parent.rglob("*") if each.is_file() and each.name != "lock"}


def test_who_has_it_open_is_seen_by_others(place: Place) -> None:
    do(place, BeHere(thing=NORM), OTHER, now=NOW - timedelta(minutes=3))
    do(place, BeHere(thing=NORM), OTHER)
    do(place, BeHere(thing=NORM))
    found = who_is_here(place, NORM, EDITOR.subject, NOW)
    assert [(each.name, each.since) for each in found] == [("Bram Smit", NOW - timedelta(minutes=3))]
    assert who_is_here(place, NORM, EDITOR.subject, NOW + timedelta(hours=1)) == ()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("../agenda.yaml", b"a;b\n"),
        ("a/b.csv", b"a;b\n"),
        ("..csv", b"a;b\n"),
        ("x.csv\n", b"a;b\n"),
        ("x.exe", b"MZ"),
        ("x.xlsx", b"a;b\n"),
        ("x.csv", b"PK\x03\x04..."),
        ("x.csv", b""),
        ("x.csv", b"a" * 5_000_001),
        ("kiesraad-tweede-kamer.csv", b"gemeente;jaar\n"),
    ],
)
def test_a_file_that_is_none_of_ours_is_refused(place: Place, name: str, content: bytes) -> None:
    before = {path: path.read_bytes() for path in place.agenda.parent.rglob("*") if path.is_file()}
    with pytest.raises(Refused):
        do(place, KeepFile(name=name, content=content))
    after = {path: path.read_bytes() for path in place.agenda.parent.rglob("*") if path.is_file() and path.name != "lock"}
    assert after == before


def test_a_source_never_leads_out_of_the_folder_of_the_agenda(place: Place) -> None:
    draft = do(
        place, SaveField(thing=Thing(Kind.SOURCE, "verkiezingen"), path=("bestand",), value="../../etc/passwd", seen=OWN_FILE)
    ).draft
    with pytest.raises(AgendaError, match="buiten de map van de agenda"):
        do(place, Publish(drafts=(draft,), reason="x"))


def test_neither_does_a_link_in_that_folder(place: Place) -> None:
    (place.agenda.parent / "bestanden" / "elders.csv").symlink_to("/etc/passwd")
    draft = do(
        place, SaveField(thing=Thing(Kind.SOURCE, "verkiezingen"), path=("bestand",), value="bestanden/elders.csv", seen=OWN_FILE)
    ).draft
    with pytest.raises(Refused, match="map van de agenda"):
        do(place, Publish(drafts=(draft,), reason="x"))


def test_a_partner_adds_one_figure_of_its_own(place: Place) -> None:
    text = place.agenda.read_text(encoding="utf-8")
    named = "    budget: {bedrag: 240000, per: jaar}"
    own = "    proces: {bestand: bestanden/bezoeken.csv, kolom: bezoeken}\n"
    place.agenda.write_text(text.replace(named, own + named, 1), encoding="utf-8")
    path = place.agenda.parent / "bestanden" / "bezoeken.csv"
    path.write_text("periode;bezoeken\n2026-K2;11\n", encoding="utf-8")
    do(place, AddFigure(intervention="buurtpreventie", period="2026-K3", value=12.5), POLICE)
    assert path.read_text(encoding="utf-8") == "periode;bezoeken\n2026-K2;11\n2026-K3;12,5\n"
    with pytest.raises(Refused, match="al een cijfer bij 2026-K3"):
        do(place, AddFigure(intervention="buurtpreventie", period="2026-K3", value=13), POLICE)
    before = path.read_bytes()
    for period, value, why in CANNOT_BE:
        with pytest.raises(Refused, match=why):
            do(place, AddFigure(intervention="buurtpreventie", period=period, value=value), POLICE)
    path.write_text("periode;bezoeken\n2025-K1;11\n2025-K2;12\n2025-K3;9\n", encoding="utf-8")
    far = AddFigure(intervention="buurtpreventie", period="2026-K3", value=1250)
    with pytest.raises(Unlikely, match="meer dan 10 keer zo veel als het hoogste cijfer dat er staat"):
        do(place, far, POLICE)
    assert before != path.read_bytes()
    do(place, replace(far, is_sure=True), POLICE)
    assert path.read_text(encoding="utf-8").endswith("2026-K3;1250\n")

    for period, value, why in CANNOT_BE[:3]:
        content = f"periode;bezoeken\n2025-K1;11\n{period};{value}\n".encode()
        with pytest.raises(Refused, match=f"Regel 3: {why}"):
            do(place, KeepFile(name="bezoeken.csv", content=content, replaces=ANY, intervention="buurtpreventie"), POLICE)
    assert path.read_text(encoding="utf-8").endswith("2026-K3;1250\n")


CANNOT_BE = [
    ("2027-K1", 12, "2027-K1 moet nog komen"),
    ("2026-K4", -1, "-1 is minder dan nul"),
    ("2026-K4", -99997, "-99997 is een code voor 'geheim'"),
    ("2026-K4", float("nan"), "geen getal"),
    ("2026-K4", float("inf"), "geen getal"),
]


def kept_out(place: Place, *came: float, finished: bool = True) -> str:
    """A refresh that kept out figures of two indicators of one table, and of another that cannot be taken at all."""
    asked = Asked(question=Refresh(), by="Bram", subject=OTHER.subject, at=NOW, agenda=place.agenda)
    of_table = Suspect(label="CBS 1", accept="1", reasons=("Keer tien.",))
    suspects = tuple(
        replace(of_table, measure=name, figures=(Compared(period="2025", held=1.0, came=figure),))
        for name, figure in zip("ab", came, strict=False)
    )
    lost = Suspect(label="CBS 2", accept="", reasons=("Leeg.",))
    brought = Refreshed(sources=2, failed=2, has_figures=True, remarks=(), suspects=(*suspects, lost))
    folder = new_folder(place.data, asked, None)
    if finished:
        folder.finish(brought)
    return folder.id


def test_figures_that_were_kept_out_are_refused_once_with_who_when_and_why(place: Place) -> None:
    history = History.start(place.agenda)
    history.record([place.agenda], who="Begin", subject="-", what="Begin", reason="", now=NOW)
    job, agenda = kept_out(place, 10.0, 20.0), place.agenda.read_bytes()
    do(place, RefuseDelivery(job=job, accept="1", reason=" Klopt niet met de politie. "), OTHER)
    suspects = look(place, job).answer.suspects
    known = turned_down.known(place.agenda)
    found = [known.get(turned_down.mark_of(each)) for each in suspects]
    assert [(each.by, each.at, each.reason) for each in found[:2]] == [("Bram Smit", NOW, "Klopt niet met de politie.")] * 2
    assert found[2] is None
    assert place.agenda.read_bytes() == agenda
    assert commits(place) == ["Cijfers geweigerd: CBS 1", "Begin"]
    same, other = (look(place, kept_out(place, *came)).answer.suspects for came in ((10.0, 20.0), (10.0, 21.0)))
    assert [turned_down.mark_of(each) in known for each in same] == [True, True, False]
    assert [turned_down.mark_of(each) in known for each in other] == [True, False, False], "other figures are looked at anew"


@pytest.mark.parametrize(
    ("accept", "reason", "finished"), [("1", "", True), ("2", "x", True), ("", "x", True), ("1", "x", False), ("1", "a\0", True)]
)
def test_what_does_not_wait_for_a_look_or_has_no_reason_is_not_refused(
    place: Place, accept: str, reason: str, finished: bool
) -> None:
    job = kept_out(place, 10.0, finished=finished)
    for asked in (job, "20260101T000000Z-00000000", "../x"):
        with pytest.raises(Refused):
            do(place, RefuseDelivery(job=asked, accept=accept, reason=reason), OTHER)
    assert not place.agenda.with_name(turned_down.FILE).exists()


CHANGES: dict[str, Change] = {
    "field": SaveField(thing=NORM, path=VALUE, value=1.0, seen=2.5),
    "new": SaveField(thing=Thing(Kind.INDICATOR, "nieuw"), path=("naam",), value="x", seen=None, within="gezondheid"),
    "own field": SaveField(thing=Thing(Kind.INTERVENTION, "buurtpreventie"), path=("omdat",), value="x", seen=WHY),
    "own file": SaveField(thing=Thing(Kind.INTERVENTION, "buurtpreventie"), path=("proces", "bestand"), value="x.csv", seen=None),
    "own as a whole": SaveField(thing=Thing(Kind.INTERVENTION, "buurtpreventie"), path=(), value=None, seen=None),
    "another's": SaveField(thing=Thing(Kind.INTERVENTION, "buurtsportcoaches"), path=("omdat",), value="x", seen="y"),
    "unit": SaveField(thing=NORM, path=("eenheid",), value="x", seen="per 1.000 inwoners"),
    "link": SaveField(thing=Thing(Kind.AGENDA), path=("toegankelijkheidsverklaring",), value="https://x.nl", seen=None),
    "commentary": SaveField(
        thing=NORM, path=("toelichtingen", "+a"), value=COMMENTARY | {"auteur": "Politie Zaanstad"}, seen=None
    ),
    "in another's name": SaveField(thing=NORM, path=("toelichtingen", "+a"), value=COMMENTARY | {"auteur": "GGD"}, seen=None),
    "decision": Decide(intervention="buurtpreventie", day="2027-06-01", decision="stoppen", reason="x"),
    "another's decision": Decide(intervention="buurtsportcoaches", day="2027-11-16", decision="stoppen", reason="x"),
    "whole": SaveWhole(text="x", reason="x"),
    "put back": PutBack(commit="x"),
    "file": KeepFile(name="nieuw.csv", content=b"a;b\n"),
    "own figure": AddFigure(intervention="buurtpreventie", period="2026-K3", value=12.5),
    "another's figure": AddFigure(intervention="buurtsportcoaches", period="2026-K3", value=12.5),
    "here": BeHere(thing=NORM),
    "refresh": AskJob(question=Refresh()),
    "refuse figures": RefuseDelivery(job="x", accept="1", reason="x"),
    "several at once": Together(changes=(SaveField(thing=NORM, path=VALUE, value=1.0, seen=2.5),)),
    "look into a table": AskJob(question=OpenTable(catalogue="opendata.cbs.nl", table="70072ned")),
}
FOR_ANOTHER_REASON = {"own figure", "another's figure", "whole", "put back", "own as a whole", "another's"}
"""What an editor may do, but not with these values."""
MAY = {
    "partner": {"field", "several at once", "own field", "commentary", "decision", "own figure", "here"},
    "nobody": set(),
    "reader": set(),
    "expired": set(),
    "withdrawn": set(),
    "editor": set(CHANGES) - {"refresh", "refuse figures"},
}


@pytest.mark.sampled(40)
@pytest.mark.parametrize("who", MAY)
@pytest.mark.parametrize("what", CHANGES)
def test_who_may_not_changes_nothing(place: Place, who: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_start", lambda folder: None)
    history = History.start(place.agenda)
    history.record([place.agenda], who="Begin", subject="-", what="Begin", reason="", now=NOW)
    place.agenda.with_name("ingetrokken.txt").write_text("sub-weg  # vertrokken\n", encoding="utf-8")
    before, head = files_of(place), history.head
    actor = ACTORS[who]
    if what in MAY[who]:
        with nullcontext() if what not in FOR_ANOTHER_REASON else pytest.raises((Refused, AgendaError)):
            do(place, CHANGES[what], actor)
        return
    with pytest.raises(Refused):
        do(place, CHANGES[what], actor)
    assert files_of(place) == before
    assert History.of(place.agenda).head == head


def files_of(place: Place) -> dict[Path, bytes]:
    paths = (path for path in place.agenda.parent.parent.rglob("*") if path.is_file() and path.name != "lock")
    return {path: path.read_bytes() for path in paths}


ACTORS = {
    "partner": POLICE,
    "nobody": NOBODY,
    "reader": replace(EDITOR, role=Role.READER),
    "expired": replace(EDITOR, until=NOW),
    "withdrawn": replace(EDITOR, subject="sub-weg"),
    "editor": EDITOR,
}
