"""What counts as a change, since when, and what is said of it."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from support.small_figures import TODAY, an_indicator, reach, yearly

from dashboard.changed import agenda_words, words
from dashboard.changed.agenda_words import AgendaLine
from dashboard.changed.changes import Changes, changed_norms, first_seen, new_figures, revised_figures
from dashboard.changed.earlier import Moment, moment_of
from dashboard.changed.flips import Cause, ChangedJudgement, HeldJudgement
from dashboard.changed.since import end_of, parse_day, read_since
from dashboard.changed.words import Known
from dashboard.pages import Links
from dashboard.render import render
from indicators.agenda.norm_history import norm_steps
from indicators.methods.norm_status import NormStatus
from indicators.methods.series import Point, Series
from indicators.wording.answers import Answer

SEEN = datetime(2026, 11, 10, 9, tzinfo=UTC)
MEETINGS = (date(2026, 6, 25), date(2026, 10, 15), date(2026, 12, 17))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15-10-2026", date(2026, 10, 15)),
        ("15/10/2026", date(2026, 10, 15)),
        ("1-9-2026", date(2026, 9, 1)),
        ("15 oktober 2026", date(2026, 10, 15)),
        ("  15  Oktober  2026 ", date(2026, 10, 15)),
        ("15 okt. 2026", date(2026, 10, 15)),
        ("3 mrt 2026", date(2026, 3, 3)),
        ("3 mei 2026", date(2026, 5, 3)),
        ("2026-10-15", date(2026, 10, 15)),
        ("31-02-2026", None),
        ("15 october 2026", None),
        ("15 ma 2026", None),
        ("10-15-2026", None),
        ("gisteren", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_a_dutch_reader_writes_it(typed, meant):
    assert parse_day(typed) == meant


@pytest.mark.parametrize(
    ("why", "text", "on", "said"),
    [
        ("without a choice: the previous meeting", "", date(2026, 10, 15), ""),
        ("a day of one's own", "2026-01-31", date(2026, 1, 31), ""),
        ("no day at all", "gisteren", date(2026, 10, 15), "‘gisteren’ is geen datum"),
        ("today has not passed", "21-11-2026", date(2026, 10, 15), "21 november 2026 is niet voorbij"),
        ("a day to come", "2027-01-01", date(2026, 10, 15), "1 januari 2027 is niet voorbij"),
    ],
)
def test_the_day_in_a_link_is_used_or_refused_in_words(why, text, on, said):
    since = read_since(text, MEETINGS, TODAY)
    assert since.on == on
    assert said in since.problem if said else since.problem == ""


def test_without_meetings_we_look_back_three_months():
    assert read_since("", (), TODAY).on == date(2026, 8, 21)
    assert read_since("", (date(2026, 11, 21),), TODAY).on == date(2026, 8, 21), "today's meeting is not a previous one"


def test_what_came_in_on_the_day_itself_was_known_at_its_end():
    assert end_of(date(2026, 10, 15)).astimezone(UTC) == datetime(2026, 10, 15, 22, tzinfo=UTC)
    assert end_of(date(2026, 11, 15)).astimezone(UTC) == datetime(2026, 11, 15, 23, tzinfo=UTC)


def test_a_year_without_a_figure_before_is_a_new_figure():
    found = new_figures(an_indicator(), yearly(1, 2), yearly(1, 2, 3), {2020: SEEN})
    assert found is not None
    assert [point.year for point in found.points] == [2020]
    assert (found.seen_at, found.is_first) == (SEEN, False)
    assert new_figures(an_indicator(), yearly(1, 2), yearly(1, 2), {}) is None


def test_the_first_figures_of_an_indicator_are_told_as_a_stretch():
    found = new_figures(an_indicator(), Series(), yearly(1, 2, 3, 4, 5), {})
    assert found is not None
    assert found.is_first
    assert "voor het eerst cijfers over 2018 tot en met 2022" in words.new_line(found, Links()).opening


@pytest.mark.parametrize(
    ("why", "before", "after", "told"),
    [
        ("another value", yearly(1.0, 2.0), yearly(1.0, 2.5), "<s>2,0</s>"),
        ("a value that only differs further on", yearly(1.0, 2.01), yearly(1.0, 2.04), "<s>2,01</s>"),
        ("withdrawn", yearly(1.0, 2.0), yearly(1.0), "vervallen"),
        ("made definitive", yearly(1.0, 2.0, provisional=1), yearly(1.0, 2.0), "nu definitief"),
    ],
)
def test_a_revision_shows_what_it_was_and_what_it_is(why, before, after, told):
    found = revised_figures(an_indicator(), before, after, {2019: SEEN})
    assert [each.before.year for each in found] == [2019]
    html = render("changed/revised.html", lines=[words.revised_line(each, Links()) for each in found], marks="")
    assert told in html
    assert ("voor het eerst gezien op 10 november 2026" in html) is (told != "vervallen")


def test_the_same_figures_are_no_revision():
    assert revised_figures(an_indicator(), yearly(1, 2), yearly(1, 2, 3), {}) == []


def adopted(on, **changes):
    return {"vastgesteld": {"door": ["gemeenteraad"], "datum": on}} | changes


def norms_changed(indicator, since, kept=()):
    return changed_norms(indicator, norm_steps(indicator.norm, kept), since)


def said_of(changed):
    return render("changed/norms.html", lines=[agenda_words.norm_line(each, {}, Links()) for each in changed])


def test_a_norm_adopted_after_the_day_has_changed_and_one_adopted_on_it_has_not():
    past = adopted("2022-06-30", waarde=3.0, jaar=2026, reden="niet haalbaar")
    indicator = an_indicator(reach(2.5, 2028, historie=[past], **adopted("2026-10-15")))
    changed = norms_changed(indicator, date(2026, 10, 14))
    steps = [each.step for each in changed]
    assert [(step.after.value, step.before.value, step.reason) for step in steps] == [(2.5, 3.0, "niet haalbaar")]
    assert norms_changed(indicator, date(2026, 10, 15)) == []
    assert len(norms_changed(indicator, date(2022, 1, 1))) == 2
    html = said_of(changed)
    assert "<s>3 in 2026</s>" in html
    assert "Vastgesteld door gemeenteraad op 15 oktober 2026. Gewijzigd omdat: niet haalbaar" in html


def test_an_indicator_without_a_norm_has_no_changed_norm():
    assert norms_changed(an_indicator(), date(2000, 1, 1)) == []
    assert norms_changed(an_indicator(reach(2.5)), date(2000, 1, 1)) == [], "nobody knows when it was adopted"


def test_a_norm_that_moved_without_a_decision_is_told_with_the_decision_it_still_names():
    decided = {"vastgesteld": {"door": ["gemeenteraad"], "datum": "2022-06-30", "besluit": "RB-1"}}
    before, after = (an_indicator(reach(value, 2028, **decided)) for value in (6.4, 6.0))
    kept = [(SEEN - timedelta(days=9), before.norm), (SEEN, after.norm)]
    changed = norms_changed(after, date(2026, 11, 9), kept)
    html = said_of(changed)
    assert "<s>6,4 in 2028</s>" in html
    assert "Gewijzigd op 10 november 2026 zonder nieuw besluit. In de agenda staat nog besluit RB-1." in html
    assert norms_changed(after, date(2026, 11, 10), kept) == [], "seen on the day itself"
    back = [*kept, (SEEN + timedelta(days=1), before.norm)]
    assert [each.step.after.value for each in norms_changed(before, date(2026, 11, 9), back)] == [6.0, 6.4]


def test_a_decision_that_came_late_into_the_agenda_is_told_to_who_looks_back_to_after_the_decision():
    past = adopted("2022-06-30", waarde=3.0, jaar=2028, reden="niet haalbaar")
    before = an_indicator(reach(3.0, 2028, **adopted("2022-06-30")))
    after = an_indicator(reach(2.5, 2028, historie=[past], **adopted("2026-10-15")))
    kept = [(SEEN - timedelta(days=40), before.norm), (SEEN, after.norm)]
    for since in (date(2026, 10, 14), date(2026, 10, 20)):
        (changed,) = norms_changed(after, since, kept)
        assert "op 15 oktober 2026. Voor het eerst gezien op 10 november 2026. Gewijzigd omdat" in said_of([changed])


def test_a_norm_that_went_or_has_no_decision_is_told_as_such():
    before = an_indicator(reach(6.4))
    kept = [(SEEN - timedelta(days=9), before.norm), (SEEN, None)]
    assert "<b>geen norm</b></span><small>Voor het eerst gezien op 10 november 2026.</small>" in said_of(
        norms_changed(an_indicator(), date(2026, 11, 1), kept)
    )
    came = [(SEEN - timedelta(days=9), None), (SEEN, before.norm)]
    html = said_of(norms_changed(before, date(2026, 11, 1), came))
    assert "nieuwe norm: <b>6,4 in 2028</b>" in html
    assert "Er staat geen besluit bij." in html


def test_a_ratio_is_first_seen_when_its_last_part_came_in():
    frame = pd.DataFrame(
        {"year": [2024, 2024, 2024], "first_seen": [SEEN, SEEN + timedelta(days=1), SEEN + timedelta(days=9)],
         "superseded_at": pd.to_datetime([None, None, SEEN], utc=True)},
    )  # fmt: skip
    assert first_seen(frame) == {2024: SEEN + timedelta(days=1)}, "what was superseded no longer counts"


def runs(*moments):
    return pd.DataFrame({"finished_at": pd.to_datetime(list(moments), utc=True)})


def test_the_history_goes_back_to_the_first_publication_and_says_so():
    moment = moment_of(date(2026, 10, 15), runs("2026-11-21T12:00:00Z", "2026-11-01T12:00:00Z"))
    assert moment == Moment(at=datetime(2026, 11, 1, 12, tzinfo=UTC), on=date(2026, 11, 1), is_start=True)
    said = words.how_far_back(moment, TODAY)
    assert "We bewaren cijfers sinds 1 november 2026; wat er voor die tijd veranderde, weten we niet." in said


def test_on_the_first_day_there_is_nothing_to_compare_and_that_is_said():
    moment = moment_of(date(2026, 10, 15), runs("2026-11-21T12:00:00Z"))
    assert "Dat is vandaag" in words.how_far_back(moment, TODAY)


def test_a_history_that_goes_back_far_enough_needs_no_remark():
    moment = moment_of(date(2026, 10, 15), runs("2026-10-01T12:00:00Z"))
    assert (moment.on, moment.is_start) == (date(2026, 10, 15), False)
    assert words.how_far_back(moment, TODAY) == ""


def test_a_changed_judgement_has_both_sentences_and_nothing_in_it_is_html():
    then = Answer(status="te vroeg", text="Er zijn <4> metingen.", needed="")
    now = Answer(status="onzeker", text="De norm kan gehaald worden.", needed="")
    statuses = (NormStatus.TOO_EARLY, NormStatus.UNCERTAIN)
    changed = ChangedJudgement(indicator=an_indicator(), kind="norm", before=then, after=now, statuses=statuses)
    told = words.judgements([replace(changed, cause=Cause.AGENDA)], Links(municipality="GM0344"))
    html = render("changed/judgements.html", indicators=told)
    for part in (
        "te vroeg",
        "Er zijn &lt;4&gt; metingen.",
        "onzeker",
        "De norm kan gehaald worden.",
        "gemeente=GM0344",
        "Anders door de agenda",
    ):
        assert part in html


def test_the_counts_keep_confirmations_apart_from_revisions():
    revised = revised_figures(
        an_indicator(), Series.of([Point(year=2019, value=2.0, is_provisional=True)]), yearly(2.0, start=2019), {}
    )
    changes = Changes(new=(), revised=tuple(revised), norms=(), judgements=())
    assert (0, "herziene cijfers") in words.totals(changes, Known())
    assert (0, "herziene cijfers bekend") in words.totals(changes, Known(figures=False))
    assert (0, "gewijzigde normen bekend") in words.totals(changes, Known(agenda=False))
    assert not changes.are_none


@pytest.mark.parametrize("name", ["new", "revised", "norms", "judgements", "agenda", "held"])
def test_every_link_among_the_changes_opens_within_the_app(name):
    """Without a target and from the root of the host: server/links.js passes by any other link, and the page loads anew."""
    links, indicator = Links(municipality="GM0344"), an_indicator(reach(2.5, 2028, **adopted("2026-10-15")))
    new = words.new_line(new_figures(indicator, Series(), yearly(1, 2), {}), links)
    revised = words.revised_line(revised_figures(indicator, yearly(1), yearly(2), {})[0], links)
    norm = agenda_words.norm_line(norms_changed(indicator, date(2026, 1, 1))[0], {}, links)
    answer = Answer(status="onzeker", text="", needed="")
    statuses = (NormStatus.TOO_EARLY, NormStatus.UNCERTAIN)
    judged = ChangedJudgement(indicator=indicator, kind="norm", before=answer, after=answer, statuses=statuses)
    values = {
        "new": {"lines": [new], "marks": ""},
        "revised": {"lines": [revised], "marks": ""},
        "norms": {"lines": [norm]},
        "judgements": {"indicators": words.judgements([judged], links)},
        "agenda": {"lines": [AgendaLine(link=norm.link, name="", label="start", before="a", after="b", seen="")]},
        "held": {
            "lines": [
                agenda_words.held_line(
                    HeldJudgement(indicator=indicator, kind="norm", now=statuses[0], otherwise=statuses[1]), links
                )
            ]
        },
    }
    html = render(f"changed/{name}.html", **values[name])
    assert re.findall("<a [^>]*>", html) == ['<a href="/indicator?indicator=mishandeling&amp;gemeente=GM0344">']
