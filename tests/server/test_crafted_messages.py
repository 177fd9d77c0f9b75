"""Messages that our pages would never send, over a real connection with a real login: without the role nothing is written.

Each operation is first read off the page of who may do it; the same message then goes in as others, in another window, after the
role is gone, and again. After each the agenda, the drafts, the own files and the history are byte for byte as they were. At the
end who may do it does it, so that the message is known to do something.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
import requests
from streamlit.proto.WidgetStates_pb2 import WidgetState
from support.provider import ROLES, Provider, provider
from support.serving import free_port, serve
from support.shipped import AGENDA, copy_of
from support.windows import Widget, Window, filled, log_in, pressed
from websockets.exceptions import ConnectionClosed, InvalidStatus

from etl.door.actors import Actor, Role
from etl.door.changes import Publish, SaveField, Submit
from etl.door.desk import desk_of
from etl.door.door import write
from etl.door.history import History
from etl.door.job_folder import Asked, new_folder
from etl.door.questions import Refresh, Refreshed, Suspect
from etl.door.things import Kind, Thing
from etl.installation import Place

NOW = datetime.now(UTC)
ANNA = Actor(subject="u-redactie", name="Anna Jansen", role=Role.EDITOR, until=NOW + timedelta(hours=4))
CHIEF, WORKS = "u-beheer", "u-werk"
ROLELESS = ("", "u-geen", "u-kijken", "u-dubbel")
"""Nobody, and those who logged in without a role, to read, and with two roles."""
SOURCE = Thing(Kind.INDICATOR, "mishandeling")
HERE = "/zaanstad"
CSV = b"periode;trajecten\n2026-K1;10\n2026-K2;12\n"
States = Sequence[WidgetState]


class World(NamedTuple):
    """Where it runs, on what, who lets people in, and the cookies of those who are in."""

    at: str
    place: Place
    kept: Path
    provider: Provider
    cookies: dict[str, dict[str, str]]

    def window(self, who: str, below: str = HERE, session: str = "") -> Window:
        return Window(self.at, self.cookies_of(who), below=below, session=session)

    def cookies_of(self, who: str) -> dict[str, str]:
        if who and who not in self.cookies:
            self.cookies[who] = log_in(self.at, who, HERE)
        return self.cookies.get(who, {})

    def stored(self) -> dict[str, bytes]:
        """Everything that only the door writes, and the names of what was asked of jobs."""
        folder, data = self.place.agenda.parent, self.place.data
        files = {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
        return files | {f"opdracht {each.name}": b"" for each in (data / "opdrachten").glob("*Z-*")}

    def put_back(self) -> None:
        """As it was at the beginning."""
        shutil.rmtree(self.place.agenda.parent)
        shutil.copytree(self.kept / "config", self.place.agenda.parent)
        shutil.rmtree(self.place.data / "opdrachten", ignore_errors=True)
        shutil.copytree(self.kept / "opdrachten", self.place.data / "opdrachten")

    def let_in(self, roles: dict[str, str] = ROLES, alone: str = "ja") -> None:
        self.provider.write_access(self.place.agenda.parent, roles)
        with (self.place.agenda.with_name("toegang.yaml")).open("a", encoding="utf-8") as file:
            file.write(f"alles_door_een: {alone}\n")


@pytest.fixture(scope="module")
def world(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder, port = tmp_path_factory.mktemp("crafted"), free_port()
    at = f"http://127.0.0.1:{port}"
    for name in ("zaanstad", "elders"):
        shutil.copytree(AGENDA.parent, folder / "agendas" / name)
        copy_of(filled, folder / "data" / "gemeenten" / name)
    place = Place(agenda=folder / "agendas" / "zaanstad" / "agenda.yaml", data=folder / "data" / "gemeenten" / "zaanstad")
    with provider(folder) as known:
        world = World(at, place, folder / "kept", known, {})
        prepare(world)
        known.write_access(folder / "agendas" / "elders", {"beheer": "lezer", "nergens": "redacteur"})
        settings = {
            "DATABOEK_AGENDA": "",
            "DATABOEK_GEMEENTEN": str(folder / "agendas"),
            "DATABOEK_CBS_BASE": "http://127.0.0.1:9",
            **known.settings(f"{at}/oauth2callback"),
        }
        with serve(folder, folder / "data", settings, port=port, alive="/gezond"):
            yield world


def prepare(world: World) -> None:
    """A history, drafts of an editor, figures of a partner, a delivery that was kept out, and who may what."""
    place = world.place
    text = place.agenda.read_text(encoding="utf-8")
    named = "    partner: werkleerbedrijf\n"
    assert text.count(named) == 1
    process = "    proces: {bestand: bestanden/trajecten.csv, kolom: trajecten}\n"
    adopted = "door: [gemeenteraad, werkleerbedrijf]"
    text = text.replace(named, named + process).replace(adopted, "door: [gemeenteraad]", 1)
    place.agenda.write_text(text, encoding="utf-8")
    (place.agenda.parent / "bestanden" / "trajecten.csv").write_bytes(CSV)
    world.let_in()
    History.start(place.agenda).record([place.agenda], who="Begin", subject="-", what="Begin", reason="", now=NOW)
    for id_, value, seen in (("vernieling", "Sloopwerk", "Vernieling"), ("mishandeling", "Geweld", "Mishandeling")):
        change = SaveField(thing=Thing(Kind.INDICATOR, id_), path=("naam",), value=value, seen=_name_of(place, id_) or seen)
        draft = write(ANNA, change, "", place=place).draft
        if id_ == "vernieling":
            version = desk_of(place).version
            write(ANNA, Publish(drafts=(draft,), reason="Duidelijker"), version, place=place)
        else:
            write(ANNA, Submit(draft=draft), "", place=place)
    own = SaveField(thing=Thing(Kind.AMBITION, "gezondheid"), path=("thema",), value="Gezond", seen=_theme(place))
    write(ANNA, own, "", place=place)
    asked = Asked(question=Refresh(), by="Bram", subject=CHIEF, at=NOW, agenda=place.agenda)
    suspect = Suspect(label="CBS 47018NED", accept="47018NED", reasons=("Alles keer tien.",))
    brought = Refreshed(sources=1, failed=0, has_figures=True, remarks=(), suspects=(suspect,))
    new_folder(place.data, asked, None).finish(brought)
    shutil.copytree(place.agenda.parent, world.kept / "config")
    shutil.copytree(place.data / "opdrachten", world.kept / "opdrachten")


def _name_of(place: Place, id_: str) -> str:
    agenda = desk_of(place).agenda
    return next(each.name for each in agenda.indicators if each.id == id_) if agenda else ""


def _theme(place: Place) -> str:
    agenda = desk_of(place).agenda
    return next(each.theme for each in agenda.ambitions if each.id == "gezondheid") if agenda else ""


@dataclass(frozen=True)
class Deed:
    """An operation: who may do it, on which page, and what its page says then. once: it goes with a slip."""

    who: str
    page: str
    query: str | Callable[[World], str]
    states: Callable[[Window], States]
    once: bool = True
    others: tuple[str, ...] = (*ROLELESS, WORKS)


def field(window: Window, key: str) -> Widget:
    """The field or button of a form with this key."""
    return next(each for each in window.widgets if each.id.endswith(key))


def press(label: str, window: Window) -> States:
    return [pressed(window.the(label))]


def save(window: Window) -> States:
    return [filled(field(window, "mishandeling/norm/waarde"), "9,9")]


def more(window: Window) -> States:
    return [pressed(field(window, "trendbreuken erbij"))]


def less(window: Window) -> States:
    return [pressed(next(each for each in window.widgets if "trendbreuken/" in each.id and each.id.endswith(" weg")))]


def begin(window: Window) -> States:
    named = filled(window.the("Naam"), "Nieuwe Partner")
    window.send(named)
    return [named, *press("Maak een concept", window)]


def publish(window: Window) -> States:
    return [filled(window.the("Waarom wijzigt u dit?"), "Besluit"), *press("Publiceren", window)]


def send_back(window: Window) -> States:
    return [filled(window.the("Wat moet de schrijver"), "Welk besluit?"), *press("Terugsturen naar", window)]


def whole(window: Window) -> States:
    text = AGENDA.read_text(encoding="utf-8") + "# einde\n"
    reason = filled(window.the("Waarom wijzigt u dit?"), "Zomaar")
    return [filled(window.the("Het bestand van de agenda"), text), reason, *press("Bewaren en publiceren", window)]


def refuse(window: Window) -> States:
    return [filled(window.the("Waarom weigert u"), "Kan niet."), *press("Deze cijfers weigeren", window)]


def decide(window: Window) -> States:
    choice, why = filled(window.the("Wat is besloten?"), "stoppen"), filled(window.the("Waarom? Schrijf"), "Te duur.")
    return [choice, why, *press("Besluit vastleggen", window)]


def remark(window: Window) -> States:
    about = filled(window.the("Bij welk cijfer?"), "Netto-arbeidsparticipatie")
    return [
        about,
        filled(window.the("Over welk jaar?"), "2025"),
        filled(window.the("Wat wilt u erbij zeggen?"), "Let op."),
        *press("Toelichting ter beoordeling geven", window),
    ]


def figure(window: Window) -> States:
    return [
        filled(window.the("Waarover gaat het cijfer?"), "2026-K3"),
        filled(window.the("Het cijfer, zoals"), "14"),
        *press("Cijfer toevoegen", window),
    ]


def draft_of(world: World, thing: str) -> str:
    return next(each.id for each in desk_of(world.place).drafts if each.thing.id == thing)


def asked_for(thing: str, world: World) -> str:
    return f"concept={draft_of(world, thing)}"


def newest(world: World) -> str:
    history = History.of(world.place.agenda)
    assert history is not None
    return f"open={next(each.id for each in history.entries() if each.what.startswith('Gewijzigd'))}"


def sent(world: World) -> str:
    """A file that the partner sent just now."""
    answer = upload(world, WORKS, token_on(world, WORKS))
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"].partition("?")[2])


def token_on(world: World, who: str) -> str:
    with world.window(who) as window:
        page = window.visit("partner", "partner=werkleerbedrijf").text
    return page.partition('name="sleutel" value="')[2].partition('"')[0]


def upload(world: World, who: str, token: str) -> requests.Response:
    files = {"bestand": ("trajecten.csv", CSV.replace(b"12", b"99"), "text/csv")}
    data = {"sleutel": token, "terug": "partner?partner=werkleerbedrijf&interventie=werkleerbedrijf"}
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": world.at}
    return requests.post(
        f"{world.at}{HERE}/aanleveren", data=data, files=files, headers=headers, cookies=world.cookies_of(who),
        allow_redirects=False, timeout=60,
    )  # fmt: skip


OF_A_PARTNER = (*ROLELESS, "u-ggd")
OF_CHIEF = (*ROLELESS, WORKS, "u-redactie")
DEEDS = {
    "save a field": Deed("u-redactie", "wijzigen", "indicator=mishandeling", save, once=False),
    "add to a list": Deed("u-redactie", "wijzigen", "indicator=mishandeling", more, once=False),
    "take from a list": Deed("u-redactie", "wijzigen", "indicator=mishandeling", less, once=False),
    "begin something new": Deed("u-redactie", "wijzigen", "nieuw=partner", begin),
    "take a thing away": Deed("u-redactie", "wijzigen", "indicator=roken", partial(press, "Haal dit weg")),
    "submit": Deed("u-redactie", "wijzigen", "ambitie=gezondheid", partial(press, "Ter beoordeling geven")),
    "drop a draft": Deed("u-redactie", "wijzigen", "ambitie=gezondheid", partial(press, "Concept weggooien")),
    "publish": Deed(CHIEF, "beoordelen", partial(asked_for, "mishandeling"), publish),
    "send back": Deed(CHIEF, "beoordelen", partial(asked_for, "mishandeling"), send_back),
    "put back": Deed(CHIEF, "geschiedenis", newest, partial(press, "Maak een concept om dit terug")),
    "the whole file": Deed(CHIEF, "beoordelen", "open=bestand", whole),
    "refresh": Deed(CHIEF, "verversen", "", partial(press, "Ververs de cijfers nu"), others=OF_CHIEF),
    "accept a delivery": Deed(CHIEF, "verversen", "", partial(press, "Deze cijfers toch gebruiken"), others=OF_CHIEF),
    "refuse a delivery": Deed(CHIEF, "verversen", "", refuse, others=OF_CHIEF),
    "decide": Deed(WORKS, "partner", "partner=werkleerbedrijf", decide, others=OF_A_PARTNER),
    "write a remark": Deed(WORKS, "partner", "partner=werkleerbedrijf", remark, others=OF_A_PARTNER),
    "endorse": Deed(WORKS, "partner", "partner=werkleerbedrijf", partial(press, "Zet onze naam onder"), others=OF_A_PARTNER),
    "add a figure": Deed(WORKS, "partner", "partner=werkleerbedrijf", figure, others=OF_A_PARTNER),
    "replace a file": Deed(WORKS, "partner", sent, partial(press, "Zet ‘"), others=OF_A_PARTNER),
    "propose a norm": Deed(
        WORKS,
        "wijzigen",
        "indicator=netto-arbeidsparticipatie",
        lambda window: [filled(field(window, "netto-arbeidsparticipatie/norm/waarde"), "77")],
        once=False,
        others=OF_A_PARTNER,
    ),
}


@pytest.fixture
def entered(world: World) -> Iterator[World]:
    """As it was at the beginning."""
    world.put_back()
    yield world
    world.let_in()


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", DEEDS)
def test_without_the_role_nothing_is_written_whatever_is_sent(entered: World, name: str) -> None:
    world, deed = entered, DEEDS[name]
    query = deed.query if isinstance(deed.query, str) else deed.query(world)
    with ExitStack() as open_:
        own = open_.enter_context(world.window(deed.who)).visit(deed.page, query)
        states = deed.states(own)
        before = world.stored()
        for other in deed.others:
            with world.window(other) as window:
                window.visit(deed.page, query)
                window.send(*states)
                window.send(*states)
            assert world.stored() == before, f"{name} as {other or 'nobody'}"
        with world.window(deed.who, "/elders") as window:  # where this person has no role
            window.visit(deed.page, query).send(*states)
        assert world.stored() == before, f"{name} at the address of another agenda"
        with world.window(deed.others[1], HERE, own.session) as window:
            window.visit(deed.page, query).send(*states)
        assert world.stored() == before, f"{name} in the session of who may"
        if deed.once:
            with world.window(deed.who) as second:
                second.visit(deed.page, query).send(*states)
            assert _without_presence(world.stored()) == _without_presence(before), f"{name} with what another window was shown"
        own.send(*states)
        done = world.stored()
        assert _without_presence(done) != _without_presence(before), f"{name} does nothing, so this test sees nothing"
        if deed.once:
            own.send(*states)
            assert world.stored() == done, f"{name} a second time"


LOST = ("no role any more", "withdrawn", "logged out")


@pytest.mark.sampled(1)
@pytest.mark.parametrize("name", DEEDS)
def test_what_is_pressed_after_the_role_is_gone_does_nothing(entered: World, name: str) -> None:
    world, deed = entered, DEEDS[name]
    for way in LOST:
        query = deed.query if isinstance(deed.query, str) else deed.query(world)
        with world.window(deed.who) as window:
            states = deed.states(window.visit(deed.page, query))
            take_away(world, deed.who, way)
            before = world.stored()
            window.send(*states)
            assert world.stored() == before, f"{name} after: {way}"
            window.send(*states)
            assert world.stored() == before, f"{name} again after: {way}"
        world.put_back()
        if way == "logged out":
            del world.cookies[deed.who]


def take_away(world: World, who: str, way: str) -> None:
    if way == "no role any more":
        world.let_in(dict.fromkeys(ROLES, "lezer"))
    elif way == "withdrawn":
        world.place.agenda.with_name("ingetrokken.txt").write_text(f"{who}\n", encoding="utf-8")
    else:
        requests.get(f"{world.at}/auth/logout", cookies=world.cookies[who], allow_redirects=False, timeout=60)


@pytest.mark.attack
def test_what_is_pressed_after_the_login_ended_does_nothing(entered: World) -> None:
    world, deed = entered, DEEDS["save a field"]
    with world.window("u-kort") as window:
        states = deed.states(window.visit(deed.page, str(deed.query)))
        before = world.stored()
        with pytest.raises(ConnectionClosed):
            stay(window, deed, seconds=60)
    with world.window("u-kort", session=window.session) as window:
        window.visit(deed.page, str(deed.query)).send(*states)
    assert _without_presence(world.stored()) == _without_presence(before)


def stay(window: Window, deed: Deed, seconds: int) -> None:
    until = datetime.now(UTC) + timedelta(seconds=seconds)
    while datetime.now(UTC) < until:
        window.visit(deed.page, str(deed.query))
        time.sleep(1)


@pytest.mark.attack
def test_a_file_comes_in_once_by_who_saw_the_form_and_is_shown_to_no_other(entered: World) -> None:
    world = entered
    token, before = token_on(world, WORKS), world.stored()
    aside = world.place.data / "aangeleverd"
    lying = set(aside.glob("*"))
    for who in (*ROLELESS, "u-ggd", "u-redactie"):
        assert upload(world, who, token).status_code in {400, 403}, who
    assert set(aside.glob("*")) == lying
    where = upload(world, WORKS, token).headers["location"].partition("?")[2]
    assert upload(world, WORKS, token).status_code == 400, "a second time"
    for who in (*ROLELESS, "u-ggd", "u-redactie"):
        with world.window(who) as window:
            window.visit("partner", where)
            assert not [each for each in window.widgets if each.label.startswith("Zet ‘")], who
    assert _without_presence(world.stored()) == _without_presence(before)


def test_a_connection_without_its_own_guard_is_a_reader(entered: World) -> None:
    world = entered
    cookies = {name: value for name, value in world.cookies_of("u-redactie").items() if name != "_streamlit_xsrf"}
    with Window(world.at, cookies, below=HERE) as window:
        assert not [each for each in window.visit("wijzigen", "indicator=mishandeling").widgets if "/norm/" in each.id]
    with pytest.raises(InvalidStatus):
        Window(world.at, cookies, below="/nergens")


def _without_presence(stored: dict[str, bytes]) -> dict[str, bytes]:
    return {name: said for name, said in stored.items() if f"aanwezig{os.sep}" not in name}
