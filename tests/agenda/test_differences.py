"""What counts as another agenda, and which differences between two are found."""

import re
from copy import deepcopy

import pytest
import yaml
from support.shipped import AGENDA

from indicators.agenda.content import from_text, id_of, to_text
from indicators.agenda.differences import About, Topic, compare
from indicators.agenda.load import load_agenda, parse_agenda
from indicators.agenda.model import Agenda

SHIPPED = load_agenda(AGENDA)
DATA = yaml.safe_load(AGENDA.read_text(encoding="utf-8").replace(": NO", ": 'NO'"))


def agenda(edit=lambda data: None) -> Agenda:
    data = deepcopy(DATA)
    edit(data)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return parse_agenda(text, "agenda.yaml")


def indicator(data, id_="mishandeling"):
    return next(each for place in data["ambities"] for each in place["indicatoren"] if each["id"] == id_)


def intervention(data, at=0):
    return data["interventies"][at]


def found(edit):
    return [(each.topic, each.about, each.id) for each in compare(agenda(), agenda(edit))]


def test_the_same_agenda_comes_back_from_its_text():
    assert from_text(to_text(SHIPPED)) == SHIPPED
    assert to_text(from_text(to_text(SHIPPED))) == to_text(SHIPPED)


def test_comments_white_space_and_the_order_of_keys_make_no_other_agenda():
    lines = AGENDA.read_text(encoding="utf-8").splitlines()
    bare = "\n".join(re.sub(r"\s+# .*", "", line) for line in lines if not line.strip().startswith("#")) + "\n\n# Einde.\n"
    assert id_of(parse_agenda(bare, "agenda.yaml")) == id_of(SHIPPED)
    turned = {key: DATA[key] for key in reversed(DATA)}
    turned["bronnen"] = dict(reversed(turned["bronnen"].items()))
    assert id_of(parse_agenda(yaml.safe_dump(turned, allow_unicode=True), "agenda.yaml")) == id_of(SHIPPED)


def test_what_is_written_as_it_would_be_anyway_makes_no_other_agenda():
    def as_usual(data):
        data["agenda"]["vergelijken"]["aantal"] = 20
        indicator(data)["lopende_prijzen"] = False

    assert id_of(agenda(as_usual)) == id_of(SHIPPED)


def test_another_word_makes_another_agenda():
    assert id_of(agenda(lambda data: indicator(data).update(waarom="Anders."))) != id_of(SHIPPED)


def test_a_text_of_something_else_is_refused():
    for text in ("", "[]", "{}", '{"agenda": 1}', to_text(SHIPPED)[:-200]):
        with pytest.raises(ValueError):  # noqa: PT011  pydantic's own
            from_text(text)


NORM = {"soort": "behouden", "waarde": 3.0}
CHANGES = {
    "another value": (lambda data: indicator(data)["norm"].update(waarde=1.1), Topic.NORM),
    "another year": (lambda data: indicator(data)["norm"].update(jaar=2031), Topic.NORM),
    "milestones": (lambda data: indicator(data)["norm"].update(mijlpalen=[{"jaar": 2026, "waarde": 2.7}]), Topic.NORM),
    "the norm went": (lambda data: indicator(data).pop("norm"), Topic.NORM),
    "another decision": (
        lambda data: indicator(data)["norm"].update(vastgesteld={"door": ["gemeenteraad"], "datum": "2026-10-15"}),
        Topic.ADOPTION,
    ),
    "another baseline": (lambda data: indicator(data).update(nulmeting={"periode": 2019}), Topic.BASELINE),
    "an adopted baseline": (lambda data: indicator(data)["nulmeting"].update(waarde=9.9), Topic.BASELINE),
    "the baseline went": (lambda data: indicator(data).pop("nulmeting"), Topic.BASELINE),
    "another topic": (lambda data: indicator(data)["bron"]["teller"]["filter"].update(SoortMisdrijf="1.1.1"), Topic.SOURCE),
    "another multiplier": (lambda data: indicator(data)["bron"].update(maal=100), Topic.SOURCE),
    "another table under the same name": (lambda data: data["bronnen"]["politie"].update(tabel="83648NED"), Topic.SOURCE),
    "a break": (
        lambda data: indicator(data).update(trendbreuken=[{"periode": 2020, "reden": "Corona.", "soort": "bijzonder"}]),
        Topic.BREAKS,
    ),
    "another name": (lambda data: indicator(data).update(naam="Geweld"), Topic.NAME),
    "bounds": (lambda data: indicator(data).update(grenzen={"laagst": 0, "hoogst": 500}), Topic.BOUNDS),
    "decimals": (lambda data: indicator(data).update(decimalen=3), Topic.DECIMALS),
    "current prices": (lambda data: indicator(data).update(lopende_prijzen=True), Topic.CURRENT_PRICES),
}


