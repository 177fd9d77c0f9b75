"""A configured measure finds its column, whatever the suffix of today, or says which columns there are."""

import pytest

from etl.cbs.topics import is_dimension, keep_properties, resolve_topics, stem_of
from etl.delivery import Topic


def column(number, key, *, unit="aantal", parent=None, kind="Topic"):
    return {"ID": number, "ParentID": parent, "Type": kind, "Key": key, "Title": key.partition("_")[0], "Unit": unit}


def group(number, title, parent=None):
    return {"ID": number, "ParentID": parent, "Type": "TopicGroup", "Key": "", "Title": title}


PROPERTIES = [
    {"ID": 0, "ParentID": None, "Type": "GeoDimension", "Key": "RegioS", "Title": "Regio's"},
    {"ID": 1, "ParentID": None, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
    group(2, "Bevolking"),
    group(3, "Bevolkingssamenstelling", parent=2),
    group(4, "Wonen"),
    column(5, "GemiddeldAantalInwoners_51", parent=3),
    column(6, "Totaal_52", parent=3),
    column(7, "Totaal_93", parent=4),
    column(8, "Totaal_94", parent=4, unit="%"),
    column(9, "Huishoudens_2_60", parent=None),
    column(10, "ZonderAchtervoegsel"),
    column(11, "WmoClientenPer1000Inwoners_7", unit="per 1 000"),
]


@pytest.mark.parametrize(
    ("topic", "key"),
    [
        pytest.param(Topic(stem="GemiddeldAantalInwoners"), "GemiddeldAantalInwoners_51", id="stem alone"),
        pytest.param(Topic(stem="GemiddeldAantalInwoners_51"), "GemiddeldAantalInwoners_51", id="whole key"),
        pytest.param(Topic(stem="Totaal", group="Bevolkingssamenstelling"), "Totaal_52", id="parent group"),
        pytest.param(Topic(stem="Totaal", group="Bevolking"), "Totaal_52", id="group further up"),
        pytest.param(
            Topic(stem="Totaal", group="wonen ", unit="aantal"), "Totaal_93", id="group and unit, case and spaces aside"
        ),
        pytest.param(Topic(stem="Totaal", unit="%"), "Totaal_94", id="unit"),
        pytest.param(Topic(stem="Huishoudens_2"), "Huishoudens_2_60", id="only the last number is the suffix"),
        pytest.param(Topic(stem="ZonderAchtervoegsel"), "ZonderAchtervoegsel", id="no suffix"),
    ],
)
def test_a_topic_finds_its_column(topic, key):
    assert resolve_topics([topic], PROPERTIES) == ({topic.name: key}, [])


@pytest.mark.parametrize(
    ("topic", "parts"),
    [
        pytest.param(
            Topic(stem="Totaal"), ["komt 3 keer voor", "groep 'Bevolking > Bevolkingssamenstelling'", "eenheid '%'"], id="three"
        ),
        pytest.param(
            Topic(stem="Totaal", group="Wonen"), ["komt 2 keer voor", "Kies er een met groep of eenheid"], id="group leaves two"
        ),
        pytest.param(
            Topic(stem="Totaal", group="Onderwijs"), ["staat niet", "groep 'Wonen'"], id="no such group: the same stem elsewhere"
        ),
        pytest.param(Topic(stem="GemiddeldAantalInwoner"), ["staat niet", "GemiddeldAantalInwoners (groep"], id="typing error"),
        pytest.param(Topic(stem="gemiddeldaantalinwoners"), ["staat niet", "GemiddeldAantalInwoners (groep"], id="wrong case"),
        pytest.param(Topic(stem="Gemiddeld"), ["staat niet"], id="part of a stem is no hit"),
        pytest.param(Topic(stem="Xyz"), ["staat niet", "GemiddeldAantalInwoners", "Totaal"], id="nothing near: the first ones"),
        pytest.param(Topic(stem="RegioS"), ["staat niet"], id="a dimension is no measure"),
    ],
)
def test_no_hit_or_several_lists_the_candidates(topic, parts):
    found, [problem] = resolve_topics([topic], PROPERTIES)
    assert found == {}
    assert all(part in problem for part in [f"'{topic.name}'", *parts]), problem


def test_all_problems_come_at_once_and_the_good_ones_are_found():
    found, problems = resolve_topics([Topic(stem="Totaal"), Topic(stem="ZonderAchtervoegsel"), Topic(stem="Xyz")], PROPERTIES)
    assert found == {"ZonderAchtervoegsel": "ZonderAchtervoegsel"}
    assert len(problems) == 2


def test_the_verdict_does_not_depend_on_the_suffix():
    moved = [{**row, "Key": row["Key"].replace("_51", "_77")} for row in PROPERTIES]
    topic = Topic(stem="GemiddeldAantalInwoners")
    assert resolve_topics([topic], moved) == ({topic.name: "GemiddeldAantalInwoners_77"}, [])


def test_groups_that_contain_each_other_do_not_hang():
    circle = [group(1, "A", parent=2), group(2, "B", parent=1), column(3, "Foo_1", parent=1)]
    assert resolve_topics([Topic(stem="Foo", group="B")], circle)[0] == {"Foo [B]": "Foo_1"}
    assert len(resolve_topics([Topic(stem="Foo", group="C")], circle)[1]) == 1


def test_only_what_is_asked_for_is_kept_with_its_groups_and_all_dimensions():
    kept = keep_properties(["Totaal_52"], PROPERTIES)
    assert [row["ID"] for row in kept] == [0, 1, 2, 3, 6]


def test_a_group_is_no_dimension():
    assert [is_dimension(row) for row in PROPERTIES[:3]] == [True, True, False]


@pytest.mark.parametrize(("key", "stem"), [("Foo_12", "Foo"), ("Foo", "Foo"), ("Foo_1_2", "Foo_1"), ("Foo_1a", "Foo_1a")])
def test_the_suffix_is_one_number_at_the_end(key, stem):
    assert stem_of(key) == stem
