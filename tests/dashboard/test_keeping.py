"""What is kept has an end in bytes, what is heavy is done one at a time, and what nobody is shown costs nothing."""

import re
import threading
import time
from datetime import timedelta

import pandas as pd
import pytest
from support.addresses import EXAMPLES
from support.pages import visit
from support.shipped import ROOT

from dashboard import data, reading
from dashboard.changed.since import end_of
from dashboard.downloads import asked
from dashboard.downloads.files import to_csv
from dashboard.interventions import effects
from dashboard.keeping import Lanes, RightOfWay, Shelf, weigh
from dashboard.overview import filters
from dashboard.pages import LONGEST, PAGES, PARAMETERS, Visit


def test_what_was_not_used_for_longest_goes_when_it_weighs_too_much():
    shelf = Shelf(100_000)
    for name in "abcd":
        shelf.get(name, lambda: bytes(30_000))
        shelf.get("a", lambda: pytest.fail("worked out again"))
    assert [name in shelf for name in "abcd"] == [True, False, True, True]
    assert shelf.weight <= 100_000
    shelf.get("large", lambda: bytes(200_000))
    assert ["large" in shelf, "d" in shelf] == [True, False], "else everybody would work it out again"
    shelf.clear()
    assert (shelf.weight, "large" in shelf) == (0, False)


@pytest.mark.parametrize("number", [300, 3_000])
def test_however_much_is_asked_it_stays_within_its_budget(number):
    shelf = Shelf(1_000_000)
    for key in range(number):
        shelf.get(key, lambda: {"text": "x" * 10_000})
    assert 900_000 < shelf.weight <= 1_000_000


def test_of_what_is_alike_the_first_is_weighed():
    shelf = Shelf(100_000, alike=lambda key: key[0])
    for key, size in ((("a", 1), 30_000), (("a", 2), 10), (("b", 1), 10)):
        shelf.get(key, lambda size=size: bytes(size))
    assert 60_000 < shelf.weight < 61_000


def test_a_thing_weighs_what_it_holds_once_and_without_what_is_shared():
    frame = pd.DataFrame({"a": range(10_000)})
    text = "x" * 50_000
    assert weigh(frame) >= 80_000
    assert weigh([text, text, {"again": text}]) < 51_000
    assert weigh([frame, text], shared=(pd.DataFrame,)) < 51_000
    around: list[object] = []
    around.append(around)
    assert weigh(around) < 1_000
    assert weigh([[number] for number in range(1_000_000)]) < 20_000_000, "it stops counting"


