"""What an agenda says that figures can be, at the decimals that a reader sees."""

import json

import pytest
from support.small_agenda import agenda_data

from etl.run.limits import bounds_of
from indicators.agenda.model import Agenda

QUANTITY = {"bron": "kerncijfers", "onderwerp": "Huishoudens"}


def bound(**changed: object) -> tuple[float, float]:
    """The bounds of one indicator with these keys in the agenda."""
    data = agenda_data(huishoudens=QUANTITY)
    data["ambities"][0]["indicatoren"][0].update(changed)
    found, *_ = bounds_of(Agenda.model_validate_json(json.dumps(data)))
    assert found.lowest is not None
    return found.lowest, float("inf") if found.highest is None else found.highest


@pytest.mark.parametrize(
    ("keys", "possible", "impossible"),
    [
        ({"eenheid": "aantal", "decimalen": 1}, [0, -0.04, 1e9], [-0.05, -1]),
        ({"eenheid": "aantal", "decimalen": 0}, [-0.4], [-0.5]),
        ({"eenheid": "%", "decimalen": 1}, [0, 100, 100.04, -0.049], [100.05, 250, -0.05]),
        ({"eenheid": "%", "decimalen": 1, "grenzen": {"laagst": 0, "hoogst": 200}}, [150.3, 200], [200.1]),
        ({"eenheid": "euro", "decimalen": 0, "grenzen": {"laagst": -500}}, [-500, 1e9], [-501]),
        ({"eenheid": "euro", "decimalen": 0, "grenzen": {"hoogst": 500}}, [0, 500], [-1, 501]),
    ],
)
def test_a_figure_is_possible_when_what_a_reader_sees_is(keys, possible, impossible):
    lowest, highest = bound(**keys)
    assert [value for value in possible if not lowest <= value <= highest] == []
    assert [value for value in impossible if lowest <= value <= highest] == []
