"""How answers look: every status has an icon, a word and a readable colour, and without colour they still differ."""

import pytest
from PIL.ImageColor import getrgb
from support.drawn_text import luminance

from dashboard.look.statuses import look
from indicators.effects.result import EffectStatus
from indicators.methods.change import ChangeStatus
from indicators.methods.comparison import ComparisonStatus
from indicators.methods.norm_status import NormStatus
from indicators.methods.trend import TrendStatus

ANSWERS = [NormStatus, TrendStatus, ChangeStatus, ComparisonStatus, EffectStatus]
EVERY = [status for answer in ANSWERS for status in answer]


@pytest.mark.parametrize("status", EVERY, ids=lambda status: f"{type(status).__name__} {status}")
def test_every_status_has_an_icon_a_word_and_a_colour_that_can_be_read(status):
    seen = look(status)
    assert len(seen.icon) == 1
    assert seen.word in {str(status), f"{status}e lijn"}
    assert 1.05 / (luminance(getrgb(seen.colour)) + 0.05) >= 4.5


@pytest.mark.parametrize("answer", ANSWERS)
def test_without_colour_the_statuses_of_an_answer_still_differ(answer):
    assert len({look(status).icon for status in answer}) == len(answer)
    assert len({look(status).word for status in answer}) == len(answer)


def test_good_and_bad_are_blue_and_orange_and_differ_in_greyscale():
    good, bad = look(NormStatus.MET).colour, look(NormStatus.BEHIND).colour
    assert int(good[5:], 16) > int(good[1:3], 16), "more blue than red"
    assert int(bad[1:3], 16) > int(bad[5:], 16), "more red than blue"
    assert int(bad[3:5], 16) < int(bad[1:3], 16)
    assert abs(luminance(getrgb(good)) - luminance(getrgb(bad))) > 0.05