def together(number, do):
    threads = [threading.Thread(target=do, args=[each]) for each in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_what_many_ask_for_at_once_is_worked_out_once():
    shelf, worked, got = Shelf(1_000), [], []

    def work_out():
        worked.append(1)
        time.sleep(0.1)
        return "found"

    together(20, lambda _: got.append(shelf.get("key", work_out)))
    assert (worked, got) == ([1], ["found"] * 20)


def test_what_fails_is_not_kept_and_holds_nobody_up():
    shelf = Shelf(1_000)
    with pytest.raises(ZeroDivisionError):
        shelf.get("key", lambda: 1 // 0)
    assert shelf.get("key", lambda: 2) == 2


def test_in_a_lane_there_is_one_and_the_next_lane_does_not_wait_for_it():
    lanes, busy, most = Lanes("a", "b"), [], []

    def work(number):
        with lanes.turn("a"):
            busy.append(number)
            most.append(len(busy))
            time.sleep(0.02)
            busy.remove(number)

    together(10, work)
    assert max(most) == 1
    with lanes.turn("a"):
        together(1, lambda _: lanes.turn("b").__enter__())


def test_who_is_in_a_lane_enters_no_other_so_nobody_waits_for_each_other():
    lanes = Lanes("a", "b")

    def work(number):
        first, then = "ab" if number % 2 else "ba"
        with lanes.turn(first):
            time.sleep(0.05)
            with lanes.turn(then):
                pass

    together(8, work)


def test_pages_of_guests_run_one_at_a_time_and_hold_nobody_else_up():
    busy, most = [], []

    def page():
        busy.append(1)
        most.append(len(busy))
        time.sleep(0.02)
        busy.pop()

    together(10, lambda _: data.in_turn(page, is_guest=True, is_earlier=False))
    assert max(most) == 1

    def of_a_guest():
        together(1, lambda _: data.in_turn(page, is_guest=False, is_earlier=False))
        together(1, lambda _: data.in_turn(page, is_guest=False, is_earlier=True))

    data.in_turn(of_a_guest, is_guest=True, is_earlier=False)
    assert len(most) == 12


def test_who_no_longer_wants_an_answer_leaves_the_row():
    lanes, left = Lanes("a"), []

    def leave():
        raise InterruptedError

    def wait(_number):
        try:
            with lanes.turn("a", leave):
                pytest.fail("it was not free")
        except InterruptedError:
            left.append(1)

    with lanes.turn("a"):
        together(5, wait)
    assert len(left) == 5


def test_who_works_for_one_reader_lets_the_pages_of_all_by_between_two_pieces():
    way, done, may_end = RightOfWay(patience=30), [], threading.Event()

    def page_of_all():
        with way.first():
            way.let_by()  # nobody stands in its way
            may_end.wait(20)
            done.append("of all")

    def page_of_one():
        with way.behind():
            way.let_by()
            done.append("of one")

    first = threading.Thread(target=page_of_all)
    first.start()
    behind = threading.Thread(target=page_of_one)
    behind.start()
    behind.join(0.3)
    assert done == []
    may_end.set()
    for each in (first, behind):
        each.join(20)
    assert done == ["of all", "of one"]


def test_letting_by_comes_to_an_end_however_many_pages_come():
    way = RightOfWay(patience=0.2)
    done = []

    def page_of_one():
        for _ in range(2):  # each turn has its own patience
            with way.behind():
                for _ in range(100):
                    way.let_by()
                done.append(1)

    with way.first():
        together(3, lambda _: page_of_one())
        assert len(done) == 6


def test_what_a_page_of_all_does_for_one_reader_waits_for_others_and_not_for_itself():
    way, done = RightOfWay(patience=30), []

    def part_for_one(_number):
        with way.first(), way.behind(), way.behind():
            way.let_by()
            done.append(1)

    together(4, part_for_one)
    assert len(done) == 4
    with way.first():
        pass
    together(1, part_for_one)
    assert len(done) == 5, "who is done counts no more"


def test_a_page_of_a_guest_lets_pages_of_all_by(monkeypatch):
    monkeypatch.setattr(data._way, "_patience", 30)
    done = []

    def page_of_a_guest(_number):
        data.in_turn(lambda: (data.let_by(), done.append("guest")), is_guest=True, is_earlier=False)

    def page_of_all():
        guest = threading.Thread(target=page_of_a_guest, args=[0])
        guest.start()
        guest.join(0.2)
        done.append("all")
        return guest

    guests = []
    with data.going_first():
        data.in_turn(lambda: guests.append(page_of_all()), is_guest=False, is_earlier=False)
    guests[0].join(20)
    assert done == ["all", "guest"]


def test_every_moment_until_the_next_run_is_one_query(twice, monkeypatch):
    monkeypatch.setenv("DATABOEK_DATA", str(twice))
    asked = []
    monkeypatch.setattr(reading, "figures_at", lambda _folder, moment: asked.append(moment) or moment)
    data._earlier_figures.clear()
    runs = sorted(data.databook().runs["finished_at"])
    first = runs[0].date()
    found = {data.figures_at(end_of(first + timedelta(days=days))) for days in range(60)}
    assert len(asked) == len(found) == len(runs) == 2
    data._earlier_figures.clear()


TABLES = []


def a_table(_book, name):
    TABLES.append(name)
    return name


def written(table):
    return table.encode()


def test_a_file_is_made_once_a_version_and_choice(shown):
    TABLES.clear()
    book = data.databook()
    assert [data.made(book, written, a_table, name) for name in ("a", "a", "b", "a")] == [b"a", b"a", b"b", b"a"]
    assert TABLES == ["a", "b"]
    ids = tuple(row.indicator.id for row in book.rows)
    assert data.made(book, to_csv, asked.overview_table, ids) is data.made(book, to_csv, asked.overview_table, ids)
    assert data.made(book, to_csv, asked.overview_table, ids[:3]).count(b"\r\n") == 4


@pytest.mark.parametrize(
    "name", [page.name for page in PAGES if page.name in {"overzicht", "indicator", "ambitie", "vergelijken"}]
)
def test_a_guest_never_pays_for_effects(shown, monkeypatch, name):
    monkeypatch.setattr(effects, "judge_interventions", lambda *_: pytest.fail("nobody is shown these"))
    page = next(page for page in PAGES if page.name == name)
    visit(page.file, **EXAMPLES.get(name, {}), gemeente="GM0400")


def test_what_no_address_of_ours_says_is_not_looked_at():
    said = Visit.at({"gemeente": "GM0344", "utm_source": "x", "sinds": "2026\x00", "zoek": "jeugd\u202e", "toon": "norm"})
    assert dict(said.parameters) == {"gemeente": "GM0344", "toon": "norm"}
    assert Visit.at({"gemeente": "GM0344", "zoek": "x" * LONGEST}).parameters == ()
    assert len(Visit.at({"zoek": "x" * (LONGEST - 4)}).parameters) == 1


def test_every_parameter_that_a_page_asks_for_is_one_that_is_looked_at():
    assert set().union(*EXAMPLES.values()) <= PARAMETERS
    for source in (ROOT / "dashboard").rglob("*.py"):
        asked = re.findall(r"(?:wanted|asked|put_in_address)\(\"?(\w+)\"?[)=]", source.read_text(encoding="utf-8"))
        known = {"OPEN": "open", "LAYERS": "lagen", "name": "", "MUNICIPALITY": "gemeente", "DELIVERED": "aangeleverd"}
        assert {known.get(each, each) for each in asked} - {""} <= PARAMETERS, source
    assert set(filters.PARAMETERS.values()) | set(filters.BEFORE.values()) <= PARAMETERS
