"""What the overview finds, in every state of an agenda: the right words each, never more than is known."""

import re
from dataclasses import replace
from datetime import date

import pytest
from support.history import SECOND
from support.pages import CHANGED, OVERVIEW, links, stop_clock, visit, words
from support.shipped import AGENDA
from support.small_figures import at_years, keep, reach, surveyed, yearly
from support.small_rows import a_row

from dashboard import data
from dashboard.changed.changes import Changes
from dashboard.changed.earlier import Earlier, Moment, Told
from dashboard.changed.words import Known
from dashboard.overview import finding, meeting
from dashboard.pages import AMBITION, Links
from dashboard.render import render
from indicators.methods.attention import is_off_norm
from indicators.methods.norm_status import NormStatus

BUMPY = yearly(6, 7, 5.5, 6.8, 5.2, 6.4, 5.8)
FALLING = yearly(10, 9.2, 8.1, 7.4, 6.3, 5.5, 4.4)
CASES = {
    "off": (keep(5), BUMPY),
    "behind": (reach(1, 2026), BUMPY),
    "met": (reach(5, 2024), FALLING),
    "unsure": (reach(5.5, 2028), BUMPY),
    "around": (keep(5.0), surveyed((2023, 5.5, 5, 6), (2024, 5.2, 4.7, 5.7))),
    "early": (reach(5, 2028), at_years({2018: 7, 2025: 6})),
    "free": (None, BUMPY),
    "empty": (reach(5), yearly()),
    "bare": (None, yearly()),
}


def rows(*names):
    """A row for each, with an id of its own."""
    return [
        replace(row, indicator=row.indicator.model_copy(update={"id": f"{name}-{place}"}))
        for place, name in enumerate(names)
        for norm, series in [CASES[name]]
        for row in [a_row(series.points, norm, id=f"{name}-{place}")]
    ]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "In deze agenda staan nog geen cijfers"),
        (["off", "met", "behind", "empty"], "2 van 4 cijfers wijken af van de norm"),
        (["off", "met"], "1 van 2 cijfers wijkt af van de norm"),
        (["off"] * 60, "Alle 60 cijfers wijken af van de norm"),
        (["off"], "Het enige cijfer wijkt af van de norm"),
        (["met", "unsure", "around"], "Geen van de 3 cijfers wijkt af van de norm"),
        (["met"], "Het enige cijfer wijkt niet af van de norm"),
        (["met", "unsure", "early", "free"], "Geen van de 2 cijfers die we kunnen beoordelen, wijkt af van de norm"),
        (["met", "empty"], "Het enige cijfer dat we kunnen beoordelen, wijkt niet af van de norm"),
        (["early", "free"], "We kunnen nog geen van de 2 cijfers beoordelen"),
        (["early"], "We kunnen het enige cijfer nog niet beoordelen"),
        (["free", "free"], "Er zijn nog geen normen om de cijfers aan te houden"),
        (["empty", "bare"], "Er zijn nog geen cijfers om te beoordelen"),
    ],
)
def test_the_heading_says_how_many_are_off_the_norm_and_never_more_than_is_known(names, said):
    assert finding.headline(rows(*names)) == said


def test_the_others_are_counted_in_words_so_that_all_add_up():
    names = ["off", "behind", "met", "met", "unsure", "around", "early", "free", "empty"]
    said = finding.rest(rows(*names))
    assert said == (
        "De andere: 2 behaald, 1 rond de norm, 1 onzeker, 1 te vroeg om te beoordelen, 1 niet te beoordelen en 1 zonder norm."
    )
    assert finding.rest(rows("met")) == "1 behaald."
    assert finding.rest(rows("off")) == ""


def test_every_figure_that_is_off_the_norm_is_named_once_with_figure_norm_and_sentence():
    found = finding.found_of(rows(*["off", "met", "behind"] * 20), (2010, 2026), Links(), {})
    assert len(found) == 40
    assert {each.status for each in found} == {NormStatus.NOT_MET, NormStatus.BEHIND}
    kept = next(each for each in found if each.status is NormStatus.NOT_MET)
    assert kept.short == ("5,8", "(2024) · norm ≤ 5"), "without ‘zo houden’, for which a phone has no room"
    assert all(each.sentence and each.since == "" for each in found)
    assert ">5,8</text>" in kept.picture.replace("%3E", ">").replace("%3C", "<")