@pytest.mark.parametrize("why", CHANGES)
def test_a_difference_of_an_indicator_is_found_by_its_topic(why):
    edit, topic = CHANGES[why]
    assert (topic, About.INDICATOR, "mishandeling") in found(edit)


def test_a_source_under_another_name_is_no_difference():
    def renamed(data):
        data["bronnen"]["de-politie"] = data["bronnen"].pop("politie")
        text = yaml.safe_dump(data, allow_unicode=True).replace("bron: politie\n", "bron: de-politie\n")
        data.clear()
        data.update(yaml.safe_load(text))

    assert id_of(agenda(renamed)) != id_of(SHIPPED)
    assert found(renamed) == []


def test_a_source_is_told_of_every_indicator_that_uses_it():
    changed = {
        id_ for topic, _, id_ in found(lambda data: data["bronnen"]["politie"].update(houder="Iemand")) if topic is Topic.SOURCE
    }
    assert "mishandeling" in changed
    assert len(changed) > 1


def test_an_indicator_that_came_went_or_got_another_id():
    def without(data):
        for place in data["ambities"]:
            place["indicatoren"] = [each for each in place["indicatoren"] if each["id"] != "roken"]
        data["interventies"] = [each for each in data["interventies"] if "roken" not in str(each)]

    assert (Topic.WHOLE, About.INDICATOR, "roken") in found(without)
    renamed = compare(agenda(), agenda(lambda data: _rename(data, "roken", "rokers")))
    whole = [(each.id, each.before is None, each.after is None) for each in renamed if each.topic is Topic.WHOLE]
    assert whole == [("rokers", True, False), ("roken", False, True)]


def _rename(data, old, new):
    indicator(data, old)["id"] = new
    for each in data["interventies"]:
        for aim in [*each.get("indicatoren", []), *each.get("vastgelegd", {}).get("indicatoren", [])]:
            aim["indicator"] = new if aim["indicator"] == old else aim["indicator"]


INTERVENTION = {
    "start": (lambda data: intervention(data).update(start="2020-01"), Topic.START),
    "hypothesis": (lambda data: intervention(data).update(indicatoren=[{"indicator": "mishandeling"}]), Topic.AIMS),
    "the same elsewhere": (lambda data: intervention(data).update(zelfde_aanpak_in=["GM0344"]), Topic.SAME_ELSEWHERE),
    "phase": (lambda data: intervention(data).update(fase="verkennen"), Topic.PHASE),
}


@pytest.mark.parametrize("why", INTERVENTION)
def test_a_difference_of_an_intervention_is_found_by_its_topic(why):
    edit, topic = INTERVENTION[why]
    assert (topic, About.INTERVENTION, DATA["interventies"][0]["id"]) in found(edit)


def test_an_intervention_that_went_and_another_group_to_compare_with():
    assert (Topic.WHOLE, About.INTERVENTION, DATA["interventies"][0]["id"]) in found(lambda data: data["interventies"].pop(0))
    other = found(lambda data: data["agenda"]["vergelijken"].update(aantal=30))
    assert other == [(Topic.COMPARISON, About.AGENDA, "")]


def test_what_held_before_may_only_grow_by_the_norm_that_was_replaced():
    past = {"waarde": 78.0, "jaar": 2026, "vastgesteld": {"door": ["gemeenteraad"], "datum": "2022-06-30"}, "reden": "Anders."}
    id_ = next(each["id"] for place in DATA["ambities"] for each in place["indicatoren"] if each.get("norm", {}).get("historie"))

    def rewritten(data):
        indicator(data, id_)["norm"]["historie"][0]["waarde"] = 70.0

    def replaced(data):
        norm = indicator(data, id_)["norm"]
        held = {"reden": "Te laag."} | {key: norm[key] for key in ("waarde", "jaar", "vastgesteld")}
        norm |= {"waarde": 80.0, "historie": [*norm["historie"], held]}
        norm["vastgesteld"] = {"door": ["gemeenteraad"], "datum": "2026-10-15"}

    def backfilled(data):
        indicator(data, id_)["norm"]["historie"].append(past | {"waarde": 50.0})

    assert [topic for topic, *_ in found(rewritten)] == [Topic.PAST_NORMS]
    assert [topic for topic, *_ in found(replaced)] == [Topic.NORM]
    assert [topic for topic, *_ in found(backfilled)] == [Topic.PAST_NORMS]
