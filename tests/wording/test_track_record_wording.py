"""How often we were right, as readers read it."""

from datetime import date

import pytest

from indicators.methods.norm_status import NormStatus
from indicators.methods.track_record import CLAIMS, Pending, Tally, TrackRecord
from indicators.wording.track_record import PENDING, name_tenth, say_around, say_none, say_open, say_verdicts, say_worth

TODAY = date(2026, 11, 26)


def told(kind, settled, met, *, is_replayed=False):
    return say_verdicts(TrackRecord(verdicts={kind: Tally(settled=settled, met=met)}), is_replayed=is_replayed)


@pytest.mark.parametrize(
    ("kind", "settled", "met", "text"),
    [
        (NormStatus.BEHIND, 12, 1, "Van de 12 keer dat we ‘achter’ zeiden, werd de norm 1 keer toch gehaald."),
        (NormStatus.BEHIND, 12, 0, "Van de 12 keer dat we ‘achter’ zeiden, werd de norm geen enkele keer toch gehaald."),
        (NormStatus.BEHIND, 1, 1, "De ene keer dat we ‘achter’ zeiden, werd de norm toch gehaald."),
        (NormStatus.BEHIND, 1, 0, "De ene keer dat we ‘achter’ zeiden, werd de norm niet gehaald."),
        (NormStatus.UNCERTAIN, 9, 4, "Van de 9 keer dat we ‘onzeker’ zeiden, werd de norm 4 keer gehaald."),
        (
            NormStatus.MET,
            5,
            4,
            "Van de 5 keer dat we ‘behaald’ zeiden terwijl het normjaar nog kwam, was de norm in dat jaar 4 keer ook gehaald.",
        ),
        (
            NormStatus.MET,
            1,
            0,
            "De ene keer dat we ‘behaald’ zeiden terwijl het normjaar nog kwam, was de norm in dat jaar niet meer gehaald.",
        ),
    ],
)
def test_each_verdict_is_told_by_itself(kind, settled, met, text):
    assert told(kind, settled, met) == [text]


def test_what_was_made_afterwards_was_never_said():
    for kind in CLAIMS:
        (text,) = told(kind, 3, 1, is_replayed=True)
        assert "gezegd zouden hebben" in text
        assert "zeiden" not in text


def test_a_verdict_without_an_outcome_is_not_told():
    assert told(NormStatus.BEHIND, 0, 0) == []


@pytest.mark.parametrize(
    ("due", "text"),
    [
        (2028, "Nog geen enkele uitspraak is uitgekomen; de eerste met het cijfer over 2028."),
        (2025, "Nog geen enkele uitspraak is uitgekomen; de eerste met het cijfer over 2025. Dat cijfer is er nog niet."),
        (None, "Nog geen enkele uitspraak is uitgekomen, en er wacht er ook geen op een uitkomst."),
    ],
)
def test_without_any_outcome_it_says_which_figure_gives_the_first(due, text):
    assert say_none(TrackRecord(first_due=due), TODAY) == text


def test_what_waits_and_what_never_gets_an_outcome_is_told():
    assert say_open(TrackRecord()) == ""
    assert say_open(TrackRecord(open=1)) == "1 uitspraak wacht nog op de uitkomst."
    assert say_open(TrackRecord(open=10, lost=1)) == (
        "10 uitspraken wachten nog op de uitkomst. Van 1 uitspraak zal de uitkomst nooit bekend zijn."
    )


def test_many_statements_on_few_figures_are_no_separate_trials():
    record = TrackRecord(verdicts={NormStatus.BEHIND: Tally(settled=42, met=2)}, indicators=3, years=1)
    assert say_worth(record) == "Deze 42 uitspraken gaan over 3 indicatoren en 1 jaar. Het zijn dus geen 42 losse proeven."
    one = TrackRecord(verdicts={NormStatus.BEHIND: Tally(settled=1)}, indicators=1, years=1)
    assert say_worth(one) == "Deze ene uitspraak gaat over 1 indicator en 1 jaar."


def test_outcomes_within_a_margin_are_told():
    assert say_around(TrackRecord()) == ""
    record = TrackRecord(verdicts={NormStatus.MET: Tally(settled=3, met=2, around=1)})
    assert say_around(record) == "Bij 1 uitspraak lag de norm binnen de marge van het cijfer. We telden daar het cijfer zelf."


def test_every_reason_has_its_words_and_every_tenth_its_name():
    assert set(PENDING) == set(Pending)
    assert (name_tenth(0), name_tenth(9)) == ("0 tot 10%", "90 tot 100%")