def test_unsure_is_never_heavier_in_a_bar_than_off_the_norm():
    tile = finding.Tile(link=Links().to(AMBITION, "Thema"), total="8 cijfers", counts=tuple((status, 1) for status in NormStatus))
    given = {"headline": "", "rest": "", "found": [], "fresh": "", "missing": None, "looks": []}
    html = render("overview/top.html", tiles=[tile], box=meeting.Box(title="Sinds", links=()), **given)
    kinds = dict(zip(NormStatus, re.findall(r'<i class="(\w+)"', html), strict=True))
    assert {status for status, kind in kinds.items() if kind == "licht"} == {NormStatus.UNCERTAIN, NormStatus.AROUND}
    assert {status for status, kind in kinds.items() if kind == "vol"} == {NormStatus.MET, NormStatus.BEHIND, NormStatus.NOT_MET}


def looked_back(found, **changes):
    """As if every figure was on its norm then."""
    was = Told.of(a_row(FALLING.points, reach(5, 2024)).judged)
    moment = Moment(at=SECOND, on=SECOND.date(), is_start=False)
    return Earlier(moment=moment, told={row.indicator.id: was for row in found}, **changes)


def test_what_a_verdict_was_is_told_where_it_is_known_alone():
    found = rows("off", "met", "behind")
    names = [row.indicator.id for row in found]
    then = looked_back(found, unknown=frozenset(names[2:]))
    assert meeting.before(found, then, Known(), "sinds 15 oktober") == {
        names[0]: "sinds 15 oktober: was behaald",
        names[1]: "sinds 15 oktober: gelijk",
    }
    assert meeting.before(found, then, Known(figures=False), "sinds 15 oktober") == {}
    assert meeting.before(found, then, Known(agenda=False), "sinds 15 oktober") == {}
    otherwise = looked_back(found, then={names[0]: Told.of(found[0].judged)})
    assert meeting.before(found, otherwise, Known(), "nu")[names[0]] == "nu: gelijk", "with the agenda of then"


@pytest.mark.parametrize(
    ("changes", "known", "links", "said"),
    [
        (None, Known(), [meeting.ALL_OF_IT], ""),
        (Changes(), Known(), [meeting.ALL_OF_IT], "Er is niets veranderd."),
        (Changes(), Known(figures=False), [meeting.ALL_OF_IT], "We zagen geen verandering."),
    ],
)
def test_the_box_says_no_more_than_is_known(changes, known, links, said):
    box = meeting.box_of("Sinds gisteren", date(2026, 10, 15), Links(), changes, known)
    assert ([link.words for link in box.links], box.said) == (links, said)
    assert {link.href for link in box.links} == {"/veranderd?sinds=2026-10-15"}


def test_since_the_council_met_is_counted_on_the_overview_as_on_its_own_page(twice, monkeypatch):
    monkeypatch.setenv("DATABOEK_AGENDA", str(AGENDA))
    monkeypatch.setenv("DATABOEK_DATA", str(twice))
    app, changed = visit(OVERVIEW), words(visit(CHANGED))
    assert "Sinds de raad van 15 oktober 2026" in words(app)
    counts = [text for text, address in links(app) if address == "/veranderd?sinds=2026-10-15"]
    assert len(counts) >= 2
    assert all(text in changed for text in counts)
    off = [row for row in data.databook().rows if is_off_norm(row.assessment)]
    assert words(app).count("sinds 15 oktober: ") == len(off)


def test_on_the_day_of_the_first_figures_there_is_nothing_to_compare_and_nothing_is_said(shown, monkeypatch):
    stop_clock(monkeypatch, data.databook().published_at)
    app = visit(OVERVIEW)
    assert "sinds 15 oktober: " not in words(app)
    assert [text for text, address in links(app) if address == "/veranderd?sinds=2026-10-15"] == [meeting.ALL_OF_IT]
